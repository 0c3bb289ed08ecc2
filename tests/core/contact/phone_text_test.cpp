#include "contact/phone_text.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace kartei {
namespace {

std::string to_utf8(std::span<const char32_t> characters) {
  std::string text;
  for (const char32_t c : characters) append_code_point(text, c);
  return text;
}

std::string number_in(std::string_view text) {
  PhoneText typed, number;
  REQUIRE(typed.assign(text));
  return find_number(typed.characters(), number) ? to_utf8(number.characters()) : "malformed";
}

bool is_viable(std::string_view text) {
  PhoneText typed;
  REQUIRE(typed.assign(text));
  return kartei::is_viable(typed.characters());
}

// "number|extension"
std::string split(std::string_view text) {
  PhoneText typed;
  REQUIRE(typed.assign(text));
  const PhoneExtension extension = find_extension(typed.characters());
  return to_utf8(typed.characters().first(extension.number_end)) + "|" + to_utf8(extension.digits);
}

}  // namespace

TEST_CASE("the number in a text") {
  CHECK(number_in("Tel.: 030 1234 ") == "030 1234");
  CHECK(number_in("(030) 1234)") == "030) 1234");
  CHECK(number_in("\u202A+49 30 1234\u202C") == "+49 30 1234");
  CHECK(number_in("030 1234 / x5678") == "030 1234 ");
  CHECK(number_in("tel:1234;phone-context=+49-30") == "+49-301234");
  CHECK(number_in("tel:1234;phone-context=example.org") == "1234");
  CHECK(number_in("tel:1234;phone-context=") == "malformed");
  CHECK(number_in("tel:1234;phone-context=-x") == "malformed");
  CHECK(number_in("tel:+49301234;isub=5") == "+49301234");
  CHECK(number_in("nobody") == "");
}

TEST_CASE("what can be a number") {
  for (const std::string text :
       {"12", "123", "+1 2 3", "030 1234 FLOWERS", "1*2*3", "030 1234 ext. 5", "0301234;ext=5",
        "030 1234,,5", "\u0660\u0661\u0662"}) {
    CAPTURE(text);
    CHECK(is_viable(text));
  }
  for (const std::string text :
       {"", "1", "a1", "1 2", "+12+3", "123@5", "123,", "12 ext. 3", "030?1234"}) {
    CAPTURE(text);
    CHECK_FALSE(is_viable(text));
  }
}

TEST_CASE("extensions") {
  for (const std::string text :
       {"030 1234 ext. 56", "030 1234 EXTENSION: 56", "030 1234 x56", "030 1234 extensi\u00F3n 56",
        "030 1234 \u0434\u043E\u0431 56", "030 1234;ext=56", "030 1234 int 56", "030 1234 # 56",
        "030 1234 - 56#", "030 1234,,56", "030 1234,56", "030 1234;56", "030 1234 anexo 56#"}) {
    CAPTURE(text);
    CHECK(split(text) == "030 1234|56");
  }
  // Too long to be one, or not introduced.
  for (const std::string text :
       {"030 1234", "030 1234 - 56", "030 1234 - 5678901#", "030 1234 x1234567890"}) {
    CAPTURE(text);
    CHECK(split(text) == std::string(text) + "|");
  }
}

TEST_CASE("digits of any script, and of words") {
  const auto digits = [](std::string_view text) {
    PhoneText typed;
    REQUIRE(typed.assign(text));
    PhoneDigits out;
    append_digits(typed.characters(), out);
    return std::string(out.view());
  };
  CHECK(digits("0\uFF11\u0662\u06F3 a4") == "01234");
  CHECK(digits("FlowErs") == "3569377");
  CHECK(digits("ab1") == "1");
}

TEST_CASE("plain numbers are read in one pass") {
  const auto plain = [](std::string_view text) -> std::string {
    PlainPhone phone;
    if (!read_plain_phone(text, phone)) return "no";
    return (phone.has_plus ? "+" : "") + std::string(phone.digits.view());
  };
  CHECK(plain("030 / 123 45-67") == "0301234567");
  CHECK(plain("(+49) 30.123") == "+4930123");
  for (const std::string text : {"12", "++49 30 123", "030 +49", "030 123 x4", "030\u00A0123",
                                 "030,123", "", "#030123", "*100#"}) {
    CAPTURE(text);
    CHECK(plain(text) == "no");
  }
  CHECK(plain(std::string(250, '1')).size() == 250);
  CHECK(plain(std::string(251, '1')) == "no");
}

TEST_CASE("a text of 251 units is too long, in UTF-16 as in JavaScript") {
  PhoneText text;
  CHECK(text.assign(std::string(250, '1')));
  CHECK_FALSE(text.assign(std::string(251, '1')));
  std::string wide;
  for (int i = 0; i < 126; ++i) wide += "\U0001F600";
  CHECK_FALSE(text.assign(wide));
}

}  // namespace kartei
