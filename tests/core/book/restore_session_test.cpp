#include "book/restore_session.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "store/sample_book.h"

namespace kartei {
namespace {

struct RestoreWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  Columns columns;

  void load_columns() {
    columns = Columns();
    REQUIRE(
        store.for_each([&](ContactKey key, const Contact& c, EntryId) { columns.put(key, c); }));
  }
  void add(const Contact& contact) {
    auto transaction = store.begin();
    const EntryId entry = *store.journal().add_entry(ChangeKind::create, 1);
    const ContactKey key = *store.insert(contact, entry, ChangeKind::create);
    REQUIRE(transaction->commit());
    columns.put(key, contact);
  }
  Result<BackupSummary> read(RestoreSession& session, std::string_view backup, size_t chunk) {
    for (; !backup.empty(); backup.remove_prefix(std::min(chunk, backup.size()))) {
      auto fed = session.feed(bytes_of(backup.substr(0, chunk)));
      if (!fed) return std::unexpected(fed.error());
    }
    return session.finish();
  }
  Result<BackupSummary> inspect(std::string_view backup, size_t chunk = 1 << 20) {
    RestoreSession session(RestoreMode::inspect, store, columns, environment);
    return read(session, backup, chunk);
  }
  Result<RestoreResult> restore(RestoreMode mode, std::string_view backup, size_t chunk = 1 << 20) {
    RestoreSession session(mode, store, columns, environment);
    if (auto summary = read(session, backup, chunk); !summary) {
      return std::unexpected(summary.error());
    }
    CHECK(session.is_writing());
    const RestoreResult result = session.result();
    if (auto done = session.commit(); !done) return std::unexpected(done.error());
    CHECK_FALSE(session.is_writing());
    return result;
  }
};

Contact contact_of(uint8_t number, std::string_view name, Timestamp updated_at) {
  Contact contact =
      make_contact({.name = name, .tags = "a", .attributes = {{"Hut", "ja"}}}, number);
  contact.updated_at = updated_at;
  return contact;
}

}  // namespace

TEST_CASE("Looking at a backup counts it and writes nothing") {
  RestoreWorld from, to;
  fill_store(from.store, 1, 100);
  const std::string backup = read_backup(from.store, 1'767'225'600'000);
  to.add(*from.store.load(3));
  to.add(*from.store.load(4));
  to.add(contact_of(1, "Own", 1));
  const std::string before = bytes_in(to.files);
  for (const size_t chunk : {size_t{1}, size_t{7}, size_t{1000}, backup.size()}) {
    const auto summary = to.inspect(backup, chunk);
    REQUIRE(summary);
    CHECK(summary->known == 2);
    CHECK(summary->header.created_at == 1'767'225'600'000);
    CHECK(summary->header.contacts + summary->header.trash == 100);
    CHECK(summary->header.entries == 10);
  }
  CHECK(bytes_in(to.files) == before);
}

TEST_CASE("Every single bit of a backup counts, in every mode") {
  RestoreWorld from, to;
  from.add(contact_of(1, "Änne \"x\"", 5));
  const std::string backup = read_backup(from.store, 1);
  to.add(contact_of(2, "Own", 1));
  const std::string before = dump_files(to.files);
  for (size_t i = 0; i < backup.size(); ++i) {
    std::string flipped = backup;
    flipped[i] = static_cast<char>(flipped[i] ^ 1 << (i * 5 % 8));
    const RestoreMode mode = i % 2 ? RestoreMode::replace : RestoreMode::merge;
    CAPTURE(i);
    CHECK_FALSE(to.inspect(flipped));
    CHECK_FALSE(to.restore(mode, flipped));
  }
  CHECK(dump_files(to.files) == before);
  CHECK(to.restore(RestoreMode::replace, backup));
}

TEST_CASE("Replacing gives the backup's book and says how many") {
  RestoreWorld from, to;
  fill_store(from.store, 2, 50);
  to.add(contact_of(2, "Own", 1));
  const auto result = to.restore(RestoreMode::replace, read_backup(from.store), 13);
  REQUIRE(result);
  CHECK(result->added == 50);
  CHECK(result->updated + result->unchanged + static_cast<uint64_t>(result->entry) == 0);
  CHECK(dump_files(to.files) == dump_files(from.files));
}

TEST_CASE("A book without a key left takes no contact more until it is opened again") {
  RestoreWorld from, to;
  {
    auto transaction = from.store.begin();
    REQUIRE(from.store.sync().put_link(kMaxContactKey - 1, {.base = Json::object()}, 1));
    REQUIRE(transaction->commit());
  }
  from.add(contact_of(1, "Last", 5));
  CHECK(from.store.load(kMaxContactKey)->name == "Last");
  REQUIRE(to.restore(RestoreMode::replace, read_backup(from.store)));
  const auto add_another = [&]() -> Result<ContactKey> {
    auto transaction = to.store.begin();
    const EntryId entry = *to.store.journal().add_entry(ChangeKind::create, 1);
    return to.store.insert(contact_of(2, "Another", 5), entry, ChangeKind::create);
  };
  CHECK(add_another().error().code == ErrorCode::storage_full);
  RestoreWorld other;
  other.add(contact_of(3, "Other", 5));
  CHECK(to.restore(RestoreMode::merge, read_backup(other.store)).error().code ==
        ErrorCode::storage_full);
  to.store = *ContactStore::open(to.files, to.environment);
  CHECK(to.store.load(kMaxContactKey)->name == "Last");
  CHECK(add_another() == 1);
}

