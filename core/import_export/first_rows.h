// The rows at the beginning of a file, by which its columns are recognised and which are shown
// before it is read.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "csv/dialect.h"

namespace kartei {

struct FirstRows {
  // As they stand in the file, without those of csv::kRejectedColumns; empty texts where it has no
  // header.
  std::vector<std::string> headers;
  // Valid UTF-8, without the guard against formulas.
  std::vector<std::vector<std::string>> rows;
};

// `sample` is the whole file or its first bytes, of which kDialectSampleBytes are looked at; of
// those the last row, which may be cut, is left out. Errors: csv_empty, csv_oversize.
Result<FirstRows> read_first_rows(std::span<const std::byte> sample, bool is_whole,
                                  const csv::Dialect& dialect);

}  // namespace kartei
