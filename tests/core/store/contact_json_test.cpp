#include "store/contact_json.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {

TEST_CASE("Tags and attributes survive, in their order; none is nothing") {
  Contact contact = make_contact({.name = "A", .tags = "z, a, \"q\""});
  contact.attributes = {{"Zoo", "1"}, {"Alter", "ä\n\""}};
  Contact read;
  parse_tags(format_tags(contact), read);
  parse_attributes(format_attributes(contact), read);
  CHECK(read.tags == contact.tags);
  CHECK(read.attributes == contact.attributes);
  CHECK(format_tags(Contact{}).empty());
  CHECK(format_attributes(Contact{}).empty());
  parse_tags("", read);
  CHECK(read.tags.empty());
  parse_attributes("[1]", read);
  CHECK(read.attributes.empty());
}

TEST_CASE("A before image holds what changes, and only that") {
  const Contact before = make_contact({.name = "A", .email = "a@example.org", .tags = "x"});
  Contact after = before;
  CHECK(format_before_image(before, after) == "{}");
  after.name = "B";
  after.tags.clear();
  after.deleted_at = 5;
  after.email_key = "derived";
  CHECK(format_before_image(before, after) == R"({"name":"A","deleted_at":null,"tags":["x"]})");
}

}  // namespace kartei
