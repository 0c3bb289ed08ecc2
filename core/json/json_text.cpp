#include "json/json_text.h"

#include <cstddef>
#include <cstdint>

#include "base/text.h"

namespace kartei {

void append_json_text(std::string_view text, std::string& out) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  if (!is_valid_utf8(text)) return append_json_text(replace_invalid_utf8(text), out);
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<uint8_t>(c) >= 0x20) {
      out += c;
    } else {
      out.append("\\u00") += kHexDigits[static_cast<size_t>(c) >> 4];
      out += kHexDigits[c & 15];
    }
  }
  out += '"';
}

}  // namespace kartei
