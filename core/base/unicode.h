// What the Unicode Character Database says about one code point; text.h makes strings of it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kartei::unicode {

enum Flag : uint8_t {
  // Composition or reordering may reach across the boundary before it (UAX #15, 9.1: it is not
  // the start of a segment).
  kJoins = 1,
  // NFC_Quick_Check is No or Maybe.
  kMayChange = 2,
  // Has a canonical decomposition; Hangul syllables, which are computed, do not count.
  kDecomposes = 4,
  // fold_letter() changes it.
  kFolds = 8,
  // Nothing is left of it in a folded text: a diacritic, or a format character.
  kDropped = 16,
};

struct Properties {
  uint8_t combining_class = 0;
  uint8_t flags = 0;

  bool has(Flag flag) const { return (flags & flag) != 0; }
};

Properties properties(char32_t code_point);

// No canonical decomposition and no folding is longer.
inline constexpr size_t kMaxParts = 4;

// The full canonical decomposition of any code point, into `parts`; returns how many there are. A
// code point without one is its own.
size_t decompose(char32_t code_point, char32_t (&parts)[kMaxParts]);

// The primary composite of two code points (UAX #15, D117), or 0.
char32_t compose(char32_t first, char32_t second);

// What a code point with kFolds, which has no decomposition, is folded to.
size_t fold_letter(char32_t code_point, char32_t (&parts)[kMaxParts]);

}  // namespace kartei::unicode
