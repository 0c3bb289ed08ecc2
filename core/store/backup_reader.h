// Reads a backup as it comes, in chunks of any size: lines, their limits, their order, the count of
// rows and the checksum. What the rows mean is the sink's affair, and nothing of it may last before
// finish() has said yes.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/error.h"
#include "base/sha256.h"
#include "store/backup_format.h"

namespace kartei {

// An error that a sink answers ends the reading; the reader adds the line.
class BackupSink {
 public:
  virtual ~BackupSink() = default;
  virtual Result<void> begin(const BackupHeader& header) = 0;
  virtual Result<void> begin_table(const BackupTable& table) = 0;
  // As many values as the table has columns.
  virtual Result<void> add_row(std::span<const ValueView> values) = 0;
};

class BackupReader {
 public:
  // The sink must outlive the reader.
  explicit BackupReader(BackupSink& sink) : sink_(sink) {}

  // Errors: backup_unknown, backup_newer, backup_damaged with the line as `row`, the sink's; after
  // one there is nothing more to read.
  Result<void> feed(std::span<const std::byte> chunk);

  // Whether the backup was whole. Errors: backup_unknown, backup_damaged.
  Result<BackupHeader> finish();

 private:
  Result<void> hold(std::string_view text);
  Result<void> read_line(std::string_view line);
  Result<void> read_content(std::string_view line);
  Result<void> read_row(std::string_view line);

  BackupSink& sink_;
  // The beginning of a line whose end has not come yet.
  std::string held_;
  uint64_t line_ = 0;
  std::optional<BackupHeader> header_;
  std::optional<BackupTable> table_;
  BackupRow row_;
  uint64_t rows_ = 0;
  Sha256 sum_;
  bool has_ended_ = false;
};

}  // namespace kartei
