#include "book/draft.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "fixtures.h"

namespace kartei {

TEST_CASE("What a draft does not speak of stays as it is") {
  const Contact before = make_contact({.name = "Anna",
                                       .email = "a@b.de",
                                       .phone = "030 1234",
                                       .country_code = "+49",
                                       .created_at = "2026-01-01",
                                       .last_contact_at = "2026-02-01",
                                       .source = "chat",
                                       .tags = "x,y",
                                       .attributes = {{"a", "1"}, {"b", "2"}}});
  std::vector<FieldIssue> issues;
  CHECK(apply_draft(before, {}, issues) == before);
  const Contact after = apply_draft(before,
                                    {.phone = "030 9999",
                                     .last_contact_at = "",
                                     .tags = {{"z"}},
                                     .attributes = {{"a", std::nullopt}, {"c", "3"}}},
                                    issues);
  CHECK(issues.empty());
  CHECK(after.name == "Anna");
  CHECK(after.phone_e164 == "+49309999");
  CHECK_FALSE(after.last_contact_at);
  CHECK(after.tags == std::vector<std::string>{"z"});
  CHECK(after.attributes == std::vector<Attribute>{{"b", "2"}, {"c", "3"}});
}

TEST_CASE("What is wrong is said by field, and what was typed is kept") {
  std::vector<FieldIssue> issues;
  const Contact contact =
      apply_draft({}, {.email = "nope", .phone = "12", .last_contact_at = "soon"}, issues);
  CHECK(contact.email == "nope");
  REQUIRE(issues.size() == 3);
  CHECK(issues[0].field == Field::email);
  CHECK(issues[1].field == Field::phone);
  CHECK(issues[2].field == Field::last_contact_at);
}

TEST_CASE("A bulk edit sets what it names and leaves the rest") {
  std::vector<FieldIssue> issues;
  Contact contact = make_contact({.name = "Anna", .tags = "a,b", .attributes = {{"x", "1"}}});
  const Contact edited = apply_edit(contact,
                                    {.source = "fair",
                                     .add_tags = {"c", "a"},
                                     .remove_tags = {"b"},
                                     .attributes = {{"x", std::nullopt}, {"y", "2"}}},
                                    issues);
  CHECK(issues.empty());
  contact.source = "fair";
  contact.tags = {"a", "c"};
  contact.attributes = {{"y", "2"}};
  CHECK(edited == contact);
}

TEST_CASE("What is more than a person could enter is in the way of no other edit") {
  Contact contact = make_contact({.name = "Anna"});
  for (size_t i = 0; i < kMaxTags + 20; ++i) contact.tags.push_back("t" + std::to_string(i));
  for (size_t i = 0; i < kMaxAttributes + 20; ++i) {
    contact.attributes.emplace_back("a" + std::to_string(i), "1");
  }
  Contact expected = contact;
  expected.name = "Anne";
  expected.source = "fair";
  std::vector<FieldIssue> issues;
  CHECK(apply_edit(apply_draft(contact, {.name = "Anne"}, issues), {.source = "fair"}, issues) ==
        expected);
  CHECK(issues.empty());
  apply_edit(contact, {.add_tags = {"x"}}, issues);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].code == ErrorCode::field_too_long);
  CHECK(issues[0].field == Field::tags);
  issues.clear();
  apply_edit(contact, {.attributes = {{"x", "1"}}}, issues);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].field == Field::attributes);
  issues.clear();
  const Contact fewer =
      apply_edit(contact, {.remove_tags = {"t7"}, .attributes = {{"a7", std::nullopt}}}, issues);
  CHECK(issues.empty());
  CHECK(fewer.tags.size() == contact.tags.size() - 1);
  CHECK(fewer.attributes.size() == contact.attributes.size() - 1);
  CHECK(fewer.tags.back() == contact.tags.back());
}

TEST_CASE("Derived fields follow the others, which stay") {
  Contact contact = make_contact({.name = "A", .email = "A@X.de", .phone = "+49 30 123456"});
  const Contact whole = contact;
  contact.email_normalized = contact.phone_e164 = "stale";
  derive_fields(contact);
  CHECK(contact == whole);
  contact.email = "not an address";
  derive_fields(contact);
  CHECK(contact.email == "not an address");
  CHECK(contact.email_normalized.empty());
}

}  // namespace kartei
