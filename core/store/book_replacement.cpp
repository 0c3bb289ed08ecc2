#include "store/book_replacement.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "store/database.h"
#include "store/migrations.h"
#include "store/table_shape.h"
#include "store/transaction.h"

namespace kartei {
namespace {

Result<std::vector<std::string>> read_texts(Database& database, std::string_view sql) {
  auto statement = database.prepare(sql);
  if (!statement) return std::unexpected(statement.error());
  std::vector<std::string> texts;
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return texts;
    texts.emplace_back(statement->text(0));
  }
}

Result<void> execute_all(Database& database, const std::vector<std::string>& statements) {
  for (const std::string& sql : statements) {
    if (auto run = database.execute(sql.c_str()); !run) return run;
  }
  return {};
}

// Who owns the files and when they were backed up stays, in memory, while its table is made anew.
constexpr const char* kKeepBook = "CREATE TEMP TABLE kept_book AS SELECT * FROM main.book";
constexpr const char* kRestoreBook =
    "DELETE FROM main.book; INSERT INTO main.book SELECT * FROM temp.kept_book; "
    "DROP TABLE temp.kept_book";

}  // namespace

struct BookReplacement::State {
  Database& database;
  // The transaction, behind the statement, is the first to end.
  std::optional<Statement> insert = {};
  int64_t schema = 0;
  bool has_book = false;
  Transaction transaction;

  Result<void> empty();
};

BookReplacement::BookReplacement(Database& database, Transaction transaction)
    : state_(new State{.database = database, .transaction = std::move(transaction)}) {}

BookReplacement::~BookReplacement() = default;

Result<void> BookReplacement::begin(const BackupHeader& header) {
  state_->schema = header.schema;
  if (auto emptied = state_->empty(); !emptied) return emptied;
  return run_migration_steps(state_->database, 0, header.schema);
}

Result<void> BookReplacement::State::empty() {
  const auto tables = read_texts(
      database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'");
  if (!tables) return std::unexpected(tables.error());
  has_book = std::ranges::find(*tables, "book") != tables->end();
  if (has_book) {
    if (auto kept = database.execute(kKeepBook); !kept) return kept;
  }
  std::vector<std::string> drops;
  for (const std::string& name : *tables) drops.push_back("DROP TABLE main." + quote_name(name));
  return execute_all(database, drops);
}

Result<void> BookReplacement::begin_table(const BackupTable& table) {
  std::string columns, places;
  for (const std::string& column : table.columns) {
    columns.append(columns.empty() ? "" : ", ").append(quote_name(column));
    places.append(places.empty() ? "?" : ", ?");
  }
  auto insert = state_->database.prepare("INSERT INTO main." + quote_name(table.name) + " (" +
                                         columns + ") VALUES (" + places + ")");
  if (!insert) return std::unexpected(insert.error());
  state_->insert.emplace(std::move(*insert));
  return {};
}

Result<void> BookReplacement::add_row(std::span<const ValueView> values) {
  for (size_t i = 0; i < values.size(); ++i) {
    state_->insert->bind_value(static_cast<int>(i), values[i]);
  }
  auto inserted = state_->insert->run();
  if (inserted || !state_->database.has_refused_values()) return inserted;
  return backup_damaged(inserted.error().detail);
}

Result<void> BookReplacement::finish() {
  state_->insert.reset();
  auto migrated = run_migration_steps(state_->database, state_->schema, schema_version());
  if (!migrated || !state_->has_book) return migrated;
  return state_->database.execute(kRestoreBook);
}

Result<void> BookReplacement::commit() { return state_->transaction.commit(); }

}  // namespace kartei
