// The rows of a CSV file's table, whatever they mean: the file's dialect is detected, and what does
// not belong to the table is left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "csv/dialect_detection.h"
#include "csv/parser.h"

namespace kartei {

// csv::detect_dialect(), for which a row of numbers, say, is no header, and one sign more: what
// writes a table puts quotes around the names of its columns to say that they are names. They are
// where the first row's cells are all in quotes that they do not need, and no other row's cells
// are.
Result<csv::Dialect> detect_table(std::span<const std::byte> sample,
                                  const csv::DialectOverrides& overrides);

class TableReader : private csv::RowHandler {
 public:
  explicit TableReader(const csv::DialectOverrides& overrides) : overrides_(overrides) {}

  // Takes the next bytes of the file, of any number. Rows before the table
  // (csv::Dialect::skip_rows) and rows of empty cells at the end, where there are two or more, are
  // left out. Errors: csv_empty, csv_not_text, csv_oversize, csv_unterminated_quote, and what
  // take_row() says.
  Result<void> feed(std::span<const std::byte> chunk);
  Result<void> finish();

  // Known once there are rows.
  const csv::Dialect& dialect() const { return dialect_; }

 protected:
  // One row of the table, its header too. After an error there are no more.
  virtual Result<void> take_row(const csv::Row& row) = 0;

 private:
  void on_row(const csv::Row& row) override;
  void take_empty_rows();
  Result<void> start();

  csv::DialectOverrides overrides_;
  csv::Dialect dialect_;
  std::vector<std::byte> sample_;
  std::unique_ptr<csv::Parser> parser_;
  Result<void> taken_;
  // The last rows, if all their cells are empty: how many cells, and how many rows in a row have as
  // many.
  std::vector<std::pair<uint32_t, uint32_t>> empty_rows_;
};

}  // namespace kartei
