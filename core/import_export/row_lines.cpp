#include "import_export/row_lines.h"

#include "json/json_string.h"

namespace kartei {

Result<void> RowLines::feed(std::span<const std::byte> chunk, std::string& out) {
  out_ = &out;
  return TableReader::feed(chunk);
}

Result<void> RowLines::finish(std::string& out) {
  out_ = &out;
  return TableReader::finish();
}

Result<void> RowLines::take_row(const csv::Row& row) {
  *out_ += '[';
  for (const std::string_view cell : row.cells) {
    if (!out_->ends_with('[')) *out_ += ',';
    append_json_string(*out_, cell);
  }
  out_->append("]\n");
  after_row_();
  return {};
}

}  // namespace kartei
