#include "csv/encoding_detection.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/text.h"
#include "csv/decoder.h"
#include "csv/writer.h"

namespace kartei::csv {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::string_view detail;
};

// What people take for a CSV file, and what a picker lets through; not what has control characters.
constexpr std::array kSignatures = {
    Signature{"PK\x03\x04"sv, "an Excel workbook? save it as CSV"},
    Signature{"\xD0\xCF\x11\xE0"sv, "an Excel workbook? save it as CSV"},
    Signature{"%PDF-"sv, "PDF"},
    Signature{"\x1F\x8B"sv, "gzip: unpack it first"},
    Signature{"BEGIN:VCARD"sv, "vCard"},
    Signature{"{\\rtf"sv, "RTF"},
    Signature{"dn: "sv, "LDIF"},
    Signature{"Return-Path: "sv, "e-mail"},
    Signature{"Received: "sv, "e-mail"},
};

// Whatever blanks its programs put between the signs.
bool is_json(std::string_view text) {
  const std::string_view inner = trim(text.substr(std::min<size_t>(text.size(), 1)));
  return (text.starts_with('[') && inner.starts_with('{')) ||
         (text.starts_with('{') && inner.starts_with('"'));
}

std::unexpected<Error> not_text(std::string_view detail) {
  return std::unexpected(Error{.code = ErrorCode::csv_not_text, .detail = std::string(detail)});
}

bool is_control(char byte) {
  return (static_cast<uint8_t>(byte) < 0x20 && !(byte >= '\t' && byte <= '\r')) || byte == 0x7F;
}

// Text of the western scripts: every other byte is zero, and nearly none of the rest.
std::optional<Encoding> find_utf16(std::string_view sample) {
  std::array<size_t, 2> zeros{};
  for (size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0';
  const size_t units = sample.size() / 2;
  if (units < 4) return std::nullopt;
  const auto are = [units](size_t most, size_t few) {
    return most * 10 >= units * 6 && few * 20 <= units;
  };
  if (are(zeros[1], zeros[0])) return Encoding::utf16le;
  if (are(zeros[0], zeros[1])) return Encoding::utf16be;
  return std::nullopt;
}

// Whether whole sequences outnumber what is damaged by far: letters of Windows-1252 hardly ever
// stand in the order that UTF-8 asks for, so a stray byte among them is damage.
bool is_mostly_utf8(std::string_view sample) {
  const std::string text = replace_invalid_utf8(sample);
  size_t sequences = 0, damaged = 0;
  for (size_t position = 0; position < text.size();) {
    const char32_t c = next_code_point(text, position);
    damaged += c == 0xFFFD;
    sequences += c >= 0x80 && c != 0xFFFD;
  }
  return sequences > 4 * damaged;
}

// Whether nearly all that is not ASCII makes a character when it is taken for UTF-8 that was saved
// twice; all of it, and some of it, where none is "Ã" with a sign or "â€" with anything, which
// nobody writes: „DIE CITÉ“ ends in what could be one.
bool is_saved_twice(std::string_view sample) {
  size_t good = 0, bad = 0;
  bool is_certain = false;
  std::string text;
  for (size_t at = 0; at < sample.size();) {
    if (is_ascii(sample[at])) {
      ++at;
      continue;
    }
    const std::string_view rest = sample.substr(at);
    const size_t taken = decode_twice(rest, text);
    if (taken == rest.npos) break;
    const bool is_sign = rest.starts_with("Ã") && taken == 4;
    is_certain = is_certain || is_sign || (rest.starts_with("â€") && taken > 0);
    good += taken > 0;
    bad += taken == 0 && static_cast<uint8_t>(rest.front()) >= 0xC0;
    at += std::max<size_t>(taken, 1);
  }
  return is_certain ? bad * 20 <= good : bad == 0 && good >= 3;
}

bool is_latin_letter(char byte) {
  return is_ascii_letter(byte) || static_cast<uint8_t>(byte) >= 0xC0;
}

// The eight places in which it differs from Latin-1: the euro sign, and letters where that has
// signs that do not stand within words.
bool is_iso_8859_15(std::string_view sample) {
  bool is_likely = false;
  for (size_t i = 0; i < sample.size(); ++i) {
    const auto byte = static_cast<uint8_t>(sample[i]);
    if (byte >= 0x80 && byte < 0xA0) return false;
    const bool is_other_letter = "\xA6\xA8\xB4\xB8\xBC\xBD\xBE"sv.contains(sample[i]);
    const bool is_within = i > 0 && i + 1 < sample.size() && is_latin_letter(sample[i - 1]) &&
                           is_latin_letter(sample[i + 1]);
    is_likely = is_likely || byte == 0xA4 || (is_other_letter && is_within);
  }
  return is_likely;
}

// Whether a byte can be what it is taken for between `before`, a letter, and `after`: a letter of
// western Europe, no capital one among small ones nor a small one among capitals; a hard blank or
// an apostrophe, a dash before a capital; and behind the word what else stands there.
bool can_be_behind_letter(char32_t c, char before, char after) {
  if (c == 0xA0 || c == 0x2019) return true;
  const bool is_dash = c == 0x2013 || c == 0x2014;
  if (is_dash) return !is_ascii_lower(after);
  const bool is_capital =
      (c >= 0xC0 && c <= 0xDE && c != 0xD7) || c == 0x152 || c == 0x160 || c == 0x178 || c == 0x17D;
  if (is_capital) return !is_ascii_lower(before) && !is_ascii_lower(after);
  const bool is_small =
      (c >= 0xDF && c != 0xF7 && c <= 0xFF) || c == 0x153 || c == 0x161 || c == 0x17E;
  if (is_small) return c == 0xDF || !is_ascii_upper(before) || !is_ascii_upper(after);
  const bool is_sign =
      (c >= 0xA8 && c <= 0xBB) || c == 0x201C || c == 0x201D || c == 0x2026 || c == 0x2122;
  return is_sign && !is_ascii_letter(after);
}

// What MS-DOS and Macs wrote: nine in ten of the bytes behind letters can be there, and not so in
// Windows-1252, or one of them is nothing in that.
std::optional<Encoding> find_old_encoding(std::string_view sample) {
  constexpr std::array kEncodings = {Encoding::windows_1252, Encoding::cp850, Encoding::macintosh};
  std::array<size_t, kEncodings.size()> good{};
  size_t all = 0;
  bool has_nothing = false;
  for (size_t i = 1; i + 1 < sample.size(); ++i) {
    const auto byte = static_cast<uint8_t>(sample[i]);
    if (byte < 0x80 || !is_ascii_letter(sample[i - 1])) continue;
    ++all;
    has_nothing = has_nothing || decode_byte(byte, Encoding::windows_1252) < 0xA0;
    for (size_t n = 0; n < kEncodings.size(); ++n) {
      const char32_t c = decode_byte(byte, kEncodings[n]);
      good[n] += can_be_behind_letter(c, sample[i - 1], sample[i + 1]);
    }
  }
  const size_t best = good[1] >= good[2] ? 1 : 2;
  const auto can_be = [&](size_t n) { return good[n] * 10 >= all * 9; };
  if (!can_be(best) || (can_be(0) && !has_nothing)) return std::nullopt;
  return kEncodings[best];
}

}  // namespace

