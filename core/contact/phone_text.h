// What people type for a phone number, as text: where the number is in it, what is its extension,
// which of its characters are digits. As libphonenumber reads it (PhoneNumberUtil, 9.0), in one
// pass each.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace kartei {

// At most so many UTF-16 code units are read.
inline constexpr size_t kMaxPhoneText = 250;

// Characters with room for one number.
class PhoneText {
 public:
  // False where the text is too long.
  bool assign(std::string_view utf8);
  void append(std::span<const char32_t> characters);
  std::span<const char32_t> characters() const { return {characters_.data(), size_}; }
  void cut(size_t size) { size_ = size; }

 private:
  std::array<char32_t, 2 * kMaxPhoneText> characters_;
  size_t size_ = 0;
};

// Digits with room for all that a text can hold: nothing is taken from the heap for a number.
class PhoneDigits {
 public:
  void clear() { size_ = 0; }
  void append(char digit) { digits_[size_++] = digit; }
  void append(std::string_view digits) {
    for (const char digit : digits) append(digit);
  }
  std::string_view view() const { return {digits_.data(), size_}; }

 private:
  std::array<char, 2 * kMaxPhoneText> digits_;
  size_t size_ = 0;
};

bool is_plus(char32_t c);
// What may stand between the digits of a number: blanks, hyphens, dots, slashes, brackets, x, ~.
bool is_phone_separator(char32_t c);
// 0 to 9, also for full-width, Arabic-Indic and Extended Arabic-Indic digits; -1 for anything else.
int digit_value(char32_t c);

// The part of `text` that can be a number: RFC 3966's context taken in, what is before and behind
// taken off. False where the context is malformed.
bool find_number(std::span<const char32_t> text, PhoneText& number);

// Whether it has enough digits, and nothing that no number has. Without an extension if it must not
// have one.
bool is_viable(std::span<const char32_t> number);

struct PhoneExtension {
  // Where the number ends.
  size_t number_end;
  std::span<const char32_t> digits;
};
// The extension at the end ("ext. 12", "x12", ";ext=12", "- 12#", ",,12"); `digits` are empty
// where there is none.
PhoneExtension find_extension(std::span<const char32_t> number);

// The digits among the characters; where there are three letters and more, letters stand for the
// digits of a keypad (ITU-T E.161). Appends to `digits`.
void append_digits(std::span<const char32_t> characters, PhoneDigits& digits);

// What most numbers are: digits of ASCII, a plus sign before them perhaps, and blanks, hyphens,
// dots, slashes and brackets. Then all of the above is known after one pass.
struct PlainPhone {
  bool has_plus = false;
  PhoneDigits digits;
};
// False where `text` is not so, or has less than three digits; then `plain` means nothing.
bool read_plain_phone(std::string_view text, PlainPhone& plain);

}  // namespace kartei
