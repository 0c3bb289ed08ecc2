#include "store/segment_table.h"

#include <algorithm>

#include "base/limits.h"
#include "store/key_runs.h"

namespace kartei {
namespace {

std::span<const uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

}  // namespace

// --- reading --------------------------------------------------------------------------------

Result<SegmentTable::Rows> SegmentTable::read(std::string_view sql, const ValueView& parameter) {
  auto statement = database_->prepare(sql);
  if (!statement) return std::unexpected(statement.error());
  if (!is_null(parameter)) statement->bind_value(0, parameter);
  Rows rows;
  auto done = statement->for_each([&](const Statement& row) -> Result<void> {
    StoredSegment& segment = rows.emplace_back();
    segment.id = row.text(0);
    segment.name = row.text(1);
    if (!row.is_null(2)) segment.filter = row.text(2);
    if (!row.is_null(3)) {
      const auto blob = row.blob(3);
      segment.members.emplace(blob.begin(), blob.end());
    }
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return rows;
}

Result<SegmentTable::Rows> SegmentTable::all() {
  return read("SELECT id, name, filter, NULL FROM segments");
}

Result<SegmentTable::Rows> SegmentTable::find(std::string_view id) {
  return read("SELECT id, name, filter, members FROM segments WHERE id = ?", id);
}

Result<SegmentTable::Rows> SegmentTable::before(EntryId entry) {
  return read("SELECT id, name, filter, members FROM segment_changes WHERE entry = ?", entry);
}

Result<SegmentTable::Rows> SegmentTable::changed_later(EntryId entry) {
  return read(
      "SELECT id, name, NULL, NULL FROM segment_changes JOIN journal USING (entry) "
      "WHERE entry > ?1 AND NOT cancelled "
      "AND id = (SELECT id FROM segment_changes WHERE entry = ?1)",
      entry);
}

// What the segment was after an entry is what it was before the next one, or is.
Result<std::optional<SegmentChange>> SegmentTable::change_of(EntryId entry) {
  auto statement = database_->prepare(
      "SELECT coalesce(segments.name, (SELECT name FROM segment_changes AS last "
      "WHERE last.id = was.id AND name IS NOT NULL ORDER BY entry DESC LIMIT 1)), "
      "was.name IS NULL, coalesce((SELECT name IS NULL FROM segment_changes AS next "
      "WHERE next.id = was.id AND next.entry > was.entry ORDER BY entry LIMIT 1), "
      "segments.name IS NULL) "
      "FROM segment_changes AS was LEFT JOIN segments USING (id) WHERE was.entry = ?");
  if (!statement) return std::unexpected(statement.error());
  statement->bind(0, entry);
  std::optional<SegmentChange> change;
  auto done = statement->for_each([&](const Statement& row) -> Result<void> {
    using enum SegmentChange::Kind;
    const bool was_none = row.integer(1) != 0, is_none = row.integer(2) != 0;
    change = {is_none ? deleted : was_none ? created : changed, std::string(row.text(0))};
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return change;
}

// --- writing --------------------------------------------------------------------------------

Result<void> SegmentTable::put(EntryId entry, std::string_view id, const StoredSegment* segment) {
  auto kept = database_->prepare(
      "INSERT INTO segment_changes SELECT ?1, ?2, name, filter, members "
      "FROM (SELECT 1) LEFT JOIN segments ON id = ?2");
  if (!kept) return std::unexpected(kept.error());
  if (auto ran = kept->bind(0, entry).bind(1, id).run(); !ran) return ran;
  auto removed = database_->prepare("DELETE FROM segments WHERE id = ?");
  if (!removed) return std::unexpected(removed.error());
  if (auto ran = removed->bind(0, id).run(); !ran || !segment) return ran;
  auto added =
      database_->prepare("INSERT INTO segments (id, name, filter, members) VALUES (?, ?, ?, ?)");
  if (!added) return std::unexpected(added.error());
  added->bind(0, id).bind(1, segment->name);
  segment->filter ? added->bind(2, *segment->filter) : added->bind_null(2);
  segment->members ? added->bind_blob(3, bytes_of(*segment->members)) : added->bind_null(3);
  return added->run();
}

Result<void> SegmentTable::forget(std::span<const ContactKey> keys) {
  auto done = forget_in("segments", keys);
  return done ? forget_in("segment_changes", keys) : done;
}

Result<void> SegmentTable::forget_in(std::string_view table, std::span<const ContactKey> keys) {
  // One list at a time: what lists were can be many.
  const std::string name(table);
  const auto rows = read("SELECT rowid, '', NULL, NULL FROM " + name + " WHERE members NOT NULL");
  if (!rows) return std::unexpected(rows.error());
  auto update = database_->prepare("UPDATE " + name + " SET members = ? WHERE rowid = ?");
  if (!update) return std::unexpected(update.error());
  for (const StoredSegment& found : *rows) {
    const std::string& row = found.id;
    const auto list = read("SELECT '', '', NULL, members FROM " + name + " WHERE rowid = ?", row);
    if (!list) return std::unexpected(list.error());
    KeySet members(measure_key_runs(*list->front().members));
    read_key_runs(*list->front().members, members);
    bool is_changed = false;
    for (const ContactKey key : keys) {
      if (!members.has(key)) continue;
      members.set(key, false);
      is_changed = true;
    }
    if (!is_changed) continue;
    const std::string runs = write_key_runs(members);
    if (auto ran = update->bind_blob(0, bytes_of(runs)).bind(1, row).run(); !ran) return ran;
  }
  return {};
}

}  // namespace kartei
