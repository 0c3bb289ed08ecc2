#include "check/wire_check.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "contact/country.h"
#include "csv/writer.h"
#include "import_export/wire_review.h"
#include "json/object_reader.h"
#include "json/wire_error.h"

namespace kartei {
namespace {

constexpr std::array<std::string_view, 7> kTypes = {"text",   "email",   "phone", "country_code",
                                                    "number", "integer", "date"};
// The first one and the last are no CheckedRow.
constexpr std::array<std::string_view, 5> kOutcomes = {"all", "good", "duplicates", "rejected",
                                                       "suggested"};

std::string_view outcome_name(CheckedRow outcome) {
  return outcome == CheckedRow::duplicate ? "duplicate"
                                          : kOutcomes[static_cast<size_t>(outcome) + 1];
}

Result<ColumnRule> read_rule(const Json& json) {
  ObjectReader reader(json);
  ColumnRule rule{.name = reader.text("name"),
                  .headers = reader.optional_texts("headers").value_or(std::vector<std::string>()),
                  .type = static_cast<ColumnType>(reader.choice("type", kTypes)),
                  .is_required = reader.boolean("required", false),
                  .is_unique = reader.boolean("unique", false),
                  .allowed = reader.optional_texts("allowed").value_or(std::vector<std::string>()),
                  .max_length = reader.integer("max_length", 0),
                  .has_pattern = reader.boolean("has_pattern", false)};
  if (rule.name.empty()) reader.refuse("name", "a column needs a name");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return rule;
}

void read_rules(ObjectReader& reader, std::vector<ColumnRule>& rules) {
  const Json* given = reader.find("columns");
  if (!given || given->is_null()) return;
  if (!given->is_array()) return reader.refuse("columns", "a list of columns is expected");
  for (const Json& json : *given) {
    auto rule = read_rule(json);
    if (!rule) return reader.refuse("columns", rule.error().field + ": " + rule.error().detail);
    if (std::ranges::find(rules, rule->name, &ColumnRule::name) != rules.end()) {
      return reader.refuse("columns", "two columns are called " + rule->name);
    }
    rules.push_back(std::move(*rule));
  }
}

Json write_suggestions(const TableChecker& checker, size_t row) {
  Json json = Json::array();
  for (const auto& [column, address] : checker.suggestions(row)) {
    const size_t rule = *checker.matches()[column - 1];
    json.push_back(
        {{"column", column}, {"field", checker.columns()[rule].name}, {"suggestion", address}});
  }
  return json;
}

Json write_row(const TableChecker& checker, size_t row) {
  std::vector<std::string_view> cells;
  checker.rows().cells(row, cells);
  Json texts = Json::array();
  for (const std::string_view cell : cells) texts.push_back(csv::restore_cell(cell));
  Json json = {{"row", checker.rows().number(row)},
               {"outcome", outcome_name(checker.outcome(row))},
               {"cells", std::move(texts)},
               {"issues", write_issues(checker.issues(row))},
               {"suggestions", write_suggestions(checker, row)}};
  if (const auto earlier = checker.duplicate_of(row)) json["duplicate_of"] = *earlier;
  return json;
}

}  // namespace

Result<CheckOptions> read_check_options(const Json& json) {
  ObjectReader reader(json);
  CheckOptions options{.dialect = read_dialect(reader)};
  read_rules(reader, options.columns);
  options.mapping = reader.optional_texts("mapping");
  options.date_order = read_date_order(reader);
  const std::string code = reader.text("default_country_code");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  if (!code.empty()) {
    auto known = parse_country_code(code);
    if (!known) return std::unexpected(known.error());
    options.default_country_code = std::move(*known);
  }
  return options;
}

Result<CheckQuery> read_check_query(const Json& json) {
  ObjectReader reader(json);
  CheckQuery query;
  const size_t only = reader.choice("only", kOutcomes);
  query.is_suggested = only == kOutcomes.size() - 1;
  if (only && !query.is_suggested) query.only = static_cast<CheckedRow>(only - 1);
  query.problem = read_problem(reader);
  query.offset = reader.integer("offset", 0);
  query.limit = std::min<uint64_t>(reader.integer("limit", query.limit), kMaxReviewRows);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return query;
}

Result<GoodFileOptions> read_good_file_options(const Json& json) {
  ObjectReader reader(json);
  const GoodFileOptions options{.is_normal = reader.boolean("normalize", false),
                                .only_expected = reader.boolean("only_expected", false)};
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return options;
}

Json write_check_summary(const TableChecker& checker) {
  const CheckCounts counts = checker.counts();
  Json issues = Json::object(), mapping = Json::array(), missing = Json::array();
  Json columns = Json::array();
  checker.problems().each(
      [&](ErrorCode code, uint64_t rows) { issues[error_code_name(code)] = rows; });
  for (const auto& rule : checker.matches()) {
    mapping.push_back(rule ? checker.columns()[*rule].name : std::string());
  }
  for (const ColumnRule& rule : checker.columns()) columns.push_back(rule.name);
  for (const size_t rule : checker.missing()) missing.push_back(checker.columns()[rule].name);
  return {{"counts",
           {{"rows", counts.rows},
            {"good", counts.good},
            {"duplicates", counts.duplicates},
            {"rejected", counts.rejected}}},
          {"issues", std::move(issues)},
          {"dialect", write_dialect(checker.dialect())},
          {"headers", checker.headers()},
          {"columns", std::move(columns)},
          {"mapping", std::move(mapping)},
          {"missing", std::move(missing)}};
}

Json write_checked_rows(const TableChecker& checker, const CheckQuery& query) {
  uint64_t total = 0;
  Json rows = Json::array();
  const auto selected =
      query.is_suggested
          ? checker.select_suggested(query.offset, query.limit, total)
          : checker.select(query.only, query.problem, query.offset, query.limit, total);
  for (const size_t row : selected) rows.push_back(write_row(checker, row));
  return {{"total", total}, {"rows", std::move(rows)}};
}

Json write_check_fix(const TableChecker& checker, const BulkFix& fix) {
  Json json = write_check_summary(checker);
  json["rows"] = fix.rows;
  json["samples"] = write_samples(fix.samples);
  return json;
}

}  // namespace kartei
