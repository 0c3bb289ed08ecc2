// What the engine sends, and what it makes of the answers.
#include <doctest/doctest.h>

#include <map>

#include "sync/engine.h"
#include "sync/engine_world.h"

namespace kartei {
namespace {

// Anna is Anne now, here and there; what has become of that is looked at next.
Contact rename_blindly(World& world) {
  world.pull();
  Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  world.answer(world.request(), 200, world.record(contact, "1", "Anna"));
  world.answer(world.request(), 200, world.record(contact, "2", "Anne"));
  return contact;
}

}  // namespace

TEST_CASE("A record that was looked at is written before the looks at all others make it old") {
  World world(kBlindProfile);
  world.pull();
  std::map<std::string, std::string> records;
  std::vector<Contact> contacts;
  for (int i = 0; i < 20; ++i) {
    contacts.push_back(world.add("Anna"));
    const SyncRequest create = world.request();
    world.answer(create, 201, create.http.body);
    records[format_uuid(contacts.back().id)] = create.http.body;
  }
  for (const Contact& contact : contacts) {
    REQUIRE(world.book->save({.id = contact.id, .name = "Berta"}));
  }
  size_t requests = 0;
  // Twenty looks take far longer than one of them is good for.
  while (world.counts().pending > 0 && requests < 100) {
    const SyncRequest request = world.request();
    ++requests;
    world.environment.now += 500;
    const std::string id = request.http.url.substr(request.http.url.rfind('/') + 1);
    if (id == "contacts") {
      world.answer(request, 200, "[]");
      continue;
    }
    Json record = *parse_json(records.at(id));
    if (request.http.method != "GET") record.update(*parse_json(request.http.body));
    records[id] = dump_json(record);
    world.answer(request, 200, records[id]);
  }
  CHECK(world.counts().pending == 0);
  // A look before, the write, and a look whether it was the last one.
  CHECK(requests <= 3 * contacts.size());
}

TEST_CASE("An update goes with the version that was seen, and says only what has changed") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  const SyncRequest update = world.request();
  CHECK(update.http.method == "PATCH");
  CHECK(header_of(update, "If-Match") == "1");
  CHECK(update.http.body == R"({"name":"Anne"})");
}

TEST_CASE("What is changed while its update is under way is sent next") {
  // However the server writes what it has taken: that is no question to the edit.
  for (const char* written : {"Anne", "anne"}) {
    World world;
    world.pull();
    const Contact contact = world.add_synced("Anna");
    REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
    const SyncRequest first = world.request();
    REQUIRE(world.book->save({.id = contact.id, .name = "Annie"}));
    CHECK_FALSE(world.next().request);
    world.answer(first, 200, world.record(contact, "2", written));
    CHECK(world.book->conflicts(0, 10)->empty());
    const SyncRequest second = world.request();
    CHECK(second.http.body == R"({"name":"Annie"})");
    CHECK(header_of(second, "If-Match") == "2");
  }
}

TEST_CASE("A create without an answer is looked for before it is sent again") {
  World world;
  world.pull();
  const Contact contact = world.add("Anna");
  const SyncRequest create = world.request();
  world.answer(create, 0);
  world.environment.now += 60'000;
  const SyncRequest find = world.request();
  CHECK(find.http.method == "GET");
  CHECK(find.http.url.ends_with(format_uuid(contact.id)));
  world.answer(find, 200, world.record(contact, "1", "Anna"));
  CHECK(world.counts().links == 1);
  CHECK(world.counts().pending == 0);
}

TEST_CASE("A stale version is read, merged and sent again; the same field is asked about") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->save({.id = contact.id, .source = "fair"}));
  world.answer(world.request(), 412);
  world.answer(world.request(), 200, world.record(contact, "2", "Anja"));
  CHECK(world.book->get(contact.id)->name == "Anja");
  const SyncRequest again = world.request();
  CHECK(again.http.body == R"({"source":"fair"})");
  world.answer(again, 200, World::with_version(world.record(contact, "3", "Anja"), "3"));

  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  world.answer(world.request(), 412);
  world.answer(world.request(), 200, world.record(contact, "4", "Antje"));
  const auto conflicts = world.book->conflicts(0, 10);
  REQUIRE(conflicts->size() == 1);
  CHECK(conflicts->at(0).conflict.mine == "Anne");
  CHECK(conflicts->at(0).conflict.theirs == "Antje");
  CHECK_FALSE(world.next().request);
  REQUIRE(world.book->resolve_conflict({.id = contact.id, .field = "name", .takes_mine = true}));
  CHECK(header_of(world.request(), "If-Match") == "4");
}

