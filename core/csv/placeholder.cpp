#include "csv/placeholder.h"

#include <algorithm>

#include "base/text.h"

namespace kartei::csv {
namespace {

constexpr std::string_view kNulls[] = {"\\N", "NULL", "#N/A", "#NV", "NaN"};
// Folded, letters and digits alone.
constexpr std::string_view kWords =
    " 0 na null nan none nil no nothing unknown missing ka keine keins keiner nein nichts "
    "unbekannt fehlt – — … ";
constexpr size_t kLongest = 12;

}  // namespace

bool is_short_null(std::string_view cell) {
  return !cell.empty() && std::ranges::contains(kNulls, cell);
}

bool is_placeholder(std::string_view cell) {
  if (cell.empty() || cell.size() > kLongest) return cell.empty();
  std::string key = fold(replace_invalid_utf8(cell));
  std::erase_if(
      key, [](char c) { return c >= 0 && !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
  return key.empty() || is_null(cell) || kWords.contains(key.insert(0, " ").append(" "));
}

}  // namespace kartei::csv
