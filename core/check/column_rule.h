// What an application expects of one column of a file, and what is wrong with a value of it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/written_date.h"

namespace kartei {

enum class ColumnType : uint8_t { text, email, phone, country_code, number, integer, date };

struct ColumnRule {
  // What the application calls the column; so does the clean file.
  std::string name;
  // What files may call it besides: see match_columns().
  std::vector<std::string> headers;
  ColumnType type = ColumnType::text;
  // The file has to have the column, and every row a value.
  bool is_required = false;
  // No two rows may have the same value: e-mail addresses whatever their case, phones whatever
  // their spelling, other values as they stand.
  bool is_unique = false;
  // The values there may be, as they are written or in their normal form; the closest one where
  // case or accents differ. Any where there are none.
  std::vector<std::string> allowed;
  // In characters; 0 for no limit.
  uint64_t max_length = 0;
  // Whether a PatternMatcher is asked.
  bool has_pattern = false;
};

// The application's patterns are regular expressions of its own language.
class PatternMatcher {
 public:
  virtual ~PatternMatcher() = default;
  // Whether the pattern of the rule with this index matches all of `text` (valid UTF-8).
  virtual bool matches(size_t rule, std::string_view text) = 0;
};

// What values of a row say only together with others.
struct RowContext {
  // The calling code that its numbers have where they do not say it: "+49", or empty.
  std::string country_code = {};
  // Whether the row said it as a calling code, which a number must not contradict.
  bool is_calling_code = false;
  DateOrder date_order = DateOrder::unknown;
};

// Reads a value (trimmed, valid UTF-8, not empty). `normal` becomes its normal form: an address
// with its domain in small letters, a phone in E.164 form with its extension as RFC 3966 writes it
// ("+49301234567;ext=12"), a number with a point, a date in ISO 8601, an allowed value as the rule
// spells it; any other text in NFC.
// Errors: those of parse_email(), parse_phone(), parse_country_code(), parse_written_date();
// phone_calling_code_contradicts, cell_number, cell_not_allowed, field_too_long.
std::optional<ErrorCode> check_value(const ColumnRule& rule, std::string_view text,
                                     const RowContext& context, std::string& normal);

// By which values of the column are compared, out of a normal form; `key` may hold another one,
// whose memory is reused.
void make_comparison_key(const ColumnRule& rule, std::string_view normal, std::string& key);

// The rule of each column of a file, as an index into `rules`; none for columns that nobody asked
// for. By `chosen`, names of rules or empty texts, where it is given. Else a column is recognised
// by its header, which is the name of a rule or another of its `headers` whatever its case,
// accents and punctuation; and after those by what header and cells mean (csv/header_map.h): the
// column "E-Mail-Adresse" is that of a rule named "email", "Handy" that of one named "mobile". What
// is left goes to one rule of each kind, the plainest by its name or else by its type, if none has
// found a column. Errors (row 1 and the column): csv_column_unknown where `chosen` does not fit the
// columns or names no rule; csv_column_twice.
using ColumnMatches = std::vector<std::optional<size_t>>;
Result<ColumnMatches> match_columns(const std::vector<std::string>& headers,
                                    std::span<const std::vector<std::string>> first_rows,
                                    const std::vector<ColumnRule>& rules,
                                    const std::optional<std::vector<std::string>>& chosen);

// What is expected where an application does not say: name, email, phone and country_code, of which
// none has to be there; no two rows with one address or one number.
std::vector<ColumnRule> contact_columns();

}  // namespace kartei
