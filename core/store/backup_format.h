// The lines of a backup: docs/formats.md. Everything here is about one line at a time; who writes
// and who reads a whole backup is backup_writer and backup_reader.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/timestamp.h"
#include "store/value.h"

namespace kartei {

// What a backup says of itself in its first line.
struct BackupHeader {
  // The version of the book's schema (store/migrations.h).
  int64_t schema = 0;
  Timestamp created_at = 0;
  // Contacts that are not in the trash, those that are, and journal entries.
  uint64_t contacts = 0, trash = 0, entries = 0;

  bool operator==(const BackupHeader&) const = default;
};

// What the rows after it are of.
struct BackupTable {
  std::string name;
  std::vector<std::string> columns;
};

// Each with its line feed.
std::string format_backup_header(const BackupHeader& header);
std::string format_backup_table(const BackupTable& table);
void append_backup_row(std::string& out, std::span<const ValueView> values);
std::string format_backup_end(uint64_t rows, std::string_view sha256);

// Each without its line feed.
// Errors: backup_unknown, backup_newer where the format or the schema is, backup_damaged.
Result<BackupHeader> parse_backup_header(std::string_view line);
bool is_backup_table(std::string_view line);
bool is_backup_end(std::string_view line);
Result<BackupTable> parse_backup_table(std::string_view line);

// The values of one row after another, in memory that is used again.
class BackupRow {
 public:
  // A JSON array of exactly `columns` values, each as append_backup_row writes it; texts are valid
  // UTF-8. False where it is anything else.
  bool parse(std::string_view line, size_t columns);

  // Valid until the next parse(), and while that line is there.
  std::span<const ValueView> values() const { return values_; }

 private:
  std::vector<ValueView> values_;
  std::string decoded_;
};

std::unexpected<Error> backup_damaged(std::string_view detail);

}  // namespace kartei
