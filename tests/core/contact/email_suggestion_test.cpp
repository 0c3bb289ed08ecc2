#include "contact/email_suggestion.h"

#include <doctest/doctest.h>

#include "contact/email.h"
#include "vectors.h"

namespace kartei {

TEST_CASE("suggest_email by vectors") {
  const auto vectors = load_vectors("email/suggestions.json");
  for (const auto& row : vectors["suggested"]) {
    const std::string text = row["text"];
    CAPTURE(text);
    const auto suggestion = suggest_email(text);
    REQUIRE(suggestion);
    CHECK(*suggestion == row["suggestion"].get<std::string>());
    CHECK(parse_email(*suggestion));
    // What was suggested is not doubted again.
    CHECK_FALSE(suggest_email(*suggestion));
  }
  for (const auto& row : vectors["none"]) {
    const std::string text = row;
    CAPTURE(text);
    CHECK_FALSE(suggest_email(text));
  }
}

// Where ours is another, with the reason.
TEST_CASE("suggest_email agrees with mailcheck") {
  const auto corpus = load_corpus("email/mailcheck-suggest.json");
  if (!corpus) return;
  size_t count = 0;
  for (const auto& row : *corpus) {
    const std::string input = row["input"];
    CAPTURE(input);
    const auto suggestion = suggest_email(input);
    const std::string domain = suggestion ? suggestion->substr(suggestion->find('@') + 1) : "";
    CHECK(domain == (row["expect"].is_null() ? "" : row["expect"].get<std::string>()));
    ++count;
  }
  CHECK(count > 5);
}

}  // namespace kartei
