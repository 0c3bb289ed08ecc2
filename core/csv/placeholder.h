// Cells that say that there is nothing.
#pragma once

#include <cstddef>
#include <string_view>

namespace kartei::csv {

inline constexpr size_t kLongestNull = 4;
// Of a cell that is not longer.
bool is_short_null(std::string_view cell);

// What programs write: MySQL's "\N", "NULL", "#N/A" and German "#NV" of spreadsheets, "NaN". As it
// stands: there are people called Null.
inline bool is_null(std::string_view cell) {
  // Most cells are longer, and all of them are asked.
  return cell.size() <= kLongestNull && is_short_null(cell);
}

// What people write besides where they have no address, number or date: "-", "n/a", "k. A.",
// "keine", "unbekannt", "0" …; a cell without letters and digits. Trimmed.
bool is_placeholder(std::string_view cell);

// What stands before sums, where a name would: "Summe", "Gesamt: 25", "Total".
bool is_total(std::string_view cell);

}  // namespace kartei::csv
