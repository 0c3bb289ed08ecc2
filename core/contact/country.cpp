#include "contact/country.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "base/heap_sort.h"
#include "base/text.h"
#include "contact/numbering_plan.h"
#include "contact/phone_text.h"
#include "country_name_tables.h"

namespace kartei {
namespace {

struct FoldedName {
  std::string name;
  std::string_view region;
};

std::vector<FoldedName> read_names() {
  std::vector<FoldedName> all;
  for (std::string_view rest = kCountryNames; !rest.empty();) {
    std::string_view names = take_until('\n', rest);
    const std::string_view region = names.substr(0, 2);
    while (!names.empty()) all.push_back({fold(take_until('|', names)), region});
  }
  heap_sort(all, {}, &FoldedName::name);
  return all;
}

const NumberingPlan* find_by_name(std::string_view name) {
  static const auto names = read_names();
  const std::string folded = fold(name);
  const auto found = std::ranges::lower_bound(names, folded, {}, &FoldedName::name);
  return found == names.end() || found->name != folded ? nullptr : find_plan(found->region);
}

// "DE", "de", "Deutschland"
const NumberingPlan* find_country(std::string_view text) {
  const auto to_upper = [](char c) { return is_ascii_lower(c) ? static_cast<char>(c - 0x20) : c; };
  if (text.size() == 2) {
    const std::string region = {to_upper(text[0]), to_upper(text[1])};
    if (const NumberingPlan* plan = find_plan(region)) return plan;
  }
  return find_by_name(text);
}

// What was typed, sorted into what it is made of.
struct Typed {
  std::string digits;
  // Everything but digits, plus signs and what stands between digits.
  std::string words;
  // 1-based, of the first character of a word.
  uint32_t words_column = 0;
  bool has_plus = false;
};

Typed sort_characters(std::string_view text) {
  Typed typed;
  uint32_t column = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    const char32_t c = next_code_point(text, at);
    ++column;
    if (const int digit = digit_value(c); digit >= 0) {
      typed.digits += static_cast<char>('0' + digit);
    } else if (is_plus(c)) {
      typed.has_plus = true;
    } else if ((is_phone_separator(c) && c != 'x') || c == ':' || c == ',') {
      if (!typed.words.empty()) typed.words += ' ';
    } else {
      if (typed.words_column == 0) typed.words_column = column;
      typed.words += text.substr(start, at - start);
    }
  }
  return typed;
}

// "49.0", as a spreadsheet writes a number that it takes for a fraction.
std::string_view without_decimals(std::string_view text) {
  const size_t point = text.find_first_of(".,");
  const bool is_fraction = point != text.npos && point > 0 && point + 1 < text.size() &&
                           text.find_first_not_of('0', point + 1) == text.npos &&
                           text.find_first_not_of("+0123456789") == point;
  return is_fraction ? text.substr(0, point) : text;
}

Result<std::string> make_code(std::string_view digits) { return std::string("+").append(digits); }

// "+1-268" is how lists of countries tell those that share +1.
bool is_area_of_one(std::string_view digits) {
  return digits.size() == 4 && digits[0] == '1' &&
         std::ranges::any_of(plans_of_code("1"), [&](const NumberingPlan& plan) {
           return plan.has_leading_digits() && plan.starts_with_leading_digits(digits.substr(1));
         });
}

Result<std::string> read_digits(Typed& typed) {
  std::string_view digits = typed.digits;
  if (!typed.has_plus && digits.starts_with("00")) digits.remove_prefix(2);
  if (is_area_of_one(digits)) return make_code("1");
  if (digits.empty() || digits.size() > kMaxCodeDigits) {
    return failure(ErrorCode::country_code_malformed);
  }
  if (plans_of_code(digits).empty()) return failure(ErrorCode::country_code_unknown);
  return make_code(digits);
}

}  // namespace

Result<std::string> parse_country_code(std::string_view text) {
  // "+49", as nearly all files have it.
  if (text.starts_with('+') && !plans_of_code(text.substr(1)).empty()) return std::string(text);
  std::string_view trimmed = trim(text);
  if (trimmed.empty()) return std::string();
  if (trimmed.starts_with('\'')) trimmed.remove_prefix(1);
  Typed typed = sort_characters(without_decimals(trimmed));
  if (typed.words.empty()) return read_digits(typed);
  if (typed.digits.empty() && !typed.has_plus) {
    const NumberingPlan* named = find_country(trimmed);
    return named ? make_code(named->code()) : failure(ErrorCode::country_code_unknown);
  }
  // "Germany (+49)": both say the same.
  const NumberingPlan* plan = find_country(trim(typed.words));
  if (plan && plan->code() == typed.digits) return make_code(plan->code());
  const auto skipped = static_cast<size_t>(trimmed.data() - text.data());
  const size_t before = count_code_points(text.substr(0, skipped));
  return failure(ErrorCode::country_code_malformed,
                 static_cast<uint32_t>(before) + typed.words_column);
}

DateOrder date_order_where(std::string_view country_code) {
  const auto code = parse_country_code(country_code);
  if (!code || code->empty()) return DateOrder::unknown;
  return *code == "+1" ? DateOrder::month_first : DateOrder::day_first;
}

DateOrder settle_date_order(DateOrder given, const DateOrders& dates,
                            std::string_view country_code) {
  if (given != DateOrder::unknown) return given;
  const DateOrder said = dates.common().value_or(DateOrder::unknown);
  return said == DateOrder::unknown ? date_order_where(country_code) : said;
}

}  // namespace kartei
