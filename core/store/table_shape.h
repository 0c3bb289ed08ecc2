// The shape of a table, read from the database that has it: what a backup writes by, what a restore
// and a rescue check rows against. Later tables come along without a line of code.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "store/value.h"

namespace kartei {

class Database;

struct TableColumn {
  std::string name;
  // As declared: INTEGER, TEXT, …
  std::string type;
  bool is_required = false;
  // What a row has that is older than the column.
  Value initial;
};

struct TableShape {
  std::string name;
  std::vector<TableColumn> columns;
  // The primary key's columns in its order; empty where there is none.
  std::vector<size_t> key;
  bool has_rowid = true;

  // The column that is the row's number under another name (INTEGER PRIMARY KEY).
  std::optional<size_t> rowid_column() const;

  // Whether a STRICT table of this shape takes the row as it is.
  bool accepts(std::span<const ValueView> row) const;

  std::optional<size_t> find_column(std::string_view name) const;
  std::vector<std::string> column_names() const;
};

// The tables of a book in the order in which they were made, SQLite's own left out.
Result<std::vector<TableShape>> read_table_shapes(Database& database);

// Answers to calls that are under way, who owns the files, and the backend with its links belong to
// the place and not to the book: they stay where they are.
bool is_in_backups(std::string_view table);

// A name as SQL takes it, whatever is in it.
std::string quote_name(std::string_view name);

}  // namespace kartei
