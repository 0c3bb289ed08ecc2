#include "book/sync_session.h"

#include <doctest/doctest.h>

#include "sync_world.h"

namespace kartei {

TEST_CASE("The log says what was asked, and nothing of whom") {
  SyncWorld world;
  world.connect_with("Anna");
  const auto status = world.book->sync_status();
  REQUIRE(status->session);
  const auto& log = status->session->log();
  REQUIRE(log.size() == 2);
  CHECK(log[0].method == "POST");
  CHECK(log[0].path == "/contacts");
  CHECK(log[0].status == 201);
  CHECK(log[1].method == "GET");
  CHECK(log[1].path == "/contacts");
}

TEST_CASE("An answer that nobody waits for is dropped") {
  SyncWorld world;
  world.connect_with("Anna");
  const auto before = world.book->state();
  REQUIRE(world.book->receive_sync_response(
      12345, {.status = 200, .headers = {}, .body = R"([{"id":"1","name":"X"}])", .failure = {}}));
  CHECK(world.book->state().version == before.version);
}

TEST_CASE("A book that is opened again goes on where it was") {
  SyncWorld world;
  const Contact contact = world.connect_with("Anna");
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  world.book.reset();
  world.book = *ContactBook::open(world.files, world.environment);
  CHECK(world.request().http.body == R"({"name":"Anne"})");
}

}  // namespace kartei
