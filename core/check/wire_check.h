// What a check asks and answers, as JSON: the shapes of web/types.js.
#pragma once

#include "check/good_file.h"
#include "check/table_checker.h"
#include "json/json.h"

namespace kartei {

// {columns: [{name, headers?, type?, required?, unique?, allowed?, max_length?, has_pattern?}],
// mapping?, default_country_code?, date_order?} and a dialect's keys, each of them optional.
// Errors: request_malformed, also for two columns of one name; those of parse_country_code().
Result<CheckOptions> read_check_options(const Json& json);

// {only?, problem?, offset?, limit?}
struct CheckQuery {
  std::optional<CheckedRow> only;
  // Only rows with an e-mail domain that is probably mistyped.
  bool is_suggested = false;
  std::optional<ErrorCode> problem;
  uint64_t offset = 0, limit = 100;
};
Result<CheckQuery> read_check_query(const Json& json);

// {normalize?, only_expected?}
Result<GoodFileOptions> read_good_file_options(const Json& json);

// {counts, issues: {code: rows}, dialect, headers, columns: [name], mapping: [name or ""],
// missing: [name]}
Json write_check_summary(const TableChecker& checker);

// {total, rows: [{row, outcome, cells, issues, suggestions: [{column, field, suggestion}],
// duplicate_of}]}
Json write_checked_rows(const TableChecker& checker, const CheckQuery& query);

// {rows, samples}, as a summary has them besides
Json write_check_fix(const TableChecker& checker, const BulkFix& fix);

}  // namespace kartei
