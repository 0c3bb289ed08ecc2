#include "store/database.h"

#include <utility>

#include "store/sqlite_insert.h"

namespace kartei {

Error sqlite_error(sqlite3* connection, int code) {
  Error error{.code = ErrorCode::storage_failed, .detail = sqlite3_errmsg(connection)};
  const int primary = code & 0xff;
  if (primary == SQLITE_FULL) error.code = ErrorCode::storage_full;
  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) {
    error.code = ErrorCode::storage_damaged;
  }
  return error;
}

// --- Statement ------------------------------------------------------------------------------

namespace {

uint64_t bit_of(int parameter) { return parameter < 64 ? uint64_t{1} << parameter : 0; }

}  // namespace

void Statement::note(int parameter, int code) {
  if (bind_result_ == SQLITE_OK) bind_result_ = code;
  bound_ |= bit_of(parameter);
}

Statement& Statement::bind(int parameter, std::string_view text) {
  // SQLite takes a null pointer for NULL, which an empty text is not.
  const char* data = text.data() ? text.data() : "";
  note(parameter, sqlite3_bind_text64(statement_.get(), parameter + 1, data, text.size(),
                                      SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int parameter, int64_t value) {
  note(parameter, sqlite3_bind_int64(statement_.get(), parameter + 1, value));
  return *this;
}

Statement& Statement::bind(int parameter, std::optional<int64_t> value) {
  return value ? bind(parameter, *value) : bind_null(parameter);
}

Statement& Statement::bind_blob(int parameter, std::span<const uint8_t> bytes) {
  note(parameter, sqlite3_bind_blob64(statement_.get(), parameter + 1, bytes.data(), bytes.size(),
                                      SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  const uint64_t bit = bit_of(parameter);
  if (bit != 0 && (bound_ & bit) == 0) return *this;
  note(parameter, sqlite3_bind_null(statement_.get(), parameter + 1));
  bound_ &= ~bit;
  return *this;
}

Statement& Statement::bind_value(int parameter, const ValueView& value) {
  if (const auto* integer = std::get_if<int64_t>(&value)) return bind(parameter, *integer);
  if (const auto* text = std::get_if<std::string_view>(&value)) return bind(parameter, *text);
  if (const auto* blob = std::get_if<std::span<const uint8_t>>(&value)) {
    // As with texts: a null pointer would be NULL.
    static constexpr uint8_t kNoBytes = 0;
    return bind_blob(parameter, blob->empty() ? std::span(&kNoBytes, 0) : *blob);
  }
  if (const auto* real = std::get_if<double>(&value)) {
    note(parameter, sqlite3_bind_double(statement_.get(), parameter + 1, *real));
    return *this;
  }
  return bind_null(parameter);
}

Result<bool> Statement::step() {
  sqlite3* connection = sqlite3_db_handle(statement_.get());
  if (const int code = std::exchange(bind_result_, SQLITE_OK)) {
    return std::unexpected(sqlite_error(connection, code));
  }
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  // The message must be read before the reset.
  Error error = sqlite_error(connection, code);
  reset();
  return std::unexpected(std::move(error));
}

Result<void> Statement::run() {
  const auto stepped = step();
  if (!stepped) return std::unexpected(stepped.error());
  ensure(!*stepped, "a statement run for its effect returns no row");
  return {};
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (!text) return {};
  return {text, static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::span<const uint8_t> Statement::blob(int column) const {
  const auto* bytes = static_cast<const uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

ValueView Statement::value(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
      return integer(column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement_.get(), column);
    case SQLITE_TEXT:
      return text(column);
    case SQLITE_BLOB:
      return blob(column);
    default:
      return std::monostate();
  }
}

// --- Database -------------------------------------------------------------------------------

Result<Database> Database::open(const char* vfs_name) {
  sqlite3* connection = nullptr;
  const int code =
      sqlite3_open_v2("book", &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs_name);
  Database database;
  database.connection_.reset(connection);
  if (code != SQLITE_OK) return std::unexpected(sqlite_error(connection, code));
  sqlite3_extended_result_codes(connection, 1);
  return database;
}

Result<void> Database::execute(const char* sql) {
  const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return std::unexpected(sqlite_error(connection_.get(), code));
  return {};
}

Result<void> Database::run(std::string_view sql, std::initializer_list<int64_t> parameters) {
  auto statement = prepare(sql);
  if (!statement) return std::unexpected(statement.error());
  int position = 0;
  for (const int64_t parameter : parameters) statement->bind(position++, parameter);
  return statement->run();
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (code != SQLITE_OK) return std::unexpected(sqlite_error(connection_.get(), code));
  Statement statement;
  statement.statement_.reset(prepared);
  return statement;
}

Result<int64_t> Database::insert(const char* table, std::string_view record,
                                 std::optional<int64_t> row_id) {
  sqlite3_int64 place = row_id.value_or(0);
  const int code = sqlite3_insert_record(connection_.get(), table, record.data(),
                                         static_cast<int>(record.size()), &place);
  if (code != SQLITE_OK) return std::unexpected(sqlite_error(connection_.get(), code));
  return place;
}

bool Database::has_refused_values() const {
  const int primary = sqlite3_errcode(connection_.get()) & 0xff;
  return primary == SQLITE_CONSTRAINT || primary == SQLITE_MISMATCH || primary == SQLITE_TOOBIG;
}

Result<int64_t> Database::query_integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return std::unexpected(row.error());
  ensure(*row, "the query answers one row");
  return statement->integer(0);
}

}  // namespace kartei
