#include "store/contact_store.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/full_files.h"

namespace kartei {
namespace {

struct StoreWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);

  ContactKey insert(const Contact& contact) {
    auto transaction = store.begin();
    const EntryId entry = *store.journal().add_entry(ChangeKind::create, 1);
    const ContactKey key = *store.insert(contact, entry, ChangeKind::create);
    REQUIRE(transaction->commit());
    return key;
  }
};

Contact full_contact() {
  Contact contact = make_contact({.name = "Jörg",
                                  .email = "J@Example.org",
                                  .phone = "030 123456",
                                  .country_code = "+49",
                                  .created_at = "2026-01-01",
                                  .last_contact_at = "2026-02-01",
                                  .source = "chat",
                                  .tags = "a,b",
                                  .attributes = {{"Stadt", "Köln"}}});
  contact.updated_at = 42;
  return contact;
}

}  // namespace

TEST_CASE("A contact comes back as it was, also after opening again") {
  StoreWorld world;
  const Contact contact = full_contact();
  const ContactKey key = world.insert(contact);
  CHECK(world.store.load(key) == contact);
  // The store that has the files open goes first.
  world.store = *ContactStore::open(world.files, world.environment);
  CHECK(world.store.load(key) == contact);
  CHECK(world.store.load(key + 1).error().code == ErrorCode::contact_unknown);
  CHECK(world.store.check_integrity() == "");
}

// A row behind the others is a record, one between them an INSERT.
TEST_CASE("A contact comes back as it was at a key that is given again, too") {
  constexpr ContactKey kHigh = 50'000;
  StoreWorld world;
  {
    auto transaction = world.store.begin();
    REQUIRE(world.store.sync().put_link(kHigh - 1, {.base = Json::object()}, 1));
    REQUIRE(transaction->commit());
  }
  const Contact contact = full_contact();
  REQUIRE(world.insert(contact) == kHigh);
  world.store = *ContactStore::open(world.files, world.environment);
  REQUIRE(world.insert(contact) == 1);
  CHECK(world.store.load(1) == contact);
  CHECK(world.store.load(kHigh) == contact);
  CHECK(world.store.check_integrity() == "");
}

TEST_CASE("An update journals what was, the first time only") {
  StoreWorld world;
  const Contact before = full_contact();
  const ContactKey key = world.insert(before);
  Contact after = before;
  after.name = "Georg";
  auto transaction = world.store.begin();
  const EntryId entry = *world.store.journal().add_entry(ChangeKind::update, 2);
  REQUIRE(world.store.update(key, before, after, entry));
  Contact again = after;
  again.name = "Gregor";
  REQUIRE(world.store.update(key, after, again, entry));
  REQUIRE(world.store.journal().finish_entry(entry, 1));
  REQUIRE(transaction->commit());
  CHECK(world.store.load(key) == again);
  CHECK(world.store.journal().keys(entry) == std::vector<ContactKey>{key});
  CHECK(world.store.journal().keys(99)->empty());
}

TEST_CASE("Deleting sets a date and nothing else") {
  StoreWorld world;
  const ContactKey key = world.insert(full_contact());
  auto transaction = world.store.begin();
  const EntryId entry = *world.store.journal().add_entry(ChangeKind::remove, 2);
  REQUIRE(world.store.set_deleted(key, 77, entry));
  REQUIRE(transaction->commit());
  Contact deleted = full_contact();
  deleted.deleted_at = 77;
  CHECK(world.store.load(key) == deleted);
}

TEST_CASE("The contacts of an import need no journal rows of their own") {
  StoreWorld world;
  auto transaction = world.store.begin();
  const EntryId entry = *world.store.journal().add_entry(ChangeKind::import, 3);
  const ContactKey key = *world.store.insert(full_contact(), entry, ChangeKind::import);
  const ImportRecord record{.entry = entry,
                            .file_name = "a.csv",
                            .rows = 2,
                            .created = 1,
                            .updated = 0,
                            .skipped = 1,
                            .rejected = 0};
  REQUIRE(world.store.journal().add_import(record));
  REQUIRE(transaction->commit());
  CHECK(world.store.journal().keys(entry) == std::vector<ContactKey>{key});
  const auto imports = world.store.journal().imports();
  REQUIRE(imports->size() == 1);
  CHECK(imports->front().file_name == "a.csv");
  CHECK(imports->front().skipped == 1);
}

TEST_CASE("What is rolled back is gone, and its keys are given again") {
  StoreWorld world;
  {
    auto transaction = world.store.begin();
    const EntryId entry = *world.store.journal().add_entry(ChangeKind::create, 1);
    CHECK(world.store.insert(full_contact(), entry, ChangeKind::create) == 1);
  }
  CHECK(world.insert(full_contact()) == 1);
}

