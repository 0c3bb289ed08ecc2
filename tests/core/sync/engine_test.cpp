// The engine over a real book, against a server that is a few lines of this file: what it asks, in
// which order, and what it makes of each answer. Whole conversations with many kinds of server and
// a bad network are in tests/simulation/sync.
#include "sync/engine.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "book/contact_book.h"
#include "fixtures.h"

namespace kartei {
namespace {

constexpr std::string_view kProfile = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "ref": "/id", "version": "/rev",
             "fields": {"name": "/name", "email": "/email", "source": "/source"}},
  "list": {"path": "/contacts"},
  "create": {"path": "/contacts", "id": "client"},
  "update": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}},
  "delete": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}},
  "limits": {"concurrency": 2}
})";

struct World {
  MemoryFiles files;
  FixedEnvironment environment;
  std::unique_ptr<ContactBook> book = *ContactBook::open(files, environment);

  explicit World(std::string_view profile = kProfile) {
    REQUIRE(book->connect_backend({.profile = std::string(profile), .account = "a"}));
  }

  SyncNext next() { return *book->next_sync_request("a"); }
  SyncRequest request() {
    SyncNext said = next();
    // There may be more to look through.
    while (!said.request && said.wait_until == environment.now) said = next();
    REQUIRE(said.request);
    return *said.request;
  }
  void answer(const SyncRequest& request, int status, std::string body = {},
              std::vector<HttpHeader> headers = {}) {
    REQUIRE(book->receive_sync_response(
        request.attempt,
        {.status = status, .headers = std::move(headers), .body = std::move(body), .failure = {}}));
  }
  // The list, with these records.
  void pull(std::string records = "[]") {
    const SyncRequest page = request();
    CHECK(page.http.method == "GET");
    CHECK(page.http.url == "https://api.example.org/contacts");
    answer(page, 200, std::move(records));
  }
  Contact add(std::string name) {
    return *book->save({.name = std::move(name), .email = "a@example.org"});
  }
  // A contact that both sides have, at version 1.
  Contact add_synced(std::string name) {
    const Contact contact = add(std::move(name));
    const SyncRequest create = request();
    answer(create, 201, with_version(create.http.body, "1"));
    CHECK_FALSE(next().request);
    return contact;
  }
  static std::string with_version(const std::string& body, const char* version) {
    Json json = *parse_json(body);
    json["rev"] = version;
    return dump_json(json);
  }
  std::string record(const Contact& contact, const char* version, std::string name) {
    return dump_json({{"id", format_uuid(contact.id)},
                      {"rev", version},
                      {"name", std::move(name)},
                      {"email", contact.email},
                      {"source", contact.source}});
  }
  SyncStore::Counts counts() { return book->sync_status()->counts; }
};

// What is written whole, and answered with an id and a version.
constexpr std::string_view kTerseProfile = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "ref": "/id", "version": "/rev", "updated": "/at",
             "fields": {"name": "/name", "email": "/email", "source": "/source"}},
  "list": {"path": "/contacts"},
  "create": {"path": "/contacts", "id": "client", "ack": {"id": "/id", "version": "/rev"}},
  "update": {"path": "/contacts/{id}", "method": "PUT", "send": "full",
             "ack": {"id": "/id", "version": "/rev"}, "precondition": {"kind": "if-match"}},
  "delete": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}}
})";

constexpr std::string_view kBlindProfile = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "ref": "/id",
             "fields": {"name": "/name", "email": "/email", "source": "/source"}},
  "list": {"path": "/contacts"},
  "create": {"path": "/contacts", "id": "client"},
  "update": {"path": "/contacts/{id}"},
  "delete": {"path": "/contacts/{id}"}
})";

