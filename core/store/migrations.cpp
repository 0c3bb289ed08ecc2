#include "store/migrations.h"

#include <array>
#include <string>

#include "store/transaction.h"

namespace kartei {
namespace {

// "Kart", so that file(1) and SQLite's own tools can tell the file; see PRAGMA application_id.
constexpr int64_t kApplicationId = 0x4b617274;

// Never edit a step that was released: append one.
constexpr std::array kSteps = {
    // 1: contacts and the journal. No secondary index: look-ups go through the columns in memory
    // (docs/decisions.md). Tags and attributes are JSON, NULL where there are none; dates are
    // milliseconds since 1970. `import_id` is the journal entry of the import that made the
    // contact.
    R"sql(
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
)sql",
    // 2: undo, calls that arrive twice, and who has the book open.
    //
    // `reverts` is the entry that an undo or a redo takes back, `undone_by` the last entry that
    // took this one back. Two entries that are `cancelled` are each other's exact opposite: to
    // whoever asks what has changed since, they are nothing.
    //
    // `requests` holds the answers of the newest writes by the id of their call; `contact_key` says
    // whose data an answer has in it. `opened` in the only row of `book` counts openings.
    R"sql(
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
INSERT INTO book VALUES (0, NULL);
)sql",
    // 3: sync with one backend. `sync` has a row while one is connected; up to (`entry`,
    // `entry_key`) the journal was taken into the outbox. `links`: the record that a contact is on
    // the server, `base` as it was there last; without `id` it was sent, and nobody knows yet
    // whether it has arrived; `walk` is the last walk through all records that has met it. What is
    // in the outbox with a `code` waits for a person.
    R"sql(
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
)sql",
    // 4: segments. `filter` is the tree as JSON; `members`, of a list, its keys (store/key_runs.h).
    // What a segment was before an entry changed it: without a name, where the entry made it.
    R"sql(
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
)sql",
    // 5: contacts take a quarter less. What is derived is NULL where it is what was given, and
    // `email_key`, which is made where it is asked for, is always NULL from here on. Rows that were
    // written before stay as they are: a constraint can be dropped without touching them
    // (https://sqlite.org/lang_altertable.html, 7).
    R"sql(
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
  'email_normalized TEXT NOT NULL', 'email_normalized TEXT'),
  'email_key TEXT NOT NULL', 'email_key TEXT'),
  'phone_e164 TEXT NOT NULL', 'phone_e164 TEXT') WHERE name = 'contacts';
PRAGMA writable_schema = RESET;
)sql",
};

}  // namespace

Result<void> run_migration_steps(Database& database, int64_t from, int64_t to) {
  for (size_t step = static_cast<size_t>(from); step < static_cast<size_t>(to); ++step) {
    if (auto run = database.execute(kSteps[step]); !run) return run;
  }
  const std::string marks = "PRAGMA application_id=" + std::to_string(kApplicationId) +
                            "; PRAGMA user_version=" + std::to_string(to);
  return database.execute(marks.c_str());
}

int schema_version() { return static_cast<int>(kSteps.size()); }

Result<int64_t> read_schema_version(Database& database) {
  const auto version = database.query_integer("PRAGMA user_version");
  if (!version) return std::unexpected(version.error());
  const auto application = database.query_integer("PRAGMA application_id");
  if (!application) return std::unexpected(application.error());
  const auto tables = database.query_integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) return std::unexpected(tables.error());

  const bool is_new = *version == 0 && *tables == 0;
  if (!is_new && *application != kApplicationId) {
    return std::unexpected(Error{.code = ErrorCode::storage_damaged, .detail = "not a book"});
  }
  if (*version > schema_version()) {
    return std::unexpected(
        Error{.code = ErrorCode::storage_newer, .detail = "schema " + std::to_string(*version)});
  }
  return *version;
}

Result<void> migrate(Database& database) {
  const auto version = read_schema_version(database);
  if (!version) return std::unexpected(version.error());
  if (*version == schema_version()) return {};
  auto transaction = Transaction::begin(database);
  if (!transaction) return std::unexpected(transaction.error());
  if (auto run = run_migration_steps(database, *version, schema_version()); !run) return run;
  return transaction->commit();
}

}  // namespace kartei
