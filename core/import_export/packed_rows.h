// Rows of cells, each row one text: as it stands in the file where that is enough to tell its cells
// apart, else the number of its cells, their lengths, their bytes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_column.h"

namespace kartei {

class PackedRows {
 public:
  // A row as a parser gives it: its cells may be views of one line.
  void add(std::span<const std::string_view> cells);

  // Other cells for a row, or a row behind the last one; those between have no cells.
  void set(size_t index, std::span<const std::string_view> cells);
  // The same row as in `other`.
  void set(size_t index, const PackedRows& other) { rows_.set(index, other.rows_[index]); }

  // Replaces the contents of `cells` by views of the row's cells.
  void cells(size_t index, std::vector<std::string_view>& cells) const;

  // As TextColumn does it.
  void write(std::string& out) const { rows_.write(out); }
  void append(std::string_view written, size_t count) { rows_.append(written, count); }

 private:
  TextColumn rows_;
};

}  // namespace kartei