std::string header_of(const SyncRequest& request, std::string_view name) {
  for (const HttpHeader& header : request.http.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

}  // namespace

TEST_CASE("It reads before it writes, and what was there before is sent after the first pull") {
  World world;
  const Contact contact = world.add("Anna");
  world.pull();
  const SyncRequest create = world.request();
  CHECK(create.http.method == "POST");
  const Json body = *parse_json(create.http.body);
  CHECK(body["id"] == format_uuid(contact.id));
  CHECK(body["name"] == "Anna");
  world.answer(create, 201, World::with_version(create.http.body, "1"));
  CHECK(world.counts().links == 1);
  CHECK(world.counts().pending == 0);
}

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

TEST_CASE("With nothing to do it sends nothing until the next look") {
  World world;
  world.pull();
  const SyncNext next = world.next();
  CHECK_FALSE(next.request);
  REQUIRE(next.wait_until);
  CHECK(*next.wait_until == world.environment.now + kPollMs);
  world.environment.now = *next.wait_until;
  CHECK(world.next().request);
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
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  const SyncRequest first = world.request();
  REQUIRE(world.book->save({.id = contact.id, .name = "Annie"}));
  CHECK_FALSE(world.next().request);
  world.answer(first, 200, world.record(contact, "2", "Anne"));
  const SyncRequest second = world.request();
  CHECK(second.http.body == R"({"name":"Annie"})");
  CHECK(header_of(second, "If-Match") == "2");
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

TEST_CASE("An answer that comes twice, or to nobody, changes nothing") {
  World world;
  world.pull();
  const Contact contact = world.add("Anna");
  const SyncRequest create = world.request();
  world.answer(create, 201, World::with_version(create.http.body, "1"));
  world.answer(create, 422, R"({"message":"no"})");
  CHECK(world.counts().parked == 0);
  CHECK(world.counts().links == 1);
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

TEST_CASE("Retry-After stops everything, and no later answer shortens it") {
  World world;
  world.pull();
  world.add("Anna");
  REQUIRE(world.book->save({.name = "Bert", .email = "b@example.org"}));
  const SyncRequest one = world.request(), other = world.request();
  world.answer(one, 429, "", {{"Retry-After", "90"}});
  world.answer(other, 503, "", {{"Retry-After", "5"}});
  const SyncNext next = world.next();
  CHECK_FALSE(next.request);
  CHECK(next.wait_until == world.environment.now + 90'000);
}

TEST_CASE("A clock that is set back by years stops nothing") {
  World world;
  world.pull();
  world.add("Anna");
  world.answer(world.request(), 429, "", {{"Retry-After", "90"}});
  world.environment.now -= 10 * int64_t{365} * 86'400'000;
  CHECK(world.next().request);
}

TEST_CASE("A wait that is over is not waited for again where the clock is set back by an hour") {
  World world;
  world.pull();
  world.add("Anna");
  world.answer(world.request(), 429, "", {{"Retry-After", "90"}});
  CHECK_FALSE(world.next().request);
  world.environment.now += 95'000;
  world.answer(world.request(), 200, "[]");
  world.environment.now -= 3'600'000;
  CHECK(world.next().request);
}

TEST_CASE("Expired credentials are asked for once, and refused ones pause") {
  World world;
  const SyncRequest first = world.request();
  CHECK_FALSE(first.refreshes_auth);
  world.answer(first, 401);
  const SyncRequest second = world.request();
  CHECK(second.refreshes_auth);
  world.answer(second, 401);
  CHECK_FALSE(world.next().request);
  CHECK(world.book->sync_status()->session->engine().health().pause == SyncPause::auth);
  REQUIRE(world.book->control_sync(SyncControl::resume));
  world.pull();
}

TEST_CASE("What a list shows no more is deleted only once its id is gone, too") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  world.environment.now += 10 * 60'000;
  world.pull("[]");
  const SyncRequest confirm = world.request();
  CHECK(confirm.http.url.ends_with(format_uuid(contact.id)));
  CHECK_FALSE(world.book->get(contact.id)->deleted_at);
  world.answer(confirm, 404);
  CHECK(world.book->get(contact.id)->deleted_at);
}

TEST_CASE("What was edited here and is gone there is made anew under one name, once") {
  World world;
  // Somebody else's id, which is no UUID: all clients call it the same.
  const char* record = R"([{"id":"x17","rev":"1","name":"Anna","email":"a@example.org"}])";
  world.pull(record);
  Contact contact = world.book->search({})->rows.at(0);
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  const SyncRequest update = world.request();
  CHECK(update.http.url.ends_with("/contacts/x17"));
  world.answer(update, 412);
  const SyncRequest read = world.request();
  CHECK(read.http.method == "GET");
  world.answer(read, 404);
  REQUIRE(world.book->conflicts(0, 10)->size() == 1);

  World other;
  other.pull(record);
  CHECK(other.book->search({})->rows.at(0).id == contact.id);

  const auto expect_create = [&] {
    const SyncRequest look = world.request();
    CHECK(look.http.method == "GET");
    CHECK(look.http.url.ends_with("/contacts/" + format_uuid(contact.id)));
    world.answer(look, 404);
    const SyncRequest create = world.request();
    CHECK(create.http.method == "POST");
    CHECK((*parse_json(create.http.body))["id"] == format_uuid(contact.id));
    return create;
  };
  // Its answer is lost: it is looked for, and not there.
  world.answer(expect_create(), 0);
  world.environment.now += 60'000;
  const SyncRequest again = expect_create();
  world.answer(again, 201, World::with_version(again.http.body, "2"));
  CHECK(world.counts().links == 1);
  CHECK(world.counts().pending == 0);
  world.environment.now += 10 * 60'000;
  world.pull("[" + World::with_version(again.http.body, "2") + "]");
  CHECK(world.book->state().contacts == 1);
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

TEST_CASE("What was erased here and changed there since comes back as a question") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->erase(std::vector<Uuid>{contact.id}));
  world.answer(world.request(), 412);
  world.answer(world.request(), 200, world.record(contact, "2", "Anja"));
  CHECK(world.book->get(contact.id)->name == "Anja");
  REQUIRE(world.book->conflicts(0, 10)->size() == 1);
  CHECK(world.book->conflicts(0, 10)->at(0).conflict.name == kDeletedHere);
  CHECK_FALSE(world.next().request);
}

TEST_CASE("What was erased before its creation was acknowledged comes back only as a question") {
  World world;
  world.pull();
  const Contact contact = world.add("Anna");
  // It arrives, its answer does not, and the page is closed.
  world.request();
  REQUIRE(world.book->erase(std::vector<Uuid>{contact.id}));
  world.book = *ContactBook::open(world.files, world.environment);
  REQUIRE(world.book->control_sync(SyncControl::now));
  world.pull("[" + world.record(contact, "1", "Anna") + "]");
  REQUIRE(world.book->conflicts(0, 10)->size() == 1);
  CHECK(world.book->conflicts(0, 10)->at(0).conflict.name == kDeletedHere);
  CHECK(world.book->resolve_conflict(
      {.id = contact.id, .field = std::string(kDeletedHere), .takes_mine = true}));
  CHECK(world.request().http.method == "DELETE");
}

TEST_CASE("A new contact does not take the record of one that was erased") {
  World world;
  world.pull();
  const Contact erased = world.add_synced("Anna");
  REQUIRE(world.book->erase(std::vector<Uuid>{erased.id}));
  const Contact bert = world.add("Bert");
  const SyncRequest removal = world.request(), create = world.request();
  CHECK(removal.http.method == "DELETE");
  CHECK(removal.http.url.ends_with(format_uuid(erased.id)));
  CHECK(create.http.method == "POST");
  CHECK((*parse_json(create.http.body))["id"] == format_uuid(bert.id));
}

TEST_CASE("What is restored while its deletion is under way is made anew") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->remove(std::vector<Uuid>{contact.id}));
  const SyncRequest removal = world.request();
  REQUIRE(world.book->restore(std::vector<Uuid>{contact.id}));
  CHECK_FALSE(world.next().request);
  world.answer(removal, 204);
  const SyncRequest create = world.request();
  CHECK(create.http.method == "POST");
  world.answer(create, 201, World::with_version(create.http.body, "2"));
  CHECK(world.counts().links == 1);
}

