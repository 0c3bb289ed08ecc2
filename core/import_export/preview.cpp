#include "import_export/preview.h"

#include "base/limits.h"
#include "base/text.h"
#include "import_export/first_rows.h"

namespace kartei {
namespace {

constexpr size_t kPreviewRows = 20;
constexpr size_t kSamples = 3;

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
  auto first = read_first_rows(sample, is_whole, *dialect);
  if (!first) return std::unexpected(first.error());
  auto& [headers, rows] = *first;

  ImportPreview preview{.dialect = *dialect};
  auto mapping = ColumnMapping::make(std::vector<std::string_view>(headers.begin(), headers.end()),
                                     rows, options.mapping);
  if (!mapping) return std::unexpected(mapping.error());
  for (size_t i = 0; i < headers.size(); ++i) {
    preview.columns.push_back(
        {.header = std::string(trim(headers[i])), .target = mapping->targets()[i]});
  }
  mapping->tell_date_order(rows, options.date_order, options.default_country_code);
  preview.date_order = mapping->date_order();
  add_samples(preview, rows);
  // What would end the reading at its first row.
  if (headers.size() > kMaxColumns) {
    preview.issues.push_back({.code = ErrorCode::csv_too_many_columns,
                              .row = dialect->skip_rows + 1,
                              .column = kMaxColumns + 1});
  }
  if (auto checked = csv::check_mapping(mapping->targets()); !checked) {
    preview.issues.push_back(checked.error());
  }
  if (rows.size() > kPreviewRows) rows.resize(kPreviewRows);
  preview.rows = std::move(rows);
  return preview;
}

}  // namespace kartei
