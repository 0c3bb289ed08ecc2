#include "contact/idna.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <span>

#include "base/ascii.h"
#include "base/text.h"
#include "base/unicode.h"
#include "base/varints.h"
#include "idna_tables.h"

namespace kartei::idna {
namespace {

// As in idna_tables.mjs.
enum Flag : uint8_t { kValid = 1, kMark = 2, kJoinsNext = 4, kJoinsPrevious = 8 };
constexpr unsigned kBidiShift = 4, kCodePointShift = 8;
enum class Bidi : uint8_t { left_to_right, right_to_left, arabic_number, number, neutral, mark };

constexpr std::string_view kAcePrefix = "xn--";

bool is_within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Code point << 8 | properties, of the first code point of each run from U+0080 on.
const auto& runs() {
  static const auto all = [] {
    std::array<uint32_t, std::size(kRunProperties)> read;
    Varints gaps(kRunGaps);
    uint32_t first = 0;
    for (size_t i = 0; i < read.size(); ++i) {
      first += gaps.read();
      read[i] = first << kCodePointShift | kRunProperties[i];
    }
    return read;
  }();
  return all;
}

// Of a small letter or any other code point but a capital.
uint8_t properties(char32_t code_point) {
  if (code_point < 0x80) {
    const auto valid = [](Bidi bidi) {
      return static_cast<uint8_t>(kValid | static_cast<unsigned>(bidi) << kBidiShift);
    };
    if (is_ascii_lower(code_point)) return valid(Bidi::left_to_right);
    if (is_ascii_digit(code_point)) return valid(Bidi::number);
    return code_point == '-' ? valid(Bidi::neutral) : 0;
  }
  const auto next = std::ranges::upper_bound(runs(), code_point, {}, [](uint32_t run) {
    return static_cast<char32_t>(run >> kCodePointShift);
  });
  return static_cast<uint8_t>(*std::prev(next));
}

Bidi bidi_class(char32_t code_point) {
  return static_cast<Bidi>(properties(code_point) >> kBidiShift);
}

// --- contextual rules (RFC 5892, appendix A) ---------------------------------------------------

constexpr char32_t kZeroWidthNonJoiner = 0x200C, kZeroWidthJoiner = 0x200D;

bool follows_virama(std::u32string_view text, size_t place) {
  constexpr uint8_t kVirama = 9;
  return place > 0 && unicode::properties(text[place - 1]).combining_class == kVirama;
}

// A.1: between letters that join across it, whatever marks they carry.
bool is_between_joining(std::u32string_view text, size_t place) {
  const auto is_transparent = [](char32_t c) { return bidi_class(c) == Bidi::mark; };
  const auto before = std::find_if_not(std::make_reverse_iterator(text.begin() + place),
                                       text.rend(), is_transparent);
  const auto after = std::find_if_not(text.begin() + place + 1, text.end(), is_transparent);
  return before != text.rend() && (properties(*before) & kJoinsNext) && after != text.end() &&
         (properties(*after) & kJoinsPrevious);
}

// The Greek block without its Coptic letters, and Greek Extended.
bool is_greek(char32_t c) {
  return is_within(c, 0x370, 0x3E1) || is_within(c, 0x3F0, 0x3FF) || is_within(c, 0x1F00, 0x1FFF);
}
bool is_hebrew(char32_t c) { return is_within(c, 0x591, 0x5F4); }
bool is_japanese(char32_t c) {
  return is_within(c, 0x3041, 0x3096) || is_within(c, 0x309D, 0x309F) ||
         is_within(c, 0x30A1, 0x30FA) || is_within(c, 0x30FC, 0x30FF) ||
         is_within(c, 0x31F0, 0x31FF) || is_within(c, 0x3400, 0x4DBF) ||
         is_within(c, 0x4E00, 0x9FFF) || c == 0x3005 || c == 0x3007 ||
         is_within(c, 0x20000, 0x323AF);
}
bool is_arabic_indic_digit(char32_t c) { return is_within(c, 0x660, 0x669); }
bool is_extended_arabic_indic_digit(char32_t c) { return is_within(c, 0x6F0, 0x6F9); }

bool is_in_context(std::u32string_view text, size_t place) {
  const char32_t before = place > 0 ? text[place - 1] : 0;
  const char32_t after = place + 1 < text.size() ? text[place + 1] : 0;
  switch (text[place]) {
    case kZeroWidthNonJoiner:
      return follows_virama(text, place) || is_between_joining(text, place);
    case kZeroWidthJoiner:
      return follows_virama(text, place);
    case 0xB7:  // Middle dot
      return before == 'l' && after == 'l';
    case 0x375:  // Greek keraia
      return is_greek(after);
    case 0x5F3:  // Hebrew geresh
    case 0x5F4:  // Hebrew gershayim
      return is_hebrew(before);
    default:
      return true;
  }
}

// --- bidi (RFC 5893, 2) ------------------------------------------------------------------------

bool is_right_to_left(char32_t c) {
  return bidi_class(c) == Bidi::right_to_left || bidi_class(c) == Bidi::arabic_number;
}

bool meets_bidi_rule(std::u32string_view label) {
  if (std::ranges::none_of(label, is_right_to_left)) return true;
  // Conditions 1 and 2; what is read from left to right cannot hold letters of the other direction.
  if (bidi_class(label.front()) != Bidi::right_to_left) return false;
  const auto has = [&](Bidi bidi) {
    return std::ranges::find(label, bidi, bidi_class) != label.end();
  };
  if (has(Bidi::left_to_right)) return false;
  // 4
  if (has(Bidi::arabic_number) && has(Bidi::number)) return false;
  // 3; the first is no mark, so there is a last.
  const auto last = std::find_if(label.rbegin(), label.rend(),
                                 [](char32_t c) { return bidi_class(c) != Bidi::mark; });
  return bidi_class(*last) != Bidi::neutral;
}

// --- Punycode (RFC 3492) -----------------------------------------------------------------------

constexpr uint32_t kBase = 36, kTMin = 1, kTMax = 26, kSkew = 38, kDamp = 700;
constexpr uint32_t kInitialBias = 72;
constexpr char32_t kInitialCodePoint = 0x80, kLastCodePoint = 0x10FFFF;

// 6.1
uint32_t adapt(uint32_t delta, uint32_t count, bool is_first) {
  delta /= is_first ? kDamp : 2;
  delta += delta / count;
  uint32_t bias = 0;
  for (; delta > (kBase - kTMin) * kTMax / 2; bias += kBase) delta /= kBase - kTMin;
  return bias + (kBase - kTMin + 1) * delta / (delta + kSkew);
}

uint32_t threshold(uint32_t position, uint32_t bias) {
  return position <= bias ? kTMin : std::min(position - bias, kTMax);
}

void append_digit(std::string& out, uint32_t digit) {
  out.push_back(static_cast<char>(digit < 26 ? 'a' + digit : '0' + (digit - 26)));
}

void append_variable_length(std::string& out, uint32_t number, uint32_t bias) {
  for (uint32_t position = kBase;; position += kBase) {
    const uint32_t least = threshold(position, bias);
    if (number < least) return append_digit(out, number);
    append_digit(out, least + (number - least) % (kBase - least));
    number = (number - least) / (kBase - least);
  }
}

// kBase for what is no digit. In small letters.
uint32_t digit_value(char c) {
  if (is_ascii_lower(c)) return static_cast<uint32_t>(c - 'a');
  return is_ascii_digit(c) ? static_cast<uint32_t>(c - '0') + 26 : kBase;
}

// Code points of a label, decoded; never more than there are bytes.
struct Label {
  std::array<char32_t, kMaxLabelBytes> code_points;
  size_t size = 0;

