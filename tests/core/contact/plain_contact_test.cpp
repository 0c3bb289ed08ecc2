#include "contact/plain_contact.h"

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <random>

#include "contact/normalize.h"
#include "contact/numbering_plan.h"

namespace kartei {
namespace {

// What cells hold, good and bad, in normal form and not.
constexpr std::array<std::string_view, 10> kNames = {
    "Anna", "Jörg Müller", "Jo\u0308rg", " Anna", "A\nB", "", "王小明", "A\u00A0", "\xFF", "x"};
constexpr std::array<std::string_view, 10> kEmails = {
    "a@x.de", "a.b+c@gmail.com", "A@x.de", "a@X.de",          "jörg@müller.de", "a@x.de ",
    "",       "a@goo\ngle.de",   "bad",    "a@googlemail.com"};
constexpr std::array<std::string_view, 12> kPhones = {"+49 30 123456",
                                                      "030 123456",
                                                      "0049 30 1234567",
                                                      "+1 268 460 1234",
                                                      "+43 1 5550",
                                                      "",
                                                      "1",
                                                      "4,9301234E+9",
                                                      "+49 (0)30 123456 ext. 7",
                                                      "030/12 34-56 ",
                                                      "+800 12345678",
                                                      "221155159"};
constexpr std::array<std::string_view, 8> kCodes = {"",    "+49", "49", "Germany",
                                                    "+43", "x",   "+1", "48"};
constexpr std::array<std::string_view, 6> kDates = {
    "", "2020-01-02", "2018-08-15T09:06:00.496Z", " 24.11.2026", "1969-12-31T23:00Z", "never"};
constexpr std::array<std::string_view, 3> kSources = {"import", "", " chat"};
constexpr std::array<std::string_view, 3> kTags = {"", "", "a, b"};

Contact contact_of_something_else() {
  Contact contact;
  std::vector<FieldIssue> issues;
  normalize_contact({.name = "Otto",
                     .email = "otto@example.org",
                     .phone = "+41 44 668 18 00",
                     .created_at = "2020-01-01",
                     .last_contact_at = "2020-01-01",
                     .source = "manual",
                     .tags = "a,b",
                     .attributes = {{"a", "1"}, {"b", "2"}, {"c", "3"}}},
                    {}, contact, issues);
  return contact;
}

}  // namespace

TEST_CASE("A plain contact is made again as it was, whatever was given") {
  const auto seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto pick = [&](const auto& texts) { return texts[random() % texts.size()]; };
  const Contact used = contact_of_something_else();
  size_t plain = 0;
  for (int round = 0; round < 20'000; ++round) {
    RawContact raw{.name = pick(kNames),
                   .email = pick(kEmails),
                   .phone = pick(kPhones),
                   .country_code = pick(kCodes),
                   .created_at = pick(kDates),
                   .last_contact_at = pick(kDates),
                   .source = pick(kSources),
                   .tags = pick(kTags)};
    for (size_t i = random() % 3; i > 0; --i)
      raw.attributes.emplace_back(pick(kNames), pick(kNames));
    Contact contact;
    std::vector<FieldIssue> issues;
    normalize_contact(raw, {.default_country_code = random() % 2 ? "+49" : ""}, contact, issues);
    if (!issues.empty() || !is_plain_contact(raw, contact)) continue;
    ++plain;
    Contact again = used;
    make_plain_contact(raw, pack_e164(contact.phone_e164), again);
    const std::string shown = contact.name + "|" + contact.email + "|" + contact.phone;
    CAPTURE(shown);
    REQUIRE(again == contact);
  }
  CHECK(plain > 100);
}

TEST_CASE("What a file usually has is plain, what was changed is not") {
  const auto is_plain = [](const RawContact& raw) {
    Contact contact;
    std::vector<FieldIssue> issues;
    normalize_contact(raw, {}, contact, issues);
    return issues.empty() && is_plain_contact(raw, contact);
  };
  CHECK(is_plain({.name = "Jörg",
                  .email = "j+x@gmail.com",
                  .phone = "0542 983 43 57",
                  .country_code = "90",
                  .created_at = "2018-08-15T09:06:00.496Z",
                  .source = "import",
                  .attributes = {{"company", "ACME"}}}));
  CHECK(is_plain({.name = "Anna", .country_code = "+49"}));
  CHECK_FALSE(is_plain({.name = "Anna", .country_code = "49"}));
  CHECK_FALSE(is_plain({.name = " Anna"}));
  CHECK_FALSE(is_plain({.name = "Anna", .email = "a@X.de"}));
  CHECK_FALSE(is_plain({.name = "Anna", .tags = "a"}));
  CHECK_FALSE(is_plain({.name = "Anna", .attributes = {{"a", " 1"}}}));
}

TEST_CASE("A number in E.164 form fits, for each plan there is") {
  for (const std::string_view e164 : {"", "+4930123456", "+9999999999999999999", "+18"}) {
    std::string digits;
    append_packed_e164(pack_e164(e164), digits);
    CHECK(digits == e164.substr(std::min<size_t>(1, e164.size())));
  }
  for (const NumberingPlan& plan : numbering_plans()) {
    CHECK(plan.code().size() + static_cast<size_t>(std::bit_width(plan.national_lengths())) - 1 <=
          19);
  }
}

}  // namespace kartei
