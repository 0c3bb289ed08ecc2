#include "import_export/row_lines.h"

#include <utility>

#include "json/json_string.h"

namespace kartei {

Result<void> RowLines::feed(std::span<const std::byte> chunk, std::string& out) {
  const auto fed = TableReader::feed(chunk);
  out.append(std::exchange(lines_, {}));
  return fed;
}

Result<void> RowLines::finish(std::string& out) {
  const auto finished = TableReader::finish();
  out.append(std::exchange(lines_, {}));
  return finished;
}

Result<void> RowLines::take_row(const csv::Row& row) {
  lines_ += '[';
  for (const std::string_view cell : row.cells) {
    if (!lines_.ends_with('[')) lines_ += ',';
    append_json_string(lines_, cell);
  }
  lines_.append("]\n");
  return {};
}

}  // namespace kartei
