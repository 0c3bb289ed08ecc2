#include "dedupe/keys.h"

#include <doctest/doctest.h>

#include <algorithm>
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
  std::string buffer = "before", other;
  CHECK(exact_phone_key(one, buffer) == "4930123456");
  CHECK(exact_phone_key(one, buffer) == exact_phone_key(two, other));
  CHECK(buffer == "before");
  CHECK(exact_email_key(make_contact({.name = "Anna"})).empty());
  CHECK(exact_phone_key(make_contact({.name = "Anna"}), buffer).empty());
  // Two desks of one company.
  const Contact desk = make_contact({.phone = "+49 30 123456 Durchwahl 17"});
  CHECK(exact_phone_key(desk, buffer) == "4930123456;17");
  CHECK(exact_phone_key(make_contact({.phone = "030/123456 x17", .country_code = "+49"}), other) ==
        buffer);
  // A tag makes another address, for certain duplicates at least.
  CHECK(exact_email_key(make_contact({.email = "anna+x@example.org"})) == "anna+x@example.org");
}

TEST_CASE("KeyIndex gives the first number of each text, like a map") {
  std::mt19937 random(7);
  std::vector<std::string> texts;
  KeyIndex index(42);
  const auto same_as = [&](const std::string& text) {
    return [&](uint32_t number) { return texts[number] == text; };
  };
  std::unordered_map<std::string, uint32_t> expected;
  for (uint32_t number = 0; number < 20'000; ++number) {
    texts.push_back(random() % 10 == 0 ? "" : "key" + std::to_string(random() % 8'000));
    const std::string& text = texts.back();
    index.add(index.hash(text), number, same_as(text));
    if (!text.empty()) expected.try_emplace(text, number);
  }
  CHECK(index.size() == expected.size());
  for (const auto& [text, number] : expected) {
    CHECK(index.find(index.hash(text), same_as(text)) == number);
  }
  CHECK_FALSE(index.find(index.hash("key8001"), same_as("key8001")));
  CHECK_FALSE(index.find(index.hash(""), same_as("")));
}

TEST_CASE("KeyIndex tells numbers apart as it does texts") {
  KeyIndex index(42), other(43);
  CHECK(index.hash(uint64_t{0}) == 0);
  const auto is_other = [](uint32_t) { return false; };
  size_t equal = 0;
  std::unordered_map<uint32_t, uint64_t> hashes;
  for (uint64_t number = 1; number <= 20'000; ++number) {
    const uint32_t hash = index.hash(number * 4930'000'000);
    CHECK(hash != 0);
    CHECK(hash != other.hash(number * 4930'000'000));
    equal += !hashes.emplace(hash, number).second;
    index.add(hash, static_cast<uint32_t>(number), is_other);
  }
  CHECK(equal <= 1);
  CHECK(index.size() == 20'000);
}

TEST_CASE("KeyIndex keeps texts apart whose hashes are equal") {
  KeyIndex index(1);
  const std::vector<std::string> texts = {"a", "b", "c"};
  const auto same_as = [&](const std::string& text) {
    return [&](uint32_t number) { return texts[number] == text; };
  };
  for (uint32_t number = 0; number < 3; ++number) index.add(7, number, same_as(texts[number]));
  CHECK(index.size() == 3);
  CHECK(index.find(7, same_as("b")) == 1);
  CHECK_FALSE(index.find(7, same_as("d")));
}

TEST_CASE("KeyIndex finds what went over its end, however often it grows") {
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    KeyIndex index(1);
    // Most places are near the end, and near the begin, of a table of any size.
    std::vector<uint32_t> hashes;
    const auto same_as = [&](uint32_t hash) {
      return [&hashes, hash](uint32_t number) { return hashes[number] == hash; };
    };
    for (uint32_t number = 0; number < 500; ++number) {
      const auto high = static_cast<uint32_t>(random()) << (random() % 12);
      const auto place = static_cast<uint32_t>(random() % 8);
      hashes.push_back((high + place - 4) | 1u);
      index.add(hashes.back(), number, same_as(hashes.back()));
    }
    for (const uint32_t hash : hashes) {
      const auto first = std::ranges::find(hashes, hash) - hashes.begin();
      CHECK(index.find(hash, same_as(hash)) == static_cast<uint32_t>(first));
    }
  }
}

TEST_CASE("KeyIndex takes many equal texts without slowing down") {
  size_t comparisons = 0;
  KeyIndex index(1);
  const uint32_t hash = index.hash("4930123456");
  for (uint32_t number = 0; number < 100'000; ++number) {
    index.add(hash, number, [&](uint32_t) { return ++comparisons > 0; });
  }
  CHECK(index.size() == 1);
  CHECK(comparisons < 100'000);
}

}  // namespace kartei