  std::u32string_view view() const { return {code_points.data(), size}; }
  void insert(size_t place, char32_t code_point) {
    std::copy_backward(code_points.begin() + place, code_points.begin() + size,
                       code_points.begin() + size + 1);
    code_points[place] = code_point;
    ++size;
  }
};

// One number off the front of `digits`, added to `number`. False where it is cut off, is not one,
// or is too large: the largest delta of a label has far fewer bits than 64.
bool read_variable_length(std::string_view& digits, uint32_t bias, uint64_t& number) {
  uint64_t weight = 1;
  for (uint32_t position = kBase; !digits.empty(); position += kBase) {
    const uint32_t digit = digit_value(digits.front());
    digits.remove_prefix(1);
    if (digit == kBase) return false;
    number += digit * weight;
    const uint32_t least = threshold(position, bias);
    if (digit < least) return true;
    weight *= kBase - least;
    if (weight > uint64_t{kLastCodePoint} * kMaxLabelBytes) return false;
  }
  return false;
}

// 6.2, of what stands after "xn--", at most kMaxLabelBytes of letters, digits and hyphens in lower
// case.
bool decode(std::string_view text, Label& label) {
  const size_t delimiter = text.rfind('-');
  const size_t basic = delimiter == text.npos ? 0 : delimiter;
  for (const char c : text.substr(0, basic)) label.insert(label.size, static_cast<uint8_t>(c));
  if (delimiter != text.npos) text.remove_prefix(delimiter + 1);
  uint64_t code_point = kInitialCodePoint;
  uint32_t bias = kInitialBias;
  uint64_t place = 0;
  for (bool is_first = true; !text.empty(); is_first = false) {
    const uint64_t before = place;
    if (!read_variable_length(text, bias, place)) return false;
    const auto count = static_cast<uint32_t>(label.size + 1);
    code_point += place / count;
    if (code_point > kLastCodePoint) return false;
    bias = adapt(static_cast<uint32_t>(place - before), count, is_first);
    place %= count;
    label.insert(static_cast<size_t>(place), static_cast<char32_t>(code_point));
    ++place;
  }
  return true;
}

}  // namespace

char32_t to_lower(char32_t code_point) {
  if (code_point < 0x80) return is_within(code_point, 'A', 'Z') ? code_point | 0x20 : code_point;
  const auto* run = std::ranges::lower_bound(kLowerRuns, code_point, {}, &LowerRun::last);
  if (run == std::end(kLowerRuns) || run->first > code_point) return code_point;
  if (run->by_twos && (code_point - run->first) % 2) return code_point;
  return code_point + static_cast<char32_t>(run->delta);
}

void append_lower(std::string& out, std::string_view text) {
  const size_t begin = out.size();
  out.append(text);
  if (lower_ascii(std::span(out).subspan(begin))) return;
  out.resize(begin);
  for (size_t position = 0; position < text.size();) {
    append_code_point(out, to_lower(next_code_point(text, position)));
  }
}

bool is_label_character(char32_t code_point) {
  return (properties(to_lower(code_point)) & kValid) != 0;
}

bool is_well_composed(std::u32string_view text) {
  if (!text.empty() && (properties(to_lower(text.front())) & kMark)) return false;
  for (size_t place = 0; place < text.size(); ++place) {
    if (text[place] >= 0x80 && !is_in_context(text, place)) return false;
  }
  // Rules that look at the whole: A.7 katakana middle dot, A.8 and A.9 the two kinds of digits.
  if (text.contains(U'\u30FB') && std::ranges::none_of(text, is_japanese)) return false;
  return std::ranges::none_of(text, is_arabic_indic_digit) ||
         std::ranges::none_of(text, is_extended_arabic_indic_digit);
}

bool is_u_label(std::u32string_view label) {
  if (label.empty() || label.size() > kMaxLabelBytes) return false;
  if (label.front() == '-' || label.back() == '-') return false;
  if (label.size() >= 4 && label[2] == '-' && label[3] == '-') return false;
  const auto is_small = [](char32_t c) { return to_lower(c) == c && is_label_character(c); };
  return std::ranges::all_of(label, is_small) && is_well_composed(label) && meets_bidi_rule(label);
}

// 6.3
bool append_a_label(std::string& out, std::u32string_view u_label) {
  const size_t begin = out.size();
  out.append(kAcePrefix);
  for (const char32_t c : u_label) {
    if (c < kInitialCodePoint) out.push_back(static_cast<char>(c));
  }
  const auto basic = static_cast<uint32_t>(out.size() - begin - kAcePrefix.size());
  if (basic > 0) out.push_back('-');
  uint32_t bias = kInitialBias, delta = 0, done = basic;
  char32_t code_point = kInitialCodePoint;
  while (done < u_label.size()) {
    char32_t next = kLastCodePoint;
    for (const char32_t c : u_label) {
      if (c >= code_point) next = std::min(next, c);
    }
    delta += (next - code_point) * (done + 1);
    code_point = next;
    for (const char32_t c : u_label) {
      if (c < code_point) ++delta;
      if (c != code_point) continue;
      append_variable_length(out, delta, bias);
      bias = adapt(delta, done + 1, done == basic);
      delta = 0;
      ++done;
    }
    if (out.size() - begin > kMaxLabelBytes) return false;
    ++delta;
    ++code_point;
  }
  return out.size() - begin <= kMaxLabelBytes;
}

bool is_a_label(std::string_view label) {
  if (label.size() > kMaxLabelBytes) return false;
  std::array<char, kMaxLabelBytes> bytes;
  const auto small = [](char c) { return static_cast<char>(to_lower(static_cast<uint8_t>(c))); };
  std::ranges::transform(label, bytes.begin(), small);
  const std::string_view lower(bytes.data(), label.size());
  if (!lower.starts_with(kAcePrefix)) return false;
  Label decoded;
  if (!decode(lower.substr(kAcePrefix.size()), decoded) || !is_u_label(decoded.view()))
    return false;
  std::string utf8;
  for (const char32_t c : decoded.view()) append_code_point(utf8, c);
  // Only ASCII decoded, or not in NFC: another label is the one that should be written.
  if (normalize_nfc(utf8) != utf8) return false;
  std::string encoded;
  return std::ranges::any_of(decoded.view(), [](char32_t c) { return c >= 0x80; }) &&
         append_a_label(encoded, decoded.view()) && encoded == lower;
}

}  // namespace kartei::idna
