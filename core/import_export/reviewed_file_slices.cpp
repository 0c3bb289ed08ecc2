// A large file, read by several at once.
#include <algorithm>

#include "import_export/reviewed_file.h"

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

// How many bytes there are up to the first LF, and with it; all of them where there is none.
size_t behind_line_feed(std::span<const std::byte> bytes) {
  const auto line_feed = std::ranges::find(bytes, std::byte{'\n'});
  return std::min(static_cast<size_t>(line_feed - bytes.begin()) + 1, bytes.size());
}

}  // namespace

std::optional<csv::Checkpoint> ReviewedFile::checkpoint() const {
  return has_columns_ && !error_ ? parser_->checkpoint() : std::nullopt;
}

void ReviewedFile::go_on_from(const csv::Checkpoint& place) {
  parser_.reset(new csv::Parser(dialect_, *this, place));
}

Result<std::optional<size_t>> ReviewedFile::feed_row_end(std::span<const std::byte> bytes) {
  const auto rest = bytes;
  while (!checkpoint()) {
    if (bytes.empty()) return std::nullopt;
    const size_t size = behind_line_feed(bytes);
    if (auto fed = feed(bytes.first(size)); !fed) return std::unexpected(fed.error());
    bytes = bytes.subspan(size);
  }
  return rest.size() - bytes.size();
}

// The first line end behind which a row has all its cells. Lines of a quoted cell have fewer: a
// quote that stands in the middle of them is text, and what follows it the rest of a row.
size_t ReviewedFile::guess_row_begin(std::span<const std::byte> bytes) const {
  const size_t first = behind_line_feed(bytes);
  const auto near = bytes.first(std::min(first + kMaxGuessBytes, bytes.size()));
  size_t begin = first;
  for (size_t guess = 0; guess < kMaxGuesses && begin < near.size(); ++guess) {
    FirstRow row;
    csv::Parser parser(dialect_, row, csv::Checkpoint());
    for (size_t at = begin, end = 0; row.width == 0 && at < near.size(); at = end) {
      end = at + behind_line_feed(near.subspan(at));
      if (!parser.feed(near.subspan(at, end - at))) break;
    }
    if (row.width >= headers_.size()) return begin;
    begin += behind_line_feed(near.subspan(begin));
  }
  return first;
}

std::optional<ReviewedFile::Slice> ReviewedFile::read_slice(std::span<const std::byte> bytes,
                                                            size_t end, bool is_last) {
  reads_slices_ = true;
  rows_ = ImportRows();
  forget_keys();
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
  write_keys(slice.rows);
  rows_.write(slice.rows);
  return slice;
}

bool ReviewedFile::take_slice(const csv::Checkpoint& length, std::string_view rows) {
  csv::Checkpoint place = *checkpoint();
  if (place.encoding && length.encoding && place.encoding != length.encoding) return false;
  compare_waiting(false);
  take_keys(rows);
  rows_.append(rows, place.rows);
  place.rows += length.rows;
  place.lines += length.lines;
  if (length.encoding) place.encoding = length.encoding;
  go_on_from(place);
  compare_waiting(true);
  return true;
}

}  // namespace kartei
