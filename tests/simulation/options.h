// How a run of the simulation is asked for, by environment, and what it adds up:
//
//   KARTEI_SEED=7        the seed of the random part; a new one each time where it is absent
//   KARTEI_MINUTES=30    a long run, with one seed after the other; a short one where it is absent
//   KARTEI_ONLY='...'    one crash or one fault alone, as a failure names it
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "run.h"

namespace kartei::simulation {

struct Options {
  uint64_t seed = 0;
  double minutes = 0;
  std::string only = {};

  bool is_long() const { return minutes > 0; }
};

const Options& options();
Totals& totals();

// Counts a violation, and fails the test with it; an empty text is none.
void expect_none(const std::string& violation);

// The share of a long run's time that one of its test cases has.
class Share {
 public:
  explicit Share(double part);
  bool is_over() const { return std::chrono::steady_clock::now() >= end_; }

 private:
  std::chrono::steady_clock::time_point end_;
};

// Small enough for every moment, and large enough for the cache to spill before the commit.
extern const Profile kSmall, kSpilling, kLarge;
const Profile* find_profile(const std::string& name);

}  // namespace kartei::simulation
