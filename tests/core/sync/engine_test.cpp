#include "sync/engine.h"

#include <doctest/doctest.h>

#include "sync/engine_world.h"

namespace kartei {
namespace {

constexpr std::string_view kPaged = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "version": "/rev", "fields": {"name": "/name", "email": "/email"}},
  "list": {"path": "/contacts",
           "page": {"kind": "number", "param": "page", "size": {"param": "limit", "value": 1},
                    "pastEnd": [404]}},
  "create": {"path": "/contacts", "id": "client"},
  "update": {"path": "/contacts/{id}"}, "delete": {"path": "/contacts/{id}"}
})";

constexpr std::string_view kLogged = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "version": "/rev", "fields": {"name": "/name"}},
  "list": {"path": "/contacts"},
  "delta": {"kind": "log", "path": "/changes", "query": {"since": "{cursor}"}, "start": "0",
            "next": "/seq", "head": {"path": "/", "value": "/seq"}, "tombstones": "inline"},
  "create": {"path": "/contacts", "id": "client"},
  "update": {"path": "/contacts/{id}"}, "delete": {"path": "/contacts/{id}"}
})";

// How many requests leave within a minute, if each is answered so.
int count_requests(World& world, int status, const std::string& body = "{}") {
  int count = 0;
  for (int second = 0; second < 60; ++second) {
    for (int i = 0; i < 20; ++i) {
      const SyncNext said = world.next();
      if (!said.request) break;
      ++count;
      world.answer(*said.request, status, body);
    }
    world.environment.now += 1000;
  }
  return count;
}

