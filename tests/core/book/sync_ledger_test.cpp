#include "book/sync_ledger.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/full_files.h"

namespace kartei {
namespace {

struct LedgerWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  Columns columns;
  SyncLedger ledger{store, columns, environment};

  ContactKey add(const RawContact& raw, uint8_t number) {
    REQUIRE(ledger.begin());
    const auto key = ledger.add_contact(make_contact(raw, number));
    REQUIRE(key);
    REQUIRE(ledger.commit());
    return *key;
  }
};

}  // namespace

TEST_CASE("What is rolled back is neither in the store nor in memory") {
  LedgerWorld world;
  REQUIRE(world.ledger.begin());
  const auto key = world.ledger.add_contact(make_contact({.name = "Anna"}, 7));
  REQUIRE(key);
  Uuid id{};
  id.bytes[15] = 7;
  CHECK(world.ledger.find_contact(id) == *key);
  world.ledger.roll_back();
  CHECK_FALSE(world.ledger.find_contact(id));
  CHECK_FALSE(*world.ledger.contact(*key));
  CHECK(world.columns.live_count() == 0);
}

TEST_CASE("What comes in a row from the server is one entry of the history") {
  LedgerWorld world;
  const ContactKey anna = world.add({.name = "Anna"}, 1);
  world.add({.name = "Bert"}, 2);
  REQUIRE(world.ledger.begin());
  REQUIRE(world.ledger.set_deleted(anna, true));
  REQUIRE(world.ledger.commit());
  CHECK(world.columns.live_count() == 1);
  const auto entries = world.store.journal().entries(0, 10);
  REQUIRE(entries->size() == 1);
  CHECK(entries->front().kind == ChangeKind::sync);
  CHECK(entries->front().count == 3);
}

TEST_CASE(
    "Behind a backup what comes from the server begins a new entry, which counts as changes") {
  LedgerWorld world;
  world.add({.name = "Anna"}, 1);
  const Timestamp backup = world.environment.now;
  REQUIRE(world.store.set_last_backup_at(backup));
  ++world.environment.now;
  world.add({.name = "Bert"}, 2);
  world.add({.name = "Carla"}, 3);
  CHECK(world.store.journal().entries(0, 10)->size() == 2);
  CHECK(*world.store.journal().changes_since(backup) == 2);
}

TEST_CASE("What goes on an earlier entry and fails has failed") {
  for (int writes = 0; writes < 40; ++writes) {
    FullFiles files;
    FixedEnvironment environment;
    ContactStore store = *ContactStore::open(files, environment);
    Columns columns;
    SyncLedger ledger(store, columns, environment);
    const auto add = [&](uint8_t number) {
      Result<ContactKey> key = failure(ErrorCode::storage_failed);
      if (auto begun = ledger.begin(); !begun) return key;
      key = ledger.add_contact(make_contact({.name = "Anna"}, number));
      if (!key) return ledger.roll_back(), key;
      return ledger.commit().transform([&] { return *key; });
    };
    REQUIRE(add(1));
    files.writes_left = writes;
    const auto key = add(2);
    files.writes_left = FullFiles::kNoLimit;
    CAPTURE(writes);
    REQUIRE(store.settle());
    CHECK(columns.live_count() == (key ? 2 : 1));
    if (key) CHECK(*ledger.contact(*key));
    if (!key) CHECK_FALSE(*ledger.contact(2));
  }
}

TEST_CASE("An address finds its contact until that has a record of its own") {
  LedgerWorld world;
  const ContactKey anna = world.add({.name = "Anna", .email = "anna@example.org"}, 1);
  const Contact other = make_contact({.name = "A.", .email = "Anna@Example.org"}, 9);
  CHECK(*world.ledger.find_unlinked(other) == anna);
  REQUIRE(world.ledger.begin());
  REQUIRE(world.ledger.put_link(anna, {.id = "1", .version = "", .base = {}, .ref = {}}, 0));
  REQUIRE(world.ledger.commit());
  CHECK_FALSE(*world.ledger.find_unlinked(other));
  CHECK_FALSE(*world.ledger.find_unlinked(make_contact({.name = "B"}, 3)));
}

}  // namespace kartei
