// The sync engine, sans I/O: it says what to ask the server for next, and is told what came of it.
// Everything that has to survive is in the ledger, written before an answer is acted upon; what is
// in memory here may be lost at any time.
//
//   while (true) {
//     auto next = engine.next_request();
//     if (!next->request) …wait until next->wait_until…
//     engine.receive_response(next->request->attempt, response);
//   }
//
// What leaves is not a log of edits but the difference between a contact and its record as it was
// seen last: two edits of a field are one request, and what is acknowledged is what was sent.
//
// Pages are read while nothing is being written, and the other way round: no page can be older than
// a write whose answer is here.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/environment.h"
#include "sync/answer.h"
#include "sync/ledger.h"
#include "sync/page_walk.h"
#include "sync/profile.h"
#include "sync/pull_state.h"
#include "sync/reconciler.h"

namespace kartei {

// How often a server is asked whether it has news.
inline constexpr int64_t kPollMs = 30'000;

enum class SyncDirection : uint8_t { both, pull, push };

// Why nothing is sent until a person or the page has done something.
enum class SyncPause : uint8_t {
  none,
  // The server wants other credentials than it got, twice.
  auth,
  // The server has fewer contacts than it should: see PullState::may_lose_many.
  mass_loss,
  // The server does not answer what the profile says.
  refused,
};

struct SyncRequest {
  // Answers are told apart by it; one that nobody waits for any more is dropped.
  uint64_t attempt = 0;
  HttpRequest http;
  uint64_t timeout_ms = 0;
  // The credentials that are held were refused: get others first.
  bool refreshes_auth = false;
};

struct SyncNext {
  std::optional<SyncRequest> request;
  // When to ask again, where nothing is to be sent before; none: after the next answer or event.
  std::optional<Timestamp> wait_until;
};

struct SyncHealth {
  SyncPause pause = SyncPause::none;
  // The last failure of the connection or the server, in its words; empty while all is well.
  std::string failure;
  // How many there were in a row.
  uint32_t failures = 0;
  std::optional<Timestamp> last_answer_at;
  Timestamp waits_until = 0;
  // mass_loss: how many of how many.
  uint64_t lost = 0, linked = 0;
};

// How a delta's query names the time of `text`, a server's own; the beginning of time where it is
// none.
std::string delta_parameter(const DeltaRule& delta, const std::string& text,
                            int64_t overlap_ms = 0);

// What is told in place of the server's words, where it has said what is none.
inline std::string unreadable() {
  return std::string(error_code_name(ErrorCode::answer_unreadable));
}

class SyncEngine {
 public:
  // `ledger` and `environment` must outlive it. `first_attempt` is another one for each engine
  // that may get answers to another one's requests.
  SyncEngine(Profile profile, SyncDirection direction, PullState pull, Ledger& ledger,
             Environment& environment, uint64_t first_attempt);
  SyncEngine(const SyncEngine&) = delete;

  // Errors: those of the ledger.
  Result<SyncNext> next_request();
  Result<void> receive_response(uint64_t attempt, const HttpResponse& response);

  // Pulls as soon as it can, all records if `is_whole`, and waits for nothing.
  void pull_now(bool is_whole);
  // Somebody has new credentials, or has answered what a pause asks.
  void resume();
  // After mass_loss: deletes what is gone there, or sends it anew.
  Result<void> decide_loss(bool deletes);

  const SyncHealth& health() const { return health_; }
  const PullState& pull() const { return pull_; }
  const Profile& profile() const { return profile_; }
  bool is_working() const { return !flights_.empty() || pull_.mode != PullMode::idle; }

 private:
  enum class Step : uint8_t { create, find, read, update, remove, bulk, page, head };
  // A request that is under way.
  struct Flight {
    Step step;
    ContactKey key = 0;
    // The record as it was, and as it will be, if the server takes it.
    Json before, sent;
    // bulk: the contacts and what is sent of each.
    std::map<std::string, std::pair<ContactKey, Json>> items;
    bool is_of_pull = false, has_fresh_auth = false;
    // create: nothing was sent of it before.
    bool is_first = false;
  };
  // What is known of a contact that is being sent, beside the ledger.
  struct Work {
    // Its record has to be read before anything is written; is not there; was refused, since there
    // is one already.
    bool needs_read = false, is_absent = false, is_refused = false;
    // It is gone here, and was not there when it was looked for first.
    bool was_absent = false;
    // A page was in doubt about it: it is read also if there is nothing to send.
    bool is_reread = false;
    // Its record's, if no link has it.
    std::string record_id = {};
    // When it was read for what is to be written.
    std::optional<Timestamp> read_at;
    uint32_t rounds = 0, failures = 0;
    Timestamp retry_at = 0;
    uint64_t successes_before = 0;
    // What a write without a condition has found there: a server that has put it back since has
    // not kept what it has acknowledged.
    std::optional<Json> overwritten;
    // … and what is known of the record by that write.
    Json written = nullptr;
  };
  struct Prepared {
    Flight flight;
    HttpRequest http;
  };

