#include "sync/backoff.h"

#include <doctest/doctest.h>

#include <set>

#include "fixtures.h"

namespace kartei {

TEST_CASE("Each failure doubles the wait, up to five minutes, with half of it at random") {
  FixedEnvironment environment;
  int64_t whole = 1000;
  for (uint32_t failures = 1; failures <= 40; ++failures) {
    CAPTURE(failures);
    for (int i = 0; i < 50; ++i) {
      const int64_t wait = backoff_ms(failures, environment);
      CHECK(wait >= whole / 2);
      CHECK(wait <= whole);
    }
    whole = std::min<int64_t>(whole * 2, 300'000);
  }
}

TEST_CASE("Clients do not all come back at once") {
  FixedEnvironment environment;
  std::set<int64_t> waits;
  for (int i = 0; i < 100; ++i) waits.insert(backoff_ms(5, environment));
  CHECK(waits.size() > 50);
}

}  // namespace kartei