TEST_CASE("An undo of a write whose answer was lost goes there as well, also after a restart") {
  for (const bool restarts : {false, true}) {
    World world;
    world.pull();
    const Contact contact = world.add_synced("Anna");
    REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
    world.answer(world.request(), 0);
    REQUIRE(world.book->undo({}));
    if (restarts) {
      world.book.reset();
      world.book = *ContactBook::open(world.files, world.environment);
    }
    world.environment.now += 60'000;
    // By then it has arrived, and its name was written in another way.
    const char* records = R"([{"id":"%","rev":"2","name":"anne","email":"a@example.org"}])";
    std::string page = records;
    page.replace(page.find('%'), 1, format_uuid(contact.id));
    SyncRequest next = world.request();
    if (next.http.url.ends_with("/contacts")) {
      world.answer(next, 200, page);
    } else {
      world.answer(next, 200, page.substr(1, page.size() - 2));
    }
    next = world.request();
    while (next.http.method == "GET") {
      world.answer(next, 200, page.substr(1, page.size() - 2));
      next = world.request();
    }
    CHECK(next.http.method == "PATCH");
    CHECK((*parse_json(next.http.body))["name"] == "Anna");
    CHECK(world.book->conflicts(0, 10)->empty());
  }
}

TEST_CASE("What is restored is looked for before it is made: somebody else may have restored it") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->remove(std::vector<Uuid>{contact.id}));
  world.answer(world.request(), 204);
  REQUIRE(world.book->restore(std::vector<Uuid>{contact.id}));
  const SyncRequest look = world.request();
  CHECK(look.http.method == "GET");
  world.answer(look, 200, world.record(contact, "2", "Anna"));
  CHECK_FALSE(world.next().request);
  CHECK(world.counts().links == 1);
  CHECK(world.counts().conflicts == 0);
}

