// What any review of a file asks and answers, as JSON: the shapes of web/types.js.
#pragma once

#include <optional>
#include <string>

#include "base/written_date.h"
#include "csv/dialect_detection.h"
#include "import_export/rejected_file.h"
#include "import_export/reviewed_file.h"
#include "json/json.h"
#include "json/object_reader.h"

namespace kartei {

// encoding, delimiter, quote, escape, skip_rows and has_header, as far as they are given.
csv::DialectOverrides read_dialect(ObjectReader& reader);

// "date_order": "unknown" where there is none; and as it is called there.
DateOrder read_date_order(ObjectReader& reader);
std::string_view date_order_name(DateOrder order);

// What a file looks like.
Json write_dialect(const csv::Dialect& dialect);

// "problem": the code of an issue, where there is one.
std::optional<ErrorCode> read_problem(ObjectReader& reader);

// {row, column, value}: 1-based, as an issue says them.
struct CellFix {
  uint64_t row = 0;
  uint32_t column = 0;
  std::string value;
};
Result<CellFix> read_cell_fix(const Json& json);

// {problem, country_code?}, {email_domains} or {undo}; is_trial?
Result<FixQuery> read_fix_query(const Json& json);

// [{row, column, before, after, rows}]
Json write_samples(const std::vector<FixSample>& samples);

// {reasons: {code: text}}: the words for the file of rejected rows; the developers' message where a
// code has none.
Result<RejectedFile::ReasonOf> read_reasons(const Json& json);

}  // namespace kartei
