// A large file, read by several checkers at once.
#include <algorithm>
#include <cstring>

#include "check/table_checker.h"

namespace kartei {
namespace {

// How far a row is looked for, and behind how many lines: most begin with the next one.
constexpr size_t kMaxGuessBytes = size_t{32} << 10, kMaxGuesses = 100;

struct FirstRow final : csv::RowHandler {
  void on_row(const csv::Row& row) override {
    if (width == 0) width = row.cells.size();
  }
  size_t width = 0;
};

}  // namespace

// The first line end behind which a row has all its cells. Lines of a quoted cell have fewer: a
// quote that stands in the middle of them is text, and what follows it the rest of a row.
size_t TableChecker::guess_row_begin(std::span<const std::byte> bytes) const {
  const size_t first = behind_line_feed(bytes);
  const auto near = bytes.first(std::min(first + kMaxGuessBytes, bytes.size()));
  size_t begin = first;
  for (size_t guess = 0; guess < kMaxGuesses && begin < near.size(); ++guess) {
    FirstRow row;
    csv::Parser parser(dialect(), row, csv::Checkpoint());
    for (size_t at = begin, end = 0; row.width == 0 && at < near.size(); at = end) {
      end = at + behind_line_feed(near.subspan(at));
      if (!parser.feed(near.subspan(at, end - at))) break;
    }
    if (row.width >= headers().size()) return begin;
    begin += behind_line_feed(near.subspan(begin));
  }
  return first;
}

std::optional<TableChecker::Slice> TableChecker::read_slice(std::span<const std::byte> bytes,
                                                            size_t end, bool is_last) {
  reads_slices_ = true;
  mutable_rows() = ImportRows();
  for (const auto& unique : uniques_) unique->hashes.resize(0);
  go_on_from({});
  if (!checkpoint()) return std::nullopt;
  Slice slice{.begin = guess_row_begin(bytes)};
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