  // --- sending (engine_push.cpp) ---
  Result<std::optional<SyncRequest>> next_push();
  Result<std::optional<Prepared>> prepare(ContactKey key);
  Result<std::optional<Prepared>> forget_unsent(ContactKey key);
  Prepared prepare_read(ContactKey key, const std::string& id) const;
  // `before`: what is known of a record that it is made in the place of.
  Result<std::optional<Prepared>> prepare_create(ContactKey key, const Contact& contact,
                                                 const std::optional<Link>& before);
  Result<std::optional<Prepared>> prepare_find(ContactKey key, const Link& link);
  Result<std::optional<Prepared>> prepare_update(ContactKey key, const Contact& contact,
                                                 const Link& link);
  Result<std::optional<ContactKey>> next_key();
  bool can_send(ContactKey key);
  bool needs_read(ContactKey key, const Precondition& precondition, const Link& link);
  bool is_partial(const Link& link) const;
  Json version_of(const Link& link) const;
  Result<void> receive_write(const Flight& flight, const Answer& answer);
  Result<void> receive_read(const Flight& flight, const Answer& answer);
  Result<void> receive_found(const Flight& flight, const Answer& answer);
  Result<void> receive_failure(ContactKey key, const Answer& answer);
  Result<void> acknowledge(ContactKey key, const Json& sent, const AckRule& ack,
                           const std::optional<Json>& json, std::optional<Json> overwritten = {});
  Result<void> apply_read(ContactKey key, const Json& json);
  Result<void> not_found(ContactKey key);
  Result<void> forget_sent(ContactKey key);
  Result<void> not_there(ContactKey key);
  Result<void> park(ContactKey key, ErrorCode code, const std::string& message);
  void keep_reread(ContactKey key);
  Result<void> retry_later(ContactKey key, const std::string& message);
  Result<void> read_first(ContactKey key, const std::string& message);

  // --- many in one request (engine_bulk.cpp) ---
  Result<std::optional<Prepared>> prepare_bulk(ContactKey first);
  Result<void> receive_bulk(const Flight& flight, const Answer& answer);
  Result<void> receive_bulk_item(ContactKey key, const Json& sent, const Json& row);

  // --- pulling (engine_pull.cpp) ---
  Result<std::optional<Prepared>> next_pull();
  bool is_over(Timestamp since, int64_t milliseconds) const;
  bool is_pull_due() const;
  // Whoever only sends looks once at what is there, so as not to make it again.
  bool pulls() const { return direction_ != SyncDirection::push || !pull_.is_complete; }
  bool uses_delta() const;
  void begin_round();
  PageSource source() const;
  Result<void> receive_page(const Answer& answer, const HttpResponse& response);
  Result<void> receive_no_page(const Answer& answer);
  Result<void> receive_head(const Answer& answer);
  Result<void> store_page(const PageRows& page, const Json& answer);
  // Where the next request of this round begins; true where that is the end of it.
  bool advance(const std::vector<RemoteRecord>& records, const PageRows& page, const Json& answer);
  bool advance_filter(const std::vector<RemoteRecord>& records, const PageRows& page);
  Result<void> end_round();
  bool has_shifted() const;
  Result<bool> must_read_again();
  void repeat_round();
  void note_duration();
  Result<void> end_walk();
  void ask_about_loss(const Ledger::WalkCount& count);
  Result<std::optional<Prepared>> next_confirm();
  Result<void> restart_with_walk();

  // --- both ---
  // When there is something to do again.
  Timestamp next_time() const;
  Result<void> in_transaction(const std::function<Result<void>()>& write);
  SyncRequest depart(Prepared prepared);
  // The answer's bearing on everything that comes after it.
  void note_health(const Flight& flight, const Answer& answer, const HttpResponse& response);
  void wait_for(int64_t milliseconds);
  void pause(SyncPause why, const std::string& message);

  Profile profile_;
  SyncDirection direction_;
  PullState pull_;
  Ledger& ledger_;
  Environment& environment_;
  Reconciler reconciler_;
  SyncHealth health_;
  Timestamp waits_since_ = 0;

  std::map<uint64_t, Flight> flights_;
  std::map<ContactKey, Work> works_;
  std::deque<ContactKey> queue_;
  std::set<ContactKey> busy_;
  ContactKey last_queued_ = 0;
  // Whether next_push() has found nothing to send so far, but was not at the end.
  bool has_more_to_push_ = false;
  uint64_t next_attempt_;
  uint64_t successes_ = 0;
  uint64_t bulk_size_ = 0;
  bool has_checked_head_ = false, wants_pull_ = false, wants_walk_ = false;
  // The next walk is for what an earlier session was in doubt about.
  bool settles_doubts_ = false;
  // Requests that may be sent before the pull has its turn again.
  uint64_t turns_of_push_ = 0;
  // Credentials: asked for anew, and the request that shows whether they are taken.
  bool wants_fresh_auth_ = false;
};

}  // namespace kartei
