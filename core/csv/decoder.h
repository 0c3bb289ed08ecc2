// Bytes of a file to UTF-8, in chunks of any size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "csv/dialect.h"

namespace kartei::csv {

// What a byte means in an `encoding` of single bytes. No two bytes mean the same.
char32_t decode_byte(uint8_t byte, Encoding encoding);

// The text of a file's first bytes, without its byte order mark.
std::string decode_sample(std::span<const std::byte> sample, Encoding encoding);

class Decoder {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}

  // Takes bytes off the front of `bytes`, at least one and a bounded number, and returns their
  // text: valid until the next call, empty where it is not complete yet. UTF-8 comes back as it is,
  // well-formed or not. What UTF-16 cannot mean stays visible as bytes that are no UTF-8: half a
  // surrogate pair as the three bytes of its code unit. A byte order mark is text like any other.
  std::string_view decode(std::span<const std::byte>& bytes);

  // What is left at the end of the file: half a pair, or half a code unit, which becomes 0xFF.
  std::string_view finish();

 private:
  void decode_single_bytes(std::span<const std::byte> bytes);
  void decode_utf16(std::span<const std::byte> bytes);
  void take_unit(char16_t unit);
  void append_half_pair();

  Encoding encoding_;
  std::string text_;
  // UTF-16: the first byte of a code unit, and the first unit of a pair, whose second is to come.
  int first_byte_ = -1;
  char16_t high_surrogate_ = 0;
};

}  // namespace kartei::csv
