#include "csv/encoder.h"

#include <cstdint>

#include "base/text.h"
#include "csv/decoder.h"

namespace kartei::csv {
namespace {

bool append_byte(char32_t c, Encoding encoding, std::string& out) {
  // What is beyond ASCII is rare in files that have so few letters.
  const auto byte = c < 0x80 ? static_cast<uint8_t>(c) : find_byte(c, encoding);
  if (byte) out.push_back(static_cast<char>(*byte));
  return byte.has_value();
}

void append_unit(char32_t unit, Encoding encoding, std::string& out) {
  const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
  out.push_back(encoding == Encoding::utf16le ? low : high);
  out.push_back(encoding == Encoding::utf16le ? high : low);
}

bool append_utf16(char32_t c, Encoding encoding, std::string& out) {
  if (c >= 0x10000) append_unit(0xD800 + ((c - 0x10000) >> 10), encoding, out);
  append_unit(c < 0x10000 ? c : 0xDC00 + (c & 0x3FF), encoding, out);
  return true;
}

}  // namespace

size_t encode(std::string_view text, Encoding encoding, std::string& out) {
  if (encoding == Encoding::utf8 || encoding == Encoding::utf8_bom) {
    out.append(text);
    return text.size();
  }
  const bool is_utf16 = encoding == Encoding::utf16le || encoding == Encoding::utf16be;
  const size_t before = out.size(), valid = valid_utf8_prefix(text);
  for (size_t position = 0; position < text.size();) {
    const size_t begin = position;
    const char32_t c = next_code_point(text, position);
    const bool is_written = begin < valid && (is_utf16 ? append_utf16(c, encoding, out)
                                                       : append_byte(c, encoding, out));
    if (is_written) continue;
    out.resize(before);
    return begin;
  }
  return text.size();
}

}  // namespace kartei::csv
