// SHA-256 (FIPS 180-4): what a backup proves itself whole with, after years and on any machine.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kartei {

// A sum over bytes that come in pieces. A copy goes on by itself.
class Sha256 {
 public:
  void update(std::string_view bytes);

  // Of all bytes so far, as 64 hexadecimal digits in lower case.
  std::string hex() const;

 private:
  using Block = std::span<const uint8_t, 64>;
  void add_block(Block block);

  std::array<uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<uint8_t, 64> rest_{};
  uint64_t size_ = 0;
};

}  // namespace kartei
