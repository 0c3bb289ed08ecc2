#include "store/table_shape.h"

#include <algorithm>
#include <array>

#include "base/heap_sort.h"
#include "store/database.h"

namespace kartei {
namespace {

bool fits(const TableColumn& column, const ValueView& value) {
  if (is_null(value)) return !column.is_required;
  if (column.type == "INTEGER" || column.type == "INT") {
    return std::holds_alternative<int64_t>(value);
  }
  // Whole numbers in a REAL column are stored as integers.
  if (column.type == "REAL") {
    return std::holds_alternative<double>(value) || std::holds_alternative<int64_t>(value);
  }
  if (column.type == "TEXT") return std::holds_alternative<std::string_view>(value);
  if (column.type == "BLOB") return std::holds_alternative<std::span<const uint8_t>>(value);
  return true;
}

// The default as SQL has it ("0", "'x'"), evaluated: ALTER TABLE ADD COLUMN takes constants only.
Result<Value> evaluate(Database& database, std::string_view sql) {
  if (sql.empty()) return Value();
  auto statement = database.prepare("SELECT " + std::string(sql));
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return std::unexpected(row.error());
  return *row ? copy_of(statement->value(0)) : Value();
}

Result<void> read_columns(Database& database, TableShape& shape) {
  auto statement = database.prepare(
      "SELECT name, type, \"notnull\", pk, dflt_value FROM pragma_table_info(?) ORDER BY cid");
  if (!statement) return std::unexpected(statement.error());
  statement->bind(0, shape.name);
  std::vector<std::pair<int64_t, size_t>> key;
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) break;
    auto initial = evaluate(database, statement->text(4));
    if (!initial) return std::unexpected(initial.error());
    const int64_t key_position = statement->integer(3);
    if (key_position > 0) key.emplace_back(key_position, shape.columns.size());
    shape.columns.push_back({.name = std::string(statement->text(0)),
                             .type = std::string(statement->text(1)),
                             .is_required = statement->integer(2) != 0 || key_position > 0,
                             .initial = std::move(*initial)});
  }
  heap_sort(key);
  for (const auto& [position, column] : key) shape.key.push_back(column);
  return {};
}

}  // namespace

std::optional<size_t> TableShape::rowid_column() const {
  const bool is_alias = has_rowid && key.size() == 1 && columns[key.front()].type == "INTEGER";
  return is_alias ? std::optional(key.front()) : std::nullopt;
}

bool TableShape::accepts(std::span<const ValueView> row) const {
  return row.size() == columns.size() && std::ranges::equal(columns, row, fits);
}

std::optional<size_t> TableShape::find_column(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &TableColumn::name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<size_t>(found - columns.begin());
}

std::vector<std::string> TableShape::column_names() const {
  std::vector<std::string> names;
  for (const TableColumn& column : columns) names.push_back(column.name);
  return names;
}

Result<std::vector<TableShape>> read_table_shapes(Database& database) {
  auto statement = database.prepare(
      "SELECT name, (SELECT wr FROM pragma_table_list(made.name) WHERE schema = 'main') "
      "FROM sqlite_schema AS made WHERE type = 'table' AND name NOT GLOB 'sqlite_*' "
      "ORDER BY rowid");
  if (!statement) return std::unexpected(statement.error());
  std::vector<TableShape> shapes;
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) break;
    shapes.push_back(
        {.name = std::string(statement->text(0)), .has_rowid = statement->integer(1) == 0});
  }
  for (TableShape& shape : shapes) {
    if (auto read = read_columns(database, shape); !read) return std::unexpected(read.error());
  }
  return shapes;
}

bool is_in_backups(std::string_view table) {
  constexpr std::array<std::string_view, 6> kOfThePlace = {"requests", "book",   "sync",
                                                           "links",    "outbox", "conflicts"};
  return std::ranges::find(kOfThePlace, table) == kOfThePlace.end();
}

std::string quote_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

}  // namespace kartei
