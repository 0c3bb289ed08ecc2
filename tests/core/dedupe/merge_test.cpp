#include "dedupe/merge.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "fixtures.h"

namespace kartei {

TEST_CASE("An update replaces what the incoming contact has and erases nothing") {
  Contact existing = make_contact({.name = "Anna",
                                   .email = "anna@example.org",
                                   .phone = "030 123456",
                                   .country_code = "+49",
                                   .source = "chat",
                                   .tags = "vip",
                                   .attributes = {{"city", "Berlin"}, {"shoe", "38"}}});
  const Contact incoming = make_contact({.name = "Anna Müller",
                                         .last_contact_at = "2026-01-02",
                                         .source = "import",
                                         .tags = "new, vip",
                                         .attributes = {{"city", "Bonn"}, {"pet", "cat"}}});
  const Contact merged = merge_update(existing, incoming);
  CHECK(merged.name == "Anna Müller");
  CHECK(merged.email == "anna@example.org");
  CHECK(merged.email_normalized == "anna@example.org");
  CHECK(merged.phone_e164 == "+4930123456");
  CHECK(merged.source == "chat");
  CHECK(merged.tags == std::vector<std::string>{"vip", "new"});
  CHECK(merged.attributes ==
        std::vector<Attribute>{{"city", "Bonn"}, {"shoe", "38"}, {"pet", "cat"}});
  CHECK(format_timestamp(*merged.last_contact_at) == "2026-01-02T00:00:00.000Z");
}

TEST_CASE("A calling code comes and goes with its number") {
  const Contact existing =
      make_contact({.email = "a@example.org", .phone = "030 123456", .country_code = "+49"});
  const Contact other_number = make_contact({.phone = "+43 1 123456"});
  CHECK(merge_update(existing, other_number).country_code == "+43");
  CHECK(merge_update(existing, other_number).phone_e164 == "+431123456");
  const Contact code_alone = make_contact({.email = "a@example.org", .country_code = "+43"});
  CHECK(merge_update(existing, code_alone).country_code == "+49");
  const Contact without_phone = make_contact({.email = "a@example.org"});
  CHECK(merge_update(without_phone, code_alone).country_code == "+43");
}

TEST_CASE("The latest contact wins, whichever side has it") {
  const Contact early = make_contact({.name = "A", .last_contact_at = "2025-01-01"});
  const Contact late = make_contact({.name = "A", .last_contact_at = "2026-01-01"});
  CHECK(merge_update(early, late).last_contact_at == late.last_contact_at);
  CHECK(merge_update(late, early).last_contact_at == late.last_contact_at);
}

TEST_CASE("Gaps are filled, and nothing that is there changes") {
  const Contact existing = make_contact({.name = "Anna",
                                         .phone = "030 123456",
                                         .country_code = "+49",
                                         .tags = "vip",
                                         .attributes = {{"city", "Bonn"}}});
  const Contact incoming = make_contact({.name = "Other",
                                         .email = "anna@example.org",
                                         .phone = "+43 1 123456",
                                         .tags = "new",
                                         .attributes = {{"city", "Ulm"}, {"pet", "cat"}}});
  const Contact merged = merge_gaps(existing, incoming);
  CHECK(merged.name == "Anna");
  CHECK(merged.email == "anna@example.org");
  CHECK(merged.phone_e164 == "+4930123456");
  CHECK(merged.country_code == "+49");
  CHECK(merged.tags == std::vector<std::string>{"vip", "new"});
  CHECK(merged.attributes == std::vector<Attribute>{{"city", "Bonn"}, {"pet", "cat"}});
  CHECK(merge_gaps(incoming, existing).phone_e164 == incoming.phone_e164);

  const Contact without_code = make_contact({.email = "a@b.de"});
  const Contact austrian = make_contact({.email = "a@b.de", .country_code = "+43"});
  const Contact german = make_contact({.email = "a@b.de", .country_code = "+49"});
  CHECK(merge_gaps(austrian, german).country_code == "+43");
  CHECK(merge_gaps(without_code, german).country_code == "+49");
  CHECK(merge_gaps(austrian, existing).country_code == "+49");
  CHECK(merge_gaps(austrian, existing).phone_e164 == "+4930123456");
}

TEST_CASE("Tags and attributes are united up to what a contact can have") {
  Contact existing = make_contact({.name = "Anna"}), incoming = existing;
  for (size_t i = 0; i < kMaxTags; ++i) {
    (i == 0 ? incoming : existing).tags.push_back("t" + std::to_string(i));
  }
  for (size_t i = 0; i < kMaxAttributes; ++i) {
    (i == 0 ? incoming : existing).attributes.emplace_back("a" + std::to_string(i), "1");
  }
  incoming.tags.push_back("one more");
  incoming.attributes.emplace_back("one more", "1");
  incoming.attributes.emplace_back("a1", "2");
  const Contact merged = merge_update(existing, incoming);
  CHECK(merged.tags.size() == kMaxTags);
  CHECK(merged.tags.back() == "t0");
  CHECK(merged.attributes.size() == kMaxAttributes);
  CHECK(merged.attributes.front() == Attribute{"a1", "2"});
  CHECK(merged.attributes.back() == Attribute{"a0", "1"});
  CHECK(merge_gaps(merged, incoming).attributes.size() == kMaxAttributes);
}

}  // namespace kartei
