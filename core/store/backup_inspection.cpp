#include "store/backup_inspection.h"

#include <algorithm>

#include "base/limits.h"
#include "store/scratch_database.h"

namespace kartei {

Result<void> BackupInspection::begin(const BackupHeader& header) {
  expected_ = header;
  counted_ = {.schema = header.schema, .created_at = header.created_at};
  ScratchDatabase scratch(environment_);
  if (auto opened = scratch.open(header.schema); !opened) return opened;
  auto shapes = read_table_shapes(scratch.database());
  if (!shapes) return std::unexpected(shapes.error());
  tables_ = std::move(*shapes);
  std::erase_if(tables_, [](const TableShape& shape) { return !is_in_backups(shape.name); });
  is_read_.assign(tables_.size(), false);
  contacts_ = &*std::ranges::find(tables_, "contacts", &TableShape::name);
  // Every schema has these (store/migrations.cpp).
  key_column_ = contacts_->find_column("key").value();
  id_column_ = contacts_->find_column("id").value();
  deleted_column_ = contacts_->find_column("deleted_at").value();
  return {};
}

Result<void> BackupInspection::begin_table(const BackupTable& table) {
  const auto found = std::ranges::find(tables_, table.name, &TableShape::name);
  if (found == tables_.end()) return backup_damaged("unknown table");
  const auto index = static_cast<size_t>(found - tables_.begin());
  if (is_read_[index]) return backup_damaged("table twice");
  if (found->column_names() != table.columns) return backup_damaged("columns of another schema");
  is_read_[index] = true;
  table_ = &*found;
  return {};
}

Result<void> BackupInspection::add_row(std::span<const ValueView> values) {
  if (!table_->accepts(values)) return backup_damaged("no row of this table");
  if (is_in_contacts()) return add_contact(values);
  if (table_->name == "journal") ++counted_.entries;
  return {};
}

Result<void> BackupInspection::add_contact(std::span<const ValueView> values) {
  const int64_t key = std::get<int64_t>(values[key_column_]);
  const auto id = std::get<std::span<const uint8_t>>(values[id_column_]);
  Uuid& uuid = ids_.emplace_back();
  if (key < 1 || key > kMaxContactKey || id.size() != uuid.bytes.size()) {
    return backup_damaged("no contact");
  }
  std::ranges::copy(id, uuid.bytes.begin());
  ++(is_null(values[deleted_column_]) ? counted_.contacts : counted_.trash);
  return {};
}

Result<void> BackupInspection::finish() {
  if (std::ranges::find(is_read_, false) != is_read_.end()) return backup_damaged("missing table");
  if (counted_ != expected_) return backup_damaged("counts");
  std::ranges::sort(ids_);
  if (std::ranges::adjacent_find(ids_) != ids_.end()) return backup_damaged("one id twice");
  return {};
}

}  // namespace kartei
