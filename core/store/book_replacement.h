// Puts a backup in the place of a book: one transaction, from the first line to the last.
#pragma once

#include <memory>

#include "store/backup_reader.h"
#include "store/transaction.h"

namespace kartei {

class Database;

// The rows must have passed a BackupInspection. Until commit() has answered without an error, the
// book on the disk is what it was; a replacement that is dropped leaves it so.
class BookReplacement final : public BackupSink {
 public:
  // The database must outlive the replacement, and nobody else may use it meanwhile. The
  // transaction has just begun.
  BookReplacement(Database& database, Transaction transaction);
  ~BookReplacement() override;

  // Empties the book, and makes the tables of the backup's schema.
  Result<void> begin(const BackupHeader& header) override;
  Result<void> begin_table(const BackupTable& table) override;
  // Errors: backup_damaged where a table has a key twice, storage_*.
  Result<void> add_row(std::span<const ValueView> values) override;

  // Brings the new tables to today's schema and gives the book its own marks back.
  Result<void> finish();
  Result<void> commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kartei
