#include "contact/country.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace kartei {

TEST_CASE("calling_codes are sorted, prefix-free and all there") {
  const auto codes = calling_codes();
  CHECK(codes.size() >= 215);
  CHECK(std::ranges::is_sorted(codes, {}, &CallingCode::digits));
  for (size_t i = 1; i < codes.size(); ++i) {
    CHECK_FALSE(codes[i].digits.starts_with(codes[i - 1].digits));
  }
  for (const char* digits : {"1", "7", "49", "43", "41", "423", "352", "800", "808", "870", "878",
                             "881", "882", "883", "888", "979"}) {
    CAPTURE(digits);
    const CallingCode* code = find_calling_code(digits);
    REQUIRE(code);
    CHECK(code->digits == digits);
  }
}

TEST_CASE("a calling code knows its regions, the main one first, and its national prefix") {
  CHECK(find_calling_code("1")->regions.starts_with("US AG "));
  CHECK(find_calling_code("44")->regions == "GB GG IM JE");
  CHECK(find_calling_code("7")->regions == "RU KZ");
  CHECK(find_calling_code("800")->regions == "");
  CHECK(find_calling_code("49")->national_prefix == "0");
  CHECK(find_calling_code("39")->national_prefix == "");
  CHECK(find_calling_code("1")->national_prefix == "1");
  CHECK(find_calling_code("7")->national_prefix == "8");
  CHECK(find_calling_code("36")->national_prefix == "06");
  CHECK(find_calling_code("33")->national_lengths == 1u << 9);
}

TEST_CASE("find_calling_code finds the code a number begins with") {
  CHECK(find_calling_code("4930123456")->digits == "49");
  CHECK(find_calling_code("12125550123")->digits == "1");
  CHECK(find_calling_code("4231234567")->digits == "423");
  CHECK(find_calling_code("998901234567")->digits == "998");
  for (const char* digits : {"", "0", "4", "42", "999", "210", "049", "3:", "+49"}) {
    CAPTURE(digits);
    CHECK(find_calling_code(digits) == nullptr);
  }
}

TEST_CASE("parse_country_code reads what people write") {
  for (const char* text : {"+49", "49", "0049", "(+49)", " +49 ", "'+49", "＋４９", "+ 49", "٤٩"}) {
    CAPTURE(text);
    CHECK(parse_country_code(text) == Result<std::string>("+49"));
  }
  CHECK(parse_country_code("") == Result<std::string>(""));
  CHECK(parse_country_code(" \u00A0") == Result<std::string>(""));
  for (const CallingCode& code : calling_codes()) {
    CHECK(parse_country_code(code.digits) == "+" + std::string(code.digits));
  }
}

TEST_CASE("parse_country_code refuses the rest") {
  const auto code_of = [](std::string_view text) { return parse_country_code(text).error().code; };
  for (const char* text : {"DE", "+", "00", "-", "+4930", "+1-268", "0", "000", "Germany (+49)"}) {
    CAPTURE(text);
    const auto code = parse_country_code(text);
    REQUIRE_FALSE(code);
  }
  CHECK(parse_country_code("+4x").error() ==
        Error{.code = ErrorCode::country_code_malformed, .column = 3});
  CHECK(code_of("+4930") == ErrorCode::country_code_malformed);
  CHECK(code_of("+1-268") == ErrorCode::country_code_malformed);
  CHECK(code_of("+999") == ErrorCode::country_code_unknown);
  CHECK(code_of("049") == ErrorCode::country_code_unknown);
  CHECK(code_of("+491") == ErrorCode::country_code_unknown);
}

}  // namespace kartei
