#include "store/backup_writer.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "store/sample_book.h"

namespace kartei {
namespace {

struct BackupWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
};

}  // namespace

TEST_CASE("A backup can be read by people") {
  BackupWorld world;
  auto transaction = world.store.begin();
  const EntryId entry = *world.store.journal().add_entry(ChangeKind::create, 1);
  const Contact contact = make_contact({.name = "Jörg \"J\"", .email = "J@Example.org"});
  REQUIRE(world.store.insert(contact, entry, ChangeKind::create));
  REQUIRE(transaction->commit());
  const std::string backup = read_backup(world.store, 1'767'225'600'000);
  CAPTURE(backup);
  CHECK(backup.starts_with("{\"kartei_backup\":1,\"schema\":"));
  CHECK(
      backup.contains(",\"created_at\":\"2026-01-01T00:00:00.000Z\",\"contacts\":1,\"trash\":0,"
                      "\"entries\":1}\n{\"table\":\"contacts\",\"columns\":[\"key\",\"id\","));
  CHECK(
      backup.contains("[1,{\"blob\":\"00000000000000000000000000000001\"},\"Jörg \\\"J\\\"\","
                      "\"J@Example.org\",\"\",\"\",0,0,null,null,\"\",null,null,"
                      "\"J@example.org\",null,null,null]\n"));
  CHECK(
      backup.contains("\n{\"table\":\"journal_changes\",\"columns\":[\"entry\","
                      "\"contact_key\",\"before\"]}\n[1,1,null]\n"));
  CHECK_FALSE(backup.contains("{\"table\":\"requests\""));
  CHECK_FALSE(backup.contains("{\"table\":\"book\""));
  const size_t last = backup.rfind('\n', backup.size() - 2) + 1;
  Sha256 sum;
  sum.update(backup.substr(0, last));
  CHECK(backup.substr(last) == "{\"rows\":3,\"sha256\":\"" + sum.hex() + "\"}\n");
}

TEST_CASE("Pieces are bounded, and no row is lost or doubled between two") {
  BackupWorld world;
  fill_store(world.store, 3, 6000);
  auto writer = world.store.begin_backup(0);
  REQUIRE(writer);
  size_t pieces = 0, rows = 0;
  for (auto piece = writer->next(); !piece->empty(); piece = writer->next()) {
    CHECK(piece->size() < kBackupPieceBytes + 100'000);
    rows += static_cast<size_t>(std::ranges::count(*piece, '\n'));
    ++pieces;
  }
  CHECK(pieces > 1);
  BookReader reader(world.files);
  size_t expected = 2;
  for (const TableShape& shape : *read_table_shapes(reader.database)) {
    if (!is_in_backups(shape.name)) continue;
    expected += 1 + static_cast<size_t>(
                        *reader.database.query_integer("SELECT count(*) FROM " + shape.name));
  }
  CHECK(rows == expected);
}

TEST_CASE("A table without rowid goes on where it stopped, also by texts") {
  FixedEnvironment environment;
  MemoryFiles files;
  FileVfs vfs(files, environment);
  Database database = *Database::open(vfs.name());
  REQUIRE(database.execute(
      "CREATE TABLE contacts (key INTEGER PRIMARY KEY, deleted_at INTEGER) STRICT;"
      "CREATE TABLE journal (entry INTEGER PRIMARY KEY) STRICT;"
      "CREATE TABLE named (b TEXT, n INTEGER, a TEXT, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;"
      "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 3000) "
      "INSERT INTO named SELECT printf('%0900d', n % 7), n, printf('%d', n / 7) FROM i"));
  auto writer = BackupWriter::begin(database, 0);
  REQUIRE(writer);
  std::string backup;
  for (auto piece = writer->next(); !piece->empty(); piece = writer->next()) backup += *piece;
  CHECK(backup.size() > 2 * kBackupPieceBytes);
  for (int n = 1; n <= 3000; ++n) {
    const std::string middle = "," + std::to_string(n) + ",\"" + std::to_string(n / 7) + "\"]\n";
    const size_t found = backup.find(middle);
    CHECK(found != std::string::npos);
    CHECK(backup.find(middle, found + 1) == std::string::npos);
  }
}

TEST_CASE("A write in between ends a backup: it is of one moment") {
  BackupWorld world;
  fill_store(world.store, 4, 6000);
  auto writer = world.store.begin_backup(0);
  REQUIRE(writer);
  REQUIRE(writer->next());
  fill_store(world.store, 5, 1);
  CHECK(writer->next().error().code == ErrorCode::backup_outdated);
}

}  // namespace kartei
