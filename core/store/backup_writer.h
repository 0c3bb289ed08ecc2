// A backup as it is written, piece by piece: docs/formats.md.
#pragma once

#include <memory>
#include <string>

#include "base/error.h"
#include "base/sha256.h"
#include "store/backup_format.h"

namespace kartei {

class Database;

// About as much as one piece holds: more by its last row at most.
inline constexpr size_t kBackupPieceBytes = size_t{1} << 20;

// Lines in their order, counted and summed up; where the rows come from is the caller's affair.
class BackupLines {
 public:
  void begin(const BackupHeader& header) { text_.append(format_backup_header(header)); }
  void begin_table(const BackupTable& table) { text_.append(format_backup_table(table)); }
  // Errors: field_too_long, where no reader would take the line.
  Result<void> add_row(std::span<const ValueView> values);
  void end();

  bool is_piece() const { return text_.size() >= kBackupPieceBytes; }
  // What was added since the last time.
  std::string take();

 private:
  std::string text_;
  Sha256 sum_;
  uint64_t rows_ = 0;
};

// The backup of a book, of one moment: a write in between makes the next piece an error. No
// statement is left open between two pieces.
class BackupWriter {
 public:
  // The database must outlive the writer.
  static Result<BackupWriter> begin(Database& database, Timestamp created_at);
  BackupWriter(BackupWriter&&) noexcept;
  BackupWriter& operator=(BackupWriter&&) noexcept;
  ~BackupWriter();

  // The next piece, empty at the end. Errors: backup_outdated, storage_*.
  Result<std::string> next();

 private:
  struct State;
  explicit BackupWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kartei
