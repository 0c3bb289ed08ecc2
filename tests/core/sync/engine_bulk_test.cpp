// What goes in one request with others.
#include <map>

#include "engine_world.h"

namespace kartei {
namespace {

constexpr std::string_view kBulkProfile = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "ref": "/id", "version": "/rev",
             "fields": {"name": "/name", "email": "/email", "source": "/source"}},
  "list": {"path": "/contacts"},
  "create": {"path": "/contacts", "id": "client"},
  "update": {"path": "/contacts/{id}", "method": "PUT", "send": "full",
             "precondition": {"kind": "body", "field": "/rev"}},
  "delete": {"path": "/contacts/{id}", "precondition": {"kind": "query", "param": "rev"}},
  "bulk": {"path": "/bulk", "items": "/docs", "max": 9,
           "answer": {"items": "", "id": "/id", "version": "/rev", "error": "/error"}},
  "limits": {"concurrency": 1}
})";

Json docs_of(const SyncRequest& bulk) {
  CHECK(bulk.http.url == "https://api.example.org/bulk");
  return parse_json(bulk.http.body)->at("docs");
}

// What the server says of each: version 1 of what is new, and 2 of what was changed.
Json rows_for(const SyncRequest& bulk) {
  Json rows = Json::array();
  for (const Json& doc : docs_of(bulk)) {
    rows.push_back({{"id", doc["id"]}, {"rev", doc.contains("rev") ? "2" : "1"}});
  }
  return rows;
}

struct BulkWorld : World {
  std::vector<Contact> contacts;

  // Contacts that wait to be sent, all together.
  explicit BulkWorld(const std::vector<const char*>& names) : World(kBulkProfile) {
    for (const char* name : names) contacts.push_back(add(name));
    pull();
  }
  // Nothing is left to be sent.
  void rest() {
    SyncNext said = next();
    while (!said.request && said.wait_until == environment.now) said = next();
    CHECK_FALSE(said.request);
    CHECK(counts().pending == 0);
  }
  void take_all(const SyncRequest& bulk) { answer(bulk, 200, dump_json(rows_for(bulk))); }
};

}  // namespace

TEST_CASE("What is new goes in one request, and each row of the answer is about whom it names") {
  BulkWorld world({"Anna", "Bert", "Carl"});
  const SyncRequest bulk = world.request();
  REQUIRE(docs_of(bulk).size() == 3);
  Json rows = rows_for(bulk);
  std::swap(rows[0], rows[2]);
  rows[0]["rev"] = "c";
  world.answer(bulk, 200, dump_json(rows));
  world.rest();
  REQUIRE(world.book->save({.id = world.contacts[2].id, .name = "Carla"}));
  const Json changed = docs_of(world.request());
  REQUIRE(changed.size() == 1);
  CHECK(changed[0]["rev"] == "c");
  CHECK(changed[0]["name"] == "Carla");
}

TEST_CASE("Who is refused in a request of several is looked for, and the others are done") {
  BulkWorld world({"Anna", "Bert", "Carl"});
  const SyncRequest bulk = world.request();
  Json rows = rows_for(bulk);
  rows[1] = {{"id", rows[1]["id"]}, {"error", "conflict"}};
  world.answer(bulk, 200, dump_json(rows));
  const SyncRequest look = world.request();
  CHECK(look.http.method == "GET");
  CHECK(look.http.url.ends_with(format_uuid(world.contacts[1].id)));
  // Somebody else has it: neither is overwritten unseen.
  world.answer(look, 200, world.record(world.contacts[1], "7", "Berta"));
  CHECK(world.book->conflicts(0, 10)->size() == 1);
}

TEST_CASE(
    "What an answer does not name is looked for by itself: half may be done behind an error") {
  BulkWorld world({"Anna", "Bert"});
  const SyncRequest bulk = world.request();
  size_t left = 1;
  SUBCASE("half an answer") {
    world.answer(bulk, 200, dump_json(Json::array({rows_for(bulk)[1]})));
  }
  SUBCASE("an error") {
    world.answer(bulk, 500);
    left = 2;
  }
  world.environment.now += 60'000;
  for (size_t i = 0; i < left; ++i) {
    const SyncRequest look = world.request();
    CHECK(look.http.method == "GET");
    CHECK(look.http.url.ends_with(format_uuid(world.contacts[i].id)));
    world.answer(look, 200, world.record(world.contacts[i], "1", world.contacts[i].name));
  }
  world.pull("[" + world.record(world.contacts[0], "1", "Anna") + "," +
             world.record(world.contacts[1], "1", "Bert") + "]");
  world.rest();
  CHECK(world.book->conflicts(0, 10)->empty());
}

TEST_CASE("A request that is too large is sent in halves") {
  BulkWorld world({"Anna", "Bert", "Carl", "Dora", "Emil", "Fred", "Gert", "Hans"});
  const SyncRequest bulk = world.request();
  REQUIRE(docs_of(bulk).size() == 8);
  world.answer(bulk, 413);
  // They may have arrived all the same: each is looked for, and made when it is not there.
  std::map<std::string, int> methods;
  for (int i = 0; i < 16; ++i) {
    const SyncRequest one = world.request();
    const bool is_look = one.http.method == "GET";
    ++methods[one.http.method];
    world.answer(one, is_look ? 404 : 201, is_look ? "" : World::with_version(one.http.body, "1"));
  }
  CHECK(methods == std::map<std::string, int>{{"GET", 8}, {"POST", 8}});
  world.rest();
  std::vector<Uuid> ids;
  for (const Contact& each : world.contacts) ids.push_back(each.id);
  REQUIRE(world.book->update(ids, {.source = "fair"}));
  for (int i = 0; i < 2; ++i) {
    const SyncRequest half = world.request();
    REQUIRE(docs_of(half).size() == 4);
    world.take_all(half);
  }
  world.rest();
}

TEST_CASE("What has turned out to need nothing does not keep back what goes before it") {
  BulkWorld world({});
  const Contact first = world.add("Anna"), second = world.add("Bert");
  world.take_all(world.request());
  world.take_all(world.request());
  world.add("Carl");
  const SyncRequest create = world.request();
  // While that is under way, one is changed, and another one is as it was.
  REQUIRE(world.book->save({.id = first.id, .name = "Anne"}));
  REQUIRE(world.book->save({.id = second.id, .name = "Berta"}));
  REQUIRE(world.book->save({.id = second.id, .name = "Bert"}));
  for (int i = 0; i < 3; ++i) CHECK_FALSE(world.next().request);
  world.take_all(create);
  world.take_all(world.request());
  world.rest();
}

}  // namespace kartei
