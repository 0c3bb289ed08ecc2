#include "import_export/row_lines.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"

namespace kartei {
namespace {

void append_json(std::string_view text, std::string& out) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<uint8_t>(c) >= 0x20) {
      out += c;
    } else {
      out.append("\\u00") += kHexDigits[static_cast<size_t>(c) >> 4];
      out += kHexDigits[c & 15];
    }
  }
  out += '"';
}

}  // namespace

Result<void> RowLines::start() {
  const auto dialect = csv::detect_dialect(sample_, overrides_);
  if (!dialect) return std::unexpected(dialect.error());
  dialect_ = *dialect;
  // Not make_unique: that we handle rows is nobody else's business.
  parser_.reset(new csv::Parser(dialect_, *this));
  return parser_->feed(std::exchange(sample_, {}));
}

Result<void> RowLines::feed(std::span<const std::byte> chunk, std::string& out) {
  Result<void> fed;
  if (parser_) {
    fed = parser_->feed(chunk);
  } else {
    sample_.insert(sample_.end(), chunk.begin(), chunk.end());
    if (sample_.size() > kDialectSampleBytes) fed = start();
  }
  out.append(std::exchange(lines_, {}));
  return fed;
}

Result<void> RowLines::finish(std::string& out) {
  Result<void> finished;
  if (!parser_) finished = start();
  if (finished) finished = parser_->finish();
  if (empty_rows_.size() == 1) append(std::vector<std::string_view>(empty_rows_.front()));
  out.append(std::exchange(lines_, {}));
  return finished;
}

void RowLines::on_row(const csv::Row& row) {
  if (std::ranges::all_of(row.cells, &std::string_view::empty)) {
    empty_rows_.push_back(static_cast<uint32_t>(row.cells.size()));
    return;
  }
  for (const uint32_t width : std::exchange(empty_rows_, {})) {
    append(std::vector<std::string_view>(width));
  }
  append(row.cells);
}

void RowLines::append(std::span<const std::string_view> cells) {
  lines_ += '[';
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) lines_ += ',';
    append_json(is_valid_utf8(cells[i]) ? cells[i] : replace_invalid_utf8(cells[i]), lines_);
  }
  lines_.append("]\n");
}

}  // namespace kartei
