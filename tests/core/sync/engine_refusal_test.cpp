// What the engine makes of answers that are none: it neither goes on as if all were well, nor asks
// for ever and at once.
#include <doctest/doctest.h>

#include <string>

#include "sync/engine.h"
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
