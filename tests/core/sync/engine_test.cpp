#include "sync/engine.h"

#include <doctest/doctest.h>

#include "sync/engine_world.h"

namespace kartei {

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

}  // namespace kartei
