// Any headers and rows: every column has a target, a mapping that was recognised is one that can be
// used or says why not, and no header is two things.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "csv/header_map.h"

namespace {

std::vector<std::string> split(std::string_view text, char delimiter) {
  std::vector<std::string> parts;
  while (true) {
    const size_t end = text.find(delimiter);
    parts.emplace_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace kartei;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : split(text, '\n')) rows.push_back(split(line, ';'));
  const std::vector<std::string> first = std::move(rows.front());
  rows.erase(rows.begin());
  const std::vector<std::string_view> headers(first.begin(), first.end());
  std::vector<csv::ColumnTarget> targets;
  for (const csv::Column& column : csv::map_columns(headers, rows)) {
    ensure(column.confidence >= 0 && column.confidence <= 1, "a confidence is a share");
    const bool is_mapped = column.target.kind != csv::ColumnTarget::Kind::attribute;
    ensure(!is_mapped || column.target.confidence >= 0.5, "nothing uncertain is mapped");
    targets.push_back(column.target);
  }
  ensure(targets.size() == headers.size(), "every column has a target");
  const auto checked = csv::check_mapping(targets);
  ensure(checked || checked.error().code == ErrorCode::csv_header_missing,
         "no field is mapped twice");
  return 0;
}
