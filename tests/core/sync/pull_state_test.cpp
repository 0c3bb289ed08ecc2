#include "sync/pull_state.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("Where a pull stands comes back as it was") {
  const PullState state{.mode = PullMode::confirm,
                        .cursor = "2026-01-01T00:00:00.000001Z",
                        .from = "a\"b",
                        .position = "/next?page=2",
                        .last_page = "1 9 9",
                        .began_at = 1'767'225'599'000,
                        .before = "2026-01-01T00:00:00Z",
                        .round_ms = 1234,
                        .was_paged = true,
                        .is_second = true,
                        .walk = 7,
                        .rows = 12,
                        .rows_before = 11,
                        .confirmed = 5,
                        .is_complete = true,
                        .has_delta = false,
                        .may_lose_many = true,
                        .sends_lost = true,
                        .has_doubts = true,
                        .polled_at = 1'767'225'600'000,
                        .walked_at = 1'767'225'600'001};
  CHECK(parse_pull_state(format_pull_state(state)) == state);
  CHECK(parse_pull_state(format_pull_state({})) == PullState{});
}

TEST_CASE("What is missing or of another type is as in a new one") {
  for (const char* text : {"", "[]", "{}", R"({"mode":9})", R"({"mode":-1,"cursor":5})"}) {
    CAPTURE(text);
    CHECK(parse_pull_state(text) == PullState{});
  }
  const PullState partly = parse_pull_state(R"({"cursor":"x","walk":"many"})");
  CHECK(partly.cursor == "x");
  CHECK(partly.walk == 0);
}

}  // namespace kartei
