#include "store/journal.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "store/contact_json.h"

namespace kartei {
namespace {

constexpr std::array<std::string_view, 11> kKindNames = {"create", "update", "remove", "restore",
                                                         "import", "undo",   "redo",   "merge",
                                                         "erase",  "sync",   "segment"};
static_assert(kKindNames.size() == static_cast<size_t>(ChangeKind::segment) + 1);

Result<ChangeKind> find_kind(std::string_view name) {
  const auto found = std::ranges::find(kKindNames, name);
  if (found == kKindNames.end()) {
    return std::unexpected(
        Error{.code = ErrorCode::storage_damaged, .detail = "an entry of an unknown kind"});
  }
  return static_cast<ChangeKind>(found - kKindNames.begin());
}

constexpr std::string_view kSelectEntries =
    "SELECT entry, kind, at, count, reverts, undone_by, file_name "
    "FROM journal LEFT JOIN imports USING (entry) ";

Result<JournalEntry> read_entry(const Statement& statement) {
  const auto kind = find_kind(statement.text(1));
  if (!kind) return std::unexpected(kind.error());
  return JournalEntry{.entry = statement.integer(0),
                      .kind = *kind,
                      .at = statement.integer(2),
                      .count = static_cast<uint64_t>(statement.integer(3)),
                      .reverts = statement.integer(4),
                      .undone_by = statement.integer(5),
                      .file_name = std::string(statement.text(6))};
}

}  // namespace

std::string_view change_kind_name(ChangeKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

Result<Journal> Journal::open(Database& database) {
  Journal journal(database);
  const std::pair<Statement*, std::string_view> statements[] = {
      {&journal.add_entry_, "INSERT INTO journal (kind, at, count, reverts) VALUES (?, ?, 0, ?)"},
      {&journal.finish_entry_, "UPDATE journal SET count = ? WHERE entry = ?"},
      {&journal.add_change_, "INSERT OR IGNORE INTO journal_changes VALUES (?, ?, ?)"},
      {&journal.change_before_,
       "UPDATE journal_changes SET before = ? WHERE entry = ? AND contact_key = ?"},
      {&journal.find_before_,
       "SELECT before FROM journal_changes WHERE entry = ? AND contact_key = ?"},
      {&journal.find_answer_, "SELECT answer FROM requests WHERE id = ?"},
      {&journal.remember_, "INSERT INTO requests (id, contact_key, answer) VALUES (?, ?, ?)"},
      {&journal.drop_oldest_, "DELETE FROM requests WHERE number <= ?"},
  };
  for (const auto& [statement, sql] : statements) {
    auto prepared = database.prepare(sql);
    if (!prepared) return std::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return journal;
}

// --- reading --------------------------------------------------------------------------------

Result<JournalState> Journal::state() {
  const auto entries = database_->query_integer("SELECT count(*) FROM journal");
  if (!entries) return std::unexpected(entries.error());
  const auto undo = newest_to_undo();
  if (!undo) return std::unexpected(undo.error());
  const auto redo = newest_to_redo();
  if (!redo) return std::unexpected(redo.error());
  return JournalState{.entries = static_cast<uint64_t>(*entries), .undo = *undo, .redo = *redo};
}

Result<std::vector<JournalEntry>> Journal::entries(uint64_t offset, uint64_t limit) {
  auto statement =
      database_->prepare(std::string(kSelectEntries) + "ORDER BY entry DESC LIMIT ? OFFSET ?");
  if (!statement) return std::unexpected(statement.error());
  statement->bind(0, static_cast<int64_t>(limit)).bind(1, static_cast<int64_t>(offset));
  std::vector<JournalEntry> entries;
  auto read = statement->for_each([&](const Statement& row) -> Result<void> {
    auto entry = read_entry(row);
    if (!entry) return std::unexpected(entry.error());
    entries.push_back(std::move(*entry));
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return entries;
}

Result<JournalEntry> Journal::entry(EntryId entry) {
  auto statement = database_->prepare(std::string(kSelectEntries) + "WHERE entry = ?");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->bind(0, entry).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return failure(ErrorCode::entry_unknown);
  return read_entry(*statement);
}

Result<EntryId> Journal::find_entry(std::string_view sql, EntryId parameter) {
  auto statement = database_->prepare(sql);
  if (!statement) return std::unexpected(statement.error());
  if (parameter != 0) statement->bind(0, parameter);
  const auto row = statement->step();
  if (!row) return std::unexpected(row.error());
  return *row ? statement->integer(0) : 0;
}

Result<EntryId> Journal::newest_to_undo() {
  return find_entry(
      "SELECT entry FROM journal WHERE kind NOT IN ('undo', 'redo', 'erase', 'sync') "
      "AND undone_by IS NULL ORDER BY entry DESC LIMIT 1");
}

Result<EntryId> Journal::newest_to_redo() {
  // What is undone or done again is passed over; the first other entry decides.
  return find_entry(
      "SELECT CASE kind WHEN 'undo' THEN entry ELSE 0 END FROM journal WHERE kind NOT IN ('redo', "
      "'sync') "
      "AND NOT (kind = 'undo' AND undone_by IS NOT NULL) ORDER BY entry DESC LIMIT 1");
}

Result<EntryId> Journal::undo_of(EntryId entry) {
  return find_entry(
      "SELECT entry FROM journal WHERE (reverts = ?1 OR entry = ?1) AND kind = 'undo' "
      "ORDER BY undone_by NOT NULL, entry DESC LIMIT 1",
      entry);
}

Result<std::vector<ContactKey>> Journal::keys(EntryId entry) {
  auto statement = database_->prepare(
      // Only of an import all contacts are gone through: a cross join begins with the entry.
      "SELECT contact_key FROM journal_changes WHERE entry = ?1 UNION ALL "
      "SELECT key FROM journal CROSS JOIN contacts ON import_id = entry "
      "WHERE entry = ?1 AND kind = 'import' ORDER BY 1");
  if (!statement) return std::unexpected(statement.error());
  statement->bind(0, entry);
  std::vector<ContactKey> keys;
  auto read = statement->for_each([&](const Statement& row) -> Result<void> {
    keys.push_back(row.key(0));
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return keys;
}

Result<std::optional<std::string>> Journal::before(EntryId entry, ContactKey key) {
  const auto row = find_before_.bind(0, entry).bind(1, int64_t{key}).step();
  if (!row) return std::unexpected(row.error());
  std::optional<std::string> before;
  if (*row && !find_before_.is_null(0)) before = find_before_.text(0);
  find_before_.reset();
  return before;
}

Result<void> Journal::for_each_later(
    EntryId entry, const std::function<void(ContactKey, std::string_view before)>& visit) {
  auto statement = database_->prepare(
      "SELECT contact_key, before FROM journal_changes WHERE entry > ?1 AND entry NOT IN "
      "(SELECT entry FROM journal WHERE entry > ?1 AND cancelled) "
      "AND before IS NOT NULL ORDER BY entry");
  if (!statement) return std::unexpected(statement.error());
  statement->bind(0, entry);
  return statement->for_each([&](const Statement& row) -> Result<void> {
    visit(row.key(0), row.text(1));
    return {};
  });
}

Result<std::vector<ImportRecord>> Journal::imports() {
  auto statement = database_->prepare(
      "SELECT entry, file_name, rows, new, updated, skipped, rejected FROM imports ORDER BY entry");
  if (!statement) return std::unexpected(statement.error());
  std::vector<ImportRecord> records;
  const auto count = [&](int column) { return static_cast<uint64_t>(statement->integer(column)); };
  auto read = statement->for_each([&](const Statement& row) -> Result<void> {
    records.push_back({.entry = row.integer(0),
                       .file_name = std::string(row.text(1)),
                       .rows = count(2),
                       .created = count(3),
                       .updated = count(4),
                       .skipped = count(5),
                       .rejected = count(6)});
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return records;
}

Result<uint64_t> Journal::changes_since(Timestamp time) {
  auto statement = database_->prepare("SELECT coalesce(sum(count), 0) FROM journal WHERE at > ?");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->bind(0, time).step();
  if (!row) return std::unexpected(row.error());
  return static_cast<uint64_t>(statement->integer(0));
}

// --- writing --------------------------------------------------------------------------------

Result<EntryId> Journal::add_entry(ChangeKind kind, Timestamp at, EntryId reverts) {
  add_entry_.bind(0, change_kind_name(kind)).bind(1, at);
  reverts ? add_entry_.bind(2, reverts) : add_entry_.bind_null(2);
  if (auto added = add_entry_.run(); !added) return std::unexpected(added.error());
  return database_->last_insert_key();
}

Result<void> Journal::finish_entry(EntryId entry, uint64_t count) {
  return finish_entry_.bind(0, static_cast<int64_t>(count)).bind(1, entry).run();
}

Result<EntryId> Journal::newest_of_sync() {
  return find_entry(
      "SELECT iif(kind = 'sync' AND at > coalesce(last_backup_at, 0), entry, 0) FROM journal, book "
      "ORDER BY entry DESC LIMIT 1");
}

Result<uint64_t> Journal::count_changes(EntryId entry) {
  auto statement = database_->prepare("SELECT count(*) FROM journal_changes WHERE entry = ?");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->bind(0, entry).step();
  if (!row) return std::unexpected(row.error());
  return static_cast<uint64_t>(statement->integer(0));
}

Result<void> Journal::add_change(EntryId entry, ContactKey key,
                                 std::optional<std::string_view> before) {
  add_change_.bind(0, entry).bind(1, int64_t{key});
  before ? add_change_.bind(2, *before) : add_change_.bind_null(2);
  const int64_t changes = database_->changes();
  if (auto added = add_change_.run(); !added || database_->changes() > changes) return added;
  const auto first = this->before(entry, key);
  if (!first) return std::unexpected(first.error());
  // Made by this entry: before that there was nothing.
  if (!*first || !before) return {};
  const std::string merged = merge_images(**first, *before);
  return change_before_.bind(0, merged).bind(1, entry).bind(2, int64_t{key}).run();
}

Result<void> Journal::add_import(const ImportRecord& record) {
  auto statement = database_->prepare("INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?)");
  if (!statement) return std::unexpected(statement.error());
  return statement->bind(0, record.entry)
      .bind(1, record.file_name)
      .bind(2, static_cast<int64_t>(record.rows))
      .bind(3, static_cast<int64_t>(record.created))
      .bind(4, static_cast<int64_t>(record.updated))
      .bind(5, static_cast<int64_t>(record.skipped))
      .bind(6, static_cast<int64_t>(record.rejected))
      .run();
}

Result<void> Journal::mark_reverted(const JournalEntry& entry, EntryId by, bool is_exact) {
  // What was taken back in two halves has no single opposite.
  const bool cancels = is_exact && entry.undone_by == 0;
  auto marked = database_->run("UPDATE journal SET undone_by = ?, cancelled = ? WHERE entry = ?",
                               {by, int64_t{cancels}, entry.entry});
  if (!marked) return marked;
  marked =
      database_->run("UPDATE journal SET cancelled = ? WHERE entry = ?", {int64_t{cancels}, by});
  if (!marked || entry.kind != ChangeKind::undo) return marked;
  return database_->run(
      "UPDATE journal SET undone_by = (SELECT max(entry) FROM journal WHERE reverts = ?1 "
      "AND kind = 'undo' AND undone_by IS NULL), cancelled = 0 WHERE entry = ?1",
      {entry.reverts});
}

Result<void> Journal::forget(std::span<const ContactKey> keys) {
  // The changes have no index by contact: one pass finds those of all keys.
  auto all = database_->prepare("SELECT entry, contact_key FROM journal_changes");
  if (!all) return std::unexpected(all.error());
  std::vector<std::pair<EntryId, ContactKey>> found;
  auto read = all->for_each([&](const Statement& row) -> Result<void> {
    const ContactKey key = row.key(1);
    if (std::ranges::binary_search(keys, key)) found.emplace_back(row.integer(0), key);
    return {};
  });
  if (!read) return read;
  auto drop = database_->prepare("DELETE FROM journal_changes WHERE entry = ? AND contact_key = ?");
  if (!drop) return std::unexpected(drop.error());
  for (const auto& [entry, key] : found) {
    if (auto ran = drop->bind(0, entry).bind(1, int64_t{key}).run(); !ran) return ran;
  }
  // Nor have the answers, which are few.
  return database_->execute(
      "DELETE FROM requests WHERE contact_key NOT IN (SELECT key FROM contacts)");
}

// --- calls that arrive twice ----------------------------------------------------------------

Result<std::optional<std::string>> Journal::find_answer(std::string_view id) {
  if (id.empty()) return std::nullopt;
  const auto row = find_answer_.bind(0, id).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  std::string answer(find_answer_.text(0));
  find_answer_.reset();
  return answer;
}

Result<void> Journal::remember(std::string_view answer, std::optional<ContactKey> key) {
  if (request_id_.empty()) return {};
  remember_.bind(0, request_id_);
  key ? remember_.bind(1, int64_t{*key}) : remember_.bind_null(1);
  if (auto remembered = remember_.bind(2, answer).run(); !remembered) return remembered;
  const int64_t oldest = database_->last_insert_key() - int64_t{kMaxRememberedAnswers};
  return oldest > 0 ? drop_oldest_.bind(0, oldest).run() : Result<void>();
}

}  // namespace kartei
