#include "store/backup_writer.h"

#include <utility>

#include "base/limits.h"
#include "store/database.h"
#include "store/table_shape.h"

namespace kartei {
namespace {

// The columns by which the rows of a table are in order, as a list in SQL.
std::string order_of(const TableShape& shape) {
  if (shape.has_rowid) return "rowid";
  std::string list;
  for (const size_t column : shape.key) {
    list.append(list.empty() ? "" : ", ").append(quote_name(shape.columns[column].name));
  }
  return list;
}

size_t order_size(const TableShape& shape) { return shape.has_rowid ? 1 : shape.key.size(); }

// All rows, or those behind a position; the position is behind the columns.
std::string rows_sql(const TableShape& shape, bool is_start) {
  const std::string order = order_of(shape);
  std::string sql = "SELECT ";
  for (const TableColumn& column : shape.columns) sql.append(quote_name(column.name)).append(", ");
  sql.append(order).append(" FROM ").append(quote_name(shape.name));
  if (!is_start) {
    sql.append(" WHERE (").append(order).append(") > (?");
    for (size_t i = 1; i < order_size(shape); ++i) sql.append(", ?");
    sql.append(")");
  }
  return sql.append(" ORDER BY ").append(order);
}

Result<BackupHeader> read_header(Database& database, Timestamp created_at) {
  BackupHeader header{.created_at = created_at};
  const auto version = database.query_integer("PRAGMA user_version");
  if (!version) return std::unexpected(version.error());
  header.schema = *version;
  const std::pair<uint64_t*, const char*> counts[] = {
      {&header.contacts, "SELECT count(*) FROM contacts WHERE deleted_at IS NULL"},
      {&header.trash, "SELECT count(*) FROM contacts WHERE deleted_at IS NOT NULL"},
      {&header.entries, "SELECT count(*) FROM journal"}};
  for (const auto& [count, sql] : counts) {
    const auto counted = database.query_integer(sql);
    if (!counted) return std::unexpected(counted.error());
    *count = static_cast<uint64_t>(*counted);
  }
  return header;
}

}  // namespace

// --- BackupLines ----------------------------------------------------------------------------

Result<void> BackupLines::add_row(std::span<const ValueView> values) {
  const size_t start = text_.size();
  append_backup_row(text_, values);
  if (text_.size() - start > kMaxBackupLineBytes) return failure(ErrorCode::field_too_long);
  ++rows_;
  return {};
}

void BackupLines::end() {
  sum_.update(text_);
  // take() would add the last line to a sum that nobody asks for any more.
  text_.append(format_backup_end(rows_, sum_.hex()));
}

std::string BackupLines::take() {
  sum_.update(text_);
  return std::exchange(text_, {});
}

// --- BackupWriter ---------------------------------------------------------------------------

struct BackupWriter::State {
  Database& database;
  std::vector<TableShape> tables;
  int64_t changes;
  BackupLines lines;
  bool has_ended = false;
  size_t table = 0;
  // Where the table goes on; empty at its start.
  std::vector<Value> position;
  std::vector<ValueView> row;

  Result<void> fill();
  // Adds rows of the present table until a piece is full or the table has ended.
  Result<bool> add_rows(const TableShape& shape);
};

BackupWriter::BackupWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
BackupWriter::BackupWriter(BackupWriter&&) noexcept = default;
BackupWriter& BackupWriter::operator=(BackupWriter&&) noexcept = default;
BackupWriter::~BackupWriter() = default;

Result<BackupWriter> BackupWriter::begin(Database& database, Timestamp created_at) {
  const auto header = read_header(database, created_at);
  if (!header) return std::unexpected(header.error());
  auto tables = read_table_shapes(database);
  if (!tables) return std::unexpected(tables.error());
  std::erase_if(*tables, [](const TableShape& shape) { return !is_in_backups(shape.name); });
  std::unique_ptr<State> state(
      new State{.database = database, .tables = std::move(*tables), .changes = database.changes()});
  state->lines.begin(*header);
  return BackupWriter(std::move(state));
}

Result<std::string> BackupWriter::next() {
  if (state_->database.changes() != state_->changes) return failure(ErrorCode::backup_outdated);
  if (auto filled = state_->fill(); !filled) return std::unexpected(filled.error());
  return state_->lines.take();
}

Result<void> BackupWriter::State::fill() {
  while (!lines.is_piece() && !has_ended) {
    if (table == tables.size()) {
      lines.end();
      has_ended = true;
      break;
    }
    const TableShape& shape = tables[table];
    if (position.empty()) {
      lines.begin_table({.name = shape.name, .columns = shape.column_names()});
    }
    const auto has_table_ended = add_rows(shape);
    if (!has_table_ended) return std::unexpected(has_table_ended.error());
    if (!*has_table_ended) continue;
    position.clear();
    ++table;
  }
  return {};
}

Result<bool> BackupWriter::State::add_rows(const TableShape& shape) {
  auto statement = database.prepare(rows_sql(shape, position.empty()));
  if (!statement) return std::unexpected(statement.error());
  for (size_t i = 0; i < position.size(); ++i) {
    statement->bind_value(static_cast<int>(i), view_of(position[i]));
  }
  while (true) {
    const auto stepped = statement->step();
    if (!stepped) return std::unexpected(stepped.error());
    if (!*stepped) return true;
    row.clear();
    const size_t columns = shape.columns.size();
    for (size_t i = 0; i < columns; ++i) row.push_back(statement->value(static_cast<int>(i)));
    if (auto added = lines.add_row(row); !added) return std::unexpected(added.error());
    if (!lines.is_piece()) continue;
    // The old position is still bound to the statement.
    std::vector<Value> next;
    for (size_t i = 0; i < order_size(shape); ++i) {
      next.push_back(copy_of(statement->value(static_cast<int>(columns + i))));
    }
    position = std::move(next);
    return false;
  }
}

}  // namespace kartei
