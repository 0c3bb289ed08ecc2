// A CSV file as lines of JSON, one array of texts per row, for whoever wants its rows and nothing
// else.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "csv/dialect_detection.h"
#include "csv/parser.h"

namespace kartei {

class RowLines final : private csv::RowHandler {
 public:
  explicit RowLines(const csv::DialectOverrides& overrides) : overrides_(overrides) {}

  // Takes the next bytes of the file, of any number, and appends the lines of the rows that have
  // ended to `out`, the header's too. Rows before the table (csv::Dialect::skip_rows) and rows of
  // empty cells at the end, where there are two or more, are left out. What is no UTF-8 is U+FFFD.
  // Errors: csv_empty, csv_not_text, csv_oversize, csv_unterminated_quote.
  Result<void> feed(std::span<const std::byte> chunk, std::string& out);
  Result<void> finish(std::string& out);

  // Known once there are rows.
  const csv::Dialect& dialect() const { return dialect_; }

 private:
  void on_row(const csv::Row& row) override;
  Result<void> start();
  void append(std::span<const std::string_view> cells);

  csv::DialectOverrides overrides_;
  csv::Dialect dialect_;
  std::vector<std::byte> sample_;
  std::unique_ptr<csv::Parser> parser_;
  std::string lines_;
  // How many cells each of the last rows had, all of them empty.
  std::vector<uint32_t> empty_rows_;
};

}  // namespace kartei
