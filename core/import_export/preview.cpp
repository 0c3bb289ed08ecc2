#include "import_export/preview.h"

#include <ranges>

#include "base/text.h"
#include "csv/writer.h"

namespace kartei {
namespace {

constexpr size_t kPreviewRows = 20;
constexpr size_t kSamples = 3;

struct Collect final : csv::RowHandler {
  void on_row(const csv::Row& row) override {
    auto& cells = rows.emplace_back();
    for (const std::string_view cell : row.cells) cells.push_back(replace_invalid_utf8(cell));
  }
  std::vector<std::vector<std::string>> rows;
};

void add_samples(ImportPreview& preview, const std::vector<std::vector<std::string>>& rows) {
  for (size_t i = 0; i < preview.columns.size(); ++i) {
    auto& samples = preview.columns[i].samples;
    for (const auto& row : rows) {
      if (samples.size() == kSamples) break;
      if (i < row.size() && !row[i].empty()) samples.push_back(row[i]);
    }
  }
}

}  // namespace

Result<ImportPreview> preview_csv(std::span<const std::byte> sample, bool is_whole,
                                  const ImportOptions& options) {
  const auto dialect = csv::detect_dialect(sample, options.dialect);
  if (!dialect) return std::unexpected(dialect.error());
  Collect collect;
  csv::Parser parser(*dialect, collect);
  if (auto fed = parser.feed(sample); !fed) return std::unexpected(fed.error());
  // Without finish() the last row does not come unless its line has ended.
  if (is_whole || collect.rows.empty()) {
    if (auto finished = parser.finish(); !finished) return std::unexpected(finished.error());
  }
  auto& rows = collect.rows;
  if (rows.empty()) return failure(ErrorCode::csv_empty);

  ImportPreview preview{.dialect = *dialect};
  std::vector<std::string> headers(rows.front().size());
  if (dialect->has_header) {
    headers = rows.front();
    rows.erase(rows.begin());
  }
  for (std::string& cell : rows | std::views::join) cell = std::string(csv::restore_cell(cell));
  const auto mapping = ColumnMapping::make(
      std::vector<std::string_view>(headers.begin(), headers.end()), options.mapping);
  if (!mapping) return std::unexpected(mapping.error());
  for (size_t i = 0; i < headers.size(); ++i) {
    preview.columns.push_back(
        {.header = std::string(trim(headers[i])), .target = mapping->targets()[i]});
  }
  add_samples(preview, rows);
  if (auto checked = csv::check_mapping(mapping->targets()); !checked) {
    preview.issues.push_back(checked.error());
  }
  if (rows.size() > kPreviewRows) rows.resize(kPreviewRows);
  preview.rows = std::move(rows);
  return preview;
}

}  // namespace kartei
