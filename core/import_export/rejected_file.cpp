#include "import_export/rejected_file.h"

#include <algorithm>

#include "csv/writer.h"

namespace kartei {
namespace {

csv::WriteOptions write_options(const Importer& importer) {
  return {.delimiter = importer.dialect().delimiter, .formula_safe = false};
}

}  // namespace

RejectedFile::RejectedFile(const Importer& importer, ReasonOf reason_of)
    : importer_(importer), reason_of_(std::move(reason_of)), width_(importer.headers().size()) {
  // A row with too many cells must not push the reasons into other columns.
  std::vector<std::string_view> cells;
  for (size_t row = 0; row < importer.rows().size(); ++row) {
    if (!importer.rows().state(row).is_rejected) continue;
    importer.rows().cells(row, cells);
    width_ = std::max(width_, cells.size());
  }
}

void RejectedFile::write_header(std::string& out) {
  out.append(csv::kUtf8Bom);
  std::vector<std::string_view> cells(importer_.headers().begin(), importer_.headers().end());
  cells.resize(width_);
  cells.insert(cells.end(), csv::kRejectedColumns.begin(), csv::kRejectedColumns.end());
  csv::append_row(out, cells, write_options(importer_));
}

void RejectedFile::write_row(size_t row, std::string& out) {
  std::vector<std::string_view> cells;
  importer_.rows().cells(row, cells);
  cells.resize(width_);
  const Error issue = importer_.issues(row).front();
  const std::string number = std::to_string(issue.row);
  const std::string column = issue.column ? std::to_string(issue.column) : std::string();
  const std::string reason = reason_of_(issue);
  cells.insert(cells.end(), {number, column, error_code_name(issue.code), reason});
  csv::append_row(out, cells, write_options(importer_));
}

bool RejectedFile::write(std::string& out, size_t bytes) {
  if (!std::exchange(has_header_, true)) write_header(out);
  const size_t enough = out.size() + bytes;
  for (; next_row_ < importer_.rows().size() && out.size() < enough; ++next_row_) {
    if (importer_.rows().state(next_row_).is_rejected) write_row(next_row_, out);
  }
  return next_row_ < importer_.rows().size();
}

}  // namespace kartei
