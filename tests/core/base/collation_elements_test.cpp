#include "base/collation_elements.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/text.h"

namespace kartei::collation {
namespace {

std::vector<Element> elements(std::string_view text, std::span<const Tailored> tailoring = {}) {
  std::vector<Element> out;
  append_elements(out, text, tailoring);
  return out;
}

std::vector<Element> elements(char32_t code_point) {
  std::string text;
  append_code_point(text, code_point);
  return elements(text);
}

// Of two texts one after the other, where no contraction is made of them.
std::vector<Element> joined(std::string_view first, std::string_view second) {
  std::vector<Element> out = elements(first);
  append_elements(out, second);
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
  const auto short_i = elements("и\u0306");
  REQUIRE(short_i.size() == 1);
  CHECK(primary(U'и') < short_i[0].primary);
  CHECK(short_i[0].primary < primary(U'к'));
  CHECK(elements("й") == short_i);
  CHECK(elements("а\u0306") == joined("а", "\u0306"));
  CHECK(elements("l·") != joined("l", "·"));
  CHECK(elements("ll") == joined("l", "l"));
  CHECK(elements("\U00010438\u0306") == joined("\U00010438", "\u0306"));
  // Sinhala: kombuva, aela-pilla, virama are one vowel sign, as are the first two.
  CHECK(elements("\u0DD9\u0DCF").size() == 1);
  CHECK(elements("\u0DD9\u0DCF\u0DCA").size() == 1);
  CHECK(elements("\u0DD9\u0DCF\u0DCA") != elements("\u0DD9\u0DCF"));
  CHECK(continues_contraction(0x306));
  CHECK(continues_contraction(0xB7));
  CHECK_FALSE(continues_contraction('a'));
}

TEST_CASE("a contraction takes marks from behind others, of another class only") {
  CHECK(elements("и\u0323\u0306") == joined("й", "\u0323"));
  CHECK(elements("и\u0323\u0306\u0301") == joined("й", "\u0323\u0301"));
  CHECK(elements("и\u0301\u0306") == joined("и", "\u0301\u0306"));
  CHECK(elements("и\u00ADx\u0306") == joined("и\u00ADx", "\u0306"));
}

TEST_CASE("vowels that are written before their consonant") {
  CHECK(elements("เก") == joined("ก", "เ"));
  CHECK(elements("ไฮ") == joined("ฮ", "ไ"));
  CHECK(elements("เฯ") == joined("เ", "ฯ"));
  CHECK(elements("กเ") == joined("ก", "เ"));
  CHECK(elements("ເໜ") == joined("ໜ", "ເ"));
}

TEST_CASE("a tailoring makes a letter and its mark two elements, accents behind them") {
  const Tailored umlaut = {.letter = 'u',
                           .mark = 0x308,
                           .elements = {{.primary = 1, .secondary = 2, .tertiary = 3},
                                        {.primary = 4, .secondary = 5, .tertiary = 6}}};
  const std::span tailoring(&umlaut, 1);
  const auto tailored = elements("ü", tailoring);
  CHECK(tailored == std::vector<Element>(umlaut.elements, umlaut.elements + 2));
  CHECK(elements("u\u0323\u0308", tailoring).size() == 3);
  CHECK(elements("ö", tailoring) == elements("ö"));
}

TEST_CASE("elements come behind what is there") {
  std::vector<Element> out = elements("a");
  append_elements(out, "b");
  CHECK(out == elements("ab"));
}

}  // namespace kartei::collation
