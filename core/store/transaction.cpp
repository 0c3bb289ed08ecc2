#include "store/transaction.h"

#include <utility>

#include "store/database.h"

namespace kartei {

Result<Transaction> Transaction::begin(Database& database) {
  if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun) {
    return std::unexpected(begun.error());
  }
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() { end(); }

void Transaction::end() {
  // Where SQLite has rolled back by itself (disk full) this fails, which is as well.
  if (Database* database = std::exchange(database_, nullptr)) (void)database->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
  auto committed = database_->execute("COMMIT");
  if (committed) database_ = nullptr;
  return committed;
}

}  // namespace kartei
