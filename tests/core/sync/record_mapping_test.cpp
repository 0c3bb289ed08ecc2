#include "sync/record_mapping.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {
namespace {

Profile mapped_profile(Codec times = Codec::plain, Codec tags = Codec::plain) {
  Profile profile;
  profile.id = "/id";
  profile.ref = "/ref";
  profile.version = "/rev";
  profile.updated = "/at";
  profile.deleted = "/gone";
  profile.fields = {{.name = "name", .pointer = "/person/name"},
                    {.name = "email", .pointer = "/email"},
                    {.name = "phone", .pointer = "/phone"},
                    {.name = "created_at", .pointer = "/created", .codec = times},
                    {.name = "last_contact_at", .pointer = "/seen", .codec = times},
                    {.name = "source", .pointer = "/source"},
                    {.name = "tags", .pointer = "/tags", .codec = tags},
                    {.name = "attributes.company", .pointer = "/company"},
                    {.name = "attributes", .pointer = "/extra"}};
  return profile;
}

Contact anna() {
  Contact contact = make_contact({.name = "Anna Ärmel",
                                  .email = "anna@example.org",
                                  .phone = "030 1234567",
                                  .created_at = "2026-01-02T03:04:05.000Z",
                                  .last_contact_at = "2026-02-03T00:00:00.000Z",
                                  .source = "chat",
                                  .tags = "vip,Berlin",
                                  .attributes = {{"company", "ACME"}, {"note", "tall"}}});
  return contact;
}

}  // namespace

TEST_CASE("A contact comes back from its record as it was, in every codec") {
  for (const Codec times : {Codec::plain, Codec::unix, Codec::unix_ms}) {
    for (const Codec tags : {Codec::plain, Codec::comma}) {
      const Profile profile = mapped_profile(times, tags);
      const Contact contact = anna();
      const Json record = make_created(profile, contact, format_uuid(contact.id), contact.id);
      CAPTURE(dump_json(record));
      CHECK(fields_of_record(profile, record) == fields_of(profile, contact));
      const Contact back = with_fields(profile, {}, fields_of_record(profile, record));
      CHECK(fields_of(profile, back) == fields_of(profile, contact));
      CHECK(back.name == contact.name);
      CHECK(back.created_at == contact.created_at);
      CHECK(back.last_contact_at == contact.last_contact_at);
      CHECK(back.attributes == contact.attributes);
    }
  }
}

TEST_CASE("What is only written differently is no difference") {
  const Profile profile = mapped_profile();
  const Contact contact = anna();
  Json record = make_created(profile, contact, format_uuid(contact.id), contact.id);
  record["email"] = " anna@example.org ";
  record["tags"] = {"Berlin", "vip"};
  CHECK(changed_names(fields_of_record(profile, record), fields_of(profile, contact)).empty());
}

TEST_CASE("Milliseconds that a server does not keep are no difference, and are kept here") {
  const Profile profile = mapped_profile(Codec::unix);
  Contact contact = anna();
  contact.created_at += 123;
  const Json record = make_created(profile, contact, format_uuid(contact.id), contact.id);
  CHECK(fields_of_record(profile, record) == fields_of(profile, contact));
  CHECK(with_fields(profile, contact, fields_of_record(profile, record)) == contact);
}

TEST_CASE("A contact with the same fields stays the same, order and all") {
  const Profile profile = mapped_profile();
  const Contact contact = anna();
  CHECK(with_fields(profile, contact, fields_of(profile, contact)) == contact);
}

TEST_CASE("Fields that are absent are emptied, what is not mapped stays") {
  Profile profile = mapped_profile();
  std::erase_if(profile.fields, [](const FieldMapping& each) { return each.name == "phone"; });
  const Contact contact = anna();
  Json fields = fields_of(profile, contact);
  CHECK_FALSE(fields.contains("phone"));
  for (const char* name : {"source", "attributes.note", "last_contact_at", "tags"})
    fields.erase(name);
  const Contact after = with_fields(profile, contact, fields);
  CHECK(after.phone == contact.phone);
  CHECK(after.source == "");
  CHECK_FALSE(after.last_contact_at);
  CHECK(after.tags.empty());
  CHECK(fields_of(profile, after) == fields);
}

