#include "csv/placeholder.h"

#include <algorithm>

#include "base/text.h"

namespace kartei::csv {
namespace {

constexpr std::string_view kNulls[] = {"\\N", "NULL", "#N/A", "#NV", "NaN"};
// Folded, letters and digits alone.
constexpr std::string_view kWords =
    " 0 na null nan none nil no nothing unknown missing ka keine keins keiner nein nichts "
    "unbekannt fehlt anonymous anonym – — … ";
constexpr size_t kLongest = 12;

constexpr std::string_view kTotals =
    " summe summen gesamt gesamtsumme zwischensumme endsumme insgesamt anzahl total totals totaux "
    "subtotal grandtotal sum count totale totaal ";
constexpr size_t kLongestTotal = 24;

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool is_short_null(std::string_view cell) {
  return !cell.empty() && std::ranges::contains(kNulls, cell);
}

bool is_placeholder(std::string_view cell) {
  if (cell.empty() || cell.size() > kLongest) return cell.empty();
  std::string key = fold(replace_invalid_utf8(cell));
  std::erase_if(key, [](char c) { return c >= 0 && !is_letter(c) && !is_digit(c); });
  return key.empty() || is_null(cell) || kWords.contains(key.insert(0, " ").append(" "));
}

bool is_total(std::string_view cell) {
  if (cell.size() > kLongestTotal) return false;
  std::string key = fold(replace_invalid_utf8(cell));
  std::erase_if(key, [](char c) { return c >= 0 && !is_letter(c); });
  return !key.empty() && kTotals.contains(key.insert(0, " ").append(" "));
}

}  // namespace kartei::csv
