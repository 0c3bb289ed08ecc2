#include "contact/idna.h"

#include <doctest/doctest.h>

#include <string>

namespace kartei::idna {

namespace {

std::string a_label(std::u32string_view label) {
  std::string out;
  REQUIRE(append_a_label(out, label));
  return out;
}

}  // namespace

// The samples of RFC 3492, 7.1, in small letters, that are U-labels.
TEST_CASE("append_a_label encodes the samples of RFC 3492") {
  CHECK(a_label(U"\u0644\u064A\u0647\u0645\u0627\u0628\u062A\u0643\u0644\u0645\u0648\u0634"
                U"\u0639\u0631\u0628\u064A\u061F") == "xn--egbpdaj6bu4bxfgehfvwxn");
  CHECK(a_label(U"他们为什么不说中文") == "xn--ihqwcrb4cv8a8dqg056pqjye");
  CHECK(a_label(U"pročprostěnemluvíčesky") == "xn--proprostnemluvesky-uyb24dma41a");
  CHECK(a_label(U"почемужеонинеговорятпорусски") == "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l");
  CHECK(a_label(U"ひとつ屋根の下2") == "xn--2-u9tlzr9756bt3uc0v");
  CHECK(a_label(U"パフィーdeルンバ") == "xn--de-jg4avhby1noc0d");
}

TEST_CASE("is_a_label takes what append_a_label makes, and nothing else") {
  for (const std::u32string_view label :
       {U"müller", U"他们为什么不说中文", U"почемужеонинеговорятпорусски", U"ひとつ屋根の下2",
        U"straße", U"בדיקה", U"نامه\u200Cای", U"क्\u200Dष"}) {
    REQUIRE(is_u_label(label));
    const std::string encoded = a_label(label);
    CAPTURE(encoded);
    CHECK(is_a_label(encoded));
    CHECK_FALSE(is_a_label(encoded + "-"));
  }
  CHECK(is_a_label("XN--MLLER-KVA"));
  for (const char* wrong : {
           "xn--",             // nothing
           "xn--abc-",         // ASCII only
           "xn--0",            // cut off
           "xn--mller-kv",     // cut off
           "xn--a_b-kva",      // no label character
           "xn--example",      // a capital
           "xn--99999999999",  // beyond Unicode
           "xn---ab-8ia",      // hyphens
           "mller-kva",
       }) {
    CAPTURE(wrong);
    CHECK_FALSE(is_a_label(wrong));
  }
}

TEST_CASE("is_u_label follows RFC 5892") {
  for (const std::u32string_view label :
       {U"a", U"ß", U"ς", U"〇", U"l·l", U"͵α", U"א׳", U"ア・カ", U"x\u0301"}) {
    CHECK(is_u_label(label));
  }
  for (const std::u32string_view label :
       {U"",         U"A",          U"Ä",       U"☃",      U"😀",     U"a b",    U"a_b",
        U"ａ",       U"ﬁ",          U"\u0301x", U"-a",     U"a-",     U"ab--c",  U"a·b",
        U"l·",       U"͵a",         U"a׳",      U"・a",    U"\u0640", U"\u00AD", U"a\u200Cb",
        U"a\u200Db", U"\U0010FDEF", U"\uFDEF",  U"\u0378", U"ㅤ",     U"ᄀ"}) {
    CHECK_FALSE(is_u_label(label));
  }
}

TEST_CASE("is_u_label follows the bidi rule") {
  for (const std::u32string_view label : {U"א", U"א1", U"אב-ג", U"ب٠", U"بَ"}) {
    CHECK(is_u_label(label));
  }
  // A letter of the other direction, a number first, two kinds of numbers, a mark that ends
  // nothing.
  for (const std::u32string_view label : {U"אa", U"aא", U"1א", U"ب٠1", U"٠ب", U"٠۱"}) {
    CHECK_FALSE(is_u_label(label));
  }
}

TEST_CASE("to_lower knows the capitals of what may stand in a label") {
  CHECK(to_lower('Z') == 'z');
  CHECK(to_lower(U'Ä') == U'ä');
  CHECK(to_lower(U'Ÿ') == U'ÿ');
  CHECK(to_lower(U'Ж') == U'ж');
  CHECK(to_lower(U'Σ') == U'σ');
  CHECK(to_lower(U'ẞ') == U'ß');
  CHECK(to_lower(U'\U00010400') == U'\U00010428');
  for (const char32_t same : {U'a', U'ä', U'ß', U'中', U'1', U'×', U'\U0010FFFF'}) {
    CHECK(to_lower(same) == same);
  }
}

}  // namespace kartei::idna
