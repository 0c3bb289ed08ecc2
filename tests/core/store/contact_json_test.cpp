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

TEST_CASE("An image holds the fields that it is asked for, and comes back") {
  const Contact before = make_contact({.name = "A", .email = "a@example.org", .tags = "x"});
  Contact after = before;
  CHECK(format_image(before, changed_fields(before, after)) == "{}");
  after.name = "B";
  after.tags.clear();
  after.deleted_at = 5;
  after.email_normalized = "derived";
  const std::string image = format_image(before, changed_fields(before, after));
  CHECK(image == R"({"name":"A","tags":["x"],"deleted_at":null})");
  const PartialContact read = parse_image(image);
  CHECK(read.fields == changed_fields(before, after));
  for (const Field field : kAllFields) {
    if (read.fields.has(field)) CHECK(is_same_field(field, read.values, before));
  }
}

TEST_CASE("Every field survives in an image") {
  Contact contact = make_contact({.name = "A", .email = "a@x.de", .phone = "+49 30 1234"});
  contact.created_at = 1;
  contact.updated_at = 2;
  contact.last_contact_at = 3;
  contact.deleted_at = 4;
  contact.source = "chat";
  contact.tags = {"t"};
  contact.attributes = {{"z", "1"}, {"a", "2"}};
  FieldSet all;
  for (const Field field : kAllFields) all.add(field);
  const PartialContact read = parse_image(format_image(contact, all));
  CHECK(read.fields == all);
  CHECK(changed_fields(read.values, contact).is_empty());
  CHECK(parse_image(R"({"name":1,"tags":{},"updated_at":null,"source":"x"})").fields ==
        parse_image(R"({"source":"y"})").fields);
  CHECK(parse_image("[").fields.is_empty());
}

}  // namespace kartei
