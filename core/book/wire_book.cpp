#include "book/wire_book.h"

#include "base/limits.h"
#include "book/wire_contact.h"
#include "book/wire_filter.h"
#include "book/wire_history.h"
#include "json/object_reader.h"
#include "json/wire_error.h"

namespace kartei {
namespace {

Result<SortKey> read_sort_key(const Json& json, const std::string& path) {
  ObjectReader reader(json);
  const std::string field = reader.text("field"), direction = reader.text("direction", "asc");
  if (direction != "asc" && direction != "desc") reader.refuse("direction", "asc or desc");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  const auto named = find_named_field(field);
  const SortKey key{.field = named ? named->field : Field::none,
                    .is_descending = direction == "desc",
                    .attribute = named ? named->attribute : std::string()};
  if (!is_sortable(key.field)) {
    return failure(ErrorCode::sort_field_unknown, path + ".field", field);
  }
  return key;
}

// "filter", "sort" and "locale", which many requests have, into a Query or an ExportQuery.
Result<void> read_list(ObjectReader& reader, auto& query) {
  if (const Json* json = reader.find("filter"); json && !json->is_null()) {
    auto read = read_filter(*json, "filter");
    if (!read) return std::unexpected(read.error());
    query.filter = std::move(*read);
  }
  query.locale = reader.text("locale", "");
  const Json* json = reader.find("sort");
  if (!json || json->is_null()) return {};
  if (!json->is_array() || json->size() > kMaxSortKeys) {
    reader.refuse("sort", "a list of up to 8 keys is expected");
    return {};
  }
  for (size_t i = 0; i < json->size(); ++i) {
    auto key = read_sort_key((*json)[i], "sort." + std::to_string(i));
    if (!key) return std::unexpected(key.error());
    query.sort.push_back(*key);
  }
  return {};
}

std::optional<std::vector<Uuid>> read_ids(ObjectReader& reader, const char* key) {
  const auto texts = reader.optional_texts(key);
  if (!texts) return std::nullopt;
  std::vector<Uuid> ids;
  for (const std::string& text : *texts) {
    const auto id = parse_uuid(text);
    if (!id) reader.refuse(key, "UUIDs are expected");
    ids.push_back(id.value_or(Uuid{}));
  }
  return ids;
}

std::vector<Uuid> read_except(ObjectReader& reader) {
  return read_ids(reader, "except").value_or(std::vector<Uuid>());
}

// "filter"; all contacts where it is absent.
Result<Filter> read_optional_filter(ObjectReader& reader) {
  const Json* json = reader.find("filter");
  return json && !json->is_null() ? read_filter(*json, "filter") : Filter{};
}

// "ids", "filter" with or without "except", "entry" or "trash", which many requests have.
Result<Selection> read_which(ObjectReader& reader) {
  Selection selection;
  if (auto ids = read_ids(reader, "ids")) {
    selection = std::move(*ids);
  } else if (const Json* filter = reader.find("filter")) {
    auto read = read_filter(*filter, "filter");
    if (!read) return std::unexpected(read.error());
    selection = Matches{.filter = std::move(*read), .except = read_except(reader)};
  } else if (reader.boolean("trash", false)) {
    selection = WholeTrash{};
  } else {
    const uint64_t entry = reader.integer("entry", 0);
    if (!entry) reader.refuse("", "ids, filter, entry or trash is expected");
    selection = static_cast<EntryId>(entry);
  }
  return selection;
}

Result<BulkEdit> read_edit(const Json& json) {
  ObjectReader reader(json);
  BulkEdit edit{
      .country_code = reader.optional_text("country_code"),
      .source = reader.optional_text("source"),
      .add_tags = reader.optional_texts("add_tags").value_or(std::vector<std::string>()),
      .remove_tags = reader.optional_texts("remove_tags").value_or(std::vector<std::string>()),
      .attributes = read_attributes(reader)};
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return edit;
}

}  // namespace

Result<Query> read_query(const Json& json) {
  ObjectReader reader(json);
  Query query;
  if (auto read = read_list(reader, query); !read) {
    return std::unexpected(read.error());
  }
  query.offset = reader.integer("offset", 0);
  query.limit = reader.integer("limit", query.limit);
  if (query.limit > kMaxPageRows) reader.refuse("limit", "at most 1000");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return query;
}

Result<Filter> read_filter_request(const Json& json) {
  ObjectReader reader(json);
  auto filter = read_optional_filter(reader);
  if (!filter) return filter;
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return filter;
}

Result<Matches> read_matches(const Json& json) {
  ObjectReader reader(json);
  auto filter = read_optional_filter(reader);
  if (!filter) return std::unexpected(filter.error());
  Matches matches{.filter = std::move(*filter), .except = read_except(reader)};
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return matches;
}

Result<Selection> read_selection(const Json& json) {
  ObjectReader reader(json);
  auto selection = read_which(reader);
  if (!selection) return selection;
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return selection;
}

Result<BulkRequest> read_bulk_request(const Json& json) {
  ObjectReader outer(json);
  const std::string action = outer.text("action");
  const bool is_update = action == "update";
  if (!is_update && action != "remove" && action != "restore") {
    outer.refuse("action", "update, remove or restore is expected");
  }
  const Json* request = outer.find("request");
  if (!request) outer.refuse("request", "an object is expected");
  if (auto read = outer.finish(); !read) return std::unexpected(read.error());

  ObjectReader reader(*request);
  auto selection = read_which(reader);
  if (!selection) return std::unexpected(selection.error());
  const Json* changes = is_update ? reader.find("changes") : nullptr;
  if (is_update && !changes) reader.refuse("changes", "an object is expected");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  if (!is_update) {
    const auto move = action == "remove" ? TrashMove::remove : TrashMove::restore;
    return BulkRequest{.selection = std::move(*selection), .action = move};
  }
  auto edit = read_edit(*changes);
  if (!edit) return std::unexpected(edit.error());
  return BulkRequest{.selection = std::move(*selection), .action = std::move(*edit)};
}

Result<uint64_t> read_bulk_size(const Json& json) {
  ObjectReader reader(json);
  const uint64_t contacts = reader.integer("contacts", 1000);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return contacts;
}

namespace {

Json write_answer(const BulkAnswer& answer) {
  const auto* reverted = std::get_if<Reverted>(&answer);
  return reverted ? write_reverted(*reverted) : write_bulk_change(std::get<BulkChange>(answer));
}

}  // namespace

Json write_bulk_begin(const BulkProgress& progress) {
  return progress.is_done ? write_answer(progress.answer) : Json(nullptr);
}

Json write_bulk_progress(const BulkProgress& progress) {
  return {{"done", progress.done},
          {"total", progress.total},
          {"is_done", progress.is_done},
          {"answer", write_answer(progress.answer)}};
}

Result<ExportQuery> read_export_query(const Json& json) {
  ObjectReader reader(json);
  ExportQuery query;
  if (auto read = read_list(reader, query); !read) {
    return std::unexpected(read.error());
  }
  const std::string delimiter = reader.text("delimiter", ",");
  if (delimiter.size() != 1 || !csv::is_possible_delimiter(delimiter.front())) {
    reader.refuse("delimiter", "one ASCII character is expected, no quote and no line end");
  }
  query.options.csv = {.delimiter = delimiter.empty() ? ',' : delimiter.front(),
                       .formula_safe = reader.boolean("formula_safe", true)};
  const std::string format = reader.text("format", "csv");
  if (format != "csv" && format != "json") reader.refuse("format", "csv or json is expected");
  query.options.format = format == "json" ? ExportFormat::json : ExportFormat::csv;
  const bool has_mark = reader.boolean("bom", true);
  const auto encoding =
      csv::find_written_encoding(reader.text("encoding", has_mark ? "utf-8-bom" : "utf-8"));
  if (!encoding) reader.refuse("encoding", "no such encoding");
  query.options.encoding = encoding.value_or(csv::Encoding::utf8_bom);
  query.options.columns = reader.optional_texts("columns");
  query.ids = read_ids(reader, "ids");
  if (query.ids && reader.find("filter")) reader.refuse("ids", "ids or a filter is expected");
  query.except = read_except(reader);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return query;
}

Json write_page(const Page& page) {
  Json rows = Json::array();
  for (const Contact& contact : page.rows) rows.push_back(write_contact(contact));
  return {{"rows", std::move(rows)}, {"total", page.total}, {"version", page.version}};
}

namespace {

Json write_facet_list(const std::vector<Facet>& facets) {
  Json list = Json::array();
  for (const Facet& facet : facets)
    list.push_back({{"value", facet.value}, {"count", facet.count}});
  return list;
}

Json write_validity(const Validity& validity) {
  return {{"valid", validity.valid}, {"invalid", validity.invalid}, {"empty", validity.empty}};
}

}  // namespace

Json write_facets(const Facets& facets) {
  return {{"country_code", write_facet_list(facets.country_codes)},
          {"tags", write_facet_list(facets.tags)},
          {"source", write_facet_list(facets.sources)},
          {"created_month", write_facet_list(facets.months)},
          {"email", write_validity(facets.email)},
          {"phone", write_validity(facets.phone)}};
}

Json write_count(uint64_t count) { return count; }

Json write_bulk_change(const BulkChange& change) {
  return {{"count", change.count}, {"entry", change.entry}, {"refused", change.refused}};
}

Json write_checked_draft(const CheckedDraft& checked) {
  Json duplicates = Json::array();
  for (const DuplicateHint& hint : checked.duplicates) {
    duplicates.push_back({{"field", field_name(hint.field)},
                          {"similar", hint.is_similar},
                          {"id", format_uuid(hint.id)},
                          {"name", hint.name}});
  }
  Json offers = Json::array();
  for (const Offer& offer : checked.offers) {
    offers.push_back({{"field", field_name(offer.field)},
                      {"reason", offer_reason_name(offer.reason)},
                      {"value", offer.value}});
  }
  return {{"issues", write_issues(checked.issues)},
          {"duplicates", std::move(duplicates)},
          {"offers", std::move(offers)}};
}

Json write_state(const BookState& state) {
  return {{"contacts", state.contacts}, {"version", state.version}};
}

Json write_calling_codes(std::span<const NumberingPlan> plans) {
  Json list = Json::array();
  for (const NumberingPlan& plan : plans) {
    const std::string code = "+" + std::string(plan.code());
    if (list.empty() || list.back()["country_code"] != code) {
      list.push_back({{"country_code", code}, {"regions", Json::array()}});
    }
    if (plan.is_geographic()) list.back()["regions"].push_back(plan.region());
  }
  return list;
}

}  // namespace kartei
