// wasm/memory.cpp against loops that go byte by byte, with every size and overlap of some dozens.
#include <doctest/doctest.h>

#include <cstring>
#include <numeric>
#include <vector>

namespace {

constexpr size_t kSizes = 80, kRoom = 3 * kSizes;

std::vector<unsigned char> counting() {
  std::vector<unsigned char> bytes(kRoom);
  std::iota(bytes.begin(), bytes.end(), static_cast<unsigned char>(1));
  return bytes;
}

// So that nothing is known of it when this is compiled.
size_t hidden(size_t value) {
  volatile size_t place = value;
  return place;
}

}  // namespace

TEST_SUITE("wasm: memory") {
  TEST_CASE("memmove moves bytes up and down, over themselves, and no others") {
    for (size_t size = 0; size < kSizes; ++size) {
      for (size_t from = 0; from < kSizes; ++from) {
        for (const size_t to : {size_t{0}, size_t{1}, from, from + 1, from + 15, from + 17}) {
          auto bytes = counting(), expected = bytes;
          for (size_t i = 0; i < size; ++i) expected[to + i] = bytes[from + i];
          CHECK(std::memmove(bytes.data() + to, bytes.data() + from, hidden(size)) ==
                bytes.data() + to);
          CHECK(bytes == expected);
        }
      }
    }
  }

  TEST_CASE("memcmp finds the first byte that differs, whatever is behind it") {
    for (size_t size = 0; size < kSizes; ++size) {
      const auto one = counting();
      CHECK(std::memcmp(one.data() + 3, one.data() + 3, hidden(size)) == 0);
      for (size_t place = 0; place < size; ++place) {
        auto other = one;
        other[3 + place] = 0xF0;
        for (size_t i = place + 1; i < size; ++i) other[3 + i] = 0;
        CHECK(std::memcmp(one.data() + 3, other.data() + 3, hidden(size)) < 0);
        CHECK(std::memcmp(other.data() + 3, one.data() + 3, hidden(size)) > 0);
        CHECK(std::memcmp(one.data() + 3, other.data() + 3, hidden(place)) == 0);
      }
    }
  }

  TEST_CASE("memcpy and memset write what they are asked for, and nothing beside it") {
    for (size_t size = 0; size < kSizes; ++size) {
      const auto source = counting();
      std::vector<unsigned char> bytes(kRoom, 7), expected = bytes;
      for (size_t i = 0; i < size; ++i) expected[9 + i] = source[3 + i];
      std::memcpy(bytes.data() + 9, source.data() + 3, hidden(size));
      CHECK(bytes == expected);
      for (size_t i = 0; i < size; ++i) expected[5 + i] = 0xE1;
      std::memset(bytes.data() + 5, 0x1E1, hidden(size));
      CHECK(bytes == expected);
    }
  }
}
