#include "store/database.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "fixtures.h"
#include "store/file_vfs.h"
#include "store/files.h"

namespace kartei {
namespace {

struct DatabaseWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  FileVfs vfs{files, environment};
};

}  // namespace

TEST_CASE("Statements bind, step and start again") {
  DatabaseWorld world;
  Database database = *Database::open(world.vfs.name());
  REQUIRE(database.execute("CREATE TABLE t (a, b, c, d)"));
  auto insert = database.prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
  REQUIRE(insert);
  const std::array<uint8_t, 2> blob = {0, 255};
  CHECK(insert->bind(0, std::string_view()).bind(1, int64_t{7}).bind_blob(2, blob).run());
  CHECK(insert->bind(0, "ä").bind(1, std::optional<int64_t>()).bind_null(2).bind_null(3).run());

  auto select = database.prepare("SELECT a, b, c FROM t ORDER BY rowid");
  REQUIRE(select);
  REQUIRE(select->step() == true);
  CHECK(select->text(0) == "");
  CHECK(copy_of(select->value(1)) == Value(int64_t{7}));
  CHECK(std::ranges::equal(select->blob(2), blob));
  REQUIRE(select->step() == true);
  CHECK(select->text(0) == "ä");
  CHECK(is_null(select->value(1)));
  CHECK(select->step() == false);
  CHECK(select->step() == true);
  // An empty text is not NULL.
  CHECK(database.query_integer("SELECT count(*) FROM t WHERE a = ''") == 1);
}

TEST_CASE("A parameter can be NULL before a value and after one") {
  DatabaseWorld world;
  Database database = *Database::open(world.vfs.name());
  REQUIRE(database.execute("CREATE TABLE t (a, b)"));
  auto insert = database.prepare("INSERT INTO t VALUES (?, ?)");
  REQUIRE(insert);
  CHECK(insert->bind(0, int64_t{1}).bind_null(1).run());
  CHECK(insert->bind_null(0).bind(1, "x").run());
  CHECK(insert->bind_null(0).bind_null(1).run());
  CHECK(insert->bind(0, int64_t{2}).run());
  CHECK(database.query_integer("SELECT count(*) FROM t WHERE a = 1 AND b IS NULL") == 1);
  CHECK(database.query_integer("SELECT count(*) FROM t WHERE a IS NULL AND b = 'x'") == 1);
  CHECK(database.query_integer("SELECT count(*) FROM t WHERE a IS NULL AND b IS NULL") == 1);
  CHECK(database.query_integer("SELECT count(*) FROM t WHERE a = 2 AND b IS NULL") == 1);
}

TEST_CASE("Errors say what SQLite says") {
  DatabaseWorld world;
  Database database = *Database::open(world.vfs.name());
  CHECK_FALSE(database.prepare("SELEC 1"));
  const auto failed = database.execute("INSERT INTO nowhere VALUES (1)");
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::storage_failed);
  CHECK(failed.error().detail.contains("nowhere"));
  REQUIRE(database.execute("CREATE TABLE t (x UNIQUE); INSERT INTO t VALUES (1)"));
  auto insert = database.prepare("INSERT INTO t VALUES (?)");
  CHECK_FALSE(insert->bind(0, int64_t{1}).run());
  CHECK(insert->bind(0, int64_t{2}).run());
  CHECK_FALSE(insert->bind(9, int64_t{3}).run());
}

TEST_CASE("What is no database is damaged, not failed") {
  DatabaseWorld world;
  world.files.write(FileSlot::database, bytes_of(std::string(5000, 'x')), 0);
  Database database = *Database::open(world.vfs.name());
  const auto read = database.query_integer("SELECT count(*) FROM sqlite_schema");
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::storage_damaged);
}

}  // namespace kartei
