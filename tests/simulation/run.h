// The two kinds of runs: one script with a crash at each of its moments, and one of its actions
// with a fault at one of its calls.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "faulty_files.h"
#include "mistakes.h"
#include "script.h"

namespace kartei::simulation {

struct Totals {
  uint64_t crash_points = 0, variants = 0, faults = 0, reopened = 0, violations = 0;
};

// One run of a script, operation by operation.
struct Recording {
  struct Step {
    Action action;
    Timestamp at = 0;
    // Its operations.
    size_t begin = 0, end = 0;
    std::shared_ptr<const Model> before;
    // The files then, and what the user does next.
    Image image;
    Script script;
  };
  Profile profile;
  uint64_t seed = 0;
  std::vector<Operation> operations;
  std::vector<Step> steps;
  std::shared_ptr<const Model> last;
  // What went wrong without any crash.
  std::string violation;
};
Recording record(const Profile& profile, uint64_t seed, Mistake mistake = Mistake::none);

struct CrashBudget {
  // How many in a hundred moments are tried, and how many random crashes at each.
  uint64_t points = 100;
  uint32_t variants = 2;
  // How many in a hundred crash once more while the book is being opened.
  uint64_t twice = 10;
};
// The first violation with the words to run it again; empty where there is none.
std::string crash_everywhere(const Recording& recording, const CrashBudget& budget, Totals& totals);
// One of them alone.
std::string crash_once(const Recording& recording, size_t point, uint32_t variant,
                       const CrashBudget& budget);

// The calls that the action of a step makes where nothing fails.
std::vector<Call> calls_of(const Recording& recording, size_t step);

// The action of a step with a fault at one of those calls, and a few actions more.
std::string fail_once(const Recording& recording, size_t step, const Fault& fault, Totals& totals,
                      Mistake mistake = Mistake::none);

}  // namespace kartei::simulation
