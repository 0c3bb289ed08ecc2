#include "import_export/rejected_file.h"

#include <algorithm>

#include "base/limits.h"
#include "csv/writer.h"

namespace kartei {
namespace {

// With the reasons it is as wide as a file can be that is read again.
constexpr size_t kMaxOwnColumns = kMaxColumns - csv::kRejectedColumns.size();

csv::WriteOptions write_options(const ReviewedFile& file) {
  return {.delimiter = file.dialect().delimiter, .formula_safe = false};
}

}  // namespace

RejectedFile::RejectedFile(const ReviewedFile& file, ReasonOf reason_of)
    : file_(file), reason_of_(std::move(reason_of)), width_(file.headers().size()) {
  // A row with too many cells must not push the reasons into other columns.
  std::vector<std::string_view> cells;
  for (size_t row = 0; row < file.rows().size(); ++row) {
    if (!file.rows().state(row).is_rejected) continue;
    file.rows().cells(row, cells);
    width_ = std::max(width_, cells.size());
  }
  width_ = std::min(width_, kMaxOwnColumns);
}

// What is beyond the last column stands in it, as it would in a row.
void RejectedFile::append(std::vector<std::string_view>& cells, const Reasons& reasons,
                          std::string& out) const {
  std::string rest;
  if (cells.size() > kMaxOwnColumns) {
    csv::append_row(rest, std::span(cells).subspan(kMaxOwnColumns - 1), write_options(file_));
    rest.resize(rest.size() - 2);
    cells[kMaxOwnColumns - 1] = rest;
  }
  cells.resize(width_);
  cells.insert(cells.end(), reasons.begin(), reasons.end());
  csv::append_row(out, cells, write_options(file_));
}

void RejectedFile::write_header(std::string& out) {
  out.append(csv::kUtf8Bom);
  std::vector<std::string_view> cells(file_.headers().begin(), file_.headers().end());
  append(cells, csv::kRejectedColumns, out);
}

void RejectedFile::write_row(size_t row, std::string& out) {
  std::vector<std::string_view> cells;
  file_.rows().cells(row, cells);
  const Error issue = file_.issues(row).front();
  const std::string number = std::to_string(issue.row);
  const std::string column = issue.column ? std::to_string(issue.column) : std::string();
  const std::string reason = reason_of_(issue);
  append(cells, {number, column, error_code_name(issue.code), reason}, out);
}

bool RejectedFile::write(std::string& out, size_t bytes) {
  if (!std::exchange(has_header_, true)) write_header(out);
  const size_t enough = out.size() + bytes;
  for (; next_row_ < file_.rows().size() && out.size() < enough; ++next_row_) {
    if (file_.rows().state(next_row_).is_rejected) write_row(next_row_, out);
  }
  return next_row_ < file_.rows().size();
}

}  // namespace kartei
