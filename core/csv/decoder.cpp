#include "csv/decoder.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "csv/writer.h"

namespace kartei::csv {
namespace {

// Bytes decoded at a time, which bounds the text that a large chunk becomes.
constexpr size_t kBlockBytes = size_t{16} << 10;

// Windows-1252, 0x80 to 0x9F (https://encoding.spec.whatwg.org/index-windows-1252.txt); from 0xA0
// on it is Latin-1. The five bytes that Microsoft left open are the C1 controls of that number.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// What MS-DOS had in western Europe, from 0x80 on (https://www.unicode.org/Public/MAPPINGS/VENDORS/
// MICSFT/PC/CP850.TXT): Excel's "CSV (MS-DOS)".
constexpr std::u16string_view kCp850 =
    u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
    u"áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
    u"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
    u"ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0";

// What Macs had, from 0x80 on (https://encoding.spec.whatwg.org/index-macintosh.txt): Excel's "CSV
// (Macintosh)".
constexpr std::u16string_view kMacintosh =
    u"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
    u"†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
    u"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
    u"‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

static_assert(kCp850.size() == 128 && kMacintosh.size() == 128);

// Where ISO 8859-15 is not Latin-1 (https://encoding.spec.whatwg.org/index-iso-8859-15.txt).
char32_t iso_8859_15(uint8_t byte) {
  switch (byte) {
    case 0xA4:
      return 0x20AC;
    case 0xA6:
      return 0x0160;
    case 0xA8:
      return 0x0161;
    case 0xB4:
      return 0x017D;
    case 0xB8:
      return 0x017E;
    case 0xBC:
      return 0x0152;
    case 0xBD:
      return 0x0153;
    case 0xBE:
      return 0x0178;
    default:
      return byte;
  }
}

char32_t windows_1252(uint8_t byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
}

bool is_high_surrogate(char16_t unit) { return (unit & 0xFC00) == 0xD800; }
bool is_low_surrogate(char16_t unit) { return (unit & 0xFC00) == 0xDC00; }

// As UTF-8 would write a code point of that value, if surrogates were code points ("WTF-8").
void append_surrogate(std::string& out, char16_t unit) {
  out.push_back(static_cast<char>(0xE0 | unit >> 12));
  out.push_back(static_cast<char>(0x80 | (unit >> 6 & 0x3F)));
  out.push_back(static_cast<char>(0x80 | (unit & 0x3F)));
}

}  // namespace

char32_t decode_byte(uint8_t byte, Encoding encoding) {
  if (encoding == Encoding::windows_1252) return windows_1252(byte);
  if (encoding == Encoding::iso_8859_15 || byte < 0x80) return iso_8859_15(byte);
  return (encoding == Encoding::cp850 ? kCp850 : kMacintosh)[byte - 0x80];
}

std::optional<uint8_t> find_byte(char32_t c, Encoding encoding) {
  for (uint8_t byte = 0xFF; byte >= 0x80; --byte) {
    if (decode_byte(byte, encoding) == c) return byte;
  }
  return std::nullopt;
}

[[clang::minsize]] size_t decode_twice(std::string_view text, std::string& out) {
  std::array<char, 4> bytes;
  size_t at = 0, count = 0;
  do {
    if (at == text.size()) return text.npos;
    const auto lead = static_cast<uint8_t>(text[at]);
    if (count == bytes.size() || lead < 0xC2) return 0;
    // No sign of Windows-1252 has four bytes.
    const std::string_view sign = text.substr(at, lead < 0xE0 ? 2 : 3);
    if (!is_valid_utf8(sign)) return at + 3 > text.size() ? text.npos : 0;
    const auto byte = find_byte(next_code_point(text, at), Encoding::windows_1252);
    if (!byte) return 0;
    bytes[count++] = static_cast<char>(*byte);
  } while (!is_valid_utf8({bytes.data(), count}));
  out.append(bytes.data(), count);
  return at;
}

std::string decode_sample(std::span<const std::byte> sample, Encoding encoding) {
  std::string text;
  Decoder decoder(encoding);
  while (!sample.empty()) text.append(decoder.decode(sample));
  if (text.starts_with(kUtf8Bom)) text.erase(0, kUtf8Bom.size());
  return text;
}

std::string_view Decoder::decode(std::span<const std::byte>& bytes) {
  if (encoding_ == Encoding::utf8 || encoding_ == Encoding::utf8_bom) {
    const auto all = std::exchange(bytes, {});
    return {reinterpret_cast<const char*>(all.data()), all.size()};
  }
  const auto block = bytes.first(std::min(bytes.size(), kBlockBytes));
  bytes = bytes.subspan(block.size());
  text_.clear();
  if (encoding_ == Encoding::utf16le || encoding_ == Encoding::utf16be) {
    decode_utf16(block);
  } else if (encoding_ == Encoding::utf8_twice) {
    waiting_.append(reinterpret_cast<const char*>(block.data()), block.size());
    decode_waiting(false);
  } else {
    decode_single_bytes(block);
  }
  return text_;
}

std::string_view Decoder::finish() {
  text_.clear();
  append_half_pair();
  decode_waiting(true);
  if (std::exchange(first_byte_, -1) >= 0) text_.push_back('\xFF');
  return text_;
}

void Decoder::decode_single_bytes(std::span<const std::byte> bytes) {
  for (const std::byte byte : bytes) {
    const auto value = static_cast<uint8_t>(byte);
    if (value < 0x80) {
      text_.push_back(static_cast<char>(value));
    } else {
      append_code_point(text_, decode_byte(value, encoding_));
    }
  }
}

[[clang::minsize]] void Decoder::decode_waiting(bool is_end) {
  const std::string_view waiting = waiting_;
  size_t at = 0;
  while (at < waiting.size()) {
    const size_t taken = decode_twice(waiting.substr(at), text_);
    const bool is_open = taken == waiting.npos;
    if (is_open && !is_end) break;
    const bool stays = taken == 0 || is_open;
    if (stays) text_.push_back(waiting[at]);
    at += stays ? 1 : taken;
  }
  waiting_.erase(0, at);
}

void Decoder::decode_utf16(std::span<const std::byte> bytes) {
  for (const std::byte byte : bytes) {
    const auto second = static_cast<uint8_t>(byte);
    if (first_byte_ < 0) {
      first_byte_ = second;
      continue;
    }
    const auto first = static_cast<uint8_t>(std::exchange(first_byte_, -1));
    const int unit = encoding_ == Encoding::utf16le ? second << 8 | first : first << 8 | second;
    take_unit(static_cast<char16_t>(unit));
  }
}

void Decoder::take_unit(char16_t unit) {
  if (high_surrogate_ && is_low_surrogate(unit)) {
    const char32_t high = std::exchange(high_surrogate_, u'\0') & 0x3FFu;
    append_code_point(text_, 0x10000 + (high << 10) + (unit & 0x3FFu));
    return;
  }
  append_half_pair();
  if (is_high_surrogate(unit)) {
    high_surrogate_ = unit;
  } else if (is_low_surrogate(unit)) {
    append_surrogate(text_, unit);
  } else if (unit < 0x80) {
    text_.push_back(static_cast<char>(unit));
  } else {
    append_code_point(text_, unit);
  }
}

void Decoder::append_half_pair() {
  if (high_surrogate_) append_surrogate(text_, std::exchange(high_surrogate_, u'\0'));
}

}  // namespace kartei::csv
