#include "store/migrations.h"

#include <doctest/doctest.h>

#include "store/integrity.h"
#include "store/sample_book.h"

namespace kartei {
namespace {

struct MigrationWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  FileVfs vfs{files, environment};
  Database database = *Database::open(vfs.name());
};

// A book as a released version of Kartei left it: its own SQL, written down when it was released
// and never changed again. Whoever adds a step to migrations.cpp adds what the schema before it, if
// that was released, had besides, with a row of everything that was new in it.
constexpr const char* kTables1 = R"sql(
CREATE TABLE contacts (
  key INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  country_code TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  last_contact_at INTEGER,
  deleted_at INTEGER,
  source TEXT NOT NULL,
  tags TEXT,
  attributes TEXT,
  email_normalized TEXT NOT NULL,
  email_key TEXT NOT NULL,
  phone_e164 TEXT NOT NULL,
  import_id INTEGER
) STRICT;
CREATE TABLE journal (
  entry INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  count INTEGER NOT NULL
) STRICT;
-- What a change was made on: `before` holds the former values of the fields that changed, as JSON;
-- NULL where the entry created the contact.
CREATE TABLE journal_changes (
  entry INTEGER NOT NULL,
  contact_key INTEGER NOT NULL,
  before TEXT,
  PRIMARY KEY (entry, contact_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE imports (
  entry INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  rows INTEGER NOT NULL,
  new INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  rejected INTEGER NOT NULL
) STRICT;
)sql";
constexpr const char* kRows1 = R"sql(
INSERT INTO contacts VALUES
  (1, x'019b76da100070008000000000000001', 'Jörg "J"', 'J@Example.org', '030 123456', '+49',
   1767225600000, 1767225600001, 1767312000000, NULL, 'manual', '["kunde"]', '{"Stadt":"Köln"}',
   'J@example.org', 'j@example.org', '+4930123456', NULL),
  (2, x'019b76da100070008000000000000002', '', 'a@b.de', '', '', 1767225600000, 1767225600000,
   NULL, 1767225700000, 'import', NULL, NULL, 'a@b.de', 'a@b.de', '', 2),
  (7, x'019b76da100070008000000000000007', 'Anna', '', '', '', -1, 1767225600000, NULL, NULL,
   'import', NULL, NULL, '', '', '', 2);
INSERT INTO journal (entry, kind, at, count) VALUES
  (1, 'create', 1767225600000, 1), (2, 'import', 1767225600000, 2),
  (3, 'update', 1767225600001, 1), (4, 'remove', 1767225700000, 1);
INSERT INTO journal_changes VALUES (1, 1, NULL),
  (3, 1, '{"name":"Jörg","updated_at":1767225600000}'), (4, 2, '{"deleted_at":null}');
INSERT INTO imports VALUES (2, 'kontakte.csv', 3, 2, 0, 1, 0);
)sql";
constexpr const char* kTables2 = R"sql(
ALTER TABLE journal ADD COLUMN reverts INTEGER;
ALTER TABLE journal ADD COLUMN undone_by INTEGER;
ALTER TABLE journal ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0;
CREATE TABLE requests (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  contact_key INTEGER,
  answer TEXT NOT NULL
) STRICT;
CREATE TABLE book (
  opened INTEGER NOT NULL,
  last_backup_at INTEGER
) STRICT;
)sql";
constexpr const char* kRows2 = R"sql(
INSERT INTO journal VALUES (5, 'undo', 1767225800000, 1, 4, 6, 1),
  (6, 'redo', 1767225900000, 1, 5, NULL, 1);
INSERT INTO journal_changes VALUES (5, 2, '{"deleted_at":1767225700000}'),
  (6, 2, '{"deleted_at":null}');
INSERT INTO requests VALUES (1, 'r1', 1, '{"id":"019b76da-1000-7000-8000-000000000001"}');
INSERT INTO book VALUES (7, 1767226000000);
)sql";
constexpr const char* kTables4 = R"sql(
CREATE TABLE sync (
  profile TEXT NOT NULL,
  base TEXT NOT NULL,
  account TEXT NOT NULL,
  direction INTEGER NOT NULL,
  pull TEXT NOT NULL,
  probe TEXT NOT NULL,
  entry INTEGER NOT NULL,
  entry_key INTEGER NOT NULL
) STRICT;
CREATE TABLE links (
  contact_key INTEGER PRIMARY KEY,
  ref BLOB NOT NULL,
  id TEXT,
  version TEXT NOT NULL,
  base TEXT NOT NULL,
  walk INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX links_id ON links (id);
CREATE TABLE outbox (
  contact_key INTEGER PRIMARY KEY,
  code TEXT,
  message TEXT
) STRICT;
CREATE TABLE conflicts (
  contact_key INTEGER NOT NULL,
  field TEXT NOT NULL,
  base TEXT NOT NULL,
  mine TEXT NOT NULL,
  theirs TEXT NOT NULL,
  PRIMARY KEY (contact_key, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE segments (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  filter TEXT,
  members BLOB
) STRICT;
CREATE TABLE segment_changes (
  entry INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  name TEXT,
  filter TEXT,
  members BLOB
) STRICT;
)sql";
constexpr const char* kRows4 = R"sql(
INSERT INTO sync VALUES ('{"name":"p"}', 'https://crm.example/api', 'anna', 2, '', '', 6, 1);
INSERT INTO links VALUES (1, x'0102', 'r-1', 'v1', '{"name":"Jörg"}', 3);
INSERT INTO outbox VALUES (7, 'sync_rejected', 'name: required');
INSERT INTO conflicts VALUES (1, 'name', 'Jörg', 'Jörg "J"', 'Georg');
INSERT INTO segments VALUES (1, '019b76da-1000-7000-8000-00000000000a', 'Kunden', '{"tag":"kunde"}',
   NULL), (2, '019b76da-1000-7000-8000-00000000000b', 'Messe', NULL, x'0107');
INSERT INTO journal VALUES (7, 'segment', 1767226000000, 1, NULL, NULL, 0);
INSERT INTO segment_changes VALUES (7, '019b76da-1000-7000-8000-00000000000b', NULL, NULL, NULL);
)sql";

struct ReleasedBook {
  int64_t schema;
  std::vector<const char*> sql;

  void make(Database& database) const {
    for (const char* part : sql) REQUIRE(database.execute(part));
    const std::string marks =
        "PRAGMA application_id = 0x4b617274; PRAGMA user_version = " + std::to_string(schema);
    REQUIRE(database.execute(marks.c_str()));
  }
};

const ReleasedBook kReleasedBooks[] = {
    {1, {kTables1, kRows1}},
    {2, {kTables1, kTables2, kRows1, kRows2}},
    {4, {kTables1, kTables2, kTables4, kRows1, kRows2, kRows4}},
};

// What the tables had, by the columns that they had then.
std::string content_of(Database& database, const std::vector<TableShape>& shapes) {
  std::string content;
  for (const TableShape& shape : shapes) {
    std::string row = "SELECT '" + shape.name + "'";
    for (const std::string& name : shape.column_names()) row += " || ' ' || quote(" + name + ")";
    auto statement = database.prepare(row + " FROM " + shape.name + " ORDER BY 1");
    REQUIRE(statement);
    while (*statement->step()) content.append(statement->text(0)).append("\n");
  }
  return content;
}

std::string schema_of(Database& database) {
  auto statement = database.prepare("SELECT group_concat(sql, ';') FROM sqlite_schema");
  REQUIRE(*statement->step());
  return std::string(statement->text(0));
}

}  // namespace

