// Any bytes as a CSV file: the rows do not depend on how the bytes are split, nor on how many
// parsers read them one after another, and the work done is bounded by the text.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "csv/dialect_detection.h"
#include "csv/parser.h"

namespace {

using namespace kartei;

struct Rows final : csv::RowHandler {
  std::vector<std::vector<std::string>> all;
  void on_row(const csv::Row& row) override {
    all.emplace_back(row.cells.begin(), row.cells.end());
  }
};

Rows read(std::span<const std::byte> file, const csv::Dialect& dialect, size_t chunk) {
  Rows rows;
  csv::Parser parser(dialect, rows);
  bool is_good = true;
  for (size_t at = 0; at < file.size() && is_good; at += chunk) {
    is_good = parser.feed(file.subspan(at, std::min(chunk, file.size() - at))).has_value();
  }
  if (is_good) is_good = parser.finish().has_value();
  // A byte of Windows-1252 becomes at most three of UTF-8, and text is read at most three times.
  ensure(parser.scanned_bytes() <= 9 * file.size() + 16, "the work is bounded by the text");
  return rows;
}

// By as many parsers as there are checkpoints behind pieces of this size.
Rows hand_over(std::span<const std::byte> file, const csv::Dialect& dialect, size_t chunk) {
  Rows rows;
  auto parser = std::make_unique<csv::Parser>(dialect, rows);
  bool is_good = true;
  for (size_t at = 0; at < file.size() && is_good; at += chunk) {
    is_good = parser->feed(file.subspan(at, std::min(chunk, file.size() - at))).has_value();
    const auto place = parser->checkpoint();
    if (place) parser = std::make_unique<csv::Parser>(dialect, rows, place);
  }
  if (is_good) (void)parser->finish();
  return rows;
}

}  // namespace

// The first byte chooses the size of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto file = std::as_bytes(std::span(data, size)).subspan(1);
  const auto dialect = csv::detect_dialect(file);
  if (!dialect) return 0;
  const Rows whole = read(file, *dialect, file.size());
  const Rows pieces = read(file, *dialect, 1 + data[0] % 7);
  ensure(whole.all == pieces.all, "rows do not depend on how the bytes are split");
  const Rows handed_over = hand_over(file, *dialect, 1 + data[0] % 7);
  ensure(whole.all == handed_over.all, "a parser goes on where another one stops");
  return 0;
}
