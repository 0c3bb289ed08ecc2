#include "contact/address_literal.h"

#include <algorithm>
#include <cstddef>

#include "base/ascii.h"

namespace kartei {
namespace {

bool is_hex_digit(char32_t c) {
  return is_ascii_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

size_t count_leading(std::string_view text, bool (*is_counted)(char32_t)) {
  return static_cast<size_t>(std::ranges::find_if_not(text, is_counted) - text.begin());
}

// One to three digits off the front, at most 255.
bool read_octet(std::string_view& text) {
  const size_t digits = count_leading(text, is_ascii_digit);
  if (digits < 1 || digits > 3) return false;
  int value = 0;
  for (const char digit : text.substr(0, digits)) value = value * 10 + (digit - '0');
  text.remove_prefix(digits);
  return value <= 255;
}

bool is_ipv4(std::string_view text) {
  for (int octet = 0; octet < 4; ++octet) {
    if (octet > 0) {
      if (!text.starts_with('.')) return false;
      text.remove_prefix(1);
    }
    if (!read_octet(text)) return false;
  }
  return text.empty();
}

bool is_ipv6(std::string_view text) {
  constexpr size_t kGroups = 8, kIpv4Groups = 2;
  size_t groups = 0;
  bool is_compressed = text.starts_with("::");
  if (is_compressed) text.remove_prefix(2);
  const auto is_complete = [&] { return is_compressed ? groups < kGroups : groups == kGroups; };
  if (is_compressed && text.empty()) return true;
  while (groups < kGroups) {
    const size_t digits = count_leading(text, is_hex_digit);
    if (digits < text.size() && text[digits] == '.') {
      groups += kIpv4Groups;
      return is_complete() && is_ipv4(text);
    }
    if (digits < 1 || digits > 4) return false;
    text.remove_prefix(digits);
    ++groups;
    if (text.empty()) return is_complete();
    if (text.starts_with("::") && !is_compressed) {
      is_compressed = true;
      text.remove_prefix(2);
      if (text.empty()) return is_complete();
    } else if (text.starts_with(':')) {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return false;
}

}  // namespace

bool is_address_literal(std::string_view text) {
  constexpr std::string_view kTag = "ipv6:";
  const bool has_tag = text.size() >= kTag.size() &&
                       std::ranges::equal(text.substr(0, kTag.size()), kTag, {}, [](char c) {
                         return is_ascii_digit(c) || c == ':' ? c : c | 0x20;
                       });
  return has_tag ? is_ipv6(text.substr(kTag.size())) : is_ipv4(text);
}

}  // namespace kartei
