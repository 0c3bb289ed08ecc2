#include "store/sync_store.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/file_vfs.h"
#include "store/migrations.h"

namespace kartei {
namespace {

struct SyncStoreWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  FileVfs vfs{files, environment};
  Database database = *Database::open(vfs.name());
  SyncStore store = open();

  SyncStore open() {
    REQUIRE(migrate(database));
    return SyncStore(database);
  }
  void connect() { REQUIRE(store.connect({.profile = "{}", .base = "b", .account = "a"})); }
  void put(ContactKey key, const char* id, int64_t walk = 1) {
    REQUIRE(store.put_link(key, {.id = id, .version = "v", .base = {{"n", key}}, .ref = {}}, walk));
  }
};

}  // namespace

TEST_CASE("A backend is remembered until it is disconnected") {
  SyncStoreWorld world;
  CHECK_FALSE(*world.store.backend());
  world.connect();
  REQUIRE(world.store.save_pull({.cursor = "c", .walk = 3}));
  const auto backend = world.store.backend();
  REQUIRE(*backend);
  CHECK((*backend)->account == "a");
  CHECK((*backend)->pull.cursor == "c");
  CHECK((*backend)->pull.walk == 3);
  world.put(1, "x");
  REQUIRE(world.store.put_outbox(1));
  REQUIRE(world.store.disconnect());
  CHECK_FALSE(*world.store.backend());
  CHECK_FALSE(*world.store.link(1));
  CHECK(world.store.outbox(0, 10)->empty());
}

TEST_CASE("Links are found by contact and by id; those without an id by contact alone") {
  SyncStoreWorld world;
  world.connect();
  world.put(1, "x");
  world.put(2, "");
  world.put(3, "");
  const auto link = world.store.link(1);
  REQUIRE(*link);
  CHECK((*link)->id == "x");
  CHECK((*link)->base["n"] == 1);
  CHECK(*world.store.find_link("x") == ContactKey{1});
  CHECK_FALSE(*world.store.find_link(""));
  CHECK((*world.store.link(2))->is_sent_only());
  REQUIRE(world.store.drop_link(1));
  CHECK_FALSE(*world.store.find_link("x"));
}

TEST_CASE("A walk knows whom it has not met") {
  SyncStoreWorld world;
  world.connect();
  world.put(1, "x");
  world.put(2, "y");
  world.put(3, "z");
  world.put(4, "");
  REQUIRE(world.store.meet(2, 2));
  CHECK(*world.store.next_unmet(0, 2) == ContactKey{1});
  CHECK(*world.store.next_unmet(1, 2) == ContactKey{3});
  CHECK_FALSE(*world.store.next_unmet(3, 2));
  const auto count = world.store.count_unmet(2);
  CHECK(count->unmet == 2);
  CHECK(count->links == 3);
}

TEST_CASE("What is parked waits until somebody tries it again") {
  SyncStoreWorld world;
  world.connect();
  REQUIRE(world.store.put_outbox(1));
  REQUIRE(world.store.put_outbox(2));
  REQUIRE(world.store.park(1, ErrorCode::sync_clash, "taken"));
  CHECK(*world.store.outbox(0, 10) == std::vector<ContactKey>{2});
  const auto parked = world.store.parked(0, 10);
  REQUIRE(parked->size() == 1);
  CHECK(parked->at(0).code == ErrorCode::sync_clash);
  CHECK(parked->at(0).message == "taken");
  // A page that meets it is no reason to try it again; a person is.
  REQUIRE(world.store.put_outbox(1));
  CHECK(world.store.parked(0, 10)->size() == 1);
  REQUIRE(world.store.unpark(1));
  CHECK(*world.store.outbox(0, 10) == std::vector<ContactKey>{1, 2});
  CHECK(*world.store.outbox(1, 10) == std::vector<ContactKey>{2});
  CHECK(world.store.counts()->pending == 2);
}

TEST_CASE("Conflicts are replaced as a whole") {
  SyncStoreWorld world;
  world.connect();
  const std::vector<FieldConflict> two = {{"email", nullptr, "m", "t"},
                                          {"name", "b", "m", nullptr}};
  REQUIRE(world.store.set_conflicts(1, two));
  CHECK(*world.store.conflicts(1) == two);
  CHECK(world.store.all_conflicts(1, 10)->size() == 1);
  REQUIRE(world.store.set_conflicts(1, {}));
  CHECK(world.store.conflicts(1)->empty());
}

TEST_CASE("Of an erased contact only the record's number is left, to be deleted there") {
  SyncStoreWorld world;
  const ContactKey keys[] = {1, 2};
  // Without a backend there is nothing to do.
  REQUIRE(world.store.forget(keys));
  world.connect();
  world.put(1, "x");
  REQUIRE(world.store.set_conflicts(1, {{"name", "b", "secret", "t"}}));
  REQUIRE(world.store.forget(keys));
  CHECK((*world.store.link(1))->base == Json::object());
  CHECK(world.store.conflicts(1)->empty());
  CHECK(*world.store.outbox(0, 10) == std::vector<ContactKey>{1});
}

}  // namespace kartei
