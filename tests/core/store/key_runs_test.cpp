#include "store/key_runs.h"

#include <doctest/doctest.h>

#include <random>

#include "base/limits.h"

namespace kartei {
TEST_CASE("Runs are few bytes, and come back as they were") {
  KeySet keys(1'000'001);
  CHECK(write_key_runs(keys).empty());
  for (ContactKey key = 1; key <= 1'000'000; ++key) keys.set(key, true);
  CHECK(write_key_runs(keys).size() == 4);
  keys.set(500'000, false);
  CHECK(write_key_runs(keys).size() == 8);
  KeySet read(keys.size());
  REQUIRE(read_key_runs(write_key_runs(keys), read));
  CHECK(read == keys);
}

TEST_CASE("Any set comes back, into a smaller one without what has no room there") {
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    KeySet keys(1 + random() % 3000);
    const auto density = 1 + random() % 20;
    for (ContactKey key = 0; key < keys.size(); ++key) keys.set(key, random() % 20 < density);
    const std::string runs = write_key_runs(keys);
    KeySet same(keys.size()), smaller(1 + random() % keys.size());
    REQUIRE(read_key_runs(runs, same));
    CHECK(same == keys);
    KeySet measured(measure_key_runs(runs));
    REQUIRE(read_key_runs(runs, measured));
    CHECK(measured.count() == keys.count());
    REQUIRE(read_key_runs(runs, smaller));
    keys.resize(smaller.size());
    CHECK(smaller == keys);
  }
}

TEST_CASE("What is no list of runs is refused, and nothing grows with the numbers in it") {
  KeySet keys(10);
  // Half a number, a gap without its run, a number without an end.
  for (const char* bytes :
       {"\x80", "\x05", "\x01\x02\x03", "\xff\xff\xff\xff\xff\xff\xff\x01\x01"}) {
    CAPTURE(bytes);
    CHECK_FALSE(read_key_runs(bytes, keys));
  }
  KeySet all(10);
  REQUIRE(read_key_runs("\x01\xff\xff\xff\xff\x7f", all));
  CHECK(all.count() == 9);
  CHECK(measure_key_runs("\x01\xff\xff\xff\xff\x7f") == kMaxContactKey + 1);
}

}  // namespace kartei
