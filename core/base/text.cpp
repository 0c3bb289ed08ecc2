#include "base/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/ascii.h"
#include "base/unicode.h"

namespace kartei {
namespace {

uint8_t byte_at(std::string_view text, size_t position) {
  return static_cast<uint8_t>(text[position]);
}

bool is_continuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

// --- well-formedness -------------------------------------------------------------------------

constexpr size_t kBlock = 16;

// Bit i is set where byte i of a block is not ASCII. By the vectors of whatever the target has.
uint32_t wide_bytes(const char* bytes) {
  using Lane = signed char __attribute__((ext_vector_type(kBlock)));
  using LaneBits = bool __attribute__((ext_vector_type(kBlock)));
  Lane lane;
  std::memcpy(&lane, bytes, sizeof lane);
  return std::bit_cast<uint16_t>(__builtin_convertvector(lane < 0, LaneBits));
}

struct Sequence {
  // Bytes that belong to it, at least one; of an ill-formed one its maximal subpart.
  size_t size = 1;
  bool is_well_formed = false;
};

// Unicode 15, table 3-7.
Sequence read_sequence(std::string_view text, size_t position) {
  const uint8_t lead = byte_at(text, position);
  if (lead < 0x80) return {.size = 1, .is_well_formed = true};
  if (lead < 0xC2 || lead > 0xF4) return {};
  const size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  // The second byte is narrowed where the code point would be overlong, a surrogate or too large.
  uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (size_t i = 1; i < size; ++i) {
    if (position + i == text.size()) return {.size = i};
    const uint8_t byte = byte_at(text, position + i);
    if (byte < low || byte > high) return {.size = i};
    low = 0x80;
    high = 0xBF;
  }
  return {.size = size, .is_well_formed = true};
}

// --- white space -----------------------------------------------------------------------------

// White space and marks of direction beyond ASCII, as the two or three bytes they are written with.
bool is_wide_space(std::string_view sequence) {
  if (sequence.size() == 2) return sequence == "\u0085" || sequence == "\u00A0";
  if (sequence.starts_with("\xE2\x80")) {
    const uint8_t last = byte_at(sequence, 2);
    const bool is_joiner = last == 0x8C || last == 0x8D;
    return (last >= 0x80 && last <= 0x8F && !is_joiner) || (last >= 0xA8 && last <= 0xAF);
  }
  if (sequence.starts_with("\xE2\x81")) {
    const uint8_t last = byte_at(sequence, 2);
    return last == 0x9F || last == 0xA0 || (last >= 0xA6 && last <= 0xA9);
  }
  return sequence == "\u3000" || sequence == "\uFEFF" || sequence == "\u1680";
}

constexpr size_t kLongestSpace = 3;

bool is_ascii_space(uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

size_t leading_space(std::string_view text) {
  if (text.empty()) return 0;
  if (const uint8_t first = byte_at(text, 0); first < 0x80) return is_ascii_space(first);
  for (size_t size = 2; size <= std::min(kLongestSpace, text.size()); ++size) {
    if (is_wide_space(text.substr(0, size))) return size;
  }
  return 0;
}

size_t trailing_space(std::string_view text) {
  if (text.empty()) return 0;
  if (const uint8_t last = byte_at(text, text.size() - 1); last < 0x80) return is_ascii_space(last);
  for (size_t size = 2; size <= std::min(kLongestSpace, text.size()); ++size) {
    if (is_wide_space(text.substr(text.size() - size))) return size;
  }
  return 0;
}

// --- normalization ---------------------------------------------------------------------------

// The lead byte of U+0300: everything before it is normal and joins nothing.
constexpr uint8_t kFirstLead = 0xCC;

size_t find_first_lead(std::string_view text, size_t position) {
  while (text.size() - position >= kBlock) {
    uint8_t highest = 0;
    for (size_t i = 0; i < kBlock; ++i) highest = std::max(highest, byte_at(text, position + i));
    if (highest >= kFirstLead) break;
    position += kBlock;
  }
  while (position < text.size() && byte_at(text, position) < kFirstLead) ++position;
  return position;
}

size_t code_point_before(std::string_view text, size_t position) {
  while (position > 0 && is_continuation(byte_at(text, --position))) continue;
  return position;
}

// Length of a prefix that is normal whatever follows; the whole of `text` if that is. What is left
// begins a segment (UAX #15, 9.1).
size_t normal_prefix(std::string_view text) {
  size_t boundary = 0;
  uint8_t last_class = 0;
  for (size_t position = 0; position < text.size();) {
    if (byte_at(text, position) < kFirstLead) {
      position = find_first_lead(text, position);
      boundary = code_point_before(text, position);
      last_class = 0;
      continue;
    }
    const size_t start = position;
    const auto found = unicode::properties(next_code_point(text, position));
    if (!found.has(unicode::kJoins)) boundary = start;
    const bool is_misplaced = found.combining_class && found.combining_class < last_class;
    if (found.has(unicode::kMayChange) || is_misplaced) return boundary;
    last_class = found.combining_class;
  }
  return text.size();
}

// From one start of a segment to the next.
size_t segment_size(std::string_view text) {
  size_t position = 0;
  next_code_point(text, position);
  while (position < text.size()) {
    size_t next = position;
    if (!unicode::properties(next_code_point(text, next)).has(unicode::kJoins)) break;
    position = next;
  }
  return position;
}

// In line in both callers: apart from them it makes the compressed module larger (measured).
[[gnu::always_inline]] inline void decompose(std::string_view text,
                                             std::vector<NfdCodePoint>& parts) {
  parts.clear();
  char32_t decomposed[unicode::kMaxParts];
  for (size_t position = 0; position < text.size();) {
    const size_t size = unicode::decompose(next_code_point(text, position), decomposed);
    for (size_t i = 0; i < size; ++i) {
      parts.push_back({decomposed[i], unicode::properties(decomposed[i]).combining_class});
    }
  }
}

// Unicode 15, D109: marks between two starters stand by combining class.
void reorder(std::vector<NfdCodePoint>& parts) {
  const auto is_mark = [](const NfdCodePoint& part) { return part.combining_class != 0; };
  for (auto end = parts.begin(); end != parts.end();) {
    const auto begin = std::find_if(end, parts.end(), is_mark);
    end = std::find_if_not(begin, parts.end(), is_mark);
    if (!std::ranges::is_sorted(begin, end, {}, &NfdCodePoint::combining_class)) {
      std::ranges::stable_sort(begin, end, {}, &NfdCodePoint::combining_class);
    }
  }
}

// Unicode 15, D117.
void compose(std::vector<NfdCodePoint>& parts) {
  size_t kept = 0;
  // The place after the last starter, 0 before there is one.
  size_t after_starter = 0;
  for (const NfdCodePoint part : parts) {
    const bool is_adjacent = kept == after_starter;
    if (after_starter && (is_adjacent || parts[kept - 1].combining_class < part.combining_class)) {
      NfdCodePoint& starter = parts[after_starter - 1];
      if (const char32_t composite = unicode::compose(starter.code_point, part.code_point)) {
        starter.code_point = composite;
        continue;
      }
    }
    parts[kept++] = part;
    if (part.combining_class == 0) after_starter = kept;
  }
  parts.resize(kept);
}

// --- folding ---------------------------------------------------------------------------------

void append_folded_parts(std::string& out, char32_t code_point) {
  char32_t parts[unicode::kMaxParts];
  const size_t size = unicode::decompose(code_point, parts);
  for (size_t i = 0; i < size; ++i) {
    const auto found = unicode::properties(parts[i]);
    if (found.has(unicode::kDropped)) continue;
    if (!found.has(unicode::kFolds)) {
      append_code_point(out, parts[i]);
      continue;
    }
    char32_t letters[unicode::kMaxParts];
    const size_t count = unicode::fold_letter(parts[i], letters);
    for (size_t j = 0; j < count; ++j) append_code_point(out, letters[j]);
  }
}

// Latin-1's letters and Latin Extended-A: what most names have beyond ASCII is folded once.
constexpr char32_t kFirstLatin = 0xC0, kEndOfLatin = 0x180;

const std::string& folded_latin(char32_t letter) {
  static const auto all = [] {
    std::array<std::string, kEndOfLatin - kFirstLatin> folded;
    for (size_t i = 0; i < folded.size(); ++i) {
      append_folded_parts(folded[i], static_cast<char32_t>(kFirstLatin + i));
    }
    return folded;
  }();
  return all[letter - kFirstLatin];
}

void append_folded(std::string& out, char32_t code_point) {
  if (code_point >= kFirstLatin && code_point < kEndOfLatin) {
    out.append(folded_latin(code_point));
  } else {
    append_folded_parts(out, code_point);
  }
}

}  // namespace

size_t valid_utf8_prefix(std::string_view text) {
  size_t position = 0;
  while (position < text.size()) {
    if (text.size() - position >= kBlock) {
      const uint32_t wide = wide_bytes(text.data() + position);
      position += wide == 0 ? kBlock : static_cast<size_t>(std::countr_zero(wide));
      if (wide == 0) continue;
    }
    const Sequence sequence = read_sequence(text, position);
    if (!sequence.is_well_formed) return position;
    position += sequence.size;
  }
  return position;
}

std::string replace_invalid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t valid = valid_utf8_prefix(text);
    out.append(text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) break;
    out.append("\uFFFD");
    text.remove_prefix(read_sequence(text, 0).size);
  }
  return out;
}

