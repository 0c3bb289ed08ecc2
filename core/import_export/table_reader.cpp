#include "import_export/table_reader.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"

namespace kartei {

Result<void> TableReader::start() {
  const auto dialect = csv::detect_dialect(sample_, overrides_);
  if (!dialect) return std::unexpected(dialect.error());
  dialect_ = *dialect;
  // Not make_unique: that we handle rows is nobody else's business.
  parser_.reset(new csv::Parser(dialect_, *this));
  return parser_->feed(std::exchange(sample_, {}));
}

Result<void> TableReader::feed(std::span<const std::byte> chunk) {
  Result<void> fed;
  if (parser_) {
    fed = parser_->feed(chunk);
  } else {
    sample_.insert(sample_.end(), chunk.begin(), chunk.end());
    if (sample_.size() > kDialectSampleBytes) fed = start();
  }
  return taken_ ? fed : taken_;
}

Result<void> TableReader::finish() {
  Result<void> finished;
  if (!parser_) finished = start();
  if (finished) finished = parser_->finish();
  if (empty_rows_.size() == 1) take_empty_row(empty_rows_.front());
  return taken_ ? finished : taken_;
}

void TableReader::on_row(const csv::Row& row) {
  if (std::ranges::all_of(row.cells, &std::string_view::empty)) {
    empty_rows_.push_back(static_cast<uint32_t>(row.cells.size()));
    return;
  }
  for (const uint32_t width : std::exchange(empty_rows_, {})) take_empty_row(width);
  if (taken_) taken_ = take_row(row);
}

void TableReader::take_empty_row(uint32_t width) {
  const std::vector<std::string_view> cells(width);
  if (taken_) taken_ = take_row({.cells = cells});
}

}  // namespace kartei
