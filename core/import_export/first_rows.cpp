#include "import_export/first_rows.h"

#include <algorithm>
#include <ranges>

#include "base/limits.h"
#include "base/text.h"
#include "csv/header_map.h"
#include "csv/parser.h"
#include "csv/writer.h"

namespace kartei {
namespace {

struct Collect final : csv::RowHandler {
  void on_row(const csv::Row& row) override {
    auto& cells = rows.emplace_back();
    for (const std::string_view cell : row.cells) cells.push_back(replace_invalid_utf8(cell));
  }
  std::vector<std::vector<std::string>> rows;
};

}  // namespace

Result<FirstRows> read_first_rows(std::span<const std::byte> sample, bool is_whole,
                                  const csv::Dialect& dialect) {
  Collect collect;
  csv::Parser parser(dialect, collect);
  const auto looked_at = sample.first(std::min(sample.size(), kDialectSampleBytes));
  if (auto fed = parser.feed(looked_at); !fed) return std::unexpected(fed.error());
  // Without finish() the last row does not come unless its line has ended.
  if (is_whole || collect.rows.empty()) {
    if (auto finished = parser.finish(); !finished) return std::unexpected(finished.error());
  }
  FirstRows first{.rows = std::move(collect.rows)};
  if (first.rows.empty()) return failure(ErrorCode::csv_empty);
  first.headers.resize(first.rows.front().size());
  if (dialect.has_header) {
    first.headers = std::move(first.rows.front());
    first.rows.erase(first.rows.begin());
    const size_t width =
        csv::own_width(std::vector<std::string_view>(first.headers.begin(), first.headers.end()));
    if (width < first.headers.size()) {
      first.headers.resize(width);
      for (auto& row : first.rows) row.resize(std::min(row.size(), width));
    }
  }
  for (std::string& cell : first.rows | std::views::join) {
    cell = std::string(csv::restore_cell(cell));
  }
  return first;
}

}  // namespace kartei
