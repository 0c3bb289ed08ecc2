// The simulation proved on what it must find.
#include "mistakes.h"

#include <doctest/doctest.h>

#include "options.h"

namespace kartei::simulation {
namespace {

constexpr CrashBudget kBudget{.points = 100, .variants = 4, .twice = 0};

bool finds_by_crash(Mistake mistake) {
  Totals ignored;
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    if (!crash_everywhere(record(kSmall, seed, mistake), kBudget, ignored).empty()) return true;
  }
  return false;
}

bool finds_by_fault(Mistake mistake) {
  Totals ignored;
  const Recording recording = record(kSmall, 1);
  for (size_t step = 0; step < recording.steps.size(); ++step) {
    const std::vector<Call> calls = calls_of(recording, step);
    for (uint64_t call = 0; call < calls.size(); ++call) {
      for (const auto kind : {Fault::Kind::failed, Fault::Kind::short_read, Fault::Kind::full}) {
        if (!can_fail(calls[call], kind)) continue;
        const Fault fault{.kind = kind, .call = call};
        if (!fail_once(recording, step, fault, ignored, mistake).empty()) return true;
      }
    }
  }
  return false;
}

}  // namespace

TEST_CASE("A crash finds storage that never flushes, and less") {
  if (!options().only.empty()) return;
  for (const Mistake mistake :
       {Mistake::never_flushes, Mistake::journal_not_flushed, Mistake::database_not_flushed,
        Mistake::journal_flushed_late, Mistake::end_not_flushed, Mistake::writes_cut,
        Mistake::writes_swapped}) {
    CAPTURE(mistake_name(mistake));
    CHECK(finds_by_crash(mistake));
  }
}

TEST_CASE("A fault finds errors that are swallowed or called something else") {
  if (!options().only.empty()) return;
  for (const Mistake mistake :
       {Mistake::errors_swallowed, Mistake::failed_flush_swallowed, Mistake::full_called_failed,
        Mistake::failed_called_full, Mistake::short_reads_filled}) {
    CAPTURE(mistake_name(mistake));
    CHECK(finds_by_fault(mistake));
  }
}

TEST_CASE("A crash finds what was acknowledged before it was flushed") {
  if (!options().only.empty()) return;
  Recording recording = record(kSmall, 1);
  for (Recording::Step& step : recording.steps) {
    if (step.end > step.begin + 1) step.end -= 1;
  }
  Totals ignored;
  CHECK_FALSE(crash_everywhere(recording, kBudget, ignored).empty());
}

}  // namespace kartei::simulation