TEST_CASE("A refused contact is set aside with the server's words, and others go on") {
  World world;
  world.pull();
  const Contact bad = world.add("Bad");
  const SyncRequest create = world.request();
  world.answer(create, 422, R"({"message":"too short"})");
  const auto parked = world.book->parked_contacts(0, 10);
  REQUIRE(parked->size() == 1);
  CHECK(parked->at(0).message == "HTTP 422: too short");
  CHECK_FALSE(world.next().request);
  const Contact good = *world.book->save({.name = "Good", .email = "g@example.org"});
  CHECK(parse_json(world.request().http.body)->at("id") == format_uuid(good.id));
  // Whoever mends it has it tried again.
  REQUIRE(world.book->save({.id = bad.id, .name = "Better"}));
  CHECK(parse_json(world.request().http.body)->at("name") == "Better");
}

TEST_CASE(
    "What is refused after it has gone here waits for nobody, and keeps nobody from waiting") {
  World world;
  world.pull();
  const Contact bad = world.add("Bad");
  const SyncRequest create = world.request();
  const Contact gone = world.add("Gone");
  const SyncRequest other = world.request();
  SUBCASE("erased") { REQUIRE(world.book->erase(std::vector<Uuid>{gone.id})); }
  SUBCASE("deleted") { REQUIRE(world.book->remove(std::vector<Uuid>{gone.id})); }
  world.answer(create, 422, R"({"message":"too short"})");
  world.answer(other, 422, R"({"message":"too short"})");
  const auto parked = world.book->parked_contacts(0, 10);
  REQUIRE(parked->size() == 1);
  CHECK(parked->at(0).contact.id == bad.id);
  CHECK_FALSE(world.next().request);
  REQUIRE(world.book->retry_parked({parked->at(0).contact.id}));
  CHECK(parse_json(world.request().http.body)->at("name") == "Bad");
}

TEST_CASE(
    "What is refused after something else was sent without an answer may be there all the same") {
  World world;
  world.pull();
  const Contact contact = world.add("Anna");
  world.answer(world.request(), 0);
  REQUIRE(world.book->save({.id = contact.id, .name = "Bad"}));
  world.environment.now += 60'000;
  world.answer(world.request(), 404);
  world.answer(world.request(), 422, R"({"message":"too short"})");
  CHECK(world.book->parked_contacts(0, 10)->size() == 1);
  // The first one arrives after all.
  world.environment.now += 10 * 60'000;
  world.pull("[" + world.record(contact, "1", "Anna") + "]");
  CHECK(world.book->conflicts(0, 10)->empty());
  CHECK(world.book->get(contact.id)->name == "Bad");
}

TEST_CASE("What is there already when it is made is another one's: neither is overwritten unseen") {
  World world;
  world.pull();
  const Contact contact = world.add("Anna");
  world.answer(world.request(), 409);
  world.answer(world.request(), 200, world.record(contact, "7", "Anja"));
  CHECK(world.book->get(contact.id)->name == "Anna");
  const auto conflicts = world.book->conflicts(0, 10);
  REQUIRE(conflicts->size() == 1);
  CHECK(conflicts->at(0).conflict.theirs == "Anja");
  CHECK(world.counts().pending == 0);
}

TEST_CASE("A whole record has what only the server knows of it, also where it was not shown") {
  World world(kTerseProfile);
  world.pull();
  const Contact contact = world.add("Anna");
  const SyncRequest create = world.acknowledge_tersely(contact);
  const std::string id = format_uuid(contact.id);
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  const SyncRequest look = world.request();
  CHECK(look.http.method == "GET");
  CHECK(look.http.url.ends_with(id));
  Json shown = *parse_json(World::with_version(create.http.body, "1"));
  shown["at"] = "2026-01-01T00:00:00Z";
  shown["owner"] = "Otto";
  world.answer(look, 200, dump_json(shown));
  const SyncRequest update = world.request();
  CHECK(update.http.method == "PUT");
  const Json body = *parse_json(update.http.body);
  CHECK(body["name"] == "Anne");
  CHECK(body["owner"] == "Otto");
}

