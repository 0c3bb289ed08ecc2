#include "base/chunked_vector.h"

#include <doctest/doctest.h>

#include <cstdint>

namespace kartei {

TEST_CASE("New elements are zero, whatever was in their place before") {
  constexpr size_t kMany = 3 * ChunkedVector<uint64_t>::kChunkSize;
  for (int round = 0; round < 3; ++round) {
    // The memory that is given back here is asked for again in the next round.
    ChunkedVector<uint64_t> numbers;
    numbers.resize(kMany);
    uint64_t all = 0;
    for (size_t i = 0; i < kMany; ++i) all |= numbers[i];
    CHECK(all == 0);
    for (size_t i = 0; i < kMany; ++i) numbers[i] = UINT64_MAX;
    numbers.resize(1);
    numbers.push_back(7);
    numbers.resize(kMany);
    CHECK(numbers[0] == UINT64_MAX);
    CHECK(numbers[1] == 7);
    for (size_t i = 2; i < kMany; ++i) all |= numbers[i];
    CHECK(all == 0);
    CHECK(numbers.run(0).size() == kMany / 3);
    for (size_t i = 0; i < kMany; ++i) numbers[i] = UINT64_MAX;
  }
}

TEST_CASE("Elements are written for others") {
  for (const uint32_t count : {0u, 3u, 40'000u}) {
    ChunkedVector<uint32_t> numbers, others;
    for (uint32_t i = 0; i < count; ++i) others.push_back(i);
    numbers.push_back(7);
    std::string written;
    others.write(written);
    others.write(written);
    written += "rest";
    std::string_view left = written;
    numbers.append(left);
    numbers.append(left);
    CHECK(left == "rest");
    REQUIRE(numbers.size() == 2 * count + 1);
    CHECK(numbers[0] == 7);
    for (uint32_t i = 0; i < count; ++i) REQUIRE(numbers[count + i + 1] == i);
  }
}

TEST_CASE("Elements stay where they are while more are added") {
  ChunkedVector<uint32_t> numbers;
  CHECK(numbers.empty());
  numbers.push_back(0);
  const uint32_t* first = &numbers[0];
  for (uint32_t i = 1; i < 100'000; ++i) numbers.push_back(i);
  CHECK(&numbers[0] == first);
  CHECK(numbers.size() == 100'000);
  for (uint32_t i = 0; i < 100'000; i += 999) CHECK(numbers[i] == i);
}

}  // namespace kartei