TEST_CASE("An update keeps what only the server has, and a patch has only what has changed") {
  const Profile profile = mapped_profile();
  const Contact contact = anna();
  Json record = make_created(profile, contact, format_uuid(contact.id), contact.id);
  record["owner"] = 7;
  record["extra"]["size"] = 180;
  Contact changed = contact;
  changed.source = "fair";
  changed.attributes[1].second = "small";
  const Json fields = fields_of_record(profile, record);
  const auto names = changed_names(fields, fields_of(profile, changed));
  const Json after = make_updated(profile, record, changed, names);
  CHECK(after["owner"] == 7);
  CHECK(after["source"] == "fair");
  CHECK(after["extra"]["note"] == "small");
  const Json patch = make_patch(profile, record, changed, names);
  CHECK_FALSE(patch.contains("owner"));
  CHECK_FALSE(patch.contains("email"));
  CHECK(patch["extra"]["note"] == "small");
}

TEST_CASE("What is emptied is sent as the profile says") {
  Profile profile = mapped_profile();
  Contact contact = anna();
  const Json record = make_created(profile, contact, format_uuid(contact.id), contact.id);
  contact.source.clear();
  CHECK(make_patch(profile, record, contact, {"source"})["source"] == "");
  profile.update.clears_with_null = true;
  CHECK(make_patch(profile, record, contact, {"source"})["source"].is_null());
}

TEST_CASE("What is not named stays as the server has it, also among the attributes") {
  const Profile profile = mapped_profile();
  const Json there = {{"id", "1"}, {"extra", {{"note", "theirs"}, {"size", 3}}}};
  Contact contact = anna();
  contact.attributes = {{"note", "mine"}, {"room", "5"}};
  CHECK(make_patch(profile, there, contact, {"attributes.room"}) ==
        Json{{"extra", {{"note", "theirs"}, {"size", 3}, {"room", "5"}}}});
  contact.attributes.clear();
  CHECK(make_patch(profile, there, contact, {"attributes.note"}) == Json{{"extra", {{"size", 3}}}});
}

TEST_CASE("A record that no client has made is called the same by all of them") {
  Profile profile = mapped_profile();
  const auto ref_of = [&](const char* json) {
    return *read_record(profile, *parse_json(json))->ref;
  };
  const Uuid ref = ref_of(R"({"id":12,"ref":null})");
  CHECK(ref == ref_of(R"({"id":"12"})"));
  CHECK(ref != ref_of(R"({"id":13})"));
  CHECK(format_uuid(ref)[14] == '8');
  // What is gone is not what was made anew under that name.
  profile.deleted = "/gone";
  CHECK_FALSE(read_record(profile, *parse_json(R"({"id":12,"gone":true})"))->ref);
  profile.base = "https://other.example.org";
  CHECK(ref != ref_of(R"({"id":12})"));
}

TEST_CASE("A record says its id, its maker's reference, its version and whether it is gone") {
  const Profile profile = mapped_profile();
  const auto record = read_record(
      profile,
      *parse_json(
          R"({"id":12,"ref":"019b7904-076f-7055-a9d3-4091f44ee400","rev":"3-a","at":"T"})"));
  REQUIRE(record);
  CHECK(record->id == "12");
  REQUIRE(record->ref);
  CHECK(format_uuid(*record->ref) == "019b7904-076f-7055-a9d3-4091f44ee400");
  CHECK(record->version == "3-a");
  CHECK(record->updated == "T");
  CHECK_FALSE(record->is_deleted);
  for (const char* json : {R"({"id":1,"gone":true})", R"({"id":1,"gone":"2026-01-01"})"}) {
    CHECK(read_record(profile, *parse_json(json))->is_deleted);
  }
  for (const char* json : {R"({"id":1,"gone":null})", R"({"id":1,"gone":""})"}) {
    CHECK_FALSE(read_record(profile, *parse_json(json))->is_deleted);
  }
  for (const char* json : {"{}", R"({"id":""})", R"({"id":null})", R"({"id":{}})"}) {
    CHECK_FALSE(read_record(profile, *parse_json(json)));
  }
}

TEST_CASE("Times are read in every form that profiles know") {
  const auto read = [](const Json& json) { return parse_remote_time(&json); };
  CHECK(read("2026-01-01T00:00:00Z") == 1'767'225'600'000);
  CHECK(read("2026-01-01 00:00:00.000Z") == 1'767'225'600'000);
  CHECK(read("2025-12-31T18:00:00-06:00") == 1'767'225'600'000);
  CHECK(read(1'767'225'600) == 1'767'225'600'000);
  CHECK(read(1'767'225'600'000) == 1'767'225'600'000);
  CHECK_FALSE(read("yesterday"));
  CHECK_FALSE(read(nullptr));
  CHECK_FALSE(parse_remote_time(nullptr));
}

}  // namespace kartei
