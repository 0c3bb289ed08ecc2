// A file whose rows were read and judged, as what is written about it sees it.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "csv/dialect.h"
#include "import_export/import_rows.h"

namespace kartei {

class ReviewedFile {
 public:
  virtual ~ReviewedFile() = default;
  virtual const csv::Dialect& dialect() const = 0;
  // One for each column; empty texts where the file has no header.
  virtual const std::vector<std::string>& headers() const = 0;
  virtual const ImportRows& rows() const = 0;
  // All issues of a row, each with its row and column in the file.
  virtual std::vector<Error> issues(size_t row) const = 0;
};

}  // namespace kartei
