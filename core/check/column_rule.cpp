#include "check/column_rule.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "base/written_date.h"
#include "contact/country.h"
#include "contact/email.h"
#include "contact/idna.h"
#include "contact/phone.h"
#include "csv/header_map.h"

namespace kartei {
namespace {

using csv::ColumnKind;

// --- values ---------------------------------------------------------------------------------

// A sign, digits, and for a number that need not be whole a point or comma with digits.
std::optional<ErrorCode> read_number(std::string_view text, bool is_whole, std::string& normal) {
  size_t at = text.starts_with('-') || text.starts_with('+');
  const size_t begin = at;
  while (at < text.size() && is_ascii_digit(text[at])) ++at;
  bool is_good = at > begin;
  if (is_good && !is_whole && at < text.size() && (text[at] == '.' || text[at] == ',')) {
    const size_t point = at++;
    while (at < text.size() && is_ascii_digit(text[at])) ++at;
    is_good = at > point + 1;
  }
  if (!is_good || at != text.size()) return ErrorCode::cell_number;
  normal = text.substr(text.starts_with('+'));
  std::ranges::replace(normal, ',', '.');
  return std::nullopt;
}

std::optional<ErrorCode> read_phone(std::string_view text, const RowContext& context,
                                    std::string& normal) {
  auto phone = parse_phone(text, context.country_code, std::move(normal));
  if (!phone) return phone.error().code;
  if (context.is_calling_code && phone->country_code != context.country_code) {
    return ErrorCode::phone_calling_code_contradicts;
  }
  normal = std::move(phone->e164);
  // Two people of one company, and E.164 would be the same.
  if (const std::string extension = phone_extension(text); !extension.empty()) {
    normal.append(";ext=").append(extension);
  }
  return std::nullopt;
}

std::optional<ErrorCode> read_date(std::string_view text, DateOrder order, std::string& normal) {
  const auto time = parse_written_date(text, order);
  if (!time) return time.error().code;
  normal = format_timestamp(*time);
  // A day without a time is said as one.
  constexpr size_t kDaySize = 10;
  if (!text.contains(':')) normal.resize(kDaySize);
  return std::nullopt;
}

std::string lower(std::string_view text) {
  std::string small;
  idna::append_lower(small, text);
  return small;
}

// The closest one: as it was written, in its normal form, but for its case, but for its accents.
std::optional<ErrorCode> read_allowed(const ColumnRule& rule, std::string_view text,
                                      std::string& normal) {
  if (std::ranges::contains(rule.allowed, text)) {
    normal = text;
    return std::nullopt;
  }
  if (std::ranges::contains(rule.allowed, normal)) return std::nullopt;
  for (const auto simplify : {lower, fold}) {
    const auto found = std::ranges::find(rule.allowed, simplify(normal), simplify);
    if (found == rule.allowed.end()) continue;
    normal = *found;
    return std::nullopt;
  }
  return ErrorCode::cell_not_allowed;
}

std::optional<ErrorCode> read_typed(ColumnType type, std::string_view text,
                                    const RowContext& context, std::string& normal) {
  switch (type) {
    case ColumnType::email: {
      const auto read = normalize_email(text, normal);
      return read ? std::nullopt : std::optional(read.error().code);
    }
    case ColumnType::country_code: {
      auto code = parse_country_code(text);
      if (!code) return code.error().code;
      // Not moved, which would give up the memory of longer ones.
      normal = *code;
      return std::nullopt;
    }
    case ColumnType::phone:
      return read_phone(text, context, normal);
    case ColumnType::number:
    case ColumnType::integer:
      return read_number(text, type == ColumnType::integer, normal);
    case ColumnType::date:
      return read_date(text, context.date_order, normal);
    case ColumnType::text:
      break;
  }
  normal.clear();
  append_nfc(normal, text);
  return std::nullopt;
}

// --- columns --------------------------------------------------------------------------------

// What headers are compared by: letters and digits alone.
std::string header_key(std::string_view header) {
  std::string key = fold(header);
  std::erase_if(key, [](char c) { return c >= 0 && !is_ascii_digit(c) && !is_ascii_lower(c); });
  return key;
}

// How a header names a rule, the closest way first.
enum class Naming { exact, name, alias };

bool is_named(const ColumnRule& rule, std::string_view header, Naming naming) {
  if (naming == Naming::exact) return rule.name == header;
  const std::string key = header_key(header);
  if (key.empty()) return false;
  return naming == Naming::name ? header_key(rule.name) == key
                                : std::ranges::contains(rule.headers, key, header_key);
}

// What a rule's name says, or else its type. A name of other words means a column of its own:
// "billing_email" is not just any address.
csv::HeaderMeaning meaning_of(const ColumnRule& rule) {
  constexpr uint32_t kOwn = UINT32_MAX;
  const auto meaning = csv::read_header(rule.name);
  if (meaning.kind != ColumnKind::none) return meaning;
  switch (rule.type) {
    case ColumnType::email:
      return {.kind = ColumnKind::email, .rank = kOwn};
    case ColumnType::phone:
      return {.kind = ColumnKind::phone, .rank = kOwn};
    case ColumnType::country_code:
      return {.kind = ColumnKind::country_code, .rank = kOwn};
    default:
      return {};
  }
}

Result<ColumnMatches> match_as_chosen(size_t width, const std::vector<ColumnRule>& rules,
                                      const std::vector<std::string>& chosen) {
  ColumnMatches matches(width);
  const auto refuse = [](ErrorCode code, size_t column) {
    return std::unexpected(
        Error{.code = code, .row = 1, .column = static_cast<uint32_t>(column + 1)});
  };
  if (chosen.size() != width) return refuse(ErrorCode::csv_column_unknown, width);
  for (size_t column = 0; column < width; ++column) {
    if (chosen[column].empty()) continue;
    const auto rule = std::ranges::find(rules, chosen[column], &ColumnRule::name);
    if (rule == rules.end()) return refuse(ErrorCode::csv_column_unknown, column);
    const auto index = static_cast<size_t>(rule - rules.begin());
    const bool is_taken = std::ranges::find(matches, std::optional(index)) != matches.end();
    if (is_taken) return refuse(ErrorCode::csv_column_twice, column);
    matches[column] = index;
  }
  return matches;
}

// Columns by what they mean: headers and cells say of which kind they are, headers alone which one
// of a kind ("Mobile", "Work phone").
class MeaningMatcher {
 public:
  MeaningMatcher(const std::vector<std::string>& headers,
                 std::span<const std::vector<std::string>> first_rows,
                 const std::vector<ColumnRule>& rules, ColumnMatches& matches)
      : matches_(matches) {
    const std::vector<std::string_view> views(headers.begin(), headers.end());
    columns_ = csv::map_columns(views, first_rows);
    for (const std::string_view header : views) said_.push_back(csv::read_header(header));
    for (const ColumnRule& rule : rules) meanings_.push_back(meaning_of(rule));
  }

