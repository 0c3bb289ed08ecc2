// What the beginning of a CSV file says, before it is read: for the step in which a person looks at
// dialect and columns and changes them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "csv/dialect.h"
#include "csv/header_map.h"
#include "import_export/importer.h"

namespace kartei {

struct PreviewColumn {
  std::string header;
  csv::ColumnTarget target;
  // The first values that are not empty, at most three.
  std::vector<std::string> samples;
};

struct ImportPreview {
  csv::Dialect dialect;
  std::vector<PreviewColumn> columns;
  // Nothing where it does not matter (ColumnMapping::date_order()).
  std::optional<DateOrder> date_order;
  // The first 20, without the header.
  std::vector<std::vector<std::string>> rows;
  // What keeps the file from being imported with this mapping.
  std::vector<Error> issues;
};

// `sample` is the whole file or its first bytes; of those the last row, which may be cut, is left
// out. Errors: csv_empty, csv_not_text, csv_column_unknown.
Result<ImportPreview> preview_csv(std::span<const std::byte> sample, bool is_whole,
                                  const ImportOptions& options);

}  // namespace kartei