char32_t next_code_point(std::string_view text, size_t& position) {
  const uint8_t lead = byte_at(text, position++);
  if (lead < 0x80) return lead;
  const size_t following = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  const size_t end = std::min(position + following, text.size());
  char32_t code_point = lead & (0x3F >> following);
  while (position < end) code_point = code_point << 6 | (byte_at(text, position++) & 0x3F);
  return code_point;
}

void append_code_point(std::string& out, char32_t code_point) {
  const auto append = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  const auto append_following = [&](int shift) { append(0x80 | (code_point >> shift & 0x3F)); };
  if (code_point < 0x80) return append(code_point);
  if (code_point < 0x800) {
    append(0xC0 | code_point >> 6);
  } else if (code_point < 0x10000) {
    append(0xE0 | code_point >> 12);
    append_following(6);
  } else {
    append(0xF0 | code_point >> 18);
    append_following(12);
    append_following(6);
  }
  append_following(0);
}

size_t count_code_points(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(
      text, [](char byte) { return !is_continuation(static_cast<uint8_t>(byte)); }));
}

std::string_view take_until(char separator, std::string_view& rest) {
  const std::string_view taken = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(rest.size(), taken.size() + 1));
  return taken;
}

std::string_view trim_white_space(std::string_view text) {
  while (const size_t size = leading_space(text)) text.remove_prefix(size);
  while (const size_t size = trailing_space(text)) text.remove_suffix(size);
  return text;
}

