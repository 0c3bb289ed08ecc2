#include <doctest/doctest.h>

#include <sstream>

#include "options.h"

namespace kartei::simulation {
namespace {

using Duration = Fault::Duration;

std::vector<Fault> faults_of(const std::vector<Call>& calls) {
  std::vector<Fault> faults;
  for (uint64_t call = 0; call < calls.size(); ++call) {
    for (const Fault::Kind kind : {Fault::Kind::failed, Fault::Kind::short_read, Fault::Kind::full,
                                   Fault::Kind::lost_flush}) {
      if (!can_fail(calls[call], kind)) continue;
      for (const Duration duration : {Duration::once, Duration::growth, Duration::everything}) {
        const bool is_write = calls[call] == Call::write;
        if (duration == Duration::growth && !(kind == Fault::Kind::full && is_write)) continue;
        if (duration == Duration::everything && kind != Fault::Kind::full &&
            kind != Fault::Kind::failed)
          continue;
        faults.push_back({.kind = kind, .call = call, .duration = duration});
      }
    }
  }
  return faults;
}

// Every way in which each call of each action can fail, `share` in a thousand of them.
void fail(const Profile& profile, uint64_t seed, uint64_t share) {
  const Recording recording = record(profile, seed);
  expect_none(recording.violation);
  Random random(seed);
  for (size_t step = 0; step < recording.steps.size(); ++step) {
    for (const Fault& fault : faults_of(calls_of(recording, step))) {
      if (random.below(1000) < share) expect_none(fail_once(recording, step, fault, totals()));
    }
  }
}

// "fault small 7 12 34 full 0": profile, seed, step, call, kind, duration.
bool fail_only() {
  std::istringstream words(options().only);
  std::string what, name, kind_name;
  uint64_t seed = 0, call = 0;
  size_t step = 0;
  int duration = 0;
  words >> what >> name >> seed >> step >> call >> kind_name >> duration;
  if (what != "fault") return false;
  const Profile* profile = find_profile(name);
  REQUIRE(profile);
  const Recording recording = record(*profile, seed);
  REQUIRE(step < recording.steps.size());
  for (const Fault::Kind kind :
       {Fault::Kind::failed, Fault::Kind::short_read, Fault::Kind::full, Fault::Kind::lost_flush}) {
    if (kind_name != fault_name(kind)) continue;
    const Fault fault{.kind = kind, .call = call, .duration = static_cast<Duration>(duration)};
    expect_none(fail_once(recording, step, fault, totals()));
  }
  return true;
}

}  // namespace

TEST_CASE("After a call that fails nothing is there by halves, and the book goes on") {
  if (!options().only.empty()) {
    fail_only();
    return;
  }
  fail(kSmall, 1, 25);
  fail(kSmall, options().seed, 20);
  fail(kSpilling, 2, 1);
  const Share share(0.5);
  for (uint64_t seed = options().seed + 1; options().is_long() && !share.is_over(); ++seed) {
    fail(kSmall, seed, 1000);
    fail(kSpilling, seed, 30);
  }
}

}  // namespace kartei::simulation
