// How a run is asked for, by environment (scripts/simulate.sh):
//
//   KARTEI_SEEDS=1000     that many seeds, one after the other
//   KARTEI_SEED=7         the first of them; a new one each time where it is absent
//   KARTEI_NEW_SECONDS=40 so long new ones are begun beside the fixed ones, where KARTEI_SEEDS is
//                         absent
//   KARTEI_ONLY='7 40 0'  one run alone, as a failure names it: seed, steps, troubles left out
//   KARTEI_TRACE=1        prints every request of it
//   KARTEI_STOP=1         ends after the first violation, without shrinking it
#pragma once

#include <cstdint>
#include <string>

#include "faults.h"
#include "world.h"

namespace kartei::sync_simulation {

struct Options {
  uint64_t seed = 0, seeds = 0, new_seconds = 0;
  std::string only = {};
  bool is_traced = false, stops = false;
};

const Options& options();
Totals& totals();

// Runs one seed; where it fails, finds a shorter run that fails as well. Returns it in words, empty
// where all is well.
std::string run_seed(uint64_t seed);

}  // namespace kartei::sync_simulation