TEST_CASE("A book of each released schema becomes one of today, with all that it had") {
  for (const ReleasedBook& book : kReleasedBooks) {
    CAPTURE(book.schema);
    MigrationWorld old, fresh;
    book.make(old.database);
    const auto shapes = *read_table_shapes(old.database);
    const std::string content = content_of(old.database, shapes);
    CHECK(content.size() > 500);
    REQUIRE(check_before_writing(old.files, old.environment));
    REQUIRE(migrate(old.database));
    CHECK(content_of(old.database, shapes) == content);
    REQUIRE(migrate(fresh.database));
    CHECK(schema_of(old.database) == schema_of(fresh.database));
    CHECK(old.database.query_integer("PRAGMA user_version") == schema_version());
    CHECK(check_tables(old.files, old.database));
  }
}

TEST_CASE("A book of each released schema opens, and its contacts are there") {
  for (const ReleasedBook& book : kReleasedBooks) {
    CAPTURE(book.schema);
    MigrationWorld old;
    book.make(old.database);
    old.database = Database();
    auto store = ContactStore::open(old.files, old.environment);
    REQUIRE(store);
    const auto contact = store->load(1);
    REQUIRE(contact);
    CHECK(contact->name == "Jörg \"J\"");
    CHECK(contact->tags == std::vector<std::string>{"kunde"});
    CHECK(contact->attributes == std::vector<Attribute>{{"Stadt", "Köln"}});
    CHECK(store->load(2)->deleted_at == 1'767'225'700'000);
    CHECK(store->load(7)->created_at == -1);
    CHECK(contact->email_normalized == "J@example.org");
    CHECK(contact->phone_e164 == "+4930123456");
    CHECK(store->load(2)->email_normalized == "a@b.de");
    CHECK(store->load(2)->phone_e164 == "");
    CHECK(store->check_integrity() == "");
  }
}

TEST_CASE("A migration that fails in the middle leaves the old book") {
  for (const ReleasedBook& book : kReleasedBooks) {
    MigrationWorld old;
    book.make(old.database);
    const std::string content = content_of(old.database, *read_table_shapes(old.database));
    // A later step wants to make this table itself.
    const bool is_there = !old.database.execute("CREATE TABLE segments (x)");
    if (is_there) continue;
    REQUIRE_FALSE(migrate(old.database));
    CHECK(old.database.query_integer("PRAGMA user_version") == book.schema);
    REQUIRE(old.database.execute("DROP TABLE segments"));
    CHECK(content_of(old.database, *read_table_shapes(old.database)) == content);
  }
}

TEST_CASE("A new book gets the whole schema, and a second time nothing happens") {
  MigrationWorld world;
  REQUIRE(migrate(world.database));
  CHECK(world.database.query_integer("PRAGMA user_version") == schema_version());
  const auto changes = world.vfs.flushes();
  REQUIRE(migrate(world.database));
  CHECK(world.vfs.flushes() == changes);
}

TEST_CASE("A newer book is refused and not touched, not by a byte") {
  MigrationWorld world;
  REQUIRE(migrate(world.database));
  REQUIRE(world.database.execute("PRAGMA user_version = 99; CREATE TABLE future (x)"));
  const std::string before = bytes_in(world.files);
  const auto migrated = migrate(world.database);
  REQUIRE_FALSE(migrated);
  CHECK(migrated.error().code == ErrorCode::storage_newer);
  CHECK(migrated.error().detail == "schema 99");
  world.database = Database();
  const auto opened = ContactStore::open(world.files, world.environment);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::storage_newer);
  CHECK(bytes_in(world.files) == before);
}

TEST_CASE("Somebody else's database is refused") {
  MigrationWorld world;
  REQUIRE(world.database.execute("CREATE TABLE theirs (x)"));
  const auto migrated = migrate(world.database);
  REQUIRE_FALSE(migrated);
  CHECK(migrated.error().code == ErrorCode::storage_damaged);
}

}  // namespace kartei