const SyncHealth& health_of(World& world) {
  return world.book->sync_status()->session->engine().health();
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

TEST_CASE("What was deleted here and is there again under its id is asked for by that id") {
  for (const bool is_back : {false, true}) {
    World world;
    world.pull(R"([{"id":"x17","rev":"1","name":"Anna","email":"a@example.org"}])");
    const Uuid id = world.book->search({})->rows.at(0).id;
    REQUIRE(world.book->remove(std::vector<Uuid>{id}));
    world.answer(world.request(), 204);
    // A list that is behind, or somebody who had not heard of the deletion.
    world.environment.now += kPollMs;
    world.pull(R"([{"id":"x17","rev":"2","name":"Anja","email":"a@example.org"}])");
    CHECK_FALSE(world.next().request);
    CHECK(world.book->get(id)->deleted_at);
    world.environment.now += 60'000;
    SyncRequest look = world.request();
    if (!look.http.url.ends_with("/contacts/x17")) {
      world.answer(look, 200, "[]");
      look = world.request();
    }
    CHECK(look.http.url.ends_with("/contacts/x17"));
    world.answer(
        look, is_back ? 200 : 404,
        is_back ? R"({"id":"x17","rev":"2","name":"Anja","email":"a@example.org"})" : "{}");
    CHECK(world.book->get(id)->deleted_at.has_value() == !is_back);
    CHECK(world.book->get(id)->name == (is_back ? "Anja" : "Anna"));
    CHECK(world.counts().links == (is_back ? 1 : 0));
  }
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

TEST_CASE("Whoever only sends looks once for what is there already, and takes nothing else") {
  World world(kProfile, SyncDirection::push);
  const Contact anna = *world.book->save({.name = "Anna", .email = "a@example.org"});
  const Contact bert = *world.book->save({.name = "Bert", .email = "b@example.org"});
  world.pull(R"([{"id":"1","rev":"1","name":"Anna","email":"a@example.org","source":"manual"},
                 {"id":"2","rev":"1","name":"Carla","email":"c@example.org"}])");
  const SyncRequest create = world.request();
  CHECK(create.http.method == "POST");
  CHECK(parse_json(create.http.body)->at("name") == "Bert");
  world.answer(create, 201, World::with_version(create.http.body, "1"));
  CHECK_FALSE(world.next().request);
  CHECK(world.book->state().contacts == 2);
  CHECK(world.counts().links == 2);
  // Nothing is read any more, and what changes here is sent.
  world.environment.now += 60 * 60'000;
  CHECK_FALSE(world.next().request);
  CHECK(world.book->save({.id = anna.id, .name = "Anne", .email = anna.email}));
  const SyncRequest update = world.request();
  CHECK(update.http.method == "PATCH");
  CHECK(update.http.body == R"({"name":"Anne"})");
}

TEST_CASE("Whoever only fetches sends nothing") {
  World world(kProfile, SyncDirection::pull);
  world.add("Anna");
  world.pull(R"([{"id":"2","rev":"1","name":"Carla","email":"c@example.org"}])");
  CHECK_FALSE(world.next().request);
  CHECK(world.book->state().contacts == 2);
}

// --- answers that are none ---

TEST_CASE("A list that is not there is no empty one, also where its pages end so") {
  World world(kPaged);
  world.answer(world.request(), 404, R"({"detail":"Not found."})");
  CHECK(health_of(world).pause == SyncPause::refused);
  CHECK(health_of(world).failure == "HTTP 404: Not found.");
  CHECK_FALSE(world.next().request);
  World paged(kPaged);
  paged.answer(paged.request(), 200, R"([{"id":"1","rev":"1","name":"Anna"}])");
  paged.answer(paged.request(), 404);
  CHECK(health_of(paged).pause == SyncPause::none);
  CHECK(paged.book->state().contacts == 1);
}

TEST_CASE("A list that is refused, by whatever status, is not asked for over and over") {
  for (const int status : {400, 403, 404, 409, 412, 428}) {
    CAPTURE(status);
    World world;
    CHECK(count_requests(world, status) == 1);
    CHECK(health_of(world).pause == SyncPause::refused);
    World logged(kLogged);
    CHECK(count_requests(logged, status) == 1);
    CHECK(health_of(logged).pause == SyncPause::refused);
  }
}

TEST_CASE("A log whose head says nothing is asked again later, and it is said") {
  World world(kLogged);
  CHECK(count_requests(world, 200, "") < 5);
  CHECK(health_of(world).failure == "answer_unreadable");
}

TEST_CASE("A record that cannot be looked at is tried again later, and others go on") {
  for (const int status : {400, 409, 428}) {
    CAPTURE(status);
    World world(kBlindProfile);
    world.pull();
    const Contact contact = world.add_synced("Anna");
    CHECK(world.book->save({.id = contact.id, .name = "Anne", .email = contact.email}));
    CHECK(count_requests(world, status) < 10);
  }
}

TEST_CASE("Whether a record is gone is asked once a walk where the server does not say") {
  World world;
  world.pull();
  world.add_synced("Anna");
  for (const int status : {400, 409}) {
    world.environment.now += 20 * 60'000;
    world.pull();
    const SyncRequest confirm = world.request();
    world.answer(confirm, status, "{}");
    const SyncNext next = world.next();
    CHECK_FALSE(next.request);
  }
  CHECK(world.book->state().contacts == 1);
}

TEST_CASE("Pages that lead in a circle end") {
  World world(kPaged);
  const auto page = [](int number) {
    const std::string id = std::to_string(number);
    return R"([{"id":")" + id + R"(","rev":"1","name":"Anna )" + id + R"("}])";
  };
  // Two that come again and again, after three others.
  int asked = 0;
  for (; asked < 50; ++asked) {
    const SyncNext said = world.next();
    if (!said.request) break;
    world.answer(*said.request, 200, page(asked < 3 ? asked : 3 + (asked - 3) % 2));
  }
  CHECK(asked < 20);
  CHECK(world.book->state().contacts == 5);
}

TEST_CASE("A version that is a number goes back as one") {
  constexpr std::string_view kNumbered = R"({
    "profile": 1, "base": "https://api.example.org",
    "record": {"id": "/id", "version": "/version", "fields": {"name": "/name", "email": "/email"}},
    "list": {"path": "/contacts"},
    "create": {"path": "/contacts", "id": "client"},
    "update": {"path": "/contacts/{id}", "ack": {"id": "/id", "version": "/version"},
               "precondition": {"kind": "body", "field": "/version"}},
    "delete": {"path": "/contacts/{id}"}
  })";
  World world(kNumbered);
  world.pull(R"([{"id":7,"version":3,"name":"Anna","email":"a@example.org"}])");
  Contact contact = world.book->search({.limit = 1})->rows.at(0);
  for (const int version : {3, 4}) {
    contact.name += "!";
    CHECK(world.book->save({.id = contact.id, .name = contact.name, .email = contact.email}));
    const SyncRequest update = world.request();
    CHECK(parse_json(update.http.body)->at("version") == version);
    world.answer(update, 200, R"({"id":7,"version":)" + std::to_string(version + 1) + "}");
  }
}

}  // namespace kartei
