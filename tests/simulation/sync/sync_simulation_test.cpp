// The runs that every test run has: fixed seeds, one run twice, and crashes in a short one. New
// seeds, of which there is no end, are for scripts/simulate.sh.
#include <doctest/doctest.h>

#include "options.h"

namespace kartei::sync_simulation {
namespace {

// A minute with sanitizers on; scripts/simulate.sh has all the time that it is given.
constexpr uint64_t kFixedSeeds = 12;

}  // namespace

TEST_CASE("Fixed seeds hold") {
  for (uint64_t seed = 1; seed <= kFixedSeeds; ++seed) {
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
