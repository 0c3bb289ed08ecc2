#include "base/varints.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>

namespace kartei {

TEST_CASE("A number takes a byte for each seven bits") {
  using namespace std::string_literals;
  const std::array<std::pair<size_t, std::string>, 6> cases = {
      {{0, "\0"s},
       {127, "\x7F"},
       {128, "\x80\x01"},
       {624'485, "\xE5\x8E\x26"},
       {0x0FFF'FFFF, "\xFF\xFF\xFF\x7F"},
       {UINT32_MAX, "\xFF\xFF\xFF\xFF\x0F"}}};
  std::string all;
  for (const auto& [number, bytes] : cases) {
    CAPTURE(number);
    CHECK(varint_bytes(number) == bytes.size());
    std::string out;
    append_varint(out, number);
    CHECK(out == bytes);
    all += bytes;
  }
  const char* next = all.data();
  for (const auto& [number, bytes] : cases) CHECK(read_varint(next) == number);
  CHECK(next == all.data() + all.size());
}

}  // namespace kartei
