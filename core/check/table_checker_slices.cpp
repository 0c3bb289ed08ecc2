// A large file, read by several checkers at once.
#include <algorithm>
#include <cstring>

#include "check/table_checker.h"

namespace kartei {

std::optional<TableChecker::Slice> TableChecker::read_slice(std::span<const std::byte> bytes,
                                                            std::optional<size_t> begin, size_t end,
                                                            bool is_last) {
  reads_slices_ = true;
  mutable_rows() = ImportRows();
  for (const auto& unique : uniques_) unique->hashes.resize(0);
  go_on_from({});
  Slice slice;
  if (begin) {
    slice.begin = *begin;
  } else {
    const auto line_end = std::ranges::find(bytes, std::byte{'\n'});
    slice.begin = static_cast<size_t>(line_end - bytes.begin()) + 1;
  }
  slice.end = std::max(slice.begin, end);
  if (slice.end > bytes.size()) return std::nullopt;
  if (!feed(bytes.subspan(slice.begin, slice.end - slice.begin))) return std::nullopt;
  if (is_last) {
    if (!finish_parser()) return std::nullopt;
  } else {
    const auto fed = feed_row_end(bytes.subspan(slice.end));
    if (!fed || !*fed) return std::nullopt;
    slice.end += **fed;
  }
  const auto length = checkpoint();
  if (!length) return std::nullopt;
  slice.length = *length;
  write_rows(slice.rows);
  return slice;
}

// How many they are, their hashes column by column, and the rows.
void TableChecker::write_rows(std::string& out) const {
  const auto write = [&out](uint32_t number) {
    out.append(reinterpret_cast<const char*>(&number), sizeof number);
  };
  write(static_cast<uint32_t>(rows().size()));
  for (const auto& unique : uniques_) {
    for (size_t row = 0; row < rows().size(); ++row) write(unique->hashes[row]);
  }
  rows().write(out);
}

bool TableChecker::take_slice(const csv::Checkpoint& length, std::string_view rows) {
  csv::Checkpoint place = *checkpoint();
  if (place.encoding && length.encoding && place.encoding != length.encoding) return false;
  const auto read = [&rows] {
    uint32_t number;
    std::memcpy(&number, rows.data(), sizeof number);
    rows.remove_prefix(sizeof number);
    return number;
  };
  // Those that wait have keys, and the slice's have none.
  compare_waiting(true);
  const size_t count = read();
  for (const auto& unique : uniques_) {
    for (size_t row = 0; row < count; ++row) unique->hashes.push_back(read());
  }
  mutable_rows().append(rows, count, place.rows);
  place.rows += length.rows;
  place.lines += length.lines;
  if (length.encoding) place.encoding = length.encoding;
  go_on_from(place);
  compare_waiting(false);
  return true;
}

}  // namespace kartei
