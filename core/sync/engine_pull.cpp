#include <algorithm>
#include <bit>
#include <charconv>
#include <utility>

#include "json/json_pointer.h"
#include "sync/engine.h"
#include "sync/requests.h"

namespace kartei {
namespace {

// On a busy server records always move: that must end.
constexpr uint32_t kMostRepeats = 3;

// Without tombstones only a walk through all records shows which are gone.
constexpr int64_t kWalkMs = 15 * 60 * 1000;
// More than this and a fifth of all is more likely a mistake than a wish.
constexpr uint64_t kFewLost = 10, kManyLost = 5;

std::string format_cursor(Timestamp time, CursorFormat format) {
  if (format == CursorFormat::unix) return std::to_string(time / 1000);
  if (format == CursorFormat::unix_ms) return std::to_string(time);
  std::string text = format_timestamp(time);
  if (format == CursorFormat::space) text[text.find('T')] = ' ';
  return text;
}

std::optional<Timestamp> time_of(const std::string& cursor) {
  if (const auto time = parse_timestamp(cursor)) return *time;
  int64_t number = 0;
  const auto read = std::from_chars(cursor.data(), cursor.data() + cursor.size(), number);
  if (read.ec != std::errc()) return std::nullopt;
  const Json json = number;
  return parse_remote_time(&json);
}

std::string fingerprint(const std::vector<RemoteRecord>& records) {
  if (records.empty()) return {};
  // With the times: a row that was changed and has moved to the next page is another one.
  const auto name = [](const RemoteRecord& record) { return record.id + " " + record.updated; };
  return name(records.front()) + " " + name(records.back()) + " " + std::to_string(records.size());
}

}  // namespace

// The server's own text, which may be finer than a millisecond, where it can be sent as it is.
std::string delta_parameter(const DeltaRule& delta, const std::string& text, int64_t overlap_ms) {
  const auto time = time_of(text);
  if (!time) return format_cursor(0, delta.format);
  if (overlap_ms == 0 && delta.format == CursorFormat::iso) return text;
  return format_cursor(std::max<int64_t>(0, *time - overlap_ms), delta.format);
}

// A time that is still to come was written before the clock was set back.
bool SyncEngine::is_over(Timestamp since, int64_t milliseconds) const {
  const Timestamp now = environment_.now_ms();
  return now >= since + milliseconds || now < since;
}

bool SyncEngine::is_pull_due() const {
  return wants_pull_ || wants_walk_ || is_over(pull_.polled_at, kPollMs);
}

bool SyncEngine::uses_delta() const {
  return profile_.delta.kind != DeltaKind::none && pull_.has_delta;
}

void SyncEngine::begin_round() {
  const bool needs_walks = !profile_.delta.has_tombstones && profile_.list.is_complete;
  const bool is_walk_due = needs_walks && pull_.is_complete && is_over(pull_.walked_at, kWalkMs);
  const bool walks = !uses_delta() || is_walk_due || wants_walk_;
  pull_.mode = walks ? PullMode::walk : PullMode::delta;
  pull_.position.clear();
  pull_.last_page.clear();
  pull_.marked_page.clear();
  pull_.pages = 0;
  pull_.was_paged = false;
  pull_.rows = 0;
  wants_pull_ = false;
  if (walks) {
    ++pull_.walk;
    wants_walk_ = false;
    if (std::exchange(settles_doubts_, false)) pull_.is_second = false;
  } else if (profile_.delta.kind == DeltaKind::log) {
    pull_.from = pull_.cursor.empty() ? profile_.delta.start : pull_.cursor;
  } else {
    const int64_t overlap = profile_.delta.overlap_ms;
    pull_.from = delta_parameter(profile_.delta, pull_.cursor, overlap + pull_.round_ms);
    pull_.before = pull_.cursor;
    pull_.began_at = environment_.now_ms();
  }
  reconciler_.begin_round(pull_.walk);
  reconciler_.match_addresses(!pull_.is_complete);
}

PageSource SyncEngine::source() const {
  const bool is_delta = pull_.mode == PullMode::delta;
  return is_delta ? delta_source(profile_, pull_.from) : list_source(profile_);
}

Result<std::optional<SyncEngine::Prepared>> SyncEngine::next_pull() {
  if (pull_.mode == PullMode::confirm) return next_confirm();
  if (pull_.mode == PullMode::idle) begin_round();
  const bool is_log = profile_.delta.kind == DeltaKind::log;
  const bool has_head =
      is_log && pull_.mode == PullMode::delta && !profile_.delta.head_value.empty();
  if (has_head && !std::exchange(has_checked_head_, true)) {
    return Prepared{.flight = {.step = Step::head}, .http = head_request(profile_)};
  }
  // A log is walked by its cursor alone.
  const bool has_pages = !is_log || pull_.mode != PullMode::delta;
  return Prepared{.flight = {.step = Step::page},
                  .http = page_request(profile_, source(), has_pages ? pull_.position : "")};
}

Result<void> SyncEngine::receive_head(const Answer& answer) {
  if (answer.verdict != Verdict::ok || !answer.json) {
    has_checked_head_ = false;
    return receive_no_page(answer);
  }
  const auto to_number = [](const std::string& text) {
    int64_t number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  };
  const int64_t head = to_number(scalar_text(find_at(*answer.json, profile_.delta.head_value)));
  // The server begins anew, or from a backup.
  return head >= 0 && head < to_number(pull_.from) ? restart_with_walk() : Result<void>();
}

Result<void> SyncEngine::restart_with_walk() {
  pull_.cursor.clear();
  pull_.mode = PullMode::idle;
  wants_walk_ = true;
  return in_transaction([&] { return ledger_.save_pull(pull_); });
}

Result<void> SyncEngine::receive_page(const Answer& answer, const HttpResponse& response) {
  const auto has = [&](const std::vector<int>& statuses) {
    return std::ranges::contains(statuses, answer.status);
  };
  if (pull_.mode == PullMode::delta && has(profile_.delta.expired)) return restart_with_walk();
  // A list that is not there at all is another matter.
  const bool is_past_end = !pull_.position.empty() && has(profile_.list.paging.past_end);
  if (is_past_end) return store_page({}, nullptr);
  if (answer.verdict == Verdict::ok && answer.json) {
    const auto page = read_page(source(), pull_.position, response, *answer.json);
    if (page) return store_page(*page, *answer.json);
  }
  return receive_no_page(answer);
}

// What is not answered is asked again when the connection has waited; a refusal is for a person,
// and an answer of another shape may be the server's at work.
Result<void> SyncEngine::receive_no_page(const Answer& answer) {
  if (answer.verdict == Verdict::ok) {
    ++health_.failures;
    health_.failure = unreadable();
    wait_for(kPollMs);
  } else if (is_of_server(answer.verdict)) {
    pause(SyncPause::refused, answer.message);
  }
  return {};
}

Result<void> SyncEngine::store_page(const PageRows& page, const Json& answer) {
  const std::vector<RemoteRecord> records = read_records(profile_, page.records);
  const PullState before = pull_;
  auto stored = in_transaction([&]() -> Result<void> {
    for (const RemoteRecord& record : records) {
      if (auto applied = reconciler_.apply_row(record); !applied) return applied;
    }
    pull_.rows += records.size();
    if (advance(records, page, answer)) {
      if (auto ended = end_round(); !ended) return ended;
    }
    pull_.has_doubts = wants_walk_ || !reconciler_.rereads.empty();
    return ledger_.save_pull(pull_);
  });
  if (!stored) pull_ = before;
  return stored;
}

bool SyncEngine::advance(const std::vector<RemoteRecord>& records, const PageRows& page,
                         const Json& answer) {
  if (pull_.mode == PullMode::delta && profile_.delta.kind == DeltaKind::log) {
    const std::string next = scalar_text(find_at(answer, profile_.delta.next));
    const bool is_end = page.records.empty() || next.empty() || next == pull_.from;
    if (!next.empty()) pull_.cursor = pull_.from = next;
    return is_end;
  }
  const bool has_place = profile_.list.paging.kind != PagingKind::key;
  // A last page may be empty because the others have shifted.
  if (has_place && !pull_.position.empty()) pull_.was_paged = true;
  // The last page, over and over; or several, in a circle (found as by Brent, 1980).
  const std::string these = fingerprint(records);
  const bool is_circle = !these.empty() && these == pull_.marked_page;
  const bool is_repeated = !pull_.position.empty() && (is_circle || these == pull_.last_page);
  pull_.last_page = these;
  if (std::has_single_bit(++pull_.pages)) pull_.marked_page = these;
  if (pull_.mode == PullMode::delta && advance_filter(records, page)) return is_repeated;
  if (!page.next || is_repeated) return true;
  pull_.position = *page.next;
  return false;
}

// A list that is sorted by time grows at its end while it is read, and pages shift: where time has
// gone on, the next request begins at the last record's. True where it does.
bool SyncEngine::advance_filter(const std::vector<RemoteRecord>& records, const PageRows& page) {
  const auto is_later = [](const std::string& one, const std::string& other) {
    const auto time = time_of(one), before = time_of(other);
    return time && (!before || *time > *before || (*time == *before && one > other));
  };
  std::string last;
  for (const RemoteRecord& record : records) {
    if (is_later(record.updated, last)) last = record.updated;
  }
  if (is_later(last, pull_.cursor)) pull_.cursor = last;
  const auto reached = time_of(last), from = time_of(pull_.from);
  const bool goes_on = reached && (!from || *reached > *from);
  if (goes_on && from && !pull_.position.empty()) {
    // More records of one time than a page holds. Where one of them was changed or deleted since,
    // all others stand one place nearer, and what was next is skipped: those of this time are read
    // again in the end, those after it at once.
    if (pull_.repeat.empty()) pull_.repeat = pull_.from;
    const int64_t tick = profile_.delta.format == CursorFormat::unix ? 1000 : 1;
    if (*reached >= *from + tick) {
      pull_.from = format_cursor(*from + tick, profile_.delta.format);
      pull_.position.clear();
      return true;
    }
  }
  if (!page.next || !goes_on) return false;
  pull_.from = delta_parameter(profile_.delta, last);
  pull_.position.clear();
  return true;
}

Result<void> SyncEngine::end_round() {
  const Timestamp now = environment_.now_ms();
  const bool was_walk = pull_.mode == PullMode::walk;
  pull_.polled_at = now;
  pull_.mode = PullMode::idle;
  has_checked_head_ = false;
  const bool is_first = pull_.was_paged && !std::exchange(pull_.is_second, true);
  // Nothing but a walk meets a record that a delta has told of already.
  if (is_first && pull_.is_complete && was_walk) wants_walk_ = true;
  const auto again = must_read_again();
  if (!again) return std::unexpected(again.error());
  if (*again) {
    if (!was_walk) pull_.cursor = pull_.before;
    pull_.repeat.clear();
    wants_pull_ = true;
    return {};
  }
  repeat_round();
  if (was_walk) {
    if (auto ended = end_walk(); !ended) return ended;
  } else {
    note_duration();
  }
  if (pull_.is_complete || pull_.repeats > 0) return {};
  pull_.is_complete = true;
  if (!was_walk) pull_.walked_at = now;
  return direction_ == SyncDirection::pull ? Result<void>() : ledger_.collect_unlinked();
}

// Whether records have moved that pages of this round have shifted by.
bool SyncEngine::has_shifted() const {
  const auto moved = reconciler_.newest_moved;
  return moved && *moved >= time_of(pull_.repeat).value_or(0);
}

// What the pages of a first pull have skipped as they shifted would be taken for new here, and be
// made twice: it is read until two readings have met as many records, and none has moved.
Result<bool> SyncEngine::must_read_again() {
  if (pull_.is_complete) return false;
  const bool is_as_before = pull_.rows == std::exchange(pull_.rows_before, pull_.rows);
  const bool is_sure = !pull_.was_paged || (is_as_before && !has_shifted());
  if (is_sure || pull_.repeats == kMostRepeats || direction_ == SyncDirection::pull) return false;
  const auto would_send = ledger_.has_unlinked();
  if (would_send && *would_send) ++pull_.repeats;
  return would_send;
}

// The pages of a repeated round may have shifted as well.
void SyncEngine::repeat_round() {
  const bool is_enough = pull_.repeats > 0 && (!has_shifted() || pull_.repeats == kMostRepeats);
  if (is_enough) pull_.repeat.clear();
  pull_.repeats = pull_.repeat.empty() ? 0 : pull_.repeats + 1;
  if (pull_.repeats == 0) return;
  pull_.cursor = std::exchange(pull_.repeat, {});
  wants_pull_ = true;
}

// A row that became visible after a page had passed its time is no older than that page by more
// than the overlap. The cursor is as new as the last page: what has passed since the first one
// counts as well. A clock that was set back says nothing, but what the cursor was before the round
// is older than all of it.
void SyncEngine::note_duration() {
  pull_.round_ms = 0;
  const auto newest = time_of(pull_.cursor);
  if (profile_.delta.kind != DeltaKind::filter || profile_.delta.overlap_ms == 0 || !newest) return;
  const Timestamp now = environment_.now_ms();
  const Timestamp before = time_of(pull_.before).value_or(0);
  const int64_t most = std::max<int64_t>(0, *newest - before);
  pull_.round_ms = now < pull_.began_at ? most : std::min(now - pull_.began_at, most);
}

Result<void> SyncEngine::end_walk() {
  pull_.walked_at = environment_.now_ms();
  if (!profile_.list.is_complete) return {};
  const auto count = ledger_.count_unmet(pull_.walk);
  if (!count) return std::unexpected(count.error());
  if (count->unmet == 0) return {};
  pull_.mode = PullMode::confirm;
  pull_.confirmed = 0;
  ask_about_loss(*count);
  return {};
}

void SyncEngine::ask_about_loss(const Ledger::WalkCount& count) {
  const bool is_much = count.unmet > kFewLost && count.unmet * kManyLost > count.links;
  if (!is_much || pull_.may_lose_many || pull_.sends_lost) return;
  health_.lost = count.unmet;
  health_.linked = count.links;
  pause(SyncPause::mass_loss, "");
}

// Pages shift while they are walked, and lists hide what they like: gone is what is gone when it is
// asked for by its id.
Result<std::optional<SyncEngine::Prepared>> SyncEngine::next_confirm() {
  // Whoever was asked before the page was loaded anew has not answered.
  if (pull_.confirmed == 0) {
    const auto count = ledger_.count_unmet(pull_.walk);
    if (!count) return std::unexpected(count.error());
    ask_about_loss(*count);
    if (health_.pause != SyncPause::none) return std::nullopt;
  }
  const auto key = ledger_.next_unmet(pull_.confirmed, pull_.walk);
  if (!key) return std::unexpected(key.error());
  if (!*key) {
    pull_.mode = PullMode::idle;
    pull_.may_lose_many = pull_.sends_lost = false;
    auto saved = in_transaction([&] { return ledger_.save_pull(pull_); });
    if (!saved) return std::unexpected(saved.error());
    return std::nullopt;
  }
  const auto link = ledger_.link(**key);
  if (!link) return std::unexpected(link.error());
  return prepare_read(**key, (*link)->id);
}

Result<void> SyncEngine::decide_loss(bool deletes) {
  if (health_.pause != SyncPause::mass_loss) return {};
  health_.pause = SyncPause::none;
  pull_.may_lose_many = deletes;
  pull_.sends_lost = !deletes;
  return in_transaction([&] { return ledger_.save_pull(pull_); });
}

}  // namespace kartei
