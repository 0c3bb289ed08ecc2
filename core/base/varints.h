// Numbers as LEB128: seven bits a byte, the lowest first, the highest bit set in all bytes but the
// last (DWARF 5, 7.6). What reads them trusts them: see key_runs.cpp for bytes that may be damaged.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace kartei {

constexpr size_t varint_bytes(size_t number) {
  return number < 0x80 ? 1 : (static_cast<size_t>(std::bit_width(number)) + 6) / 7;
}

// Returns where the bytes end.
inline char* write_varint(char* out, size_t number) {
  for (; number >= 0x80; number >>= 7) *out++ = static_cast<char>(number | 0x80);
  *out++ = static_cast<char>(number);
  return out;
}

inline void append_varint(std::string& out, size_t number) {
  std::array<char, varint_bytes(SIZE_MAX)> bytes;
  out.append(bytes.data(), write_varint(bytes.data(), number));
}

// Moves `next` behind the number. Not constexpr: Clang would read whole tables while it compiles,
// and the module would keep what they unpack to, 3 KB more.
template <class Iterator>
size_t read_varint(Iterator& next) {
  auto byte = static_cast<uint8_t>(*next++);
  // One byte nearly always.
  size_t number = byte & 0x7F;
  for (int shift = 7; byte >= 0x80; shift += 7) {
    byte = static_cast<uint8_t>(*next++);
    number |= size_t{byte & 0x7Fu} << shift;
  }
  return number;
}

// The numbers of a table, as cmake/tables/packing/varint.mjs writes them.
class Varints {
 public:
  // Nothing is read beyond the numbers that are known to be there.
  constexpr explicit Varints(std::span<const uint8_t> bytes) : next_(bytes.begin()) {}

  uint32_t read() { return static_cast<uint32_t>(read_varint(next_)); }

  int32_t read_signed() {
    const uint32_t value = read();
    return static_cast<int32_t>(value >> 1) ^ -static_cast<int32_t>(value & 1);
  }

 private:
  std::span<const uint8_t>::iterator next_;
};

}  // namespace kartei
