// Random numbers that are the same on every machine: what a seed has found once, it finds again.
// (The distributions of <random> are not.)
#pragma once

#include <cstdint>

namespace kartei::simulation {

// splitmix64, by Sebastiano Vigna: any seed is a good one.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  // 0 to limit - 1; 0 where there is no limit.
  uint64_t below(uint64_t limit) { return limit == 0 ? 0 : next() % limit; }
  bool chance(uint64_t percent) { return below(100) < percent; }

 private:
  uint64_t state_;
};

// One seed out of several numbers.
inline uint64_t mix(uint64_t a, uint64_t b, uint64_t c = 0) {
  return Random(Random(Random(a).next() ^ b).next() ^ c).next();
}

}  // namespace kartei::simulation