TEST_CASE("Without a condition what was read is what is there for two seconds, and no longer") {
  for (const int64_t wait : {1'000, 3'000}) {
    World world(kBlindProfile);
    world.pull();
    const Contact contact = world.add_synced("Anna");
    REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
    const SyncRequest look = world.request();
    CHECK(look.http.method == "GET");
    world.answer(look, 200, world.record(contact, "1", "Anna"));
    world.environment.now += wait;
    CHECK(world.request().http.method == (wait < 2'000 ? "PATCH" : "GET"));
  }
}

TEST_CASE("What was made and deleted at once is looked for twice: its creation may be on its way") {
  World world;
  world.pull();
  const Contact contact = world.add("Anna");
  world.request();
  REQUIRE(world.book->remove(std::vector<Uuid>{contact.id}));
  world.book = *ContactBook::open(world.files, world.environment);
  world.answer(world.request(), 404);
  CHECK_FALSE(world.next().request);
  CHECK(world.counts().pending == 1);
  world.environment.now += 30'000;
  SyncRequest next = world.request();
  while (!next.http.url.ends_with(format_uuid(contact.id))) {
    world.answer(next, 200, "[]");
    next = world.request();
  }
  // By now it has arrived.
  world.answer(next, 200, world.record(contact, "1", "Anna"));
  CHECK(world.request().http.method == "DELETE");
  CHECK(world.book->get(contact.id)->deleted_at);
}

TEST_CASE("How the server writes what was made without an answer is no question to later edits") {
  World world;
  world.pull();
  const Contact contact = world.add("Anna");
  world.answer(world.request(), 0);
  REQUIRE(world.book->save({.id = contact.id, .name = "Berta"}));
  world.environment.now += 60'000;
  SyncRequest next = world.request();
  const std::string record = world.record(contact, "1", "anna");
  while (next.http.method == "GET") {
    const bool is_list = next.http.url.ends_with("/contacts");
    world.answer(next, 200, is_list ? "[" + record + "]" : record);
    next = world.request();
  }
  CHECK(world.book->conflicts(0, 10)->empty());
  CHECK((*parse_json(next.http.body))["name"] == "Berta");
}

TEST_CASE("How the server writes what it has only acknowledged is no question to later edits") {
  World world(kTerseProfile);
  world.pull();
  const Contact contact = world.add("Anna");
  world.acknowledge_tersely(contact);
  REQUIRE(world.book->save({.id = contact.id, .name = "Berta"}));
  const SyncRequest look = world.request();
  CHECK(look.http.method == "GET");
  // Somebody else has changed another field since.
  Json record = *parse_json(world.record(contact, "2", "anna"));
  record["at"] = "2026-01-01T00:00:00Z";
  record["source"] = "fair";
  world.answer(look, 200, dump_json(record));
  CHECK(world.book->conflicts(0, 10)->empty());
  CHECK(world.book->get(contact.id)->source == "fair");
  const SyncRequest update = world.request();
  CHECK(update.http.method == "PUT");
  CHECK((*parse_json(update.http.body))["name"] == "Berta");
}

TEST_CASE("How the server writes a whole record is no question to an edit under way") {
  Json profile = *parse_json(kTerseProfile);
  profile["update"]["ack"] = "none";
  profile["limits"] = {{"settle_ms", 0}};
  World world(dump_json(profile));
  world.pull();
  const Contact contact = world.add("Anna");
  world.acknowledge_tersely(contact);
  const auto shown = [&](const char* version, const char* at, const char* name) {
    Json record = *parse_json(world.record(contact, version, name));
    record["at"] = at;
    return dump_json(record);
  };
  REQUIRE(world.book->save({.id = contact.id, .name = "Berta"}));
  world.answer(world.request(), 200, shown("1", "2026-01-01T00:00:00Z", "Anna"));
  const SyncRequest update = world.request();
  CHECK(update.http.method == "PUT");
  REQUIRE(world.book->save({.id = contact.id, .name = "Carla"}));
  world.answer(update, 204, "");
  world.answer(world.request(), 200, shown("2", "2026-01-01T00:00:01Z", "berta"));
  CHECK(world.book->conflicts(0, 10)->empty());
  const SyncRequest second = world.request();
  CHECK((*parse_json(second.http.body))["name"] == "Carla");
  CHECK(header_of(second, "If-Match") == "2");
}

TEST_CASE("What an answer shows of somebody else's edit is not deleted unseen") {
  for (const bool is_erased : {false, true}) {
    World world(kBlindProfile);
    world.pull();
    const Contact contact = world.add_synced("Anna");
    REQUIRE(world.book->save({.id = contact.id, .source = "fair"}));
    world.answer(world.request(), 200, world.record(contact, "1", "Anna"));
    const SyncRequest update = world.request();
    CHECK(update.http.method == "PATCH");
    const Selection it = std::vector<Uuid>{contact.id};
    const bool is_done =
        is_erased ? world.book->erase(it).has_value() : world.book->remove(it).has_value();
    REQUIRE(is_done);
    Json record = *parse_json(world.record(contact, "3", "Anja"));
    record["source"] = "fair";
    world.answer(update, 200, dump_json(record));
    const auto found = world.book->search({.limit = 9})->rows;
    REQUIRE(found.size() == 1);
    CHECK(found[0].name == "Anja");
    REQUIRE(world.book->conflicts(0, 10)->size() == 1);
    CHECK(world.book->conflicts(0, 10)->at(0).conflict.name == kDeletedHere);
  }
}

TEST_CASE("What was erased while it was written does not go with an edit that came in between") {
  for (const char* name : {"Anna", "Anja"}) {
    World world(R"({
      "profile": 1, "base": "https://api.example.org",
      "record": {"id": "/id", "ref": "/id", "version": "/rev",
                 "fields": {"name": "/name", "email": "/email", "source": "/source"}},
      "list": {"path": "/contacts"},
      "create": {"path": "/contacts", "id": "client"},
      "update": {"path": "/contacts/{id}", "ack": {"id": "/id", "version": "/rev"}},
      "delete": {"path": "/contacts/{id}"}
    })");
    world.pull();
    const Contact contact = world.add_synced("Anna");
    REQUIRE(world.book->save({.id = contact.id, .source = "fair"}));
    world.answer(world.request(), 200, world.record(contact, "1", "Anna"));
    const SyncRequest update = world.request();
    CHECK(update.http.method == "PATCH");
    REQUIRE(world.book->erase(std::vector<Uuid>{contact.id}));
    // Version 2, if there was one, is of somebody else.
    world.answer(update, 200, R"({"id":")" + format_uuid(contact.id) + R"(","rev":"3"})");
    Json record = *parse_json(world.record(contact, "3", name));
    record["source"] = "fair";
    world.answer(world.request(), 200, dump_json(record));
    const bool is_same = std::string_view(name) == "Anna";
    CHECK(world.book->conflicts(0, 10)->size() == (is_same ? 0 : 1));
    const SyncNext next = world.next();
    CHECK((next.request && next.request->http.method == "DELETE") == is_same);
  }
}

TEST_CASE("What was overwritten before it was looked at again is sent once more") {
  World world(kBlindProfile);
  const Contact contact = rename_blindly(world);
  const SyncRequest look = world.request();
  CHECK(look.http.method == "GET");
  // Somebody had read it before that write, and has written all of it since.
  world.answer(look, 200, world.record(contact, "3", "Anna"));
  CHECK(world.book->get(contact.id)->name == "Anne");
  const SyncRequest again = world.request();
  CHECK(again.http.method == "PATCH");
  CHECK(again.http.body == R"({"name":"Anne"})");
}

TEST_CASE("A look that comes after a list has shown something else judges no write any more") {
  World world(kBlindProfile);
  const Contact contact = rename_blindly(world);
  const SyncRequest look = world.request();
  world.environment.now += 10 * 60'000;
  world.answer(look, 500);
  // Somebody has seen the write and changed it.
  world.pull("[" + world.record(contact, "3", "Berta") + "]");
  CHECK(world.book->get(contact.id)->name == "Berta");
  REQUIRE(world.book->save({.id = contact.id, .name = "Carla"}));
  // They have changed it back since.
  world.environment.now += 10'000;
  world.answer(world.request(), 200, world.record(contact, "4", "Anna"));
  const auto conflicts = world.book->conflicts(0, 10);
  REQUIRE(conflicts->size() == 1);
  CHECK(conflicts->at(0).conflict.mine == "Carla");
  CHECK(conflicts->at(0).conflict.theirs == "Anna");
}

TEST_CASE("Who is not found soon after a write is looked for once it has settled, not at once") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->remove(std::vector<Uuid>{contact.id}));
  world.answer(world.request(), 0);
  world.environment.now += 5'000;
  const SyncRequest look = world.request();
  CHECK(look.http.method == "GET");
  world.answer(look, 404);
  CHECK_FALSE(world.next().request);
  CHECK(world.counts().pending == 1);
  world.environment.now += 60'000;
  SyncRequest next = world.request();
  for (; next.http.url != look.http.url; next = world.request()) world.answer(next, 200, "[]");
  world.answer(next, 404);
  CHECK(world.counts().pending == 0);
}

TEST_CASE("Whoever has lost the book to another owner deletes nothing on the server any more") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->remove(std::vector<Uuid>{contact.id}));
  CHECK(world.request().http.method == "DELETE");
  // Sent, and then the page was loaded anew.
  world.book = *ContactBook::open(world.files, world.environment);
  const auto former = std::exchange(world.book, *ContactBook::open(world.files, world.environment));
  world.add("Bert");
  REQUIRE_FALSE(former->save({.name = "Cora"}));
  const auto next = former->next_sync_request("a");
  REQUIRE_FALSE(next);
  CHECK(next.error().code == ErrorCode::book_lost);
}

}  // namespace kartei