TEST_CASE("What is merged lies around what is there, in keys that are given again") {
  RestoreWorld to, other;
  {
    auto transaction = to.store.begin();
    const EntryId entry = *to.store.journal().add_entry(ChangeKind::create, 1);
    REQUIRE(to.store.sync().put_link(50'000, {.base = Json::object()}, 1));
    REQUIRE(to.store.sync().put_link(2, {.base = Json::object()}, 1));
    REQUIRE(to.store.commit(*transaction, entry));
  }
  to.add(contact_of(1, "Last", 5));
  CHECK(to.store.load(50'001)->name == "Last");
  other.add(contact_of(3, "Other", 5));
  other.add(contact_of(4, "Fourth", 5));
  to.store = *ContactStore::open(to.files, to.environment);
  CHECK(to.restore(RestoreMode::merge, read_backup(other.store))->added == 2);
  CHECK(to.store.load(1)->name == "Other");
  CHECK(to.store.load(3)->name == "Fourth");
  CHECK(to.columns.live_count() == 3);
  CHECK_FALSE(to.store.is_unsettled());
}

TEST_CASE("Merging adds what is unknown and takes what is newer") {
  RestoreWorld from, to;
  from.add(contact_of(1, "Newer", 20));
  from.add(contact_of(2, "Older", 5));
  from.add(contact_of(3, "Unknown", 7));
  Contact trash = contact_of(4, "Thrown away there", 30);
  trash.deleted_at = 30;
  from.add(trash);
  Contact unknown_trash = contact_of(5, "Trash", 30);
  unknown_trash.deleted_at = 30;
  from.add(unknown_trash);
  to.add(contact_of(9, "Own", 1));
  for (const uint8_t number : {uint8_t{1}, uint8_t{2}, uint8_t{4}}) {
    to.add(contact_of(number, "Here", 10));
  }
  const int64_t journal =
      *BookReader(to.files).database.query_integer("SELECT max(entry) FROM journal");
  const auto result = to.restore(RestoreMode::merge, read_backup(from.store), 5);
  REQUIRE(result);
  CHECK(result->added == 2);
  CHECK(result->updated == 2);
  CHECK(result->unchanged == 1);
  CHECK(result->entry == static_cast<EntryId>(journal + 1));
  const auto load = [&](uint8_t number) {
    return *to.store.load(to.columns.find(contact_of(number, "", 0).id).value());
  };
  CHECK(load(1) == contact_of(1, "Newer", 20));
  CHECK(load(2) == contact_of(2, "Here", 10));
  CHECK(load(3) == contact_of(3, "Unknown", 7));
  CHECK(load(4) == trash);
  CHECK(load(5) == unknown_trash);
  CHECK(load(9) == contact_of(9, "Own", 1));
  CHECK(to.columns.live_count() == 4);
  CHECK(to.store.journal().keys(result->entry)->size() == 4);
  BookReader reader(to.files);
  CHECK(reader.database.query_integer("SELECT count FROM journal WHERE kind = 'merge'") == 4);
  CHECK(reader.database.query_integer("SELECT count(*) FROM journal_changes WHERE before LIKE "
                                      "'%\"name\":\"Here\"%\"updated_at\":10%'") == 2);

  SUBCASE("A second time there is nothing to merge, and no entry") {
    const std::string before = dump_files(to.files);
    const auto again = to.restore(RestoreMode::merge, read_backup(from.store));
    REQUIRE(again);
    CHECK(again->added + again->updated == 0);
    CHECK(again->unchanged == 5);
    CHECK(again->entry == 0);
    CHECK(dump_files(to.files) == before);
  }
}

TEST_CASE("A merge of many batches, and one that is dropped") {
  RestoreWorld from, to;
  fill_store(from.store, 3, 5000);
  const std::string backup = read_backup(from.store);
  {
    RestoreSession session(RestoreMode::merge, to.store, to.columns, to.environment);
    REQUIRE(to.read(session, backup, 1 << 16));
    CHECK(session.is_writing());
  }
  CHECK(to.columns.last_key() == 0);
  CHECK(BookReader(to.files).database.query_integer("SELECT count(*) FROM journal") == 0);
  const auto result = to.restore(RestoreMode::merge, backup, 1 << 16);
  REQUIRE(result);
  CHECK(result->added == 5000);
  for (ContactKey key = 1; key <= 5000; key += 7) {
    const Contact contact = *from.store.load(key);
    CHECK(to.store.load(to.columns.find(contact.id).value()) == contact);
  }
  from.load_columns();
  CHECK(to.columns.live_count() == from.columns.live_count());
}

}  // namespace kartei
