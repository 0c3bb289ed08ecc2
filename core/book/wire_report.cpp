#include "book/wire_report.h"

#include <algorithm>
#include <array>

#include "book/wire_contact.h"
#include "json/object_reader.h"
#include "json/wire_error.h"

namespace kartei {
namespace {

using Kind = csv::ColumnTarget::Kind;

constexpr std::array<std::string_view, 5> kActions = {"skip", "update", "fill", "create", "ask"};
constexpr std::array<std::string_view, 3> kInvalidActions = {"reject", "keep", "leave_out"};
constexpr std::array<std::string_view, 4> kOutcomes = {"new", "updated", "skipped", "rejected"};
// Of which duplicates a rule is: of any, or as DuplicateKind.
constexpr std::array<std::string_view, 3> kKinds = {"all", "book", "file"};
constexpr std::array<std::string_view, 5> kRowFilters = {"all", "new", "duplicates", "rejected",
                                                         "undecided"};

// Targets that are no field by their own name.
constexpr std::array<std::pair<std::string_view, csv::ColumnTarget>, 8> kTargets = {{
    {"attribute", {Kind::attribute, Field::none, 1}},
    {"ignore", {Kind::ignore, Field::none, 1}},
    {"first_name", {Kind::first_name, Field::none, 1}},
    {"middle_name", {Kind::middle_name, Field::none, 1}},
    {"last_name", {Kind::last_name, Field::none, 1}},
    {"area_code", {Kind::area_code, Field::none, 1}},
    {"further_email", {Kind::further, Field::email, 1}},
    {"further_phone", {Kind::further, Field::phone, 1}},
}};

std::string_view target_name(const csv::ColumnTarget& target) {
  if (target.kind == Kind::field) return field_name(target.field);
  const auto found = std::ranges::find_if(kTargets, [&](const auto& known) {
    return known.second.kind == target.kind && known.second.field == target.field;
  });
  return found->first;
}

std::optional<csv::ColumnTarget> find_target(std::string_view name) {
  const auto known = std::ranges::find(kTargets, name, &decltype(kTargets)::value_type::first);
  if (known != kTargets.end()) return known->second;
  const Field field = find_field(name);
  if (field == Field::none || field == Field::updated_at || field == Field::attributes) {
    return std::nullopt;
  }
  return csv::ColumnTarget{.kind = Kind::field, .field = field, .confidence = 1};
}

void read_mapping(ObjectReader& reader, ImportOptions& options) {
  const auto names = reader.optional_texts("mapping");
  if (!names) return;
  auto& mapping = options.mapping.emplace();
  for (const std::string& name : *names) {
    const auto target = find_target(name);
    if (!target) return reader.refuse("mapping", "no field is called " + name);
    mapping.push_back(*target);
  }
}

Json write_mapping(const std::vector<csv::ColumnTarget>& mapping) {
  Json names = Json::array();
  for (const csv::ColumnTarget& target : mapping) names.push_back(target_name(target));
  return names;
}

Json write_review_row(const ReviewRow& row) {
  Json duplicate = nullptr;
  if (row.duplicate_field != Field::none) {
    duplicate = {{"field", field_name(row.duplicate_field)},
                 {"decision", kActions[static_cast<size_t>(row.decision)]},
                 {"contact", row.existing ? write_contact(*row.existing) : Json(nullptr)},
                 {"row", row.existing_row},
                 {"cells", row.existing_cells},
                 {"phone", row.existing_phone}};
  }
  return {{"row", row.number},
          {"outcome", kOutcomes[static_cast<size_t>(row.outcome)]},
          {"cells", row.cells},
          {"phone", row.phone},
          {"issues", write_issues(row.issues)},
          {"duplicate", std::move(duplicate)}};
}

}  // namespace

Result<ImportOptions> read_import_options(const Json& json) {
  ObjectReader reader(json);
  ImportOptions options;
  options.duplicates = static_cast<DuplicateAction>(reader.choice("duplicates", kActions));
  options.dialect = read_dialect(reader);
  options.invalid = static_cast<InvalidAction>(reader.choice("invalid", kInvalidActions));
  options.default_country_code = reader.text("default_country_code");
  options.date_order = read_date_order(reader);
  options.source = reader.text("source", options.source);
  options.file_name = reader.text("file_name");
  options.seed = reader.integer("seed", 0);
  read_mapping(reader, options);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return options;
}

Result<ReviewQuery> read_review_query(const Json& json) {
  ObjectReader reader(json);
  ReviewQuery query;
  query.only = static_cast<RowFilter>(reader.choice("only", kRowFilters));
  query.problem = read_problem(reader);
  query.offset = reader.integer("offset", 0);
  query.limit = reader.integer("limit", query.limit);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return query;
}

Result<ImportDecision> read_decision(const Json& json) {
  ObjectReader reader(json);
  ImportDecision decision{.action =
                              static_cast<DuplicateAction>(reader.choice("action", kActions))};
  if (const uint64_t row = reader.integer("row", 0)) decision.row = row;
  if (const size_t kind = reader.choice("of", kKinds)) {
    decision.kind = static_cast<DuplicateKind>(kind - 1);
  }
  decision.is_for_remaining = reader.boolean("remaining", false);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return decision;
}

Result<InvalidAction> read_invalid_action(const Json& json) {
  ObjectReader reader(json);
  const auto action = static_cast<InvalidAction>(reader.choice("action", kInvalidActions));
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return action;
}

Result<CommitRequest> read_commit_request(const Json& json) {
  ObjectReader reader(json);
  CommitRequest request{.rows = reader.integer("rows", 10'000),
                        .tags = reader.optional_texts("tags").value_or(std::vector<std::string>())};
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return request;
}

Json write_counts(const ImportCounts& counts) {
  Json json = {{"rows", counts.rows},
               {"new", counts.created},
               {"updated", counts.updated},
               {"skipped", counts.skipped},
               {"rejected", counts.rejected}};
  if (counts.undecided) json["undecided"] = counts.undecided;
  return json;
}

Json write_preview(const ImportPreview& preview) {
  Json columns = Json::array();
  for (const PreviewColumn& column : preview.columns) {
    columns.push_back({{"header", column.header},
                       {"target", target_name(column.target)},
                       {"confidence", column.target.confidence},
                       {"samples", column.samples}});
  }
  return {{"dialect", write_dialect(preview.dialect)},
          {"columns", std::move(columns)},
          {"date_order", preview.date_order ? Json(date_order_name(*preview.date_order)) : nullptr},
          {"rows", preview.rows},
          {"issues", write_issues(preview.issues)}};
}

Json write_review(const Importer& importer, const ReviewPage& page) {
  Json problems = Json::object();
  importer.problems().each(
      [&](ErrorCode code, uint64_t rows) { problems[error_code_name(code)] = rows; });
  Json rows = Json::array();
  for (const ReviewRow& row : page.rows) rows.push_back(write_review_row(row));
  return {{"counts", write_counts(importer.counts())},
          {"duplicates_in_book", importer.duplicates_in_book()},
          {"duplicates_in_file", importer.duplicates_in_file()},
          {"problems", std::move(problems)},
          {"dialect", write_dialect(importer.dialect())},
          {"headers", importer.headers()},
          {"mapping", write_mapping(importer.mapping())},
          {"total", page.total},
          {"rows", std::move(rows)}};
}

Json write_fix(const ImportFix& fix) {
  return {{"rows", fix.rows},
          {"samples", write_samples(fix.samples)},
          {"counts", write_counts(fix.counts)}};
}

Json write_progress(const CommitProgress& progress) {
  Json json = {{"done", progress.done}, {"total", progress.total}, {"is_done", progress.is_done}};
  if (progress.is_done) {
    json["entry"] = progress.entry;
    json["counts"] = write_counts(progress.counts);
  }
  return json;
}

Json write_imports(const std::vector<ImportRecord>& records) {
  Json list = Json::array();
  for (const ImportRecord& record : records) {
    list.push_back({{"entry", record.entry},
                    {"file_name", record.file_name},
                    {"rows", record.rows},
                    {"new", record.created},
                    {"updated", record.updated},
                    {"skipped", record.skipped},
                    {"rejected", record.rejected}});
  }
  return list;
}

}  // namespace kartei