Encoding detect_encoding(std::string_view sample, bool may_be_cut) {
  if (sample.starts_with(kUtf8Bom)) {
    const bool is_twice = is_saved_twice(sample.substr(kUtf8Bom.size()));
    return is_twice ? Encoding::utf8_twice : Encoding::utf8_bom;
  }
  if (sample.starts_with("\xFF\xFE")) return Encoding::utf16le;
  if (sample.starts_with("\xFE\xFF")) return Encoding::utf16be;
  if (const auto utf16 = find_utf16(sample)) return *utf16;
  return detect_later_encoding(sample, may_be_cut);
}

Encoding detect_later_encoding(std::string_view sample, bool may_be_cut) {
  const size_t valid = valid_utf8_prefix(sample);
  const Encoding utf8 = is_saved_twice(sample) ? Encoding::utf8_twice : Encoding::utf8;
  if (valid == sample.size()) return utf8;
  // What a lead byte begins, and only the end of the sample keeps from being well-formed, is one
  // replacement character. At the end of a short sample it is rather a letter of Windows-1252,
  // unless there are whole sequences before it.
  const std::string_view rest = sample.substr(valid);
  const bool is_cut = rest.size() < 4 && rest.front() >= '\xC2' && rest.front() <= '\xF4' &&
                      replace_invalid_utf8(rest) == "\uFFFD";
  const bool has_sequences = count_code_points(sample.substr(0, valid)) < valid;
  const bool is_utf8 = (is_cut && (may_be_cut || has_sequences)) || is_mostly_utf8(sample);
  if (is_utf8) return utf8;
  if (const auto old = find_old_encoding(sample)) return *old;
  return is_iso_8859_15(sample) ? Encoding::iso_8859_15 : Encoding::windows_1252;
}

Result<void> check_signature(std::string_view sample) {
  if (sample.starts_with(kUtf8Bom)) sample.remove_prefix(kUtf8Bom.size());
  sample = trim(sample);
  for (const Signature& signature : kSignatures) {
    if (sample.starts_with(signature.bytes)) return not_text(signature.detail);
  }
  if (is_json(sample)) return not_text("JSON");
  // What many a program calls ".xls". "<a@b.de>" may begin a list of addresses.
  if (sample.starts_with('<') && sample.contains("</")) return not_text("HTML or XML");
  return {};
}

Result<void> check_text(std::string_view text) {
  // One in a hundred, and always one, may have slipped in.
  const size_t few = 1 + text.size() / 100;
  if (static_cast<size_t>(std::ranges::count(text, '\0')) > few) {
    return not_text("NUL bytes: an image?");
  }
  const auto controls = static_cast<size_t>(std::ranges::count_if(text, is_control));
  if (controls > few) return not_text("control characters");
  if (is_blank(text)) return failure(ErrorCode::csv_empty);
  return {};
}

}  // namespace kartei::csv
