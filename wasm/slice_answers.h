// Slices of a file, from one instance of a module to another (web/file-reading.js).
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "import_export/reviewed_file.h"
#include "json/json.h"

namespace kartei {

inline Json write_row_end(const std::optional<size_t>& size) { return size ? Json(*size) : Json(); }

// Nothing, or: begin, end, rows, lines, how many bytes its rows are, which are in `output` then,
// and its encoding, -1 where only later rows will tell.
inline Json write_slice(std::optional<ReviewedFile::Slice> slice, std::string& output) {
  if (!slice) return nullptr;
  output = std::move(slice->rows);
  const auto& [rows, lines, encoding] = slice->length;
  Json json = Json::array();
  for (const uint64_t number :
       {uint64_t{slice->begin}, uint64_t{slice->end}, rows, lines, uint64_t{output.size()}}) {
    json.push_back(number);
  }
  json.push_back(encoding ? static_cast<int>(*encoding) : -1);
  return json;
}

inline csv::Checkpoint read_length(double rows, double lines, double encoding) {
  csv::Checkpoint length{static_cast<uint64_t>(rows), static_cast<uint64_t>(lines)};
  if (encoding >= 0) length.encoding = static_cast<csv::Encoding>(encoding);
  return length;
}

}  // namespace kartei
