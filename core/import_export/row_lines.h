// A CSV file as lines of JSON, one array of texts per row, for whoever wants its rows and nothing
// else.
#pragma once

#include <string>

#include "import_export/table_reader.h"

namespace kartei {

class RowLines final : private TableReader {
 public:
  explicit RowLines(const csv::DialectOverrides& overrides) : TableReader(overrides) {}
  using TableReader::dialect;

  // As TableReader; appends the lines of the rows that have ended to `out`. What is no UTF-8 is
  // U+FFFD.
  Result<void> feed(std::span<const std::byte> chunk, std::string& out);
  Result<void> finish(std::string& out);

 private:
  Result<void> take_row(const csv::Row& row) override;

  std::string lines_;
};

}  // namespace kartei
