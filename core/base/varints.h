// Reads the numbers of a table as cmake/tables/packing/varint.mjs writes them.
#pragma once

#include <cstdint>
#include <span>

namespace kartei {

class Varints {
 public:
  // Nothing is read beyond the numbers that are known to be there.
  constexpr explicit Varints(std::span<const uint8_t> bytes) : next_(bytes.begin()) {}

  uint32_t read() {
    uint32_t value = 0;
    for (uint32_t shift = 0;; shift += 7) {
      const uint32_t byte = *next_++;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  int32_t read_signed() {
    const uint32_t value = read();
    return static_cast<int32_t>(value >> 1) ^ -static_cast<int32_t>(value & 1);
  }

 private:
  std::span<const uint8_t>::iterator next_;
};

}  // namespace kartei
