#include <doctest/doctest.h>

#include "book/contact_book.h"
#include "sync_world.h"

namespace kartei {

TEST_CASE("A book has one backend, and forgets it with everything about it") {
  SyncWorld world;
  CHECK(world.book->sync_status()->session == nullptr);
  CHECK(world.book->next_sync_request("a").error().code == ErrorCode::backend_unknown);
  CHECK(world.book->connect_backend({.profile = "{}"}).error().code == ErrorCode::profile_invalid);
  const Contact contact = world.connect_with("Anna");
  CHECK(world.book->sync_status()->counts.links == 1);
  CHECK(world.book->connect_backend(world.backend()).error().code == ErrorCode::backend_connected);
  REQUIRE(world.book->disconnect_backend());
  CHECK(world.book->sync_status()->session == nullptr);
  CHECK(world.book->get(contact.id)->name == "Anna");
  REQUIRE(world.book->connect_backend(world.backend()));
  CHECK(world.book->sync_status()->counts.links == 0);
}

TEST_CASE("With another account's credentials nothing is sent") {
  SyncWorld world;
  world.connect_with("Anna");
  REQUIRE(world.book->control_sync(SyncControl::now));
  CHECK_FALSE(world.book->next_sync_request("b")->request);
  CHECK(world.book->next_sync_request("a")->request);
}

TEST_CASE("A field that both have changed waits for a person, who may take either") {
  for (const bool takes_mine : {true, false}) {
    CAPTURE(takes_mine);
    SyncWorld world;
    const Contact contact = world.connect_with("Anna");
    REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
    const SyncRequest update = world.request();
    world.answer(update, 412, "{}");
    world.answer(world.request(), 200, world.record(contact, "2", "Annette"));
    const auto conflicts = world.book->conflicts(0, 10);
    REQUIRE(conflicts->size() == 1);
    CHECK(conflicts->front().conflict.base == "Anna");
    CHECK(conflicts->front().conflict.mine == "Anne");
    CHECK(conflicts->front().conflict.theirs == "Annette");
    CHECK(world.book->resolve_conflict({.id = contact.id, .field = "email"}).error().code ==
          ErrorCode::conflict_unknown);
    // What is edited while the question is open is what it is asked about.
    REQUIRE(world.book->save({.id = contact.id, .name = "Anja"}));
    CHECK(world.book->conflicts(0, 10)->front().conflict.mine == "Anja");
    CHECK(world.book->conflicts(0, 10)->front().conflict.base == "Anna");

    ConflictDecision decision{.id = contact.id,
                              .field = "name",
                              .takes_mine = takes_mine,
                              .mine = "Anja",
                              .theirs = "Anita"};
    CHECK(world.book->resolve_conflict(decision).error().code == ErrorCode::conflict_changed);
    CHECK(world.book->conflicts(0, 10)->size() == 1);
    decision.theirs = "Annette";
    REQUIRE(world.book->resolve_conflict(decision));
    CHECK(world.book->conflicts(0, 10)->empty());
    CHECK(world.book->get(contact.id)->name == (takes_mine ? "Anja" : "Annette"));
    const auto next = world.book->next_sync_request("a");
    REQUIRE(next->request.has_value() == takes_mine);
    if (takes_mine) CHECK(next->request->http.body == R"({"name":"Anja"})");
  }
}

TEST_CASE("Whoever takes theirs where they have cleared a field has it cleared") {
  SyncWorld world;
  const Contact contact = world.connect_with("Anna");
  REQUIRE(world.book->save({.id = contact.id, .last_contact_at = "2020-01-01"}));
  Json record = *parse_json(world.record(contact, "2", "Anna"));
  record["seen"] = "2020-01-01T00:00:00Z";
  world.answer(world.request(), 200, dump_json(record));
  REQUIRE(world.book->save({.id = contact.id, .last_contact_at = "2021-01-01"}));
  world.answer(world.request(), 412, "{}");
  world.answer(world.request(), 200, world.record(contact, "3", "Anna"));
  REQUIRE(world.book->conflicts(0, 10)->size() == 1);
  CHECK(world.book->conflicts(0, 10)->front().conflict.theirs.is_null());
  REQUIRE(world.book->resolve_conflict(
      {.id = contact.id, .field = "last_contact_at", .takes_mine = false}));
  CHECK_FALSE(world.book->get(contact.id)->last_contact_at);
  CHECK_FALSE(world.book->next_sync_request("a")->request);
}

TEST_CASE("What the server refuses is parked with its words, and an edit has it tried again") {
  SyncWorld world;
  const Contact contact = world.connect_with("Anna");
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  world.answer(world.request(), 422, R"({"message":"no such name"})");
  const auto parked = world.book->parked_contacts(0, 10);
  REQUIRE(parked->size() == 1);
  CHECK(parked->front().code == ErrorCode::sync_refused);
  CHECK(parked->front().message.contains("no such name"));
  CHECK(parked->front().contact.id == contact.id);
  CHECK_FALSE(world.book->next_sync_request("a")->request);
  REQUIRE(world.book->save({.id = contact.id, .name = "Annette"}));
  CHECK(world.request().http.body == R"({"name":"Annette"})");
  CHECK(world.book->parked_contacts(0, 10)->empty());
}

TEST_CASE("Whoever is erased here is deleted there, and nothing about them is left") {
  SyncWorld world;
  const Contact contact = world.connect_with("Anna Unforgettable");
  REQUIRE(world.book->erase(std::vector<Uuid>{contact.id}));
  std::string bytes(static_cast<size_t>(world.files.size(FileSlot::database)), '\0');
  world.files.read(FileSlot::database, std::as_writable_bytes(std::span(bytes)), 0);
  CHECK_FALSE(bytes.contains("Unforgettable"));
  const SyncRequest removal = world.request();
  CHECK(removal.http.method == "DELETE");
  CHECK(removal.http.url.ends_with(format_uuid(contact.id)));
  world.answer(removal, 204, "");
  CHECK(world.book->sync_status()->counts.links == 0);
  CHECK(world.book->sync_status()->counts.pending == 0);
}

TEST_CASE("An erased contact that the server does not let go is parked, and tried again") {
  SyncWorld world;
  const Contact contact = world.connect_with("Anna");
  REQUIRE(world.book->erase(std::vector<Uuid>{contact.id}));
  world.answer(world.request(), 403, R"({"message":"not yours"})");
  const auto parked = world.book->parked_contacts(0, 10);
  REQUIRE(parked->size() == 1);
  CHECK(parked->front().contact.id == contact.id);
  CHECK(parked->front().contact.deleted_at);
  CHECK_FALSE(world.book->next_sync_request("a")->request);
  const Uuid nobody = *parse_uuid("019b7904-076f-7055-a9d3-4091f44ee4ff");
  CHECK(world.book->retry_parked({nobody}).error().code == ErrorCode::contact_unknown);
  REQUIRE(world.book->retry_parked({contact.id}));
  CHECK(world.request().http.method == "DELETE");
}

}  // namespace kartei
