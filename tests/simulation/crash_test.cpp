#include <doctest/doctest.h>

#include <sstream>

#include "options.h"

namespace kartei::simulation {
namespace {

void crash(const Profile& profile, uint64_t seed, const CrashBudget& budget) {
  const Recording recording = record(profile, seed);
  expect_none(crash_everywhere(recording, budget, totals()));
}

constexpr CrashBudget kShort{.points = 60, .variants = 2, .twice = 10};
constexpr CrashBudget kShorter{.points = 30, .variants = 1, .twice = 10};
constexpr CrashBudget kShortSpilling{.points = 2, .variants = 2, .twice = 10};
constexpr CrashBudget kLong{.points = 100, .variants = 12, .twice = 20};
constexpr CrashBudget kLongSpilling{.points = 20, .variants = 4, .twice = 10};
constexpr CrashBudget kLongLarge{.points = 1, .variants = 2, .twice = 10};

// "crash small 7 123 4": profile, seed, operations done, variant.
bool crash_only() {
  std::istringstream words(options().only);
  std::string kind, name;
  uint64_t seed = 0, point = 0;
  uint32_t variant = 0;
  words >> kind >> name >> seed >> point >> variant;
  if (kind != "crash") return false;
  const Profile* profile = find_profile(name);
  REQUIRE(profile);
  const Recording recording = record(*profile, seed);
  REQUIRE(point <= recording.operations.size());
  ++totals().variants;
  expect_none(crash_once(recording, point, variant, kLong));
  return true;
}

}  // namespace

TEST_CASE("After a crash at any moment everything acknowledged is there, and nothing by halves") {
  if (!options().only.empty()) {
    crash_only();
    return;
  }
  crash(kSmall, 1, kShort);
  crash(kSmall, options().seed, kShorter);
  crash(kSpilling, 2, kShortSpilling);
  const Share share(0.5);
  for (uint64_t seed = options().seed + 1; options().is_long() && !share.is_over(); ++seed) {
    crash(kSmall, seed, kLong);
    crash(kSpilling, seed, kLongSpilling);
    if (seed % 8 == 0) crash(kLarge, seed, kLongLarge);
  }
}

}  // namespace kartei::simulation
