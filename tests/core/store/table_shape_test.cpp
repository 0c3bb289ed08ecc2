#include "store/table_shape.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/scratch_database.h"

namespace kartei {
namespace {

std::vector<TableShape> shapes_of(const char* sql) {
  FixedEnvironment environment;
  ScratchDatabase scratch(environment);
  REQUIRE(scratch.open());
  REQUIRE(scratch.database().execute(sql));
  auto shapes = read_table_shapes(scratch.database());
  REQUIRE(shapes);
  return std::move(*shapes);
}

}  // namespace

TEST_CASE("Tables come in the order in which they were made, with columns, keys and defaults") {
  const auto shapes = shapes_of(
      "CREATE TABLE z (key INTEGER PRIMARY KEY, a TEXT NOT NULL) STRICT;"
      "ALTER TABLE z ADD COLUMN b INTEGER NOT NULL DEFAULT 7;"
      "ALTER TABLE z ADD COLUMN c TEXT DEFAULT 'x''y';"
      "CREATE INDEX i ON z (a); CREATE VIEW v AS SELECT * FROM z;"
      "CREATE TABLE a (n INTEGER, b BLOB, m INTEGER, PRIMARY KEY (m, n)) STRICT, WITHOUT ROWID;");
  REQUIRE(shapes.size() == 2);
  const TableShape& z = shapes[0];
  CHECK(z.name == "z");
  CHECK(z.column_names() == std::vector<std::string>{"key", "a", "b", "c"});
  CHECK(z.rowid_column() == 0);
  CHECK(z.columns[2].initial == Value(int64_t{7}));
  CHECK(z.columns[3].initial == Value("x'y"));
  CHECK(z.columns[1].initial == Value());
  CHECK(z.find_column("c") == 3);
  CHECK_FALSE(z.find_column("d"));
  const TableShape& a = shapes[1];
  CHECK_FALSE(a.has_rowid);
  CHECK(a.key == std::vector<size_t>{2, 0});
  CHECK_FALSE(a.rowid_column());
}

TEST_CASE("A row is accepted exactly if its values are of the table's types") {
  const TableShape shape = shapes_of(
                               "CREATE TABLE t (i INTEGER NOT NULL, r REAL, t TEXT, b BLOB, "
                               "y ANY) STRICT")
                               .front();
  const std::string_view text = "x";
  const std::span<const uint8_t> blob;
  using Row = std::vector<ValueView>;
  CHECK(shape.accepts(Row{int64_t{1}, 1.5, text, blob, text}));
  CHECK(shape.accepts(Row{int64_t{1}, int64_t{1}, {}, {}, {}}));
  CHECK_FALSE(shape.accepts(Row{{}, 1.5, text, blob, text}));
  CHECK_FALSE(shape.accepts(Row{text, {}, {}, {}, {}}));
  CHECK_FALSE(shape.accepts(Row{1.5, {}, {}, {}, {}}));
  CHECK_FALSE(shape.accepts(Row{int64_t{1}, text, {}, {}, {}}));
  CHECK_FALSE(shape.accepts(Row{int64_t{1}, {}, int64_t{1}, {}, {}}));
  CHECK_FALSE(shape.accepts(Row{int64_t{1}, {}, {}, text, {}}));
  CHECK_FALSE(shape.accepts(Row{int64_t{1}}));
}

TEST_CASE("Names are quoted, whatever is in them") {
  CHECK(quote_name("a\"b") == "\"a\"\"b\"");
  const auto shapes = shapes_of("CREATE TABLE \"o\"\"dd; name\" (\"a b\" TEXT) STRICT");
  CHECK(shapes.front().name == "o\"dd; name");
  CHECK(shapes.front().column_names() == std::vector<std::string>{"a b"});
}

TEST_CASE("What belongs to the place is not in backups") {
  CHECK(is_in_backups("contacts"));
  CHECK_FALSE(is_in_backups("book"));
  CHECK_FALSE(is_in_backups("requests"));
}

}  // namespace kartei
