#include "base/constant_chunks.h"

#include <doctest/doctest.h>

#include <random>
#include <vector>

namespace kartei {
namespace {

using Chunks = ConstantChunks<int64_t>;

TEST_CASE("Constant chunks hold what a vector would") {
  constexpr size_t kSize = 3 * Chunks::kChunkSize;
  for (const uint32_t seed : {1u, 2u, 3u, 4u}) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Chunks chunks;
    chunks.resize(kSize);
    std::vector<int64_t> expected(kSize);
    // One import behind another, contacts in between, and changes of some.
    for (size_t at = random() % 3; at < kSize;) {
      const int64_t value = random() % 4;
      const size_t end = std::min(kSize, at + random() % (2 * Chunks::kChunkSize));
      for (; at < end; ++at) {
        chunks.set(at, value);
        expected[at] = value;
      }
      at += random() % 2;
      for (int change = random() % 3; change > 0; --change) {
        const size_t index = random() % kSize;
        chunks.set(index, expected[index] = random() % 4);
      }
    }
    for (size_t index = 0; index < kSize; ++index) REQUIRE(chunks[index] == expected[index]);
  }
}

TEST_CASE("New constant chunks are zero") {
  Chunks chunks;
  chunks.resize(1);
  CHECK(chunks[0] == 0);
  chunks.set(0, 7);
  chunks.resize(Chunks::kChunkSize + 1);
  CHECK(chunks[0] == 7);
  CHECK(chunks[1] == 0);
  CHECK(chunks[Chunks::kChunkSize] == 0);
}

}  // namespace
}  // namespace kartei