TEST_CASE("What was taken back here before its answer came is no deletion there") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  world.answer(world.request(), 0);
  REQUIRE(world.book->undo({}));
  world.environment.now += 10 * 60'000;
  // Whoever has deleted it had seen "Anne".
  SyncRequest next = world.request();
  if (next.http.url.ends_with("/contacts")) {
    world.answer(next, 200, "[]");
    next = world.request();
  }
  CHECK(next.http.url.ends_with(format_uuid(contact.id)));
  world.answer(next, 404);
  CHECK_FALSE(world.book->get(contact.id)->deleted_at);
  REQUIRE(world.book->conflicts(0, 10)->size() == 1);
  CHECK(world.book->conflicts(0, 10)->at(0).conflict.name == kDeletedThere);
}

TEST_CASE("A whole record has what only the server knows of it, also where it was not shown") {
  World world(kTerseProfile);
  world.pull();
  const Contact contact = world.add("Anna");
  const SyncRequest create = world.request();
  const std::string id = format_uuid(contact.id);
  world.answer(create, 201, R"({"id":")" + id + R"(","rev":"1"})");
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

TEST_CASE("What a page has left in doubt is asked about, also after a failure or a restart") {
  for (const bool restarts : {false, true}) {
    World world(kTerseProfile);
    world.pull();
    const Contact contact = world.add("Anna");
    const SyncRequest create = world.request();
    const std::string id = format_uuid(contact.id);
    world.answer(create, 201, R"({"id":")" + id + R"(","rev":"1"})");
    CHECK_FALSE(world.next().request);
    // Somebody else has written since, or the list is older than our own write.
    world.environment.now += kPollMs;
    Json theirs = *parse_json(World::with_version(create.http.body, "2"));
    theirs["name"] = "Anja";
    theirs["at"] = "2026-01-01T00:00:00Z";
    world.pull("[" + dump_json(theirs) + "]");
    CHECK(world.book->get(contact.id)->name == "Anna");
    SyncRequest look = world.request();
    CHECK(look.http.url.ends_with(id));
    if (restarts) {
      world.book.reset();
      world.book = *ContactBook::open(world.files, world.environment);
      // Which one it was nobody knows any more.
      world.pull("[" + dump_json(theirs) + "]");
    } else {
      world.answer(look, 500);
      world.environment.now += 10'000;
      look = world.request();
      CHECK(look.http.url.ends_with(id));
      world.answer(look, 200, dump_json(theirs));
    }
    CHECK(world.book->get(contact.id)->name == "Anja");
  }
}

TEST_CASE("What pages have skipped, because a record of an earlier one has moved, is read again") {
  World world(R"({
    "profile": 1, "base": "https://api.example.org",
    "record": {"id": "/id", "version": "/rev", "updated": "/at", "deleted": "/gone",
               "fields": {"name": "/name"}},
    "list": {"path": "/contacts",
             "page": {"kind": "offset", "param": "offset", "size": {"param": "limit", "value": 9}}},
    "delta": {"kind": "filter", "query": {"since": "{cursor}"}, "tombstones": "inline"},
    "create": {"path": "/contacts", "id": "client"},
    "update": {"path": "/contacts/{id}"}, "delete": {"path": "/contacts/{id}"}
  })");
  const auto row = [](const char* id, const char* at, const char* name) {
    return dump_json({{"id", id}, {"rev", at}, {"at", at}, {"name", name}});
  };
  constexpr auto kFirst = "2026-01-01T00:00:01Z", kSecond = "2026-01-01T00:00:02Z",
                 kThird = "2026-01-01T00:00:03Z";
  const std::string both = row("1", kFirst, "Anna") + "," + row("2", kFirst, "Bert");
  world.answer(world.request(), 200, "[" + both + "]");
  world.answer(world.request(), 200, "[" + both + "]");
  // Anna is changed, and stands behind Bert, where the page before ended.
  const std::string last = row("3", kThird, "Carl");
  const SyncRequest page = world.request();
  CHECK(page.http.url.contains("offset=2"));
  world.answer(page, 200, "[" + last + "]");
  world.answer(world.request(), 200, "[" + last + "]");
  world.answer(world.request(), 200, "[]");
  const SyncRequest again = world.request();
  CHECK(again.http.url.contains(encode_url(kFirst)));
  world.answer(again, 200,
               "[" + row("2", kFirst, "Bert") + "," + row("1", kSecond, "Anja") + "," + last + "]");
  CHECK(std::ranges::contains(world.book->search({.limit = 10})->rows, "Anja", &Contact::name));
}

TEST_CASE("A portal's page acknowledges nothing") {
  World world;
  world.pull();
  world.add("Anna");
  world.answer(world.request(), 200, "<!doctype html>");
  CHECK(world.counts().links == 0);
  CHECK(world.counts().pending == 1);
}

TEST_CASE("Nothing leaves with another account's credentials") {
  World world;
  world.pull();
  world.add("Anna");
  CHECK_FALSE(world.book->next_sync_request("b")->request);
  CHECK(world.book->next_sync_request("a")->request);
}

}  // namespace kartei
