#include "book/wire_history.h"

#include <array>

#include "base/limits.h"
#include "book/wire_contact.h"
#include "json/object_reader.h"

namespace kartei {
namespace {

Json write_fields(const FieldSet& fields) {
  Json names = Json::array();
  for (const Field field : kAllFields) {
    if (fields.has(field)) names.push_back(field_name(field));
  }
  return names;
}

std::string_view write_segment(std::optional<SegmentChange::Kind> kind) {
  constexpr std::array<std::string_view, 3> kNames = {"created", "changed", "deleted"};
  return kind ? kNames[static_cast<size_t>(*kind)] : "";
}

Json write_row(const HistoryRow& row) {
  const JournalEntry& entry = row.entry;
  return {{"entry", entry.entry},
          {"kind", change_kind_name(entry.kind)},
          {"at", format_timestamp(entry.at)},
          {"count", entry.count},
          {"is_undone", entry.undone_by != 0},
          {"reverts", entry.reverts},
          {"file_name", entry.file_name},
          {"contact_id", row.contact_id ? format_uuid(*row.contact_id) : ""},
          {"name", row.name},
          {"segment", write_segment(row.segment)}};
}

}  // namespace

Result<PageRequest> read_page_request(const Json& json) {
  ObjectReader reader(json);
  PageRequest request;
  request.offset = reader.integer("offset", 0);
  request.limit = reader.integer("limit", request.limit);
  if (request.limit > kMaxPageRows) reader.refuse("limit", "at most 1000");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return request;
}

Result<UndoRequest> read_undo_request(const Json& json) {
  ObjectReader reader(json);
  UndoRequest request{.entry = {}, .overwrite = reader.boolean("overwrite", false)};
  if (const uint64_t entry = reader.integer("entry", 0)) {
    request.entry = static_cast<EntryId>(entry);
  }
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return request;
}

Json write_reverted(const Reverted& reverted) {
  Json kept = Json::array();
  for (const KeptContact& contact : reverted.kept_contacts) {
    kept.push_back({{"id", format_uuid(contact.id)}, {"fields", write_fields(contact.fields)}});
  }
  return {{"count", reverted.count},
          {"entry", reverted.entry},
          {"kept", reverted.kept},
          {"kept_contacts", std::move(kept)}};
}

Json write_history(const History& history) {
  Json entries = Json::array();
  for (const HistoryRow& row : history.rows) entries.push_back(write_row(row));
  return {{"total", history.total},
          {"undo", history.undo},
          {"redo", history.redo},
          {"entries", std::move(entries)}};
}

Json write_trash(const Trash& trash) {
  Json rows = Json::array();
  for (const Contact& contact : trash.rows) rows.push_back(write_contact(contact));
  return {{"rows", std::move(rows)}, {"total", trash.total}, {"days", kTrashDays}};
}

Json write_erased(uint64_t count) { return {{"count", count}}; }

Json write_storage_state(const StorageState& state) {
  const auto& time = state.last_backup_at;
  return {{"bytes", state.bytes},
          {"last_backup_at", time ? Json(format_timestamp(*time)) : Json(nullptr)},
          {"changes_since_backup", state.changes_since_backup}};
}

Json write_integrity(const std::string& report) { return {{"report", report}}; }

}  // namespace kartei
