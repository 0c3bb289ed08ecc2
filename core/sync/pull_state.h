// Where the pull stands: what a browser that is killed in the middle of a million records goes on
// from.
#pragma once

#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace kartei {

enum class PullMode : uint8_t {
  idle,
  // What has changed since the cursor.
  delta,
  // All records, in order to see which are gone.
  walk,
  // Those that the walk has not met are asked for one by one.
  confirm,
};

struct PullState {
  PullMode mode = PullMode::idle;
  // The server's own text: everything up to here is stored.
  std::string cursor;
  // Which cursor and page the next request asks for.
  std::string from, position;
  // What the page before was: a server may answer its last page for ever.
  std::string last_page;
  // … or lead in a circle: one page to compare with, of more and more that were read.
  std::string marked_page;
  uint64_t pages = 0;
  // By a filter: rows at this cursor's time were read by pages, which may have shifted meanwhile.
  // The round is read again from there: once, and a few times more where records have moved.
  std::string repeat;
  uint32_t repeats = 0;
  // By a filter: when this round began, by this machine's clock, and with which cursor.
  Timestamp began_at = 0;
  std::string before;
  // What became visible while the round before was under way may be older than its cursor by so
  // much, beside the profile's overlap.
  int64_t round_ms = 0;
  // Pages of this round were found by their place in the list, which shifts if one is deleted.
  bool was_paged = false;
  // What must not be skipped by pages that shift is under way for the second time.
  bool is_second = false;
  // Counts walks: a link that does not carry the number of the last one was not met by it.
  int64_t walk = 0;
  // Records met by this round, and by the reading before it of a first pull.
  uint64_t rows = 0, rows_before = 0;
  // confirm: the contact that was asked for last.
  uint32_t confirmed = 0;
  // One round was finished: what is here and not there is new, not unseen.
  bool is_complete = false;
  // A delta that does not answer what it should is not used (the probe says so).
  bool has_delta = true;
  // Somebody has said that it is right that so many are gone.
  bool may_lose_many = false;
  // … that they are to be made anew.
  bool sends_lost = false;
  // Rows up to the cursor were doubtful, and are still to be asked about by id.
  bool has_doubts = false;
  Timestamp polled_at = 0, walked_at = 0;

  bool operator==(const PullState&) const = default;
};

std::string format_pull_state(const PullState& state);

// What is not there or of no fitting type is as in a new one.
PullState parse_pull_state(std::string_view text);

}  // namespace kartei
