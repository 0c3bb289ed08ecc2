#include "base/text_search.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace kartei {
namespace {

using Lane = uint8_t __attribute__((ext_vector_type(16)));
using LaneBits = bool __attribute__((ext_vector_type(16)));

Lane load(const char* bytes) {
  Lane lane;
  std::memcpy(&lane, bytes, sizeof lane);
  return lane;
}

uint32_t to_bits(auto hits) {
  return std::bit_cast<uint16_t>(__builtin_convertvector(hits, LaneBits));
}

// Bit i says whether byte i is this one.
uint32_t bits_of(const char* bytes, char byte) {
  return to_bits(load(bytes) == static_cast<uint8_t>(byte));
}

}  // namespace

size_t find_byte(std::string_view text, char byte) {
  for (size_t at = 0; at < text.size(); at += sizeof(Lane)) {
    const uint32_t bits = bits_of(text.data() + at, byte);
    if (bits != 0) return std::min(at + static_cast<size_t>(std::countr_zero(bits)), text.size());
  }
  return text.size();
}

size_t count_byte(std::string_view text, char byte) {
  constexpr size_t kLane = sizeof(Lane);
  size_t count = 0, at = 0;
  if (text.size() < kLane) {
    for (const char c : text) count += c == byte;
    return count;
  }
  for (; at + kLane <= text.size(); at += kLane) {
    count += static_cast<size_t>(std::popcount(bits_of(text.data() + at, byte)));
  }
  // The last sixteen, without those that are counted.
  const uint32_t last = bits_of(text.data() + text.size() - kLane, byte);
  return count + static_cast<size_t>(std::popcount(last >> (at + kLane - text.size())));
}

bool contains_text(std::string_view text, std::string_view needle) {
  if (needle.size() > text.size()) return false;
  if (needle.empty()) return true;
  const auto first = static_cast<uint8_t>(needle.front());
  const auto last = static_cast<uint8_t>(needle.back());
  const size_t reach = needle.size() - 1;
  // In between, by itself where there is no more than that.
  const size_t middle = reach / 2;
  const auto halfway = static_cast<uint8_t>(needle[middle]);
  // Places at which the needle would fit.
  const size_t places = text.size() - reach;
  for (size_t at = 0; at < places; at += sizeof(Lane)) {
    const auto hits = (load(text.data() + at) == first) &
                      (load(text.data() + at + middle) == halfway) &
                      (load(text.data() + at + reach) == last);
    uint32_t bits = to_bits(hits);
    if (places - at < sizeof(Lane)) bits &= (1u << (places - at)) - 1;
    for (; bits != 0; bits &= bits - 1) {
      const size_t place = at + static_cast<size_t>(std::countr_zero(bits));
      if (reach < 3 || std::memcmp(text.data() + place + 1, needle.data() + 1, reach - 1) == 0) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace kartei
