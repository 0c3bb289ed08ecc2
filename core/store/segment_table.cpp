#include "store/segment_table.h"

#include <algorithm>

#include "base/limits.h"
#include "store/key_runs.h"

namespace kartei {
namespace {

std::span<const uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

std::optional<std::string> text_at(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::string(row.text(column));
}

std::optional<std::string> blob_at(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  const auto blob = row.blob(column);
  return std::string(blob.begin(), blob.end());
}

}  // namespace

// --- reading --------------------------------------------------------------------------------

Result<std::vector<StoredSegment>> SegmentTable::all() {
  auto statement = database_->prepare("SELECT id, name, filter FROM segments");
  if (!statement) return std::unexpected(statement.error());
  std::vector<StoredSegment> segments;
  auto read = statement->for_each([&](const Statement& row) -> Result<void> {
    segments.push_back({.id = std::string(row.text(0)),
                        .name = std::string(row.text(1)),
                        .filter = text_at(row, 2)});
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return segments;
}

Result<std::string> SegmentTable::members(std::string_view id) {
  auto statement = database_->prepare("SELECT members FROM segments WHERE id = ?");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->bind(0, id).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return failure(ErrorCode::segment_unknown);
  return blob_at(*statement, 0).value_or(std::string());
}

Result<std::optional<SegmentChange>> SegmentTable::change(EntryId entry) {
  auto statement =
      database_->prepare("SELECT id, name, filter, members FROM segment_changes WHERE entry = ?");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->bind(0, entry).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  SegmentChange change{.id = std::string(statement->text(0)), .before = {}};
  if (auto name = text_at(*statement, 1)) {
    change.before = StoredSegment{.id = change.id,
                                  .name = std::move(*name),
                                  .filter = text_at(*statement, 2),
                                  .members = blob_at(*statement, 3)};
  }
  return change;
}

Result<bool> SegmentTable::is_changed_after(EntryId entry, std::string_view id) {
  auto statement = database_->prepare(
      "SELECT 1 FROM segment_changes JOIN journal USING (entry) "
      "WHERE entry > ? AND id = ? AND NOT cancelled");
  if (!statement) return std::unexpected(statement.error());
  return statement->bind(0, entry).bind(1, id).step();
}

Result<std::string> SegmentTable::name_in(EntryId entry) {
  auto statement = database_->prepare(
      "SELECT coalesce(segments.name, (SELECT name FROM segment_changes AS last "
      "WHERE last.id = was.id AND name IS NOT NULL ORDER BY entry DESC LIMIT 1), '') "
      "FROM segment_changes AS was LEFT JOIN segments USING (id) WHERE was.entry = ?");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->bind(0, entry).step();
  if (!row) return std::unexpected(row.error());
  return *row ? std::string(statement->text(0)) : std::string();
}

// --- writing --------------------------------------------------------------------------------

Result<void> SegmentTable::keep(EntryId entry, std::string_view id) {
  auto statement = database_->prepare(
      "INSERT INTO segment_changes SELECT ?1, ?2, name, filter, members "
      "FROM (SELECT 1) LEFT JOIN segments ON id = ?2");
  if (!statement) return std::unexpected(statement.error());
  return statement->bind(0, entry).bind(1, id).run();
}

Result<void> SegmentTable::remove(EntryId entry, std::string_view id) {
  if (auto kept = keep(entry, id); !kept) return kept;
  auto statement = database_->prepare("DELETE FROM segments WHERE id = ?");
  if (!statement) return std::unexpected(statement.error());
  return statement->bind(0, id).run();
}

Result<void> SegmentTable::put(EntryId entry, const StoredSegment& segment) {
  if (auto removed = remove(entry, segment.id); !removed) return removed;
  auto statement =
      database_->prepare("INSERT INTO segments (id, name, filter, members) VALUES (?, ?, ?, ?)");
  if (!statement) return std::unexpected(statement.error());
  statement->bind(0, segment.id).bind(1, segment.name);
  segment.filter ? statement->bind(2, *segment.filter) : statement->bind_null(2);
  segment.members ? statement->bind_blob(3, bytes_of(*segment.members)) : statement->bind_null(3);
  return statement->run();
}

Result<void> SegmentTable::forget(std::span<const ContactKey> keys) {
  return forget_in("segments", keys).and_then([&] { return forget_in("segment_changes", keys); });
}

Result<void> SegmentTable::forget_in(std::string_view table, std::span<const ContactKey> keys) {
  const std::string name(table);
  auto lists =
      database_->prepare("SELECT rowid, members FROM " + name + " WHERE members IS NOT NULL");
  if (!lists) return std::unexpected(lists.error());
  std::vector<std::pair<int64_t, std::string>> changed;
  auto read = lists->for_each([&](const Statement& row) -> Result<void> {
    KeySet members(size_t{kMaxContactKey} + 1);
    read_key_runs(row.blob(1), members);
    const size_t count = members.count();
    for (const ContactKey key : keys) members.set(key, false);
    if (members.count() < count) changed.emplace_back(row.integer(0), write_key_runs(members));
    return {};
  });
  if (!read) return read;
  auto update = database_->prepare("UPDATE " + name + " SET members = ? WHERE rowid = ?");
  if (!update) return std::unexpected(update.error());
  for (const auto& [row, members] : changed) {
    auto ran = update->bind_blob(0, bytes_of(members)).bind(1, row).run();
    if (!ran) return ran;
  }
  return {};
}

}  // namespace kartei
