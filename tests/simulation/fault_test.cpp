#include <doctest/doctest.h>

#include <sstream>

#include "options.h"

namespace kartei::simulation {
namespace {

using Duration = Fault::Duration;
using Kind = Fault::Kind;

void expect_none(const std::string& violation) {
  if (!violation.empty()) ++totals().violations;
  CHECK_MESSAGE(violation.empty(), violation);
}

// Every way in which this call of the run can fail, `percent` in a hundred of them.
void fail(const Profile& profile, uint64_t seed, uint64_t percent) {
  const Recording recording = record(profile, seed);
  expect_none(recording.violation);
  Random random(seed);
  for (uint64_t call = 0; call < recording.calls.size(); ++call) {
    for (const Kind kind : {Kind::failed, Kind::short_read, Kind::full, Kind::lost_flush}) {
      if (!can_fail(recording.calls[call], kind)) continue;
      for (const Duration duration : {Duration::once, Duration::growth, Duration::everything}) {
        const bool is_write = recording.calls[call] == Call::write;
        if (duration == Duration::growth && !(kind == Kind::full && is_write)) continue;
        if (duration == Duration::everything && kind != Kind::full && kind != Kind::failed)
          continue;
        if (!random.chance(percent)) continue;
        const Fault fault{.kind = kind, .call = call, .duration = duration};
        expect_none(fail_once(profile, seed, fault, totals()));
      }
    }
  }
}

// "fault small 7 123 full 0": profile, seed, call, kind, duration.
bool fail_only() {
  std::istringstream words(options().only);
  std::string what, name, kind_name;
  uint64_t seed = 0, call = 0;
  int duration = 0;
  words >> what >> name >> seed >> call >> kind_name >> duration;
  if (what != "fault") return false;
  const Profile* profile = find_profile(name);
  REQUIRE(profile);
  for (const Kind kind : {Kind::failed, Kind::short_read, Kind::full, Kind::lost_flush}) {
    if (kind_name != fault_name(kind)) continue;
    const Fault fault{.kind = kind, .call = call, .duration = static_cast<Duration>(duration)};
    expect_none(fail_once(*profile, seed, fault, totals()));
  }
  return true;
}

}  // namespace

TEST_CASE("After a call that fails nothing is there by halves, and the book goes on") {
  if (!options().only.empty()) {
    fail_only();
    return;
  }
  fail(kSmall, 1, 20);
  fail(kSmall, options().seed, 10);
  fail(kSpilling, 2, 1);
  const Share share(0.5);
  for (uint64_t seed = options().seed + 1; options().is_long() && !share.is_over(); ++seed) {
    fail(kSmall, seed, 100);
    fail(kSpilling, seed, 3);
  }
}

}  // namespace kartei::simulation
