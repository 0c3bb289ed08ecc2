#include "book/history.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {

TEST_CASE("History names the contact of an entry, as long as there is one") {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  auto transaction = store.begin();
  const EntryId entry = *store.journal().add_entry(ChangeKind::create, 1);
  const Contact anna = make_contact({.name = "Anna"});
  const ContactKey key = *store.insert(anna, entry, ChangeKind::create);
  REQUIRE(store.journal().finish_entry(entry, 1));
  REQUIRE(store.commit(*transaction, entry));
  auto history = read_history(store, 0, 10);
  REQUIRE(history);
  CHECK(history->total == 1);
  CHECK(history->undo == entry);
  CHECK(history->redo == 0);
  CHECK(history->rows[0].name == "Anna");
  CHECK(history->rows[0].contact_id == anna.id);

  REQUIRE(store.erase(std::vector<ContactKey>{key}));
  history = read_history(store, 0, 10);
  CHECK(history->rows[0].name == "");
  CHECK(history->rows[0].contact_id == std::nullopt);
}

TEST_CASE("History names the segment of an entry, also when it is gone") {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  const auto add = [&] {
    const EntryId entry = *store.journal().add_entry(ChangeKind::segment, 1);
    REQUIRE(store.journal().finish_entry(entry, 1));
    return entry;
  };
  const StoredSegment made{.id = "s", .name = "Kunden", .filter = "{}"};
  REQUIRE(store.segments().put(add(), "s", &made));
  CHECK(read_history(store, 0, 10)->rows[0].name == "Kunden");
  REQUIRE(store.segments().put(add(), "s", nullptr));
  const auto history = read_history(store, 0, 10);
  CHECK(history->rows[0].name == "Kunden");
  CHECK(history->rows[0].segment == SegmentChange::Kind::deleted);
  CHECK(history->rows[1].segment == SegmentChange::Kind::created);
  CHECK(history->rows[0].contact_id == std::nullopt);
}

TEST_CASE("The trash is read in pages") {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  const auto transaction = store.begin();
  for (uint8_t i = 1; i <= 3; ++i) {
    Contact contact = make_contact({.name = "A"}, i);
    contact.deleted_at = i;
    REQUIRE(store.insert(contact, 1, ChangeKind::create));
  }
  const auto trash = read_trash(store, 1, 1);
  CHECK(trash->total == 3);
  REQUIRE(trash->rows.size() == 1);
  CHECK(trash->rows[0].deleted_at == 2);
}

}  // namespace kartei
