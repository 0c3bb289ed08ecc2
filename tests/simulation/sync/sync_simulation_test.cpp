// The runs that every test run has: fixed seeds, new ones, one run twice, and crashes in a short
// one. scripts/simulate.sh goes on with new seeds, of which there is no end.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdio>

#include "options.h"

namespace kartei::sync_simulation {
namespace {

// With sanitizers a seed takes one to two seconds.
constexpr uint64_t kFixedSeeds = 20;

}  // namespace

TEST_CASE("Fixed seeds hold") {
  for (uint64_t seed = 1; seed <= kFixedSeeds; ++seed) {
    const std::string violation = run_seed(seed);
    CHECK_MESSAGE(violation.empty(), "seed " << seed << ": " << violation);
  }
}

TEST_CASE("New seeds hold") {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::seconds(options().new_seconds);
  std::printf("sync simulation: new seeds from %llu\n",
              static_cast<unsigned long long>(options().seed));
  // Also if it dies on the way.
  std::fflush(stdout);
  for (uint64_t seed = options().seed; Clock::now() < end; ++seed) {
    const std::string violation = run_seed(seed);
    CHECK_MESSAGE(violation.empty(), "seed " << seed << ": " << violation);
  }
}

TEST_CASE("The same seed leaves the same trace, byte for byte") {
  for (const uint64_t seed : {3u, 17u, 29u}) {
    Totals ignored;
    const uint64_t first = World({.seed = seed}, ignored).run().trace;
    CHECK(World({.seed = seed}, ignored).run().trace == first);
    CHECK(World({.seed = seed + 1}, ignored).run().trace != first);
  }
}

TEST_CASE("A crash at any call of the storage loses nothing") {
  constexpr uint64_t kSteps = 12, kEvery = 97;
  for (const uint64_t seed : {5u, 11u}) {
    Totals ignored;
    const uint64_t calls = World({.seed = seed, .steps = kSteps}, ignored).run().storage_calls;
    REQUIRE(calls > 0);
    for (uint64_t call = 1; call <= calls; call += kEvery) {
      const RunOptions asked{.seed = seed, .steps = kSteps, .crash_at = call};
      const RunReport report = World(asked, totals()).run();
      CHECK_MESSAGE(report.violation.empty(), report.violation << "\n  again: KARTEI_ONLY='" << seed
                                                               << " " << kSteps << " 0 " << call
                                                               << "'");
    }
  }
}

}  // namespace kartei::sync_simulation
