// Text as UTF-8 bytes: validity, Unicode normal form C, and the folding that search and sorting
// compare by. Tables are generated from the Unicode Character Database (cmake/tables).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kartei {

// Length of the longest prefix of `text` that is well-formed UTF-8 (Unicode 15, table 3-7); equal
// to text.size() exactly if the whole is. Linear, fast on ASCII.
size_t valid_utf8_prefix(std::string_view text);

inline bool is_valid_utf8(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

// `text` with every ill-formed sequence replaced by U+FFFD, one per maximal subpart (Unicode 15,
// 3.9), so that it can be shown.
std::string replace_invalid_utf8(std::string_view text);

// Reads the code point at text[position] and moves position past it. `text` must be valid UTF-8:
// what comes out of any other means nothing, though nothing is read beyond its end.
char32_t next_code_point(std::string_view text, size_t& position);
void append_code_point(std::string& out, char32_t code_point);

// Number of code points; columns in errors count these. An ill-formed text has as many as it has
// bytes that do not continue a sequence.
size_t count_code_points(std::string_view text);

// `text` without what is not seen at both ends: white space (Unicode White_Space, U+FEFF, U+200B,
// U+2060) and marks of direction (UAX #9, 2), which come along when texts are copied. Any bytes.
std::string_view trim_white_space(std::string_view text);
// The same; here, because most texts have none and a look at two bytes says so.
inline std::string_view trim(std::string_view text) {
  const auto is_visible_ascii = [](char c) { return c > ' ' && c <= '~'; };
  if (!text.empty() && is_visible_ascii(text.front()) && is_visible_ascii(text.back())) return text;
  return text.empty() ? text : trim_white_space(text);
}
// Whether nothing of it is seen.
inline bool is_blank(std::string_view text) { return trim(text).empty(); }

// What stands in front of the first `separator` of `rest`, or all of it; both are taken off `rest`.
std::string_view take_until(char separator, std::string_view& rest);

// Unicode Normalization Form C (UAX #15). Already normal text is returned after one scan; pure
// ASCII always is. `text` must be valid UTF-8.
std::string normalize_nfc(std::string_view text);

// The same, appended to `out`, whose memory is reused. `text` begins a segment of its own: what
// `out` ends with is not composed with it.
void append_nfc(std::string& out, std::string_view text);

// A code point of a decomposed text, with its canonical combining class (0: a starter).
struct NfdCodePoint {
  char32_t code_point;
  uint8_t combining_class;
};

// Unicode Normalization Form D (UAX #15) as code points, over what `out` held, whose memory is
// reused. `text` must be valid UTF-8.
void normalize_nfd(std::vector<NfdCodePoint>& out, std::string_view text);

// Makes the capitals of ASCII small; returns whether all of `text` is ASCII.
bool lower_ascii(std::span<char> text);

// The key that search and sorting compare: "Müller", "MULLER" and "mu\u0308ller" are all "muller".
// Decomposed canonically; without diacritics (marks of any combining class but 0 and 9, which are
// vowel signs and viramas, letters in all but name) and without invisible format characters; case
// folded (CaseFolding.txt, C + F, so ß = ss); letters that carry a stroke, or none where there
// should be a dot, as their base (ø = o, ł = l, đ = d, ı = i), ligatures as two (æ = ae, œ = oe),
// þ = th, ð = d; typographic apostrophes, hyphens, blanks and full-width ASCII as ASCII.
// Idempotent; equal for canonically equivalent texts. `text` must be valid UTF-8.
std::string fold(std::string_view text);
// The same over what `out` held, whose memory is reused; returns whether all of `text` is ASCII.
bool fold(std::string& out, std::string_view text);

}  // namespace kartei
