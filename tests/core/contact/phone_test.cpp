#include "contact/phone.h"

#include <doctest/doctest.h>

#include <random>

#include "contact/country.h"
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

TEST_CASE("an E.164 number stays what it is, whatever country is given") {
  std::mt19937 random(6);
  const auto codes = calling_codes();
  for (int i = 0; i < 50'000; ++i) {
    std::string text = "+" + std::string(codes[random() % codes.size()].digits);
    text += static_cast<char>('1' + random() % 9);
    for (size_t size = 3 + random() % 12; size > 0; --size) {
      text += static_cast<char>('0' + random() % 10);
    }
    const std::string country_code = "+" + std::string(codes[random() % codes.size()].digits);
    const auto phone = parse_phone(text, country_code);
    if (!phone || phone->e164 != text) FAIL_CHECK(text);
    const auto by_zeros = parse_phone("00" + text.substr(1), country_code);
    if (!by_zeros || by_zeros->e164 != text) FAIL_CHECK(text);
  }
}

TEST_CASE("the E.164 form of any number is its own") {
  std::mt19937 random(9);
  const auto codes = calling_codes();
  constexpr std::string_view kCharacters = "0011234567890+()8 ";
  size_t count = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string text;
    for (size_t size = random() % 16; size > 0; --size) {
      text += kCharacters[random() % kCharacters.size()];
    }
    const auto phone = parse_phone(text, "+" + std::string(codes[random() % codes.size()].digits));
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
    for (size_t size = 1 + random() % 14; size > 0; --size) {
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

TEST_CASE("a very long number is too long, not slow") {
  CHECK(parse_phone("+49" + std::string(1'000'000, '1')).error().code == ErrorCode::phone_too_long);
}

}  // namespace kartei
