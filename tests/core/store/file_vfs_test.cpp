#include "store/file_vfs.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/database.h"
#include "store/full_files.h"

namespace kartei {
namespace {

Database open(FileVfs& vfs, const char* journal_mode) {
  auto database = Database::open(vfs.name());
  REQUIRE(database);
  REQUIRE(database->execute("PRAGMA locking_mode = EXCLUSIVE"));
  const std::string mode = std::string("PRAGMA journal_mode = ") + journal_mode;
  REQUIRE(database->execute(mode.c_str()));
  return std::move(*database);
}

}  // namespace

TEST_CASE("What is committed is there after closing, in each journal mode") {
  for (const char* mode : {"DELETE", "TRUNCATE", "PERSIST", "WAL"}) {
    CAPTURE(mode);
    MemoryFiles files;
    FixedEnvironment environment;
    {
      FileVfs vfs(files, environment);
      Database database = open(vfs, mode);
      REQUIRE(database.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1), (2)"));
      CHECK(vfs.flushes() > 0);
    }
    FileVfs vfs(files, environment);
    Database database = open(vfs, mode);
    CHECK(database.query_integer("SELECT sum(x) FROM t") == 3);
  }
}

TEST_CASE("A journal that is left behind is rolled back") {
  MemoryFiles files, crashed;
  FixedEnvironment environment;
  FileVfs vfs(files, environment);
  Database database = open(vfs, "TRUNCATE");
  REQUIRE(database.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)"));
  // A small cache spills into the file before the commit.
  REQUIRE(database.execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN"));
  REQUIRE(
      database.execute("UPDATE t SET x = 2; CREATE TABLE big AS WITH RECURSIVE n(i) AS "
                       "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
                       "SELECT i, zeroblob(100) FROM n"));
  REQUIRE(files.size(FileSlot::journal) > 0);
  for (const FileSlot slot : {FileSlot::database, FileSlot::journal}) {
    std::vector<std::byte> bytes(static_cast<size_t>(files.size(slot)));
    files.read(slot, bytes, 0);
    crashed.write(slot, bytes, 0);
  }
  FileVfs vfs_after(crashed, environment);
  Database after = open(vfs_after, "TRUNCATE");
  CHECK(after.query_integer("SELECT x FROM t") == 1);
  CHECK(after.query_integer("SELECT count(*) FROM sqlite_schema") == 1);
}

TEST_CASE("Pages that follow one another are written at once, and are there at the commit") {
  FullFiles files;
  FixedEnvironment environment;
  FileVfs vfs(files, environment);
  Database database = open(vfs, "PERSIST");
  REQUIRE(database.execute("PRAGMA cache_size = 10; CREATE TABLE t (x)"));
  files.writes_left = 200;
  REQUIRE(
      database.execute("INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                       "FROM n WHERE i < 20000) SELECT zeroblob(100) FROM n"));
  const int64_t pages = files.size(FileSlot::database) / 4096;
  CHECK(pages > 500);
  CHECK(200 - files.writes_left < pages / 4);
  // What is read back was on its way a moment ago.
  CHECK(database.query_integer("SELECT count(*) FROM t WHERE length(x) = 100") == 20000);
  FileVfs other_vfs(files, environment);
  Database other = open(other_vfs, "PERSIST");
  CHECK(other.query_integer("SELECT count(*) FROM t WHERE length(x) = 100") == 20000);
}

TEST_CASE("A full or failing storage is an error, and nothing half-written stays") {
  for (const auto& [status, code] : {std::pair{FileStatus::full, ErrorCode::storage_full},
                                     std::pair{FileStatus::failed, ErrorCode::storage_failed}}) {
    FullFiles files;
    files.status = status;
    FixedEnvironment environment;
    FileVfs vfs(files, environment);
    Database database = open(vfs, "TRUNCATE");
    REQUIRE(database.execute("CREATE TABLE t (x)"));
    files.writes_left = 3;
    const auto written = database.execute("INSERT INTO t VALUES (zeroblob(100000))");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == code);
    files.writes_left = FullFiles::kNoLimit;
    CHECK(database.query_integer("SELECT count(*) FROM t") == 0);
    CHECK(database.execute("INSERT INTO t VALUES (zeroblob(100000))"));
    CHECK(database.query_integer("SELECT count(*) FROM t") == 1);
  }
}

TEST_CASE("What a read leaves out is asked for again, and is never taken for the end of the file") {
  FullFiles files;
  FixedEnvironment environment;
  {
    FileVfs vfs(files, environment);
    Database database = open(vfs, "PERSIST");
    REQUIRE(database.execute("CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000))"));
  }
  FileVfs vfs(files, environment);
  Database database = open(vfs, "PERSIST");
  files.most_read = 100;
  CHECK(database.query_integer("SELECT length(x) FROM t") == 100000);
  files.most_read = 0;
  FileVfs broken_vfs(files, environment);
  CHECK(Database::open(broken_vfs.name()).error().code == ErrorCode::storage_failed);
}

TEST_CASE("Time and random bytes come from the environment") {
  MemoryFiles files;
  FixedEnvironment environment;
  FileVfs vfs(files, environment);
  Database database = open(vfs, "TRUNCATE");
  CHECK(database.query_integer("SELECT unixepoch('now')") == environment.now / 1000);
}

TEST_CASE("Two books at once do not see each other") {
  MemoryFiles one, two;
  FixedEnvironment environment;
  FileVfs vfs_one(one, environment), vfs_two(two, environment);
  Database first = open(vfs_one, "TRUNCATE"), second = open(vfs_two, "WAL");
  REQUIRE(first.execute("CREATE TABLE t (x)"));
  CHECK(second.query_integer("SELECT count(*) FROM sqlite_schema") == 0);
}

}  // namespace kartei
