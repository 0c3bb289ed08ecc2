#include "import_export/wire_review.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/limits.h"

namespace kartei {
namespace {

constexpr std::array<std::string_view, 3> kDateOrders = {"unknown", "day_first", "month_first"};

constexpr uint64_t kMaxSkipRows = 1'000'000;

std::string sign_text(char sign) {
  return sign == csv::kNoQuote ? std::string() : std::string(1, sign);
}

// A sign of ASCII that is no line end.
std::optional<char> read_sign(ObjectReader& reader, std::string_view key) {
  const auto text = reader.optional_text(key);
  if (!text) return std::nullopt;
  const char sign = text->empty() ? '\0' : text->front();
  if (text->size() == 1 && sign > 0 && sign != '\n' && sign != '\r') return sign;
  reader.refuse(key, "one ASCII character is expected");
  return std::nullopt;
}

// The empty text is no quote at all.
std::optional<char> read_quote(ObjectReader& reader) {
  const auto text = reader.optional_text("quote");
  return text && text->empty() ? std::optional(csv::kNoQuote) : read_sign(reader, "quote");
}

}  // namespace

csv::DialectOverrides read_dialect(ObjectReader& reader) {
  csv::DialectOverrides dialect;
  if (const auto name = reader.optional_text("encoding")) {
    dialect.encoding = csv::find_encoding(*name);
    if (!dialect.encoding) reader.refuse("encoding", "no encoding has this name");
  }
  dialect.delimiter = read_sign(reader, "delimiter");
  dialect.quote = read_quote(reader);
  dialect.escape = read_sign(reader, "escape");
  if (reader.find("skip_rows")) {
    dialect.skip_rows =
        static_cast<uint32_t>(std::min(reader.integer("skip_rows", 0), kMaxSkipRows));
  }
  dialect.has_header = reader.optional_boolean("has_header");
  return dialect;
}

DateOrder read_date_order(ObjectReader& reader) {
  return static_cast<DateOrder>(reader.choice("date_order", kDateOrders));
}

std::string_view date_order_name(DateOrder order) {
  return kDateOrders[static_cast<size_t>(order)];
}

Json write_dialect(const csv::Dialect& dialect) {
  return {{"encoding", csv::encoding_name(dialect.encoding)},
          {"delimiter", std::string(1, dialect.delimiter)},
          {"quote", sign_text(dialect.quote)},
          {"escape", sign_text(dialect.escape)},
          {"skip_initial_space", dialect.skip_initial_space},
          {"has_header", dialect.has_header},
          {"skip_rows", dialect.skip_rows},
          {"line_end", csv::line_end_name(dialect.line_end)},
          {"confidence", dialect.confidence}};
}

std::optional<ErrorCode> read_problem(ObjectReader& reader) {
  const auto name = reader.optional_text("problem");
  if (!name) return std::nullopt;
  const auto code = find_error_code(*name);
  if (!code) reader.refuse("problem", "no problem has this code");
  return code;
}

Result<CellFix> read_cell_fix(const Json& json) {
  ObjectReader reader(json);
  CellFix fix{.row = reader.integer("row", 0)};
  const uint64_t column = reader.integer("column", 0);
  if (column > kMaxColumns + 1) reader.refuse("column", "no row has so many cells");
  fix.column = static_cast<uint32_t>(column);
  auto value = reader.optional_text("value");
  if (!value) reader.refuse("value", "a text is expected");
  fix.value = std::move(value).value_or(std::string());
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return fix;
}

Result<FixQuery> read_fix_query(const Json& json) {
  ObjectReader reader(json);
  const auto problem = read_problem(reader);
  FixQuery query{.problem = problem.value_or(ErrorCode::internal),
                 .country_code = reader.text("country_code"),
                 .email_domains = reader.optional_texts("email_domains"),
                 .is_undo = reader.boolean("undo", false),
                 .is_trial = reader.boolean("is_trial", false)};
  if (!problem && !query.email_domains && !query.is_undo) {
    reader.refuse("problem", "which one is to be mended");
  }
  if (query.is_undo && query.is_trial) reader.refuse("undo", "what it takes back is not tried");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return query;
}

Json write_samples(const std::vector<FixSample>& samples) {
  Json json = Json::array();
  for (const auto& [row, column, before, after, rows, damage] : samples) {
    json.push_back(
        {{"row", row}, {"column", column}, {"before", before}, {"after", after}, {"rows", rows}});
  }
  return json;
}

Result<RejectedFile::ReasonOf> read_reasons(const Json& json) {
  ObjectReader reader(json);
  std::map<std::string, std::string, std::less<>> reasons;
  if (const Json* given = reader.find("reasons"); given && given->is_object()) {
    for (const auto& [code, text] : given->items()) {
      if (text.is_string()) reasons.emplace(code, text.get<std::string>());
    }
  }
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return [reasons = std::move(reasons)](const Error& error) {
    const auto found = reasons.find(error_code_name(error.code));
    return found == reasons.end() ? error.message() : found->second;
  };
}

}  // namespace kartei
