// Bytes of a file to UTF-8, in chunks of any size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "csv/dialect.h"

namespace kartei::csv {

// What a byte means in an `encoding` of single bytes. No two bytes mean the same.
char32_t decode_byte(uint8_t byte, Encoding encoding);
// The byte from 0x80 on that means `c`; nothing where none does.
std::optional<uint8_t> find_byte(char32_t c, Encoding encoding);

// Of UTF-8 that was taken for Windows-1252 and saved as UTF-8: appends what the start of `text` was
// to `out` ("ü" for "Ã¼"), and returns how many bytes of it that takes; 0 where it was no
// character, npos where `text` ends before that is known for certain.
size_t decode_twice(std::string_view text, std::string& out);

// The text of a file's first bytes, without its byte order mark.
std::string decode_sample(std::span<const std::byte> sample, Encoding encoding);

class Decoder {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}

  // Takes bytes off the front of `bytes`, at least one and a bounded number, and returns their
  // text: valid until the next call, empty where it is not complete yet. UTF-8 comes back as it is,
  // well-formed or not. What UTF-16 cannot mean stays visible as bytes that are no UTF-8: half a
  // surrogate pair as the three bytes of its code unit. A byte order mark is text like any other.
  // What was not saved twice stays as it is among what was.
  std::string_view decode(std::span<const std::byte>& bytes);

  // What is left at the end of the file: half a pair, or half a code unit, which becomes 0xFF; what
  // could have been the start of a character that was saved twice.
  std::string_view finish();

 private:
  void decode_single_bytes(std::span<const std::byte> bytes);
  void decode_utf16(std::span<const std::byte> bytes);
  void take_unit(char16_t unit);
  void append_half_pair();
  void decode_waiting(bool is_end);

  Encoding encoding_;
  std::string text_;
  // Of what was saved twice, from the character on that is not complete yet.
  std::string waiting_;
  // UTF-16: the first byte of a code unit, and the first unit of a pair, whose second is to come.
  int first_byte_ = -1;
  char16_t high_surrogate_ = 0;
};

}  // namespace kartei::csv
