#include "base/collation_elements.h"

#include <doctest/doctest.h>

#include <vector>

namespace kartei::collation {
namespace {

std::vector<Element> elements(char32_t code_point) {
  std::vector<Element> out;
  append_elements(out, code_point);
  return out;
}

uint32_t primary(char32_t code_point) { return elements(code_point).front().primary; }

}  // namespace

TEST_CASE("a letter, its capital, a mark, and what is ignored") {
  const auto small = elements('a');
  const auto capital = elements('A');
  REQUIRE(small.size() == 1);
  REQUIRE(capital.size() == 1);
  CHECK(small[0].secondary == kCommon);
  CHECK(small[0].tertiary == kCommon);
  CHECK(capital[0].primary == small[0].primary);
  CHECK(capital[0].secondary == kCommon);
  CHECK(capital[0].tertiary > kCommon);
  const auto acute = elements(0x301);
  REQUIRE(acute.size() == 1);
  CHECK(acute[0].primary == 0);
  CHECK(acute[0].secondary > kBeforeMarks);
  CHECK(elements(0xAD) == std::vector<Element>{{}});  // soft hyphen
  CHECK(elements(0) == std::vector<Element>{{}});
}

TEST_CASE("several elements: sharp s is two and a mark between them, an ellipsis three dots") {
  const auto sharp_s = elements(0xDF);
  REQUIRE(sharp_s.size() == 3);
  CHECK(sharp_s[0].primary == primary('s'));
  CHECK(sharp_s[1].primary == 0);
  CHECK(sharp_s[2].primary == primary('s'));
  const auto ellipsis = elements(0x2026);
  REQUIRE(ellipsis.size() == 3);
  for (const Element& dot : ellipsis) CHECK(dot.primary == primary('.'));
}

TEST_CASE("letters of names are one byte, all others two, implicit weights four") {
  for (const char32_t letter : {U'a', U'z', U'0', U'9', U' ', U'-'}) {
    CHECK((primary(letter) & 0xFFFFFF) == 0);
  }
  for (const char32_t letter : {U'@', U'я', U'ω', U'א', U'か'}) {
    CHECK((primary(letter) & 0xFFFF) == 0);
    CHECK((primary(letter) & 0xFF0000) > 0x10000);
  }
  CHECK((primary(U'中') & 0xFF) > 1);
}

TEST_CASE("scripts and groups stand in the order of CLDR") {
  // White space, punctuation, symbols, currency, digits; then Latin, Greek, Cyrillic, Georgian,
  // Armenian, Hebrew, Arabic, Devanagari, Thai, Hangul, kana; scripts of plane 1; Han, its
  // extensions, what is unassigned, U+FFFD.
  const std::u32string_view order =
      U"\uFFFE "
      U"\u2003_-,'@+$€09azþαωабяაաאبअกᄀあ\U00010330丁中\u3400\U00020000\u0378\uE000\uFFFD\uFFFF";
  for (size_t i = 1; i < order.size(); ++i) {
    CAPTURE(static_cast<uint32_t>(order[i]));
    CHECK(primary(order[i - 1]) <= primary(order[i]));
  }
  CHECK(primary(' ') < primary('0'));
  CHECK(primary('9') < primary('a'));
}

TEST_CASE("UTS #10, table 16: unified ideographs of the compatibility block are Han") {
  CHECK(primary(0xFA0E) > primary(0x9FFF));
  CHECK(primary(0xFA0E) < primary(0x3400));
  CHECK(primary(0x9FFF) < primary(0x20000));
}

TEST_CASE("contractions, some of which go on") {
  const char32_t short_i = find_contraction(0x438, 0x306);  // и and a breve: й
  REQUIRE(short_i != 0);
  REQUIRE(elements(short_i).size() == 1);
  CHECK(primary(0x438) < primary(short_i));
  CHECK(primary(short_i) < primary(0x43A));
  CHECK(find_contraction('l', 0xB7) != 0);
  CHECK(find_contraction('l', 'l') == 0);
  CHECK(find_contraction(0x10438, 0x306) == 0);
  CHECK(find_contraction(0x438, 0x10306) == 0);
  const char32_t sinhala = find_contraction(0xDD9, 0xDCF);
  REQUIRE(sinhala != 0);
  CHECK(find_contraction(sinhala, 0xDCA) != 0);
  CHECK(continues_contraction(0x306));
  CHECK(continues_contraction(0xB7));
  CHECK_FALSE(continues_contraction('a'));
}

TEST_CASE("vowels that are written before their consonant") {
  CHECK(is_swapped(0xE40, 0xE01));
  CHECK(is_swapped(0xE44, 0xE2E));
  CHECK_FALSE(is_swapped(0xE40, 0xE2F));
  CHECK_FALSE(is_swapped(0xE01, 0xE40));
  CHECK(is_swapped(0xEC0, 0xEDC));
  CHECK_FALSE(is_swapped('a', 'b'));
}

}  // namespace kartei::collation
