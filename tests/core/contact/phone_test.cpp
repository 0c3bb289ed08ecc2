#include "contact/phone.h"

#include <doctest/doctest.h>

#include <random>

#include "contact/country.h"
#include "contact/numbering_plan.h"
#include "contact/phone_number.h"
#include "vectors.h"

namespace kartei {

TEST_CASE("parse_phone by vectors") {
  const auto vectors = load_vectors("phone/parse.json");
  for (const auto& row : vectors["valid"]) {
    const std::string text = row["text"], country_code = row["country_code"];
    CAPTURE(text);
    const auto phone = parse_phone(text, country_code);
    REQUIRE(phone);
    CHECK(phone->e164 == row["e164"].get<std::string>());
    CHECK(phone->e164.starts_with(phone->country_code));
    CHECK(parse_country_code(phone->country_code) == phone->country_code);
  }
  for (const auto& row : vectors["invalid"]) {
    const std::string text = row["text"], country_code = row["country_code"];
    CAPTURE(text);
    const auto phone = parse_phone(text, country_code);
    REQUIRE_FALSE(phone);
    CHECK(error_code_name(phone.error().code) == row["code"].get<std::string>());
    CHECK(phone.error().column == row["column"].get<uint32_t>());
  }
}

TEST_CASE("a valid E.164 number stays what it is, whatever country is given") {
  std::mt19937 random(6);
  const auto plans = numbering_plans();
  const auto any_code = [&] { return "+" + std::string(plans[random() % plans.size()].code()); };
  size_t count = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text = any_code() + static_cast<char>('1' + random() % 9);
    for (size_t size = 6 + random() % 5; size > 0; --size) {
      text += static_cast<char>('0' + random() % 10);
    }
    const auto number = parse_phone_number(text, nullptr);
    if (!number || !plan_of_number(*number)) continue;
    ++count;
    const std::string e164 = format_phone_number(*number, PhoneFormat::e164);
    const std::string country_code = any_code();
    const auto phone = parse_phone(e164, country_code);
    if (!phone || phone->e164 != e164) FAIL_CHECK(text);
    for (const PhoneFormat format : {PhoneFormat::international, PhoneFormat::rfc3966}) {
      const auto written = parse_phone(format_phone_number(*number, format), country_code);
      if (!written || written->e164 != e164) FAIL_CHECK(text);
    }
  }
  CHECK(count > 10'000);
}

TEST_CASE("what is valid as it stands has no prefix") {
  // Premium rate in Belarus, where 8 is a prefix.
  const auto phone = parse_phone("8 810 468 81 31", "+375");
  REQUIRE(phone);
  CHECK(phone->e164 == "+3758104688131");
  CHECK(parse_phone("+3758104688131").value().e164 == "+3758104688131");
}

TEST_CASE("the E.164 form of any number is its own") {
  std::mt19937 random(9);
  const auto plans = numbering_plans();
  constexpr std::string_view kCharacters = "0011234567890+()8 ";
  size_t count = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text;
    for (size_t size = random() % 16; size > 0; --size) {
      text += kCharacters[random() % kCharacters.size()];
    }
    const auto phone = parse_phone(text, "+" + std::string(plans[random() % plans.size()].code()));
    if (!phone) continue;
    ++count;
    const auto again = parse_phone(phone->e164);
    if (!again || again->e164 != phone->e164) FAIL_CHECK(text, " -> ", phone->e164);
  }
  CHECK(count > 10'000);
}

TEST_CASE("separators change nothing") {
  std::mt19937 random(7);
  const char* separators[] = {" ", "-", ".", "/", "\u00A0", "\u2009", "\u2013", "\u200E", ""};
  for (int i = 0; i < 20'000; ++i) {
    std::string plain, separated;
    for (size_t size = 3 + random() % 12; size > 0; --size) {
      const char digit = static_cast<char>('0' + random() % 10);
      plain += digit;
      separated += digit;
      separated += separators[random() % std::size(separators)];
    }
    const auto expected = parse_phone(plain, "+49"), phone = parse_phone(separated, "+49");
    const bool is_same = expected ? phone && phone->e164 == expected->e164
                                  : !phone && phone.error() == expected.error();
    if (!is_same) FAIL_CHECK(separated);
  }
}

TEST_CASE("what a spreadsheet did is said, and undone where no digit is lost") {
  const auto damage_of = [](std::string_view text) { return parse_phone(text, "+49")->damage; };
  CHECK(damage_of("015112345678") == std::nullopt);
  CHECK(damage_of("0151 12345678") == std::nullopt);
  CHECK(damage_of("151 12345678") == std::nullopt);
  CHECK(damage_of("15112345678") == ErrorCode::phone_leading_zero_lost);
  CHECK(damage_of("49301234567.0") == ErrorCode::phone_decimal);
  CHECK(damage_of("4,9301234567E+10") == ErrorCode::phone_scientific_notation);
  for (const std::string text : {"4,9301234567E+10", "4.9301234567e10", "49301234567.0"}) {
    CAPTURE(text);
    CHECK(parse_phone(text, "+49")->e164 == "+49301234567");
  }
  for (const std::string text : {"4,91511E+12", "4.9E12", "+1.23457E+11", "5E+10"}) {
    CAPTURE(text);
    CHECK(parse_phone(text, "+49").error().code == ErrorCode::phone_scientific_notation);
  }
}

TEST_CASE("a 0 in brackets says that a calling code stands before it") {
  for (const std::string country_code : {"+49", "+43", ""}) {
    CAPTURE(country_code);
    CHECK(parse_phone("49 (0) 30 123456", country_code)->e164 == "+4930123456");
    CHECK(parse_phone("41(0)44 668 18 00", country_code)->e164 == "+41446681800");
    CHECK(parse_phone("41(0)44 668 18 00", country_code)->country_code == "+41");
  }
  CHECK(parse_phone("030 (0)123456", "+49")->country_code == "+49");
  CHECK(parse_phone("999 (0)30 123456", "+49")->country_code == "+49");
}

TEST_CASE("a mobile number that has lost nothing but its plus sign is that one") {
  for (const std::string text : {"4915112345678", "49 176 12345678", "491601234567"}) {
    CAPTURE(text);
    std::string e164("+");
    for (const char c : text) {
      if (c != ' ') e164 += c;
    }
    CHECK(parse_phone(text, "+49")->e164 == e164);
    CHECK(parse_phone(text, "+49")->damage == std::nullopt);
  }
  // Leer has the area code 491; and a mobile number stays one that begins like a calling code.
  CHECK(parse_phone("0491 12345", "+49")->e164 == "+4949112345");
  CHECK(parse_phone("4911234567", "+49")->e164 == "+494911234567");
  CHECK(parse_phone("3933312345", "+39")->e164 == "+393933312345");
  CHECK(parse_phone("393331234567", "+39")->e164 == "+393331234567");
}

TEST_CASE("a very long number is too long, not slow") {
  CHECK(parse_phone("+49" + std::string(1'000'000, '1')).error().code == ErrorCode::phone_too_long);
}

}  // namespace kartei
