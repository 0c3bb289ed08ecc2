#include "contact/email.h"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <random>
#include <regex>

#include "vectors.h"

namespace kartei {

namespace {

struct CorpusProfile {
  std::string name;
  EmailProfile profile;
};
const CorpusProfile kProfiles[] = {{"practical", EmailProfile::practical},
                                   {"html5", EmailProfile::html5},
                                   {"rfc5321", EmailProfile::rfc5321}};

}  // namespace

TEST_CASE("parse_email by vectors") {
  for (const auto& [name, profile] : kProfiles) {
    CAPTURE(name);
    const auto vectors = load_vectors("email/" + name + ".json");
    for (const auto& row : vectors["valid"]) {
      const std::string text = row["text"];
      CAPTURE(text);
      const auto email = parse_email(text, profile);
      REQUIRE(email);
      CHECK(is_valid_email(text, profile));
      CHECK(email->normalized == row["normalized"].get<std::string>());
      CHECK(email->key == row["key"].get<std::string>());
      CHECK(parse_email(email->normalized, profile).value().normalized == email->normalized);
    }
    for (const auto& row : vectors["invalid"]) {
      const std::string text = row["text"];
      CAPTURE(text);
      const auto email = parse_email(text, profile);
      REQUIRE_FALSE(email);
      CHECK_FALSE(is_valid_email(text, profile));
      CHECK(error_code_name(email.error().code) == row["code"].get<std::string>());
      CHECK(email.error().column == row["column"].get<uint32_t>());
    }
  }
}

TEST_CASE("parse_email takes bytes that are not UTF-8 for characters that are not allowed") {
  for (const auto& [name, profile] : kProfiles) {
    CHECK(parse_email("a\xFF@b.c", profile).error().code == ErrorCode::email_local_character);
    CHECK(parse_email("a@b\xC3", profile).error().code == ErrorCode::email_domain_character);
    CHECK(parse_email("a@b\xC3.c", profile).error().column == 4);
  }
}

// Quadratic time would take minutes.
TEST_CASE("parse_email is linear in any text") {
  for (const auto& [name, profile] : kProfiles) {
    for (const char* unit :
         {"a", "a.", "a@", "ü", "u\u0308", "a\u0315\u0300", "\u0315\u0300", "xn--", "\"", "\\a",
          "[", "a@b.", "ü.", "\r\n", "\u200C", "(", "<", " ", "1:"}) {
      for (const char* start : {"", "a@", "a@b.", "\"", "a@[IPv6:"}) {
        CAPTURE(name);
        CAPTURE(unit);
        CAPTURE(start);
        std::string text = start;
        for (size_t i = 0; i < 100'000; ++i) text += unit;
        const auto begin = std::chrono::steady_clock::now();
        const bool is_valid = parse_email(text, profile).has_value();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        CHECK(taken.count() < 2);
        // HTML knows no limit but that of the label.
        if (profile != EmailProfile::html5) CHECK_FALSE(is_valid);
      }
    }
  }
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

TEST_CASE("parse_email agrees with WebKit's and WPT's list on html5") {
  const auto corpus = load_corpus("email/html5.json");
  if (!corpus) return;
  for (const auto& row : *corpus) {
    if (row["category"] == "multiple" || row["expect"].is_null()) continue;
    const std::string input = row["input"];
    CAPTURE(input);
    CHECK(parse_email(input, EmailProfile::html5).has_value() == row["expect"].get<bool>());
  }
}

// Where we decide otherwise, each with the reason why ours is right.
TEST_CASE("parse_email agrees with the corpora on each profile") {
  const std::map<std::string, std::string, std::less<>> reasons = {
      {"practical test@xn--example.com",
       "decodes to a capital omega among others: no A-label (RFC 5890, 2.3.2.1), cannot be"
       " registered; the sources that take it do not look into A-labels"},
  };
  constexpr std::pair<const char*, double> kLeast[] = {
      {"html5", 1}, {"practical", 0.995}, {"rfc5321", 0.98}};
  for (const auto& [name, profile] : kProfiles) {
    const auto corpus = load_corpus("email/profile-" + name + ".json");
    if (!corpus) continue;
    size_t count = 0, agreed = 0;
    for (const auto& row : *corpus) {
      if (row["expect"].is_null()) continue;
      ++count;
      const std::string input = row["input"];
      if (parse_email(input, profile).has_value() == row["expect"].get<bool>()) {
        ++agreed;
      } else {
        const std::string difference = name + " " + input;
        CAPTURE(difference);
        CHECK(reasons.contains(difference));
      }
    }
    const double agreement = static_cast<double>(agreed) / static_cast<double>(count);
    MESSAGE(name << ": " << agreed << " of " << count << ", " << 100 * agreement << " %");
    CHECK(count > 20);
    for (const auto& [profile_name, least] : kLeast) {
      if (profile_name == name) CHECK(agreement >= least);
    }
  }
}

// Its normal form has U-labels, ascii_email A-labels like ours.
TEST_CASE("parse_email makes the normal forms of python-email-validator") {
  const auto corpus = load_corpus("email/python-email-validator.json");
  if (!corpus) return;
  size_t count = 0;
  for (const auto& row : *corpus) {
    if (row["profiles"]["practical"] != true || !row.contains("normalized")) continue;
    const std::string input = row["input"], theirs = row["normalized"];
    CAPTURE(input);
    const auto email = parse_email(input);
    REQUIRE(email);
    CHECK(email->normalized == parse_email(theirs).value().normalized);
    if (row["ascii_email"].is_string()) {
      CHECK(email->normalized == row["ascii_email"].get<std::string>());
    }
    ++count;
  }
  CHECK(count > 3);
}

}  // namespace kartei
