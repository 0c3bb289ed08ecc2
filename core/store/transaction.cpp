#include "store/transaction.h"

#include <utility>

#include "store/database.h"
#include "store/fence.h"

namespace kartei {

Result<Transaction> Transaction::begin(Database& database, Fence* fence) {
  if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun) {
    return std::unexpected(begun.error());
  }
  return Transaction(database, fence);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)), fence_(other.fence_) {}

Transaction::~Transaction() {
  // Where SQLite has rolled back by itself (disk full) this fails, which is as well.
  if (database_) (void)database_->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
  if (auto committed = database_->execute("COMMIT"); !committed) return committed;
  database_ = nullptr;
  // What is committed is committed: where the number cannot be read, the next transaction says so.
  if (fence_) (void)fence_->take();
  return {};
}

}  // namespace kartei
