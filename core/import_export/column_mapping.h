// From the cells of a row to the fields of a contact.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"
#include "csv/header_map.h"

namespace kartei {

class ColumnMapping {
 public:
  ColumnMapping() = default;

  // `chosen` as a person said it, or recognised by header where absent. Errors (row 1 and the
  // column): csv_column_unknown where `chosen` does not fit the number of columns.
  static Result<ColumnMapping> make(std::span<const std::string_view> headers,
                                    const std::optional<std::vector<csv::ColumnTarget>>& chosen);

  const std::vector<csv::ColumnTarget>& targets() const { return targets_; }

  // Whether a row has as many cells as the header; empty ones behind the last column do not count.
  // Errors: csv_too_few_cells, csv_too_many_cells, with the column.
  Result<void> check_width(std::span<const std::string_view> cells) const;

  // Views into `cells` and into this mapping. A missing cell is empty; what a date column holds
  // that is no date becomes an attribute.
  void fill(std::span<const std::string_view> cells, RawContact& raw) const;

  // The column of a field, 1-based; 0 where none is mapped to it.
  uint32_t column_of(Field field) const;

 private:
  std::vector<csv::ColumnTarget> targets_;
  std::vector<std::string> attribute_names_;
};

}  // namespace kartei