TEST_CASE("Whose record is still to be deleted keeps the key, also after a rollback") {
  StoreWorld world;
  const ContactKey erased = world.insert(full_contact());
  {
    auto transaction = world.store.begin();
    REQUIRE(world.store.sync().connect({.profile = "{}", .base = "b", .account = "a"}));
    REQUIRE(world.store.sync().put_link(
        erased, {.id = "x", .version = "v", .base = Json::object(), .ref = {}}, 1));
    REQUIRE(world.store.erase(std::vector{erased}));
    REQUIRE(transaction->commit());
  }
  {
    auto transaction = world.store.begin();
    const EntryId entry = *world.store.journal().add_entry(ChangeKind::create, 1);
    CHECK(world.store.insert(full_contact(), entry, ChangeKind::create) == erased + 1);
    CHECK(world.store.insert(full_contact(), entry, ChangeKind::create) == erased + 2);
  }
  CHECK(world.insert(full_contact()) == erased + 1);
}

TEST_CASE("Opened again, a book gives the keys that are free") {
  constexpr ContactKey kHigh = 50'000;
  StoreWorld world;
  const ContactKey first = world.insert(full_contact());
  const auto link = [&](ContactKey key) {
    return world.store.sync().put_link(key, {.base = Json::object()}, 1);
  };
  {
    auto transaction = world.store.begin();
    // Of one that was erased.
    REQUIRE(link(first + 2));
    REQUIRE(link(kHigh - 1));
    REQUIRE(transaction->commit());
  }
  CHECK(world.insert(full_contact()) == kHigh);
  CHECK(world.insert(full_contact()) == kHigh + 1);
  {
    auto transaction = world.store.begin();
    REQUIRE(world.store.erase(std::vector<ContactKey>{kHigh}));
    REQUIRE(transaction->commit());
  }
  const auto insert = [&](bool is_kept) {
    auto transaction = world.store.begin();
    const EntryId entry = *world.store.journal().add_entry(ChangeKind::create, 1);
    const auto key = world.store.insert(full_contact(), entry, ChangeKind::create);
    REQUIRE(key);
    if (is_kept) REQUIRE(world.store.commit(*transaction, entry));
    return *key;
  };
  CHECK(insert(true) == kHigh + 2);
  world.store = *ContactStore::open(world.files, world.environment);
  CHECK(insert(false) == first + 1);
  CHECK(insert(true) == first + 1);
  CHECK(insert(true) == first + 3);
  // What is erased now is given when the book is opened the next time.
  {
    auto transaction = world.store.begin();
    const EntryId entry = *world.store.journal().add_entry(ChangeKind::erase, 1);
    REQUIRE(world.store.erase(std::vector<ContactKey>{first}));
    REQUIRE(world.store.commit(*transaction, entry));
  }
  CHECK(insert(true) == first + 4);
  world.store = *ContactStore::open(world.files, world.environment);
  CHECK(insert(true) == first);
  CHECK(insert(true) == first + 5);
  // Where it is unknown what was written, so is which are free.
  world.store.doubt();
  REQUIRE(world.store.settle());
  CHECK(insert(true) == kHigh + 3);
}

TEST_CASE("Attribute names are those of the contacts that are asked for") {
  StoreWorld world;
  Contact contact = full_contact();
  world.insert(contact);
  contact.attributes = {{"Hut", "ja"}, {"Stadt", "Bonn"}};
  world.insert(contact);
  CHECK(world.store.attribute_names([](ContactKey) { return true; }) ==
        std::vector<std::string>{"Stadt", "Hut"});
  CHECK(world.store.attribute_names([](ContactKey key) { return key == 1; }) ==
        std::vector<std::string>{"Stadt"});
  size_t visited = 0;
  REQUIRE(world.store.for_each(
      [&](ContactKey key, const Contact&, EntryId) { CHECK(key == ++visited); }));
  CHECK(visited == 2);
}

TEST_CASE("Whoever opens the files has them; the former owner can write no more") {
  StoreWorld world;
  world.insert(full_contact());
  ContactStore second = *ContactStore::open(world.files, world.environment);
  CHECK(world.store.begin().error().code == ErrorCode::book_lost);
  {
    auto transaction = second.begin();
    REQUIRE(transaction);
    const EntryId entry = *second.journal().add_entry(ChangeKind::create, 1);
    REQUIRE(second.insert(full_contact(), entry, ChangeKind::create));
    REQUIRE(transaction->commit());
  }
  // Its own transactions do not make it a stranger to itself.
  CHECK(second.begin());
  CHECK(world.store.begin().error().code == ErrorCode::book_lost);
}

