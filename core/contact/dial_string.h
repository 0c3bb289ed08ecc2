// What was typed for a number, apart from what only separates.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/error.h"

namespace kartei {

// "(+49) 0151/12" has a plus and the digits 49015112, of which the first two stood in parentheses.
// Holds so many digits that what has more is too long for anything.
class DialString {
 public:
  static constexpr size_t kMaxDigits = 32;

  bool has_plus() const { return has_plus_; }
  std::string_view digits() const { return {digits_.data(), size_}; }

  // Whether exactly the `count` digits (at least one) from `begin` stood in parentheses.
  bool is_group(size_t begin, size_t count) const;

 private:
  friend Result<DialString> parse_dial_string(std::string_view text);
  bool add(char32_t character);

  std::array<char, kMaxDigits> digits_;
  size_t size_ = 0;
  bool has_plus_ = false;
  // Bit n: a parenthesis was opened before digit n; one was closed after it.
  uint64_t opened_ = 0, closed_ = 0;
};

// Accepts digits (ASCII, full-width, Arabic-Indic), a plus before them, parentheses, blanks, dots,
// slashes, hyphens and dashes of any kind, and invisible format characters, which come along when
// numbers are copied; before all that an apostrophe or "tel:". `text` must be valid UTF-8.
// Errors: phone_character with its column.
Result<DialString> parse_dial_string(std::string_view text);

}  // namespace kartei
