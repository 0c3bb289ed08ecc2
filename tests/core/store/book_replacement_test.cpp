#include "store/book_replacement.h"

#include <doctest/doctest.h>

#include "store/backup_inspection.h"
#include "store/full_files.h"
#include "store/migrations.h"
#include "store/sample_book.h"
#include "store/scratch_database.h"

namespace kartei {
namespace {

struct ReplacementWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
};

Result<void> replace(ContactStore& store, std::string_view backup) {
  auto begun = store.begin_replacement();
  if (!begun) return std::unexpected(begun.error());
  const auto replacement = std::move(*begun);
  BackupReader reader(*replacement);
  if (auto fed = reader.feed(bytes_of(backup)); !fed) return fed;
  if (auto whole = reader.finish(); !whole) return std::unexpected(whole.error());
  if (auto finished = replacement->finish(); !finished) return finished;
  const auto done = replacement->commit();
  store.note_commit(done.has_value());
  return done;
}

// What is between the creation time and the end.
std::string content_of(const std::string& backup) { return backup.substr(backup.find("contacts")); }

}  // namespace

TEST_CASE("Any book comes back table for table, and its backup byte for byte") {
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    ReplacementWorld from, to;
    fill_store(from.store, seed, seed == 1 ? 0 : static_cast<size_t>(40 * seed));
    if (seed % 2) fill_store(to.store, seed + 100, 200);
    const std::string backup = read_backup(from.store, 1);
    REQUIRE(replace(to.store, backup));
    CHECK(dump_files(to.files) == dump_files(from.files));
    CHECK(read_backup(to.store, 1) == backup);
    const std::string later = read_backup(to.store, 99'999);
    CHECK(later != backup);
    CHECK(content_of(later).substr(0, content_of(later).rfind('{')) ==
          content_of(backup).substr(0, content_of(backup).rfind('{')));
    CHECK(to.store.check_integrity() == "");
    // The store that was open all the time goes on.
    fill_store(to.store, seed + 1000, 3);
  }
}

TEST_CASE("A replacement that does not end leaves every byte of the tables as it was") {
  ReplacementWorld from, to;
  fill_store(from.store, 21, 200);
  fill_store(to.store, 22, 200);
  const std::string backup = read_backup(from.store), before = dump_files(to.files);
  for (const size_t size : {size_t{0}, size_t{50}, backup.size() / 3, backup.size() - 1}) {
    CHECK_FALSE(replace(to.store, backup.substr(0, size)));
    CHECK(dump_files(to.files) == before);
    CHECK(to.store.load(1));
  }
  // A key twice, which only the table can know.
  std::string doubled = backup;
  const size_t row = doubled.find("\n[1,{");
  doubled.insert(row, doubled.substr(row, doubled.find('\n', row + 1) - row));
  CHECK(replace(to.store, doubled).error().code == ErrorCode::backup_damaged);
  CHECK(dump_files(to.files) == before);
  CHECK(to.store.check_integrity() == "");
}

TEST_CASE("A storage that is full in the middle leaves the book as it was") {
  ReplacementWorld from;
  fill_store(from.store, 31, 3000);
  const std::string backup = read_backup(from.store);
  FullFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  fill_store(store, 32, 500);
  const std::string before = read_backup(store);
  for (const int writes : {0, 1, 10, 100}) {
    files.writes_left = writes;
    const auto replaced = replace(store, backup);
    REQUIRE_FALSE(replaced);
    CHECK(replaced.error().code == ErrorCode::storage_full);
    files.writes_left = FullFiles::kNoLimit;
    CHECK(read_backup(store) == before);
  }
  CHECK(replace(store, backup));
  CHECK(read_backup(store) == backup);
}

TEST_CASE("A backup of each earlier schema becomes a book of today") {
  for (int schema = 1; schema < schema_version(); ++schema) {
    FixedEnvironment environment;
    ScratchDatabase old(environment);
    REQUIRE(old.open(schema));
    REQUIRE(old.database().execute(
        "INSERT INTO contacts VALUES (3, x'000102030405060708090a0b0c0d0e0f', 'A', 'e', 'p', "
        "'', 1, 2, NULL, NULL, 's', NULL, NULL, 'e', 'e', 'p', NULL);"
        "INSERT INTO journal (entry, kind, at, count) VALUES (1, 'create', 5, 1)"));
    auto writer = BackupWriter::begin(old.database(), 0);
    std::string backup;
    for (auto piece = writer->next(); !piece->empty(); piece = writer->next()) backup += *piece;
    ReplacementWorld to;
    REQUIRE(replace(to.store, backup));
    CHECK(to.store.load(3)->name == "A");
    ReplacementWorld fresh;
    BookReader replaced(to.files), made(fresh.files);
    const char* sql = "SELECT group_concat(sql, ';') FROM sqlite_schema";
    auto one = replaced.database.prepare(sql), other = made.database.prepare(sql);
    REQUIRE(*one->step());
    REQUIRE(*other->step());
    CHECK(one->text(0) == other->text(0));
    CHECK(replaced.database.query_integer("PRAGMA user_version") == schema_version());
  }
}

TEST_CASE("What belongs to the place stays") {
  ReplacementWorld from, to;
  fill_store(from.store, 41, 10);
  BookReader reader(to.files);
  const char* has_book = "SELECT count(*) FROM sqlite_schema WHERE name = 'book'";
  // Since schema 2.
  if (*reader.database.query_integer(has_book) == 0) return;
  const int64_t opened = *reader.database.query_integer("SELECT opened FROM book");
  REQUIRE(replace(to.store, read_backup(from.store)));
  BookReader after(to.files);
  CHECK(after.database.query_integer("SELECT opened FROM book") == opened);
  CHECK(after.database.query_integer("SELECT count(*) FROM book") == 1);
}

}  // namespace kartei
