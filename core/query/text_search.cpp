#include "query/text_search.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace kartei {
namespace {

constexpr uint8_t kOwnBits = 36;

// Letters and digits have their own bit; all others share what is left of 64.
constexpr auto kByteBits = [] {
  std::array<uint8_t, 256> bits{};
  for (size_t byte = 0; byte < 256; ++byte) {
    bits[byte] = static_cast<uint8_t>(kOwnBits + byte % (64 - kOwnBits));
  }
  for (uint8_t i = 0; i < 26; ++i) bits['a' + i] = i;
  for (uint8_t i = 0; i < 10; ++i) bits['0' + i] = static_cast<uint8_t>(26 + i);
  return bits;
}();

// Of 128. Knuth's multiplier spreads pairs that are near one another.
size_t pair_bit(uint8_t first, uint8_t second) {
  return ((uint32_t{first} << 8 | second) * 2654435761u) >> 25;
}

using Lane = uint8_t __attribute__((ext_vector_type(16)));
using LaneBits = bool __attribute__((ext_vector_type(16)));

Lane load(const char* bytes) {
  Lane lane;
  std::memcpy(&lane, bytes, sizeof lane);
  return lane;
}

}  // namespace

void TextSignature::add(std::string_view text) {
  if (text.empty()) return;
  // Not in place: the text could be a part of this, for all that the compiler knows.
  auto before = static_cast<uint8_t>(text.front());
  uint64_t all = uint64_t{1} << kByteBits[before], low = 0, high = 0;
  for (const char c : text.substr(1)) {
    const auto byte = static_cast<uint8_t>(c);
    all |= uint64_t{1} << kByteBits[byte];
    const size_t bit = pair_bit(before, byte);
    const uint64_t place = uint64_t{1} << (bit % 64);
    low |= bit < 64 ? place : 0;
    high |= bit < 64 ? 0 : place;
    before = byte;
  }
  bytes |= all;
  pairs[0] |= low;
  pairs[1] |= high;
}

bool TextSignature::is_exact(std::string_view needle) {
  return needle.size() == 1 && kByteBits[static_cast<uint8_t>(needle[0])] < kOwnBits;
}

size_t find_byte(std::string_view text, char byte) {
  for (size_t at = 0; at < text.size(); at += sizeof(Lane)) {
    const auto hits = load(text.data() + at) == static_cast<uint8_t>(byte);
    const uint32_t bits = std::bit_cast<uint16_t>(__builtin_convertvector(hits, LaneBits));
    if (bits != 0) return std::min(at + static_cast<size_t>(std::countr_zero(bits)), text.size());
  }
  return text.size();
}

bool contains_text(std::string_view text, std::string_view needle) {
  if (needle.size() > text.size()) return false;
  if (needle.empty()) return true;
  const auto first = static_cast<uint8_t>(needle.front());
  const auto last = static_cast<uint8_t>(needle.back());
  const size_t reach = needle.size() - 1;
  // Places at which the needle would fit.
  const size_t places = text.size() - reach;
  for (size_t at = 0; at < places; at += sizeof(Lane)) {
    const auto hits = (load(text.data() + at) == first) & (load(text.data() + at + reach) == last);
    uint32_t bits = std::bit_cast<uint16_t>(__builtin_convertvector(hits, LaneBits));
    if (places - at < sizeof(Lane)) bits &= (1u << (places - at)) - 1;
    for (; bits != 0; bits &= bits - 1) {
      const size_t place = at + static_cast<size_t>(std::countr_zero(bits));
      if (reach < 2 || std::memcmp(text.data() + place + 1, needle.data() + 1, reach - 1) == 0) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace kartei
