// Whose turn it is, and what an answer says about the connection. What is sent is in
// engine_push.cpp and engine_bulk.cpp, what is read in engine_pull.cpp.
#include "sync/engine.h"

#include <algorithm>
#include <utility>

#include "sync/backoff.h"

namespace kartei {
namespace {

// A single failure of a server may be about one record; so many in a row are about all.
constexpr uint32_t kFailuresBeforeWaiting = 3;

}  // namespace

SyncEngine::SyncEngine(Profile profile, SyncDirection direction, PullState pull, Ledger& ledger,
                       Environment& environment, uint64_t first_attempt)
    : profile_(std::move(profile)),
      direction_(direction),
      pull_(std::move(pull)),
      ledger_(ledger),
      environment_(environment),
      reconciler_(profile_, ledger, environment),
      next_attempt_(first_attempt),
      bulk_size_(profile_.bulk ? profile_.bulk->max : 1) {
  reconciler_.begin_round(pull_.walk);
  reconciler_.match_addresses(!pull_.is_complete);
  reconciler_.take_new(direction_ != SyncDirection::push);
  // Which ones they were nobody knows any more.
  wants_walk_ = settles_doubts_ = pull_.has_doubts;
}

Result<SyncNext> SyncEngine::next_request() {
  const Timestamp now = environment_.now_ms();
  if (health_.pause != SyncPause::none) return SyncNext{};
  // A wait that is over, or that began later than now: then the clock was set back, and what is
  // over would be waited for again.
  if (now >= health_.waits_until || now < waits_since_) health_.waits_until = 0;
  if (health_.waits_until > 0) return SyncNext{.wait_until = health_.waits_until};
  const bool is_alone = std::ranges::any_of(flights_, [](const auto& each) {
    return each.second.is_of_pull || each.second.has_fresh_auth;
  });
  if (is_alone || (wants_fresh_auth_ && !flights_.empty())) return SyncNext{};

  const bool is_pulling = pulls() && (pull_.mode != PullMode::idle || is_pull_due());
  if (!is_pulling || turns_of_push_ > 0) {
    auto push = next_push();
    if (!push) return std::unexpected(push.error());
    if (*push) {
      if (turns_of_push_ > 0) --turns_of_push_;
      return SyncNext{.request = std::move(*push)};
    }
  }
  if (!flights_.empty()) return SyncNext{};
  if (is_pulling) {
    auto pull = next_pull();
    if (!pull) return std::unexpected(pull.error());
    turns_of_push_ = 4 * profile_.concurrency;
    if (*pull) {
      (*pull)->flight.is_of_pull = true;
      return SyncNext{.request = depart(std::move(**pull))};
    }
    return SyncNext{.wait_until = now};
  }
  return SyncNext{.wait_until = has_more_to_push_ ? now : next_time()};
}

Timestamp SyncEngine::next_time() const {
  Timestamp time = (pulls() ? pull_.polled_at : environment_.now_ms()) + kPollMs;
  for (const auto& [key, work] : works_) {
    // What could be tried already is settled: a page has brought its record.
    if (work.retry_at > environment_.now_ms()) time = std::min(time, work.retry_at);
  }
  for (const auto& [key, reread] : reconciler_.rereads) time = std::min(time, reread.at);
  return std::max(time, environment_.now_ms());
}

SyncRequest SyncEngine::depart(Prepared prepared) {
  SyncRequest request{.attempt = next_attempt_++,
                      .http = std::move(prepared.http),
                      .timeout_ms = profile_.timeout_ms,
                      .refreshes_auth = std::exchange(wants_fresh_auth_, false)};
  prepared.flight.has_fresh_auth = request.refreshes_auth;
  flights_.emplace(request.attempt, std::move(prepared.flight));
  return request;
}

Result<void> SyncEngine::receive_response(uint64_t attempt, const HttpResponse& response) {
  const auto found = flights_.find(attempt);
  // Of a request that was given up, or was answered before.
  if (found == flights_.end()) return {};
  const Flight flight = std::move(found->second);
  flights_.erase(found);
  busy_.erase(flight.key);
  for (const auto& [id, item] : flight.items) busy_.erase(item.first);
  const Answer answer = read_answer(profile_, response);
  note_health(flight, answer, response);
  switch (flight.step) {
    case Step::create:
    case Step::update:
    case Step::remove:
      return receive_write(flight, answer);
    case Step::read:
      return receive_read(flight, answer);
    case Step::find:
      return receive_found(flight, answer);
    case Step::bulk:
      return receive_bulk(flight, answer);
    case Step::head:
      return receive_head(answer);
    case Step::page:
      return receive_page(answer, response);
  }
}

void SyncEngine::note_health(const Flight& flight, const Answer& answer,
                             const HttpResponse& response) {
  const Timestamp now = environment_.now_ms();
  const int64_t asked = find_pause(response, now).value_or(0);
  if (answer.verdict == Verdict::auth) {
    flight.has_fresh_auth ? pause(SyncPause::auth, answer.message) : void(wants_fresh_auth_ = true);
    return;
  }
  if (is_of_server(answer.verdict)) {
    health_.failures = 0;
    health_.failure.clear();
    health_.last_answer_at = now;
    ++successes_;
    if (asked > 0) wait_for(asked);
    return;
  }
  ++health_.failures;
  health_.failure = answer.message;
  const bool is_about_all = answer.status == 0 || answer.verdict == Verdict::throttle ||
                            asked > 0 || health_.failures >= kFailuresBeforeWaiting;
  if (!is_about_all) return;
  wait_for(std::max(asked, backoff_ms(health_.failures, environment_)));
}

// Answers come in any order: none shortens what another one has asked for.
void SyncEngine::wait_for(int64_t milliseconds) {
  waits_since_ = environment_.now_ms();
  health_.waits_until = std::max(health_.waits_until, waits_since_ + milliseconds);
}

void SyncEngine::pause(SyncPause why, const std::string& message) {
  health_.pause = why;
  health_.failure = message;
}

void SyncEngine::resume() {
  health_.pause = SyncPause::none;
  health_.waits_until = 0;
  health_.failures = 0;
  wants_pull_ = true;
}

void SyncEngine::pull_now(bool is_whole) {
  wants_pull_ = true;
  wants_walk_ = wants_walk_ || is_whole;
  health_.waits_until = 0;
  for (auto& [key, work] : works_) work.retry_at = 0;
}

Result<void> SyncEngine::in_transaction(const std::function<Result<void>()>& write) {
  if (auto begun = ledger_.begin(); !begun) return begun;
  auto written = write();
  if (written) return ledger_.commit();
  ledger_.roll_back();
  return written;
}

}  // namespace kartei
