#include "contact/dial_string.h"

#include <doctest/doctest.h>

#include <string>

namespace kartei {

TEST_CASE("parse_dial_string keeps digits, the plus and what stood in parentheses") {
  const auto dialled = parse_dial_string("(+49) (0) 15.1 / 2-3(45)");
  REQUIRE(dialled);
  CHECK(dialled->has_plus());
  CHECK(dialled->digits() == "4901512345");
  CHECK(dialled->is_group(0, 2));
  CHECK(dialled->is_group(2, 1));
  CHECK_FALSE(dialled->is_group(2, 2));
  CHECK_FALSE(dialled->is_group(3, 1));
  CHECK(dialled->is_group(8, 2));
}

TEST_CASE("is_group wants both parentheses and none between") {
  const auto is_group = [](std::string_view text) {
    return parse_dial_string(text).value().is_group(2, 2);
  };
  CHECK(is_group("49(06)1"));
  CHECK(is_group("49 ( 06 ) 1"));
  CHECK(is_group("49(06)"));
  CHECK(is_group("(49)(06)(1)"));
  CHECK(is_group(")49(06)("));
  CHECK_FALSE(is_group("49 06 1"));
  CHECK_FALSE(is_group("49(06 1"));
  CHECK_FALSE(is_group("49 06)1"));
  CHECK_FALSE(is_group("49(0)(6)1"));
  CHECK_FALSE(is_group("49(061)"));
  CHECK_FALSE(is_group("4(906)1"));
}

TEST_CASE("parse_dial_string is bounded") {
  const std::string long_number(1000, '7');
  const auto dialled = parse_dial_string("+" + long_number + "(((((0))))");
  REQUIRE(dialled);
  CHECK(dialled->digits().size() == DialString::kMaxDigits);
  CHECK(parse_dial_string(std::string(100'000, '(')).has_value());
  CHECK(parse_dial_string(std::string(100'000, '7') + "x").error() ==
        Error{.code = ErrorCode::phone_character, .column = 100'001});
}

TEST_CASE("parse_dial_string says which character it cannot read") {
  CHECK(parse_dial_string(" ü").error().column == 2);
  CHECK(parse_dial_string("tel:telefon").error().column == 5);
  CHECK(parse_dial_string("te").error().column == 1);
  CHECK(parse_dial_string("1''").error().column == 2);
  CHECK(parse_dial_string("1+2").error().column == 2);
}

}  // namespace kartei
