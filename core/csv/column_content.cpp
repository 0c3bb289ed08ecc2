#include "csv/column_content.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "base/written_date.h"
#include "contact/area_code.h"
#include "contact/country.h"
#include "contact/email.h"
#include "contact/phone.h"

namespace kartei::csv {
namespace {

constexpr size_t kMaxCells = 200;
constexpr size_t kMaxCellBytes = 320;
constexpr size_t kManyDistinct = 4;
constexpr size_t kFewCells = 3;
constexpr std::ptrdiff_t kFewestPhoneDigits = 6;

bool says_country(std::string_view cell) { return cell.starts_with('+') || cell.starts_with("00"); }

bool is_calling_code(std::string_view cell) {
  return says_country(cell) && cell.size() <= 5 && parse_country_code(cell);
}

bool is_code_of_town(std::string_view cell) {
  const auto digits = std::ranges::count_if(cell, is_ascii_digit);
  return digits >= 2 && digits <= 6 && !cell.contains('+') && is_area_code(cell);
}

bool is_country(std::string_view cell) {
  return cell.size() >= 2 && std::ranges::none_of(cell, is_ascii_digit) && parse_country_code(cell);
}

// "030 / 123 45-67", but no customer's number: those have no blanks.
bool is_dialled(std::string_view cell) {
  if (cell.empty() || (cell[0] != '0' && cell[0] != '(')) return false;
  if (std::ranges::any_of(cell, is_ascii_letter) || cell.find_first_of(" /-()") == cell.npos) {
    return false;
  }
  return std::ranges::count_if(cell, is_ascii_digit) >= 7 && parse_phone(cell, "+49");
}

bool is_upper(char32_t c) { return is_ascii_upper(c) || (c >= 0xC0 && c <= 0xDE); }

// How many words a name has: "Anna Müller", "von der Leyen, Ursula", "Anna"; 0 for what is none.
size_t count_names(std::string_view cell) {
  if (std::ranges::any_of(cell, [](char c) { return is_ascii_digit(c) || c == '@'; })) return 0;
  size_t words = 0, capitals = 0;
  bool is_start = true;
  for (size_t at = 0; at < cell.size();) {
    const char32_t c = next_code_point(cell, at);
    const bool is_blank = c == ' ';
    if (is_start && !is_blank) {
      ++words;
      capitals += is_upper(c);
    }
    is_start = is_blank;
  }
  const bool is_name = words <= 4 && capitals >= std::min<size_t>(words, 2);
  return is_name ? words : 0;
}

}  // namespace

bool is_address(std::string_view cell) {
  cell = trim(cell);
  if (cell.ends_with('>')) {
    cell.remove_prefix(cell.rfind('<') + 1);
    cell.remove_suffix(1);
  }
  return is_valid_email(cell);
}

ColumnContent look_at_column(std::span<const std::vector<std::string>> rows, size_t index) {
  ColumnContent content;
  std::vector<std::string_view> seen;
  for (const auto& row : rows) {
    if (content.filled == kMaxCells) break;
    const std::string_view cell = index < row.size() ? trim(row[index]) : std::string_view();
    if (cell.empty()) continue;
    ++content.filled;
    if (seen.size() < kManyDistinct && std::ranges::find(seen, cell) == seen.end()) {
      seen.push_back(cell);
    }
    if (cell.size() > kMaxCellBytes || !is_valid_utf8(cell)) continue;
    const bool has_at_sign = cell.contains('@');
    content.at_signs += has_at_sign;
    content.emails += has_at_sign && is_address(cell);
    content.dates += parse_written_date(cell, DateOrder::day_first).has_value();
    content.calling_codes += is_calling_code(cell);
    content.bare_codes += cell == "49" || cell == "43" || cell == "41";
    content.area_codes += is_code_of_town(cell);
    content.countries += is_country(cell);
    content.international_phones +=
        says_country(cell) && cell.size() >= 8 && parse_phone(cell).has_value();
    content.dialled_phones += is_dialled(cell);
    const size_t names = count_names(cell);
    content.capitalized += names > 1;
    content.single_names += names == 1;
    content.long_numbers += std::ranges::count_if(cell, is_ascii_digit) >= kFewestPhoneDigits;
  }
  content.distinct = seen.size();
  return content;
}

HeaderMeaning ColumnContent::meaning() const {
  const double doubt = filled < kFewCells ? 0.1 : 0;
  const auto is = [&](ColumnKind kind, double confidence) {
    return HeaderMeaning{.kind = kind, .confidence = confidence - doubt};
  };
  // Addresses in real files are often bad, but they all have their at sign.
  if (are_most(at_signs) && emails * 2 >= filled) return is(ColumnKind::email, 0.7);
  if (are_most(calling_codes)) return is(ColumnKind::country_code, 0.7);
  if (are_most(dates)) return is(ColumnKind::date, 0.6);
  if (are_most(international_phones)) return is(ColumnKind::phone, 0.7);
  if (are_most(international_phones + dialled_phones)) return is(ColumnKind::phone, 0.5);
  return {};
}

}  // namespace kartei::csv
