// What a character of ASCII is. Each takes a char as well as a code point: the bytes of what is not
// ASCII are none of these.
#pragma once

namespace kartei {

constexpr bool is_ascii(char32_t c) { return c < 0x80; }
constexpr bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_letter(char32_t c) { return is_ascii_lower(c) || is_ascii_upper(c); }

// Whether a byte of UTF-8 is a letter or, beyond ASCII, may belong to one.
constexpr bool may_be_letter(char byte) { return is_ascii_letter(byte) || (byte & 0x80) != 0; }

// Capitals as small letters, all else as it is.
constexpr char to_ascii_lower(char c) {
  return is_ascii_upper(c) ? static_cast<char>(c | 0x20) : c;
}

}  // namespace kartei
