// Several writes that happen wholly or not at all.
#pragma once

#include "base/error.h"

namespace kartei {

class Database;
class Fence;

// Rolls back unless it was committed.
class Transaction {
 public:
  // `database` must outlive the transaction and stay where it is, and so must `fence`, which a
  // commit moves on where one is given.
  static Result<Transaction> begin(Database& database, Fence* fence = nullptr);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&& other) = delete;
  ~Transaction();

  // Once this has answered without an error, everything is durable. After an error nothing is kept.
  Result<void> commit();

 private:
  Transaction(Database& database, Fence* fence) : database_(&database), fence_(fence) {}
  Database* database_;
  Fence* fence_;
};

}  // namespace kartei
