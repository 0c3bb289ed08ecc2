#include "csv/quoted_row.h"

#include "base/limits.h"

namespace kartei::csv {

void divide_row(std::string_view row, char delimiter, char quote, std::string& unquoted,
                std::vector<std::string_view>& cells) {
  unquoted.clear();
  // Views of earlier cells must stay valid.
  unquoted.reserve(row.size());
  cells.clear();
  for (size_t at = 0, begin = 0; at <= row.size(); ++at) {
    const bool is_last = cells.size() == kMaxColumns;
    const bool is_quoted = !is_last && at < row.size() && row[at] == quote;
    bool is_inside = is_quoted || is_last;
    for (at += is_quoted; at < row.size() && (is_inside || row[at] != delimiter); ++at) {
      // The second of two is one of the cell.
      const bool is_quote = is_quoted && row[at] == quote;
      is_inside = is_inside != is_quote;
      const bool is_text = !is_quote || (is_inside && row[at - 1] == quote);
      if (is_text) unquoted.push_back(row[at]);
    }
    cells.push_back(std::string_view(unquoted).substr(begin));
    begin = unquoted.size();
  }
}

}  // namespace kartei::csv
