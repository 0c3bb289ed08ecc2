// A row that stood in quotes as a whole: Dialect::has_quoted_rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kartei::csv {

// The cells of `row`, in it and in `unquoted`. What follows the 1,000th is one cell.
void divide_row(std::string_view row, char delimiter, char quote, std::string& unquoted,
                std::vector<std::string_view>& cells);

}  // namespace kartei::csv
