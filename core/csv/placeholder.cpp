#include "csv/placeholder.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"

namespace kartei::csv {
namespace {

constexpr std::string_view kNulls[] = {"\\N", "NULL", "#N/A", "#NV", "NaN"};
// Folded, letters and digits alone.
constexpr std::string_view kNoValues =
    " 0 na null nan none nil no nothing unknown missing ka keine keins keiner nein nichts "
    "unbekannt fehlt anonymous anonym – — … ";
constexpr size_t kLongest = 12;

constexpr std::string_view kTotals =
    " summe summen gesamt gesamtsumme zwischensumme endsumme insgesamt anzahl total totals totaux "
    "subtotal grandtotal sum count totale totaal ";
constexpr size_t kLongestTotal = 24;

bool is_letter_or_digit(char32_t c) { return is_ascii_lower(c) || is_ascii_digit(c); }

// Folded, and of its ASCII what `is_kept` says.
std::string key_of(std::string_view cell, bool (*is_kept)(char32_t)) {
  std::string key = fold(replace_invalid_utf8(cell));
  std::erase_if(key, [=](char c) { return c >= 0 && !is_kept(c); });
  return key;
}

bool is_one_of(std::string_view words, std::string key) {
  return words.contains(key.insert(0, " ").append(" "));
}

}  // namespace

bool is_short_null(std::string_view cell) { return std::ranges::contains(kNulls, cell); }

bool is_placeholder(std::string_view cell) {
  if (cell.empty() || cell.size() > kLongest) return cell.empty();
  const std::string key = key_of(cell, is_letter_or_digit);
  return key.empty() || is_null(cell) || is_one_of(kNoValues, key);
}

bool is_total(std::string_view cell) {
  if (cell.size() > kLongestTotal) return false;
  const std::string key = key_of(cell, is_ascii_lower);
  return !key.empty() && is_one_of(kTotals, key);
}

}  // namespace kartei::csv
