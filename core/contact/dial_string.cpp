#include "contact/dial_string.h"

#include <algorithm>

#include "base/text.h"

namespace kartei {
namespace {

// Full-width forms and Arabic-Indic digits as what they stand for.
char32_t to_ascii(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c >= 0x0660 && c <= 0x0669) return c - 0x0660 + '0';
  if (c >= 0x06F0 && c <= 0x06F9) return c - 0x06F0 + '0';
  return c;
}

bool is_ascii_separator(char32_t c) {
  return c == ' ' || c == '-' || c == '.' || c == '/' || (c >= '\t' && c <= '\r');
}

bool is_unicode_separator(char32_t c) {
  return c == 0xA0 || c == 0xAD ||        // no-break space, soft hyphen
         (c >= 0x2000 && c <= 0x2015) ||  // spaces, zero width, direction marks, dashes
         (c >= 0x2028 && c <= 0x202F) ||  // lines, direction marks, narrow no-break space
         (c >= 0x205F && c <= 0x2069) ||  // thin space, word joiner, isolates
         c == 0x2212 || c == 0x3000 || c == 0xFEFF;  // minus, ideographic space, BOM
}

std::string_view without_prefix(std::string_view text) {
  if (text.starts_with('\'')) text.remove_prefix(1);
  // RFC 3966; the bit 0x20 makes small letters of capitals.
  constexpr std::string_view kScheme = "tel:";
  const std::string_view start = text.substr(0, kScheme.size());
  const bool has_scheme =
      std::ranges::equal(start, kScheme, {}, [](char c) { return static_cast<char>(c | 0x20); });
  return has_scheme ? text.substr(kScheme.size()) : text;
}

}  // namespace

bool DialString::is_group(size_t begin, size_t count) const {
  const auto of_these = [&](uint64_t bits) { return bits >> begin & ((uint64_t{1} << count) - 1); };
  return of_these(opened_) == 1 && of_these(closed_) == uint64_t{1} << (count - 1);
}

// Returns whether the character may stand here.
bool DialString::add(char32_t character) {
  const char32_t c = to_ascii(character);
  if (c >= '0' && c <= '9') {
    if (size_ < kMaxDigits) digits_[size_++] = static_cast<char>(c);
    return true;
  }
  if (c == '(') {
    opened_ |= uint64_t{1} << size_;
    return true;
  }
  if (c == ')') {
    if (size_ > 0) closed_ |= uint64_t{1} << (size_ - 1);
    return true;
  }
  if (c == '+' && !has_plus_ && size_ == 0) {
    has_plus_ = true;
    return true;
  }
  return is_ascii_separator(c) || is_unicode_separator(c);
}

Result<DialString> parse_dial_string(std::string_view text) {
  DialString dialled;
  const std::string_view typed = trim(text);
  for (size_t position = typed.size() - without_prefix(typed).size(); position < typed.size();) {
    const size_t start = position;
    const auto byte = static_cast<uint8_t>(typed[position]);
    if (dialled.add(byte < 0x80 ? typed[position++] : next_code_point(typed, position))) continue;
    const std::string_view before(text.data(), typed.data() + start);
    return failure(ErrorCode::phone_character,
                   static_cast<uint32_t>(count_code_points(before) + 1));
  }
  return dialled;
}

}  // namespace kartei
