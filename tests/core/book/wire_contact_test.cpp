#include "book/wire_contact.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {

TEST_CASE("A contact on the wire: ISO dates, no derived fields") {
  Contact contact = make_contact({.name = "Ä",
                                  .email = "A@b.de",
                                  .phone = "030 1234",
                                  .country_code = "+49",
                                  .created_at = "2026-01-01",
                                  .source = "chat",
                                  .tags = "x",
                                  .attributes = {{"b", "1"}, {"a", "2"}}},
                                 9);
  CHECK(dump_json(write_contact(contact)) ==
        R"({"id":"00000000-0000-0000-0000-000000000009","name":"Ä","email":"A@b.de",)"
        R"("phone":"030 1234","country_code":"+49","created_at":"2026-01-01T00:00:00.000Z",)"
        R"("updated_at":"1970-01-01T00:00:00.000Z","last_contact_at":null,"deleted_at":null,)"
        R"("source":"chat","tags":["x"],"attributes":{"b":"1","a":"2"}})");
}

TEST_CASE("Drafts are read strictly") {
  const auto draft = read_draft(*parse_json(
      R"({"id":"00000000-0000-0000-0000-000000000009","name":"A","last_contact_at":null,)"
      R"("tags":["x"],"attributes":{"a":null,"b":"1"}})"));
  REQUIRE(draft);
  CHECK(draft->id->bytes[15] == 9);
  CHECK(draft->name == "A");
  CHECK_FALSE(draft->email);
  CHECK(draft->last_contact_at == "");
  CHECK(draft->attributes.size() == 2);
  for (const char* text :
       {R"({"nam":"A"})", R"({"name":1})", R"({"id":"7"})", R"([])", R"({"attributes":{"a":1}})",
        R"({"attributes":{" ":"x"}})", R"({"tags":"x"})"}) {
    CAPTURE(text);
    const auto bad = read_draft(*parse_json(text));
    REQUIRE_FALSE(bad);
    CHECK(bad.error().code == ErrorCode::request_malformed);
  }
  CHECK(read_id(*parse_json(R"({"id":"00000000-0000-0000-0000-000000000009"})")));
  CHECK_FALSE(read_id(*parse_json("{}")));
}

}  // namespace kartei
