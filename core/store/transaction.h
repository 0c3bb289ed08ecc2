// Several writes that happen wholly or not at all.
#pragma once

#include "base/error.h"

namespace kartei {

class Database;

// Rolls back unless it was committed.
class Transaction {
 public:
  // `database` must outlive the transaction and stay where it is.
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&& other) = delete;
  ~Transaction();

  // Once this has answered without an error, everything is durable. After an error it is open
  // whether anything is kept: ContactStore::commit() finds out.
  Result<void> commit();
  // Rolls back what was not committed.
  void end();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace kartei