TEST_CASE("Deleted contacts are listed, the last deleted first, and counted by age") {
  StoreWorld world;
  auto transaction = world.store.begin();
  const EntryId entry = *world.store.journal().add_entry(ChangeKind::remove, 1);
  for (const Timestamp deleted_at : {10, 30, 20}) {
    const ContactKey key = *world.store.insert(full_contact(), entry, ChangeKind::create);
    REQUIRE(world.store.set_deleted(key, deleted_at, entry + 1));
  }
  REQUIRE(world.store.insert(full_contact(), entry, ChangeKind::create));
  REQUIRE(transaction->commit());
  CHECK(world.store.deleted(0, 10) == std::vector<ContactKey>{2, 3, 1});
  CHECK(world.store.deleted(1, 1) == std::vector<ContactKey>{3});
  CHECK(world.store.count_deleted() == 3);
  CHECK(world.store.deleted_before(25) == std::vector<ContactKey>{1, 3});
}

TEST_CASE("The last backup is remembered") {
  StoreWorld world;
  CHECK_FALSE(*world.store.last_backup_at());
  REQUIRE(world.store.set_last_backup_at(42));
  CHECK(world.store.last_backup_at()->value() == 42);
}

TEST_CASE("A backup that could not be remembered does not make the book a stranger's") {
  FullFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  for (int flushes = 0; flushes < 4; ++flushes) {
    files.flushes_left = flushes;
    files.flushes_to_fail = 1;
    CHECK_FALSE(store.set_last_backup_at(flushes));
    CHECK(store.is_unsettled());
    REQUIRE(store.settle());
    CHECK(store.set_last_backup_at(42));
    CHECK_FALSE(store.is_unsettled());
  }
  ContactStore other = *ContactStore::open(files, environment);
  CHECK(store.set_last_backup_at(43).error().code == ErrorCode::book_lost);
  CHECK(other.last_backup_at()->value() == 42);
}

TEST_CASE("A commit that fails only at its end is made durable and counts as done") {
  FullFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  int kept = 0;
  for (int flushes = 0; flushes < 5; ++flushes) {
    auto transaction = store.begin();
    const EntryId entry = *store.journal().add_entry(ChangeKind::create, 1);
    REQUIRE(store.insert(full_contact(), entry, ChangeKind::create));
    files.flushes_left = flushes;
    files.flushes_to_fail = 1;
    const auto committed = store.commit(*transaction, entry);
    CHECK_FALSE(store.is_unsettled());
    CHECK(store.journal().entry(entry).has_value() == committed.has_value());
    if (committed) ++kept;
  }
  // The journal twice, the database, and the end of the journal; the fifth was not reached.
  CHECK(kept == 2);
}

TEST_CASE("A store that cannot find out what a commit has left writes nothing until it can") {
  FullFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  auto transaction = store.begin();
  const EntryId entry = *store.journal().add_entry(ChangeKind::create, 1);
  files.flushes_left = 3;
  files.flushes_to_fail = 100;
  CHECK(store.commit(*transaction, entry).error().code == ErrorCode::storage_full);
  CHECK(store.is_unsettled());
  CHECK(store.begin().error().code == ErrorCode::storage_failed);
  CHECK(store.settle().error().code == ErrorCode::storage_full);
  files.flushes_to_fail = 0;
  REQUIRE(store.settle());
  CHECK(store.journal().entry(entry));
  CHECK(store.begin());
}

TEST_CASE("A failure of the storage is not taken for another owner, another owner is") {
  FullFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  const auto write = [&](ContactStore& owner) -> ErrorCode {
    auto transaction = owner.begin();
    if (!transaction) return transaction.error().code;
    const EntryId entry = *owner.journal().add_entry(ChangeKind::create, 1);
    const auto committed = owner.commit(*transaction, entry);
    return committed ? ErrorCode::internal : committed.error().code;
  };
  for (int flushes = 0; flushes < 5; ++flushes) {
    files.flushes_left = flushes;
    files.flushes_to_fail = 1;
    write(store);
    files.flushes_to_fail = 0;
    CHECK(write(store) == ErrorCode::internal);
    CHECK(write(store) == ErrorCode::internal);
  }
  ContactStore other = *ContactStore::open(files, environment);
  CHECK(write(store) == ErrorCode::book_lost);
  CHECK(write(other) == ErrorCode::internal);
}

}  // namespace kartei
