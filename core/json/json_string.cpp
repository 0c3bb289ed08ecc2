#include "json/json_string.h"

#include "base/ascii.h"
#include "base/text.h"

namespace kartei {
namespace {

constexpr std::string_view kEscaped = "\b\f\n\r\t\"\\/", kLetters = "bfnrt\"\\/";

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  out.push_back('\\');
  if (const size_t found = kEscaped.find(c); found != std::string_view::npos) {
    out.push_back(kLetters[found]);
  } else {
    out.append("u00").append({kHexDigits[c >> 4 & 15], kHexDigits[c & 15]});
  }
}

// Four hexadecimal digits.
bool read_unit(std::string_view& rest, char32_t& unit) {
  if (rest.size() < 4) return false;
  for (const char c : rest.substr(0, 4)) {
    // A letter in either case differs from the other one by this bit.
    const char lower = static_cast<char>(c | 0x20);
    if (is_ascii_digit(c)) {
      unit = unit << 4 | static_cast<char32_t>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      unit = unit << 4 | static_cast<char32_t>(lower - 'a' + 10);
    } else {
      return false;
    }
  }
  rest.remove_prefix(4);
  return true;
}

// Behind "\u". A code point beyond the basic plane is two surrogates.
bool read_code_point(std::string_view& rest, std::string& decoded) {
  char32_t code_point = 0;
  if (!read_unit(rest, code_point)) return false;
  if (code_point >= 0xD800 && code_point < 0xDC00) {
    char32_t low = 0;
    if (!rest.starts_with("\\u")) return false;
    rest.remove_prefix(2);
    if (!read_unit(rest, low) || low < 0xDC00 || low > 0xDFFF) return false;
    code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
  } else if (code_point >= 0xDC00 && code_point <= 0xDFFF) {
    return false;
  }
  append_code_point(decoded, code_point);
  return true;
}

// Behind a backslash.
bool read_escaped(std::string_view& rest, std::string& decoded) {
  if (rest.empty()) return false;
  const char c = rest.front();
  rest.remove_prefix(1);
  if (c == 'u') return read_code_point(rest, decoded);
  const size_t found = kLetters.find(c);
  if (found == std::string_view::npos) return false;
  decoded.push_back(kEscaped[found]);
  return true;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  if (!is_valid_utf8(text)) return append_json_string(out, replace_invalid_utf8(text));
  out.push_back('"');
  size_t plain = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape(text[i])) continue;
    out.append(text, plain, i - plain);
    append_escaped(out, text[i]);
    plain = i + 1;
  }
  out.append(text, plain).push_back('"');
}

bool read_json_string(std::string_view& rest, std::string& decoded, std::string_view& text) {
  const size_t start = decoded.size();
  bool is_plain = true;
  while (true) {
    size_t end = 0;
    while (end < rest.size() && !needs_escape(rest[end])) ++end;
    if (end == rest.size()) return false;
    const char c = rest[end];
    text = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    is_plain = is_plain && c == '"';
    if (!is_plain) decoded.append(text);
    if (c == '"') break;
    if (c != '\\' || !read_escaped(rest, decoded)) return false;
  }
  if (!is_plain) text = std::string_view(decoded).substr(start);
  return is_valid_utf8(text);
}

}  // namespace kartei