  void match() {
    for (size_t rule = 0; rule < meanings_.size(); ++rule) {
      if (!is_open(rule)) continue;
      const csv::HeaderMeaning& meaning = meanings_[rule];
      take(rule, [&](size_t column) {
        return said_[column].rank == meaning.rank &&
               said_[column].is_alternate == meaning.is_alternate;
      });
    }
    for (size_t rule = 0; rule < meanings_.size(); ++rule) {
      if (!is_open(rule) || !is_plainest(rule)) continue;
      const auto is_field = [&](size_t column) {
        return columns_[column].target.kind == csv::ColumnTarget::Kind::field;
      };
      take(rule, is_field) || take(rule, [](size_t) { return true; });
    }
  }

 private:
  bool is_found(size_t rule) const { return std::ranges::contains(matches_, std::optional(rule)); }
  bool is_open(size_t rule) const {
    return meanings_[rule].kind != ColumnKind::none && !is_found(rule);
  }

  // Whether the rule is the one of its kind that takes what is not said more closely: none where
  // another has found its column.
  bool is_plainest(size_t rule) const {
    for (size_t other = 0; other < meanings_.size(); ++other) {
      if (meanings_[other].kind != meanings_[rule].kind) continue;
      const bool is_plainer =
          std::pair(meanings_[other].rank, other) < std::pair(meanings_[rule].rank, rule);
      if (is_plainer || is_found(other)) return false;
    }
    return true;
  }

  // The first column of the rule's kind for which `is_wanted`.
  bool take(size_t rule, auto&& is_wanted) {
    constexpr double kLeastConfidence = 0.5;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const bool is_kind =
          columns_[i].kind == meanings_[rule].kind && columns_[i].confidence >= kLeastConfidence;
      if (matches_[i] || !is_kind || !is_wanted(i)) continue;
      matches_[i] = rule;
      return true;
    }
    return false;
  }

  ColumnMatches& matches_;
  std::vector<csv::Column> columns_;
  // Of the columns, by their headers alone; and of the rules.
  std::vector<csv::HeaderMeaning> said_, meanings_;
};

}  // namespace

std::optional<ErrorCode> check_value(const ColumnRule& rule, std::string_view text,
                                     const RowContext& context, std::string& normal) {
  if (rule.max_length && count_code_points(text) > rule.max_length) {
    return ErrorCode::field_too_long;
  }
  if (const auto wrong = read_typed(rule.type, text, context, normal)) return wrong;
  return rule.allowed.empty() ? std::nullopt : read_allowed(rule, text, normal);
}

void make_comparison_key(const ColumnRule& rule, std::string_view normal, std::string& key) {
  if (rule.type != ColumnType::email) {
    key = normal;
    return;
  }
  key.clear();
  idna::append_lower(key, normal);
}

Result<ColumnMatches> match_columns(const std::vector<std::string>& headers,
                                    std::span<const std::vector<std::string>> first_rows,
                                    const std::vector<ColumnRule>& rules,
                                    const std::optional<std::vector<std::string>>& chosen) {
  if (chosen) return match_as_chosen(headers.size(), rules, *chosen);
  ColumnMatches matches(headers.size());
  for (const Naming naming : {Naming::exact, Naming::name, Naming::alias}) {
    for (size_t rule = 0; rule < rules.size(); ++rule) {
      if (std::ranges::contains(matches, std::optional(rule))) continue;
      for (size_t column = 0; column < headers.size(); ++column) {
        if (matches[column] || !is_named(rules[rule], headers[column], naming)) continue;
        matches[column] = rule;
        break;
      }
    }
  }
  MeaningMatcher(headers, first_rows, rules, matches).match();
  return matches;
}

std::vector<ColumnRule> contact_columns() {
  return {{.name = "name"},
          {.name = "email", .type = ColumnType::email, .is_unique = true},
          {.name = "phone", .type = ColumnType::phone, .is_unique = true},
          {.name = "country_code", .type = ColumnType::country_code}};
}

}  // namespace kartei
