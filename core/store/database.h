// sqlite3 with lifetimes and Results: Database and Statement. Nothing outside store/ sees
// this header.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "contact/contact.h"
#include "store/value.h"

namespace kartei {

// storage_full, storage_damaged or storage_failed, with SQLite's own words as detail.
Error sqlite_error(sqlite3* connection, int code);

// One prepared statement, kept and run many times. Parameters and columns are 0-based.
class Statement {
 public:
  bool is_prepared() const { return statement_ != nullptr; }

  // The text must outlive the next step().
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, int64_t value);
  Statement& bind(int parameter, std::optional<int64_t> value);
  Statement& bind_blob(int parameter, std::span<const uint8_t> bytes);
  Statement& bind_null(int parameter);
  Statement& bind_value(int parameter, const ValueView& value);

  // True: a row is there. False: done; the statement is reset and can be bound again.
  Result<bool> step();

  // For statements that return no row.
  Result<void> run();

  // Calls `visit` with each row, until it answers an error, and ends the statement.
  template <class Visit>
  Result<void> for_each(Visit&& visit) {
    while (true) {
      const auto row = step();
      if (!row) return std::unexpected(row.error());
      if (!*row) return {};
      if (Result<void> visited = visit(std::as_const(*this)); !visited) {
        reset();
        return visited;
      }
    }
  }

  // Ends a statement before its last row.
  void reset();

  bool is_null(int column) const;
  int64_t integer(int column) const;
  ContactKey key(int column) const { return static_cast<ContactKey>(integer(column)); }
  // Valid until the next step.
  std::string_view text(int column) const;
  std::span<const uint8_t> blob(int column) const;
  ValueView value(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bind_result_ = SQLITE_OK;
  // The first 64 parameters that are not NULL, as all are at first: most contacts have no tags, no
  // attributes and were never deleted, and each call to SQLite counts.
  uint64_t bound_ = 0;

  void note(int parameter, int code);
};

class Database {
 public:
  // Opens or makes the database that the named VFS holds. Errors: storage_*.
  static Result<Database> open(const char* vfs_name);

  Result<void> execute(const char* sql);
  // One statement that returns no row, with these parameters.
  Result<void> run(std::string_view sql, std::initializer_list<int64_t> parameters);
  Result<Statement> prepare(std::string_view sql);
  // The single integer that `sql` answers.
  Result<int64_t> query_integer(std::string_view sql);

  int64_t last_insert_key() const { return sqlite3_last_insert_rowid(connection_.get()); }

  // Puts a row into a table without indices, within a write transaction: a record
  // (record_writer.h), whose types are those of the columns, at `row_id`, which is not 0, or behind
  // the highest one. Answers its row id. After an error, as where the row is there already, the
  // transaction is rolled back.
  Result<int64_t> insert(const char* table, std::string_view record,
                         std::optional<int64_t> row_id = std::nullopt);

  // How many rows were written since the database was opened.
  int64_t changes() const { return sqlite3_total_changes64(connection_.get()); }

  // Whether the last error was about the values that were given: a type, NULL, a key used twice.
  bool has_refused_values() const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

}  // namespace kartei
