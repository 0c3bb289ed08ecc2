// Whether the rows of a backup make a book, and what it has: every restore looks with these eyes
// before and while it does anything.
#pragma once

#include <functional>
#include <vector>

#include "base/environment.h"
#include "base/uuid.h"
#include "store/backup_reader.h"
#include "store/table_shape.h"

namespace kartei {

class BackupInspection final : public BackupSink {
 public:
  explicit BackupInspection(Environment& environment) : environment_(environment) {}

  Result<void> begin(const BackupHeader& header) override;
  // Errors: backup_damaged where the schema has no such table, or it has other columns.
  Result<void> begin_table(const BackupTable& table) override;
  // Errors: backup_damaged where the table would not take it, or it is no contact.
  Result<void> add_row(std::span<const ValueView> values) override;

  // To be asked at the end. Errors: backup_damaged where the counts are not those of the header, a
  // table is missing or two contacts have one id.
  Result<void> finish();

  // The table whose rows are being read.
  const TableShape& table() const { return *table_; }
  bool is_in_contacts() const { return table_ == contacts_; }

  // Where is_in_contacts(): of the last row.
  const Uuid& contact_id() const { return ids_.back(); }

 private:
  Result<void> add_contact(std::span<const ValueView> values);

  Environment& environment_;
  BackupHeader expected_, counted_;
  std::vector<TableShape> tables_;
  std::vector<bool> is_read_;
  const TableShape* table_ = nullptr;
  const TableShape* contacts_ = nullptr;
  size_t key_column_ = 0, id_column_ = 0, deleted_column_ = 0;
  std::vector<Uuid> ids_;
};

}  // namespace kartei
