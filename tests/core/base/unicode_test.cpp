#include "base/unicode.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace kartei::unicode {
namespace {

std::vector<char32_t> decomposed(char32_t code_point) {
  char32_t parts[kMaxParts];
  return {parts, parts + decompose(code_point, parts)};
}

std::vector<char32_t> folded(char32_t code_point) {
  char32_t parts[kMaxParts];
  return {parts, parts + fold_letter(code_point, parts)};
}

using List = std::vector<char32_t>;

}  // namespace

TEST_CASE("properties of one of each kind") {
  CHECK(properties('a').flags == 0);
  CHECK(properties('A').flags == kFolds);
  CHECK(properties(0xFC).flags == kDecomposes);                        // ü
  CHECK(properties(0xDF).flags == kFolds);                             // ß
  CHECK(properties(0x308).flags == (kJoins | kMayChange | kDropped));  // diaeresis
  CHECK(properties(0x308).combining_class == 230);
  CHECK(properties(0x64E).flags == (kJoins | kDropped));  // fatha
  CHECK(properties(0x64E).combining_class == 30);
  CHECK(properties(0x93F).flags == 0);            // i matra
  CHECK(properties(0x94D).combining_class == 9);  // virama
  CHECK_FALSE(properties(0x94D).has(kDropped));
  CHECK(properties(0xAD).flags == kDropped);                      // soft hyphen
  CHECK(properties(0x1161).flags == (kJoins | kMayChange));       // jamo vowel
  CHECK(properties(0xAC00).flags == 0);                           // Hangul
  CHECK(properties(0x212B).flags == (kMayChange | kDecomposes));  // angstrom
  CHECK(properties(0x2F800).flags == (kMayChange | kDecomposes));
  CHECK(properties(0x2FA1D).has(kDecomposes));
  CHECK(properties(0x2FA1E).flags == 0);
  CHECK(properties(0xE0100).flags == kDropped);  // variation
  CHECK(properties(0xE01F0).flags == 0);
  CHECK(properties(0x10FFFF).flags == 0);
}

TEST_CASE("decompose goes all the way down") {
  CHECK(decomposed('a') == List{'a'});
  CHECK(decomposed(0x1F82) == List{0x3B1, 0x313, 0x300, 0x345});
  CHECK(decomposed(0xD55C) == List{0x1112, 0x1161, 0x11AB});
  CHECK(decomposed(0xAC00) == List{0x1100, 0x1161});
  CHECK(decomposed(0xD7A3) == List{0x1112, 0x1175, 0x11C2});
  CHECK(decomposed(0xD7A4) == List{0xD7A4});
  CHECK(decomposed(0xF900) == List{0x8C48});
  CHECK(decomposed(0xFA0E) == List{0xFA0E});
  CHECK(decomposed(0xFAD9) == List{0x9F8E});
  CHECK(decomposed(0x2F800) == List{0x4E3D});
  CHECK(decomposed(0x2FA1D) == List{0x2A600});
  CHECK(decomposed(0x1D160) == List{0x1D158, 0x1D165, 0x1D16E});
}

TEST_CASE("compose knows its exclusions") {
  CHECK(compose('u', 0x308) == 0xFC);
  CHECK(compose('q', 0x308) == 0);
  CHECK(compose(0x1100, 0x1161) == 0xAC00);
  CHECK(compose(0xAC00, 0x11A8) == 0xAC01);
  CHECK(compose(0xAC00, 0x11A7) == 0);
  CHECK(compose(0xAC01, 0x11A8) == 0);
  CHECK(compose(0x11099, 0x110BA) == 0x1109A);
  CHECK(compose(0x915, 0x93C) == 0);      // excluded: U+0958
  CHECK(compose(0x1D158, 0x1D165) == 0);  // excluded: U+1D15F
  CHECK(compose(0x308, 0x301) == 0);      // non-starter: U+0344
  CHECK(compose(0, 0) == 0);
  CHECK(compose(0x10FFFF, 0x10FFFF) == 0);
}

TEST_CASE("fold_letter reads runs by ones, by twos, and strings") {
  CHECK(folded('Z') == List{'z'});
  CHECK(folded(0x410) == List{0x430});  // А
  CHECK(folded(0x42F) == List{0x44F});  // Я
  CHECK(folded(0x460) == List{0x461});
  CHECK(folded(0x47E) == List{0x47F});
  CHECK(folded(0xDF) == List{'s', 's'});
  CHECK(folded(0x1E9E) == List{'s', 's'});
  CHECK(folded(0xFB03) == List{'f', 'f', 'i'});
  CHECK(folded(0x141) == List{'l'});        // Ł
  CHECK(folded(0x1E921) == List{0x1E943});  // Adlam
}

// Stability that folding and normalization rely on, over every code point there is.
TEST_CASE("what a code point becomes does not change again") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const auto found = properties(c);
    const List parts = decomposed(c);
    const bool is_stable = std::ranges::none_of(
        parts, [](char32_t part) { return properties(part).has(kDecomposes); });
    if (!is_stable) FAIL_CHECK("decomposes twice: ", uint32_t{c});
    if (!found.has(kFolds)) continue;
    for (const char32_t letter : folded(c)) {
      const int rest = properties(letter).flags & (kFolds | kDropped | kDecomposes);
      if (rest || folded(c).empty()) FAIL_CHECK("folds twice: ", uint32_t{c});
    }
  }
}

}  // namespace kartei::unicode