void append_nfc(std::string& out, std::string_view text) {
  std::vector<NfdCodePoint> parts;
  while (true) {
    const size_t normal = normal_prefix(text);
    out.append(text.substr(0, normal));
    text.remove_prefix(normal);
    if (text.empty()) return;
    const size_t size = segment_size(text);
    decompose(text.substr(0, size), parts);
    reorder(parts);
    compose(parts);
    for (const NfdCodePoint& part : parts) append_code_point(out, part.code_point);
    text.remove_prefix(size);
  }
}

void normalize_nfd(std::vector<NfdCodePoint>& out, std::string_view text) {
  decompose(text, out);
  reorder(out);
}

std::string normalize_nfc(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_nfc(out, text);
  return out;
}

bool lower_ascii(std::span<char> text) {
  uint8_t all = 0;
  for (char& byte : text) {
    all |= static_cast<uint8_t>(byte);
    byte = to_ascii_lower(byte);
  }
  return all < 0x80;
}

std::string fold(std::string_view text) {
  std::string out;
  fold(out, text);
  return out;
}

bool fold(std::string& out, std::string_view text) {
  out.assign(text);
  if (lower_ascii(out)) return true;
  out.clear();
  for (size_t position = 0; position < text.size();) {
    if (byte_at(text, position) < 0x80) {
      out.push_back(to_ascii_lower(text[position++]));
    } else {
      append_folded(out, next_code_point(text, position));
    }
  }
  return false;
}

}  // namespace kartei
