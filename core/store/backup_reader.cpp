#include "store/backup_reader.h"

#include "base/limits.h"

namespace kartei {

Result<void> BackupReader::feed(std::span<const std::byte> chunk) {
  std::string_view rest(reinterpret_cast<const char*>(chunk.data()), chunk.size());
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    const std::string_view part = rest.substr(0, end);
    if (end == std::string_view::npos) return hold(part);
    rest.remove_prefix(end + 1);
    Result<void> read;
    if (held_.empty()) {
      read = read_line(part);
    } else {
      if (auto held = hold(part); !held) return held;
      read = read_line(held_);
      held_.clear();
    }
    if (!read) return read;
  }
  return {};
}

Result<void> BackupReader::hold(std::string_view text) {
  const size_t size = held_.size() + text.size();
  // Any file might be given: one without line ends is not to be read to its end.
  if (!header_ && size > kMaxBackupHeaderBytes) return failure(ErrorCode::backup_unknown);
  if (size > kMaxBackupLineBytes) {
    Error error = backup_damaged("line too long").error();
    error.row = line_ + 1;
    return std::unexpected(std::move(error));
  }
  held_.append(text);
  return {};
}

Result<void> BackupReader::read_line(std::string_view line) {
  ++line_;
  auto read = read_content(line);
  const bool is_damaged = !read && read.error().code == ErrorCode::backup_damaged;
  if (is_damaged && read.error().row == 0) read.error().row = line_;
  return read;
}

Result<void> BackupReader::read_content(std::string_view line) {
  if (has_ended_) return backup_damaged("more after the end");
  if (header_ && is_backup_end(line)) {
    const std::string expected = format_backup_end(rows_, sum_.hex());
    has_ended_ = line == std::string_view(expected).substr(0, expected.size() - 1);
    return has_ended_ ? Result<void>() : backup_damaged("checksum");
  }
  sum_.update(line);
  sum_.update("\n");
  if (!header_) {
    if (line.size() > kMaxBackupHeaderBytes) return failure(ErrorCode::backup_unknown);
    auto header = parse_backup_header(line);
    if (!header) return std::unexpected(header.error());
    header_ = *header;
    return sink_.begin(*header_);
  }
  if (!is_backup_table(line)) return read_row(line);
  if (line.size() > kMaxBackupHeaderBytes) return backup_damaged("line too long");
  auto table = parse_backup_table(line);
  if (!table) return std::unexpected(table.error());
  table_ = std::move(*table);
  return sink_.begin_table(*table_);
}

Result<void> BackupReader::read_row(std::string_view line) {
  if (!table_) return backup_damaged("row of no table");
  if (line.size() > kMaxBackupLineBytes) return backup_damaged("line too long");
  if (!row_.parse(line, table_->columns.size())) return backup_damaged("no row of this table");
  ++rows_;
  return sink_.add_row(row_.values());
}

Result<BackupHeader> BackupReader::finish() {
  if (!header_) return failure(ErrorCode::backup_unknown);
  if (has_ended_ && held_.empty()) return *header_;
  Error error = backup_damaged("cut off").error();
  error.row = line_ + 1;
  return std::unexpected(std::move(error));
}

}  // namespace kartei
