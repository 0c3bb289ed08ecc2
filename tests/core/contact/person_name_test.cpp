#include "contact/person_name.h"

#include <doctest/doctest.h>

#include <random>

#include "base/text.h"
#include "vectors.h"

namespace kartei {

TEST_SUITE_BEGIN("person name");

TEST_CASE("guessed parts") {
  const auto vectors = load_vectors("contact/person_names.json");
  for (const auto& test : vectors["guesses"]) {
    const std::string name = test["name"];
    CAPTURE(name);
    const PersonName person = guess_person_name(name);
    CHECK(person.title == test.value("title", ""));
    CHECK(person.given == test.value("given", ""));
    CHECK(person.family == test.value("family", ""));
    CHECK(person.suffix == test.value("suffix", ""));
  }
}

TEST_CASE("offered spellings, and what stays as it is") {
  const auto vectors = load_vectors("contact/person_names.json");
  for (const auto& [name, tidy] : vectors["tidy"].items()) {
    CAPTURE(name);
    CHECK(tidy_person_name(name) == std::optional(tidy.get<std::string>()));
    CHECK(tidy_person_name(tidy.get<std::string>()) == std::nullopt);
  }
  for (const std::string name : vectors["stays"]) {
    CAPTURE(name);
    CHECK(tidy_person_name(name) == std::nullopt);
  }
}

TEST_CASE("nothing of a name is lost: the parts have its letters") {
  const std::string pieces[] = {"Anna", "von", "der", "MÜLLER", ",",    "Dr.",    " ",       "y",
                                "Jr.",  "李",  "e",   "-",      "GmbH", "\u00A0", "O'Brien", "."};
  const auto letters = [](std::string_view text) {
    std::string all;
    for (const char c : text) {
      if (c != ' ' && c != ',') all += c;
    }
    std::ranges::sort(all);
    return all;
  };
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string name;
    for (size_t count = random() % 7; count > 0; --count) {
      name.append(pieces[random() % std::size(pieces)]).append(random() % 2 ? " " : "");
    }
    const PersonName person = guess_person_name(name);
    if (person == PersonName()) continue;
    std::string plain = name;
    for (size_t at; (at = plain.find("\u00A0")) != plain.npos;) plain.replace(at, 2, " ");
    CAPTURE(name);
    CHECK(letters(person.title + person.given + person.family + person.suffix) == letters(plain));
    // What is offered says the same, but for capitals.
    const auto tidy = tidy_person_name(name);
    if (tidy) CHECK(letters(fold(*tidy)) == letters(fold(name)));
  }
}

TEST_CASE("a text that is no UTF-8 is no name") {
  CHECK(guess_person_name("\xFF Anna") == PersonName());
  CHECK(tidy_person_name("\xC3 anna") == std::nullopt);
}

TEST_SUITE_END();

}  // namespace kartei
