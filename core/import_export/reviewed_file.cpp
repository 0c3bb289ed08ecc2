#include "import_export/reviewed_file.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "import_export/first_rows.h"

namespace kartei {

Result<void> ReviewedFile::feed(std::span<const std::byte> chunk) {
  if (!parser_) {
    sample_.insert(sample_.end(), chunk.begin(), chunk.end());
    if (sample_.size() <= kDialectSampleBytes) return {};
    return start_parser(false);
  }
  auto fed = parser_->feed(chunk);
  if (error_) return std::unexpected(*error_);
  return fed;
}

Result<void> ReviewedFile::finish() {
  if (!parser_) {
    if (auto started = start_parser(true); !started) return started;
  }
  auto finished = parser_->finish();
  if (error_) return std::unexpected(*error_);
  if (!finished) return finished;
  dialect_.encoding = parser_->encoding();
  is_finished_ = true;
  end_rows();
  return {};
}

Result<void> ReviewedFile::start_parser(bool is_whole) {
  const auto dialect = csv::detect_dialect(sample_, overrides_);
  if (!dialect) return std::unexpected(dialect.error());
  dialect_ = *dialect;
  auto first_rows = read_first_rows(sample_, is_whole, dialect_);
  if (!first_rows) return std::unexpected(first_rows.error());
  first_rows_ = std::move(first_rows->rows);
  // Not make_unique: that we handle rows is nobody else's business.
  parser_.reset(new csv::Parser(dialect_, *this));
  const auto sample = std::exchange(sample_, {});
  return feed(sample);
}

Result<void> ReviewedFile::take_header(const csv::Row& row) {
  if (row.damage) return std::unexpected(*row.damage);
  for (const std::string_view header : row.cells) {
    headers_.emplace_back(dialect_.has_header ? trim(header) : std::string_view());
  }
  return take_columns(std::exchange(first_rows_, {}));
}

void ReviewedFile::on_row(const csv::Row& row) {
  if (error_) return;
  if (!std::exchange(has_columns_, true)) {
    if (auto taken = take_header(row); !taken) error_ = taken.error();
    if (error_ || dialect_.has_header) return;
  }
  const bool is_empty = std::ranges::all_of(row.cells, &std::string_view::empty);
  if (is_empty && !row.damage) return;
  RowState state{.number = static_cast<uint32_t>(row.number)};
  if (row.damage) {
    state.is_rejected = state.has_issue = true;
    state.issue = row.damage->code;
    state.issue_column = static_cast<uint16_t>(row.damage->column);
  } else {
    judge(row.cells, state);
  }
  compare(state);
  rows_.add(row.cells, state);
}

}  // namespace kartei
