#include "contact/email.h"

#include <doctest/doctest.h>

#include <random>
#include <regex>

#include "vectors.h"

namespace kartei {

TEST_CASE("parse_email by vectors") {
  const auto vectors = load_vectors("email/html5.json");
  for (const auto& row : vectors["valid"]) {
    const std::string text = row["text"];
    CAPTURE(text);
    const auto email = parse_email(text, EmailProfile::html5);
    REQUIRE(email);
    CHECK(email->normalized == row["normalized"].get<std::string>());
    CHECK(email->key == row["key"].get<std::string>());
  }
  for (const auto& row : vectors["invalid"]) {
    const std::string text = row["text"];
    CAPTURE(text);
    const auto email = parse_email(text, EmailProfile::html5);
    REQUIRE_FALSE(email);
    CHECK(error_code_name(email.error().code) == row["code"].get<std::string>());
    CHECK(email.error().column == row["column"].get<uint32_t>());
  }
}

TEST_CASE("parse_email takes bytes that are not UTF-8 for characters that are not allowed") {
  CHECK(parse_email("a\xFF@b").error().code == ErrorCode::email_local_character);
  CHECK(parse_email("a@b\xC3").error().code == ErrorCode::email_domain_character);
}

// The expression is the standard's own.
TEST_CASE("parse_email accepts exactly what the WHATWG expression matches") {
  const std::regex expression(
      "^[a-zA-Z0-9.!#$%&'*+\\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
      "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$");
  constexpr std::string_view kCharacters = "aZ9@@..--+'_\"\xC3, ";
  std::mt19937 random(5);
  size_t valid = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string text = "x";
    for (size_t size = random() % 10; size > 0; --size) {
      text += kCharacters[random() % kCharacters.size()];
    }
    if (i % 3 == 0) text += "@" + std::string(60 + random() % 6, 'l') + (i % 2 ? ".m" : "");
    text += "y";
    const auto email = parse_email(text, EmailProfile::html5);
    if (email.has_value() != std::regex_match(text, expression)) FAIL_CHECK(text);
    if (!email) continue;
    ++valid;
    const auto again = parse_email(email->normalized, EmailProfile::html5);
    if (!again || again->normalized != email->normalized || again->key != email->key) {
      FAIL_CHECK(text);
    }
    if (parse_email(email->key, EmailProfile::html5).value().key != email->key) FAIL_CHECK(text);
  }
  CHECK(valid > 1000);
}

TEST_CASE("parse_email agrees with the corpora on html5") {
  for (const char* name : {"email/html5.json", "email/profile-html5.json"}) {
    const auto corpus = load_corpus(name);
    if (!corpus) continue;
    size_t count = 0;
    for (const auto& row : *corpus) {
      if (row["category"] == "multiple" || row["expect"].is_null()) continue;
      const std::string input = row["input"];
      CAPTURE(input);
      CHECK(parse_email(input, EmailProfile::html5).has_value() == row["expect"].get<bool>());
      ++count;
    }
    CHECK(count > 20);
  }
}

}  // namespace kartei
