// A CSV file as lines of JSON, one array of texts per row, for whoever wants its rows and nothing
// else.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "import_export/table_reader.h"

namespace kartei {

class RowLines final : private TableReader {
 public:
  // `after_row` is called after each row: what is in `out` may be taken away then.
  explicit RowLines(
      const csv::DialectOverrides& overrides, std::function<void()> after_row = [] {})
      : TableReader(overrides), after_row_(std::move(after_row)) {}
  using TableReader::dialect;

  // As TableReader; appends the lines of the rows that have ended to `out`. What is no UTF-8 is
  // U+FFFD.
  Result<void> feed(std::span<const std::byte> chunk, std::string& out);
  Result<void> finish(std::string& out);

 private:
  Result<void> take_row(const csv::Row& row) override;

  std::function<void()> after_row_;
  // During a call.
  std::string* out_ = nullptr;
};

}  // namespace kartei
