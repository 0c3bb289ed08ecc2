#include "dedupe/keys.h"

#include <doctest/doctest.h>

#include <random>
#include <unordered_map>

#include "fixtures.h"

namespace kartei {

TEST_CASE("Exact keys ignore what does not make another mailbox or line") {
  const Contact one = make_contact({.email = "Anna@Example.ORG", .phone = "+49 30 123456"});
  const Contact two = make_contact({.email = "anna@example.org", .phone = "0049 (0)30/123456"});
  CHECK(exact_email_key(one) == "anna@example.org");
  CHECK(exact_email_key(one) == exact_email_key(two));
  CHECK(exact_email_key(make_contact({.email = "JÖRG@MÜLLER.de"})) == "jörg@xn--mller-kva.de");
  CHECK(exact_phone_key(one) == "4930123456");
  CHECK(exact_phone_key(one) == exact_phone_key(two));
  CHECK(exact_email_key(make_contact({.name = "Anna"})).empty());
  CHECK(exact_phone_key(make_contact({.name = "Anna"})).empty());
  // A tag makes another address, for certain duplicates at least.
  CHECK(exact_email_key(make_contact({.email = "anna+x@example.org"})) == "anna+x@example.org");
}

TEST_CASE("KeyIndex gives the first number of each text, like a map") {
  std::mt19937 random(7);
  std::vector<std::string> texts;
  KeyIndex index([&](uint32_t number) { return std::string_view(texts[number]); }, 42);
  std::unordered_map<std::string, uint32_t> expected;
  for (uint32_t number = 0; number < 20'000; ++number) {
    texts.push_back(random() % 10 == 0 ? "" : "key" + std::to_string(random() % 8'000));
    const uint32_t found = index.add(number);
    if (texts.back().empty()) {
      CHECK(found == number);
      continue;
    }
    CHECK(found == expected.try_emplace(texts.back(), number).first->second);
  }
  CHECK(index.size() == expected.size());
  for (const auto& [text, number] : expected) CHECK(index.find(text) == number);
  CHECK_FALSE(index.find("key8001"));
  CHECK_FALSE(index.find(""));
}

TEST_CASE("KeyIndex takes many equal texts without slowing down") {
  size_t comparisons = 0;
  const std::string same = "+4930123456";
  KeyIndex index(
      [&](uint32_t) {
        ++comparisons;
        return std::string_view(same);
      },
      1);
  for (uint32_t number = 0; number < 100'000; ++number) index.add(number);
  CHECK(index.size() == 1);
  // Twice a number: its own text, and the one that it is compared with.
  CHECK(comparisons <= 200'000);
}

}  // namespace kartei
