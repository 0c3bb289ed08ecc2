#include "check/good_file.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "csv/writer.h"

namespace kartei {
namespace {

constexpr csv::WriteOptions kWriteOptions = {.formula_safe = false};

}  // namespace

GoodFile::GoodFile(const TableChecker& checker, GoodFileOptions options)
    : checker_(checker), options_(options) {
  const ColumnMatches& matches = checker.matches();
  if (!options.only_expected) {
    for (size_t column = 0; column < matches.size(); ++column) columns_.push_back(column);
    return;
  }
  for (size_t rule = 0; rule < checker.columns().size(); ++rule) {
    const auto found = std::ranges::find(matches, std::optional(rule));
    if (found != matches.end()) columns_.push_back(static_cast<size_t>(found - matches.begin()));
  }
}

void GoodFile::write_header(std::string& out) {
  std::set<std::string> expected, taken;
  for (const ColumnRule& column : checker_.columns()) expected.insert(fold(column.name));
  for (const std::string& header : checker_.headers()) taken.insert(fold(header));
  std::vector<std::string> names;
  for (const size_t column : columns_) {
    if (const auto rule = checker_.matches()[column]) {
      names.push_back(checker_.columns()[*rule].name);
      continue;
    }
    // What was not checked must not be read under the name of what was.
    const std::string header(csv::restore_cell(checker_.headers()[column]));
    std::string name = header;
    if (expected.contains(fold(header))) {
      int number = 1;
      do {
        name = header + "_" + std::to_string(++number);
      } while (expected.contains(fold(name)) || taken.contains(fold(name)));
      taken.insert(fold(name));
    }
    names.push_back(std::move(name));
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  if (!views.empty()) csv::append_row(out, views, kWriteOptions);
}

void GoodFile::write_row(size_t row, std::string& out) {
  checker_.rows().cells(row, cells_);
  std::vector<std::string> values;
  for (const size_t column : columns_) {
    values.push_back(checker_.value(cells_, column, options_.is_normal));
  }
  const std::vector<std::string_view> views(values.begin(), values.end());
  if (!views.empty()) csv::append_row(out, views, kWriteOptions);
}

bool GoodFile::write(std::string& out, size_t bytes) {
  if (!std::exchange(has_header_, true)) write_header(out);
  const size_t enough = out.size() + bytes;
  for (; next_row_ < checker_.rows().size() && out.size() < enough; ++next_row_) {
    if (checker_.outcome(next_row_) == CheckedRow::good) write_row(next_row_, out);
  }
  return next_row_ < checker_.rows().size();
}

}  // namespace kartei
