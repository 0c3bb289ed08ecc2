// What the root collation of CLDR (UTS #35, part 5; UTS #10) says about one code point; collation.h
// makes sort keys of it. Tables are generated from allkeys_CLDR.txt (cmake/tables) and unpacked at
// first use, into 80 KB.
//
// In the table are all of the BMP but for some characters that stand for several (Arabic ligatures,
// words in a square), and the letters and pictures of other planes. What is not in it, is sorted by
// code point: behind the letters of all scripts the scripts of plane 1, then Han (UTS #10, 10.1.3),
// then what is unassigned or left out.
#pragma once

#include <cstdint>
#include <vector>

namespace kartei::collation {

// Weights are what stands in a sort key: bytes above kLevelEnd.
inline constexpr uint8_t kLevelEnd = 1;
// The least secondary and tertiary weight, which most elements have.
inline constexpr uint8_t kCommon = 2;
// Between the common secondary weight and those of all marks, for a tailoring.
inline constexpr uint8_t kBeforeMarks = 3;

// A collation element (UTS #10, 3.1). A weight of 0 is none.
struct Element {
  // One to four bytes, the first in the highest; none is a prefix of another.
  uint32_t primary = 0;
  uint8_t secondary = 0;
  uint8_t tertiary = 0;

  bool operator==(const Element&) const = default;
};

// The elements of a code point that has no canonical decomposition, or of a contraction, behind
// what `out` holds.
void append_elements(std::vector<Element>& out, char32_t code_point);

// The contraction that begins with `first`, which may be one itself, and goes on with `second`: as
// a code point that stands for it, or 0. No text has it, since it is a surrogate.
char32_t find_contraction(char32_t first, char32_t second);

// Whether any contraction goes on with it.
bool continues_contraction(char32_t code_point);

// Whether `first` is a vowel sign that is sorted behind the consonant that it is written before, as
// in Thai and Lao (UTS #10, 10.1).
bool is_swapped(char32_t first, char32_t second);

}  // namespace kartei::collation
