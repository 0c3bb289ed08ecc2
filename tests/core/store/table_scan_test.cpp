#include "store/table_scan.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/database.h"
#include "store/file_vfs.h"

namespace kartei {
namespace {

struct ScanWorld {
  explicit ScanWorld(const char* sql) {
    REQUIRE(database.execute(sql));
    for (TableShape& shape : *read_table_shapes(database)) {
      const auto root = database.query_integer("SELECT rootpage FROM sqlite_schema WHERE name = '" +
                                               shape.name + "'");
      tables.push_back({.shape = std::move(shape), .root = static_cast<uint32_t>(*root)});
    }
  }
  std::string values(TableScan& scan, size_t table) {
    std::string text;
    for (const FoundRow& row : tables[table].rows) {
      const auto values = scan.read(tables[table], row);
      REQUIRE(values);
      for (const ValueView& value : *values) {
        const auto* integer = std::get_if<int64_t>(&value);
        text += integer ? std::to_string(*integer) : "-";
        text += ' ';
      }
    }
    return text;
  }

  MemoryFiles files;
  FixedEnvironment environment;
  FileVfs vfs{files, environment};
  Database database = *Database::open(vfs.name());
  std::vector<FoundTable> tables;
};

constexpr const char* kNumbers =
    "CREATE TABLE t (key INTEGER PRIMARY KEY, a TEXT) STRICT;"
    "CREATE TABLE w (b TEXT, n INTEGER, PRIMARY KEY (n)) STRICT, WITHOUT ROWID;"
    "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 2000) "
    "INSERT INTO t SELECT n, printf('%0100d', n) FROM i;"
    "INSERT INTO w SELECT a, key FROM t;";

}  // namespace

TEST_CASE("Rows older than a column have its default; keys come out of the cell") {
  ScanWorld world(
      "CREATE TABLE t (key INTEGER PRIMARY KEY, a INTEGER) STRICT;"
      "INSERT INTO t VALUES (5, 50), (-3, 30);"
      "ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 9; INSERT INTO t VALUES (6, NULL, 7);");
  PageFile pages(world.files);
  TableScan scan(pages, world.tables);
  scan.follow_trees({});
  scan.sort();
  CHECK_FALSE(scan.has_damage());
  CHECK(world.values(scan, 0) == "-3 30 9 5 50 9 6 - 7 ");
}

TEST_CASE("Trees of both kinds are followed, each row once and in order") {
  ScanWorld world(kNumbers);
  PageFile pages(world.files);
  TableScan scan(pages, world.tables);
  scan.follow_trees({});
  scan.search_orphans();
  scan.sort();
  CHECK_FALSE(scan.has_damage());
  std::string t, w;
  for (int i = 1; i <= 2000; ++i) {
    t += std::to_string(i) + " - ";
    w += "- " + std::to_string(i) + " ";
  }
  CHECK(world.values(scan, 0) == t);
  CHECK(world.values(scan, 1) == w);
}

TEST_CASE("Without any root, rows are known by their shape; what could be two things is neither") {
  ScanWorld world(kNumbers);
  world.tables[0].root = world.tables[1].root = 0;
  PageFile pages(world.files);
  TableScan scan(pages, world.tables);
  scan.follow_trees({});
  CHECK(scan.has_damage());
  CHECK(world.tables[0].rows.empty());
  scan.search_orphans();
  scan.sort();
  // A table that is one page loses nothing but its inner pages, which table rows do not live in.
  CHECK(world.tables[0].rows.size() == 2000);
  CHECK(world.tables[1].rows.size() == 2000);

  ScanWorld twins(
      "CREATE TABLE a (key INTEGER PRIMARY KEY, n INTEGER) STRICT;"
      "CREATE TABLE b (key INTEGER PRIMARY KEY, n INTEGER) STRICT; INSERT INTO a VALUES (1, 2)");
  twins.tables[0].root = 0;
  PageFile twin_pages(twins.files);
  TableScan twin_scan(twin_pages, twins.tables);
  twin_scan.follow_trees({});
  twin_scan.search_orphans();
  CHECK(twins.tables[0].rows.empty());
  CHECK(twins.tables[1].rows.empty());
}

TEST_CASE("What was deleted is not found again") {
  ScanWorld world(kNumbers);
  REQUIRE(world.database.execute("DELETE FROM t WHERE key > 100; DELETE FROM w"));
  world.tables[0].root = 0;
  PageFile pages(world.files);
  REQUIRE(pages.free_count() > 0);
  TableScan scan(pages, world.tables);
  scan.follow_trees({});
  scan.search_orphans();
  scan.sort();
  CHECK(world.tables[0].rows.size() == 100);
  CHECK(world.tables[1].rows.empty());
}

}  // namespace kartei
