// The collation elements of a text (UTS #10) by the root collation of CLDR (UTS #35, part 5);
// collation.h makes sort keys of them. Tables are generated from allkeys_CLDR.txt (cmake/tables)
// and unpacked at first use, into 80 KB.
//
// In the table are all of the BMP but for some characters that stand for several (Arabic ligatures,
// words in a square), and the letters and pictures of other planes. What is not in it, is sorted by
// code point: behind the letters of all scripts the scripts of plane 1, then Han (UTS #10, 10.1.3),
// then what is unassigned or left out.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
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

// What a locale adds to the root: for a base letter and a mark behind it, these two elements.
struct Tailored {
  char32_t letter = 0, mark = 0;
  Element elements[2] = {};
};

// The elements of a text (UTS #10, S1 and S2), behind what `out` holds. `text` must be valid UTF-8.
// Linear: of marks in a row, no more than 30 behind a letter can be part of a contraction that
// leaves others out.
void append_elements(std::vector<Element>& out, std::string_view text,
                     std::span<const Tailored> tailoring = {});

// Whether a contraction, of the root, goes on with it.
bool continues_contraction(char32_t code_point);

}  // namespace kartei::collation
