#include "book/wire_segment.h"

#include <array>

#include "book/wire_book.h"
#include "book/wire_filter.h"
#include "json/object_reader.h"

namespace kartei {

Result<bool> read_segments_request(const Json& json) {
  ObjectReader reader(json);
  const bool has_counts = reader.boolean("counts", true);
  return reader.finish().transform([&] { return has_counts; });
}

Result<std::string> read_segment_id(const Json& json) {
  ObjectReader reader(json);
  std::string id = reader.text("id");
  return reader.finish().transform([&] { return std::move(id); });
}

Result<SegmentDraft> read_segment_draft(const Json& json) {
  constexpr std::array<std::string_view, 3> kEdits = {"replace", "add", "remove"};
  ObjectReader reader(json);
  SegmentDraft draft{.id = reader.optional_text("id"), .name = reader.optional_text("name")};
  if (const Json* filter = reader.find("filter")) {
    if (auto read = read_filter(*filter, "filter"); !read) return std::unexpected(read.error());
    draft.filter = dump_json(*filter);
  }
  if (const Json* contacts = reader.find("contacts")) {
    auto read = read_selection(*contacts);
    if (!read) {
      Error error = read.error();
      error.field = "contacts" + (error.field.empty() ? "" : "." + error.field);
      return std::unexpected(std::move(error));
    }
    draft.contacts = std::move(*read);
  }
  draft.edit = static_cast<ListEdit>(reader.choice("edit", kEdits));
  if (draft.filter && draft.contacts) reader.refuse("filter", "a filter or contacts are expected");
  if (!draft.id && !draft.filter && !draft.contacts) {
    reader.refuse("filter", "a filter or contacts are expected");
  }
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return draft;
}

Json write_segments(const std::vector<SegmentRow>& rows) {
  Json list = Json::array();
  for (const SegmentRow& row : rows) {
    list.push_back({{"id", row.id}, {"name", row.name}, {"filter", nullptr}, {"count", nullptr}});
    // What is no JSON is shown as the filter that it is not.
    if (row.filter) list.back()["filter"] = parse_json(*row.filter).value_or(Json::object());
    if (row.count) list.back()["count"] = *row.count;
  }
  return list;
}

Json write_saved_segment(const SavedSegment& saved) {
  return {{"id", saved.id}, {"count", saved.count}, {"entry", saved.entry}};
}

}  // namespace kartei
