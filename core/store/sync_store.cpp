#include "store/sync_store.h"

#include <algorithm>
#include <array>

#include "json/json.h"

namespace kartei {
namespace {

// Contacts that one step takes into the outbox.
constexpr int64_t kCollectContacts = 5'000;

// The first key that a kept statement finds.
Result<std::optional<ContactKey>> find_key(Statement& statement) {
  const auto row = statement.step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  const ContactKey key = statement.key(0);
  statement.reset();
  return key;
}

Json read_value(std::string_view text) {
  auto json = parse_json(text);
  return json ? std::move(*json) : Json(nullptr);
}

// Entries whose changes are to be sent: everything but what came from there.
constexpr std::string_view kNews =
    "SELECT j.entry, j.kind FROM journal j, sync s WHERE j.entry > s.entry ORDER BY j.entry LIMIT "
    "1";

// Live contacts without a link.
constexpr const char* kUnlinked =
    "FROM contacts WHERE deleted_at IS NULL AND key NOT IN (SELECT contact_key FROM links)";

}  // namespace

Result<Statement*> SyncStore::prepare(Statement& statement, std::string_view sql) {
  if (!statement.is_prepared()) {
    auto prepared = database_->prepare(sql);
    if (!prepared) return std::unexpected(prepared.error());
    statement = std::move(*prepared);
  }
  return &statement;
}

// --- the backend ----------------------------------------------------------------------------

Result<std::optional<Backend>> SyncStore::backend() {
  auto statement =
      database_->prepare("SELECT profile, base, account, direction, pull, probe FROM sync");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  return Backend{.profile = std::string(statement->text(0)),
                 .base = std::string(statement->text(1)),
                 .account = std::string(statement->text(2)),
                 .direction = static_cast<int>(statement->integer(3)),
                 .pull = parse_pull_state(statement->text(4)),
                 .probe = std::string(statement->text(5))};
}

Result<bool> SyncStore::has_backend() {
  return database_->prepare("SELECT 1 FROM sync").and_then([](Statement statement) {
    return statement.step();
  });
}

Result<void> SyncStore::connect(const Backend& backend) {
  auto statement = database_->prepare(
      "INSERT INTO sync (profile, base, account, direction, pull, probe, entry, entry_key) "
      "SELECT ?, ?, ?, ?, ?, ?, coalesce(max(entry), 0), 0 FROM journal");
  if (!statement) return std::unexpected(statement.error());
  const std::string pull = format_pull_state(backend.pull);
  return statement->bind(0, backend.profile)
      .bind(1, backend.base)
      .bind(2, backend.account)
      .bind(3, int64_t{backend.direction})
      .bind(4, pull)
      .bind(5, backend.probe)
      .run();
}

Result<void> SyncStore::disconnect() {
  return database_->execute(
      "DELETE FROM sync; DELETE FROM links; DELETE FROM outbox; DELETE FROM conflicts");
}

Result<void> SyncStore::save_pull(const PullState& pull) {
  auto statement = database_->prepare("UPDATE sync SET pull = ?");
  if (!statement) return std::unexpected(statement.error());
  const std::string text = format_pull_state(pull);
  return statement->bind(0, text).run();
}

// --- links ----------------------------------------------------------------------------------

Result<std::optional<Link>> SyncStore::link(ContactKey key) {
  return prepare(link_, "SELECT id, version, base, ref FROM links WHERE contact_key = ?")
      .and_then([&](Statement* statement) -> Result<std::optional<Link>> {
        const auto row = statement->bind(0, int64_t{key}).step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return std::nullopt;
        Link link{.id = std::string(statement->text(0)),
                  .version = std::string(statement->text(1)),
                  .base = read_value(statement->text(2)),
                  .ref = {},
                  .sent = nullptr};
        // A record is an object; a list has beside it what was sent.
        if (link.base.is_array() && link.base.size() == 2) {
          link.sent = std::move(link.base[1]);
          link.base = Json(std::move(link.base[0]));
        }
        const auto ref = statement->blob(3);
        std::ranges::copy(ref.first(std::min(ref.size(), link.ref.bytes.size())),
                          link.ref.bytes.begin());
        statement->reset();
        return link;
      });
}

Result<std::optional<ContactKey>> SyncStore::find_link(std::string_view id) {
  return prepare(find_link_, "SELECT contact_key FROM links WHERE id = ?")
      .and_then([&](Statement* statement) { return find_key(statement->bind(0, id)); });
}

Result<std::optional<ContactKey>> SyncStore::find_sent(const Uuid& ref) {
  return prepare(find_sent_, "SELECT contact_key FROM links WHERE id IS NULL AND ref = ?")
      .and_then([&](Statement* statement) { return find_key(statement->bind_blob(0, ref.bytes)); });
}

Result<std::optional<ContactKey>> SyncStore::find_named(const Uuid& ref) {
  auto statement = database_->prepare("SELECT contact_key FROM links WHERE ref = ?");
  if (!statement) return std::unexpected(statement.error());
  return find_key(statement->bind_blob(0, ref.bytes));
}

Result<void> SyncStore::put_link(ContactKey key, const Link& link, int64_t walk) {
  return prepare(put_link_, "INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?, ?)")
      .and_then([&](Statement* statement) {
        const std::string base =
            dump_json(link.sent.is_null() ? link.base : Json::array({link.base, link.sent}));
        statement->bind(0, int64_t{key}).bind_blob(1, link.ref.bytes);
        // The index takes many that have none.
        link.id.empty() ? statement->bind_null(2) : statement->bind(2, link.id);
        return statement->bind(3, link.version).bind(4, base).bind(5, walk).run();
      });
}

Result<void> SyncStore::meet(ContactKey key, int64_t walk) {
  return prepare(meet_, "UPDATE links SET walk = ?1 WHERE contact_key = ?2 AND walk <> ?1")
      .and_then([&](Statement* statement) {
        return statement->bind(0, walk).bind(1, int64_t{key}).run();
      });
}

Result<void> SyncStore::drop_link(ContactKey key) {
  return database_->run("DELETE FROM links WHERE contact_key = ?", {int64_t{key}});
}

Result<std::optional<ContactKey>> SyncStore::next_unmet(ContactKey after, int64_t walk) {
  auto statement = database_->prepare(
      "SELECT contact_key FROM links WHERE contact_key > ? AND walk <> ? AND id IS NOT NULL "
      "ORDER BY contact_key LIMIT 1");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->bind(0, int64_t{after}).bind(1, walk).step();
  if (!row) return std::unexpected(row.error());
  return *row ? std::optional(statement->key(0)) : std::nullopt;
}

Result<Ledger::WalkCount> SyncStore::count_unmet(int64_t walk) {
  auto statement = database_->prepare(
      "SELECT coalesce(sum(walk <> ?), 0), count(*) FROM links WHERE id IS NOT NULL");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->bind(0, walk).step();
  if (!row) return std::unexpected(row.error());
  return Ledger::WalkCount{.unmet = static_cast<uint64_t>(statement->integer(0)),
                           .links = static_cast<uint64_t>(statement->integer(1))};
}

// --- outbox ---------------------------------------------------------------------------------

Result<bool> SyncStore::has_news() {
  return prepare(news_, kNews).and_then([&](Statement* statement) {
    auto row = statement->step();
    if (row && *row) statement->reset();
    return row;
  });
}

// The journal is the outbox of everybody who writes: an edit is there in the same transaction, and
// costs nothing more. Here its entries become contacts, each once.
Result<void> SyncStore::collect() {
  auto next = database_->prepare(kNews);
  if (!next) return std::unexpected(next.error());
  const auto row = next->step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return {};
  const int64_t entry = next->integer(0);
  const bool is_ours = next->text(1) != change_kind_name(ChangeKind::sync);
  const bool is_return =
      std::ranges::contains(std::array{ChangeKind::restore, ChangeKind::undo, ChangeKind::redo},
                            next->text(1), change_kind_name);
  next->reset();
  if (is_ours) {
    const auto from = database_->query_integer("SELECT entry_key FROM sync");
    if (!from) return std::unexpected(from.error());
    auto keys = database_->prepare(
        "SELECT contact_key FROM journal_changes WHERE entry = ?1 AND contact_key > ?2 UNION "
        "SELECT key FROM journal CROSS JOIN contacts ON import_id = entry "
        "WHERE entry = ?1 AND kind = 'import' AND key > ?2 ORDER BY 1 LIMIT ?3");
    if (!keys) return std::unexpected(keys.error());
    keys->bind(0, entry).bind(1, *from).bind(2, kCollectContacts);
    int64_t count = 0, last = *from;
    auto taken = keys->for_each([&](const Statement& each) {
      ++count;
      last = each.integer(0);
      return unpark(static_cast<ContactKey>(last));
    });
    if (taken && is_return) taken = expect_returned(entry);
    if (!taken) return taken;
    if (count == kCollectContacts) {
      return database_->run("UPDATE sync SET entry_key = ?", {last});
    }
  }
  return database_->run("UPDATE sync SET entry = ?, entry_key = 0", {entry});
}

// Somebody else may have restored the same: it is looked for before it is made.
Result<void> SyncStore::expect_returned(int64_t entry) {
  return database_->run(
      "INSERT OR IGNORE INTO links SELECT c.key, c.id, NULL, '', '{}', 0 FROM journal_changes j "
      "JOIN contacts c ON c.key = j.contact_key WHERE j.entry = ? AND c.deleted_at IS NULL",
      {entry});
}

Result<bool> SyncStore::has_unlinked() {
  const std::string exists = "SELECT EXISTS (SELECT 1 ";
  const auto found = database_->query_integer((exists + kUnlinked).append(")"));
  if (!found) return std::unexpected(found.error());
  return *found != 0;
}

Result<void> SyncStore::collect_unlinked() {
  const std::string insert = "INSERT OR IGNORE INTO outbox SELECT key, NULL, NULL ";
  return database_->execute((insert + kUnlinked).c_str());
}

Result<std::vector<ContactKey>> SyncStore::outbox(ContactKey after, uint64_t limit) {
  std::vector<ContactKey> keys;
  auto read = prepare(outbox_,
                      "SELECT contact_key FROM outbox WHERE contact_key > ? AND code IS NULL "
                      "ORDER BY contact_key LIMIT ?")
                  .and_then([&](Statement* statement) {
                    statement->bind(0, int64_t{after}).bind(1, static_cast<int64_t>(limit));
                    return statement->for_each([&](const Statement& row) -> Result<void> {
                      keys.push_back(row.key(0));
                      return {};
                    });
                  });
  if (!read) return std::unexpected(read.error());
  return keys;
}

Result<void> SyncStore::put_outbox(ContactKey key) {
  return prepare(put_outbox_, "INSERT OR IGNORE INTO outbox VALUES (?, NULL, NULL)")
      .and_then([&](Statement* statement) { return statement->bind(0, int64_t{key}).run(); });
}

Result<void> SyncStore::unpark(ContactKey key) {
  return database_->run("INSERT OR REPLACE INTO outbox VALUES (?, NULL, NULL)", {int64_t{key}});
}

Result<void> SyncStore::drop_outbox(ContactKey key) {
  return prepare(drop_outbox_, "DELETE FROM outbox WHERE contact_key = ?")
      .and_then([&](Statement* statement) { return statement->bind(0, int64_t{key}).run(); });
}

Result<void> SyncStore::park(ContactKey key, ErrorCode code, std::string_view message) {
  auto statement = database_->prepare("INSERT OR REPLACE INTO outbox VALUES (?, ?, ?)");
  if (!statement) return std::unexpected(statement.error());
  return statement->bind(0, int64_t{key}).bind(1, error_code_name(code)).bind(2, message).run();
}

Result<std::vector<ParkedContact>> SyncStore::parked(uint64_t offset, uint64_t limit) {
  auto statement = database_->prepare(
      "SELECT contact_key, code, message FROM outbox WHERE code IS NOT NULL "
      "ORDER BY contact_key LIMIT ? OFFSET ?");
  if (!statement) return std::unexpected(statement.error());
  statement->bind(0, static_cast<int64_t>(limit)).bind(1, static_cast<int64_t>(offset));
  std::vector<ParkedContact> parked;
  auto read = statement->for_each([&](const Statement& row) -> Result<void> {
    parked.push_back({.key = row.key(0),
                      .code = find_error_code(row.text(1)).value_or(ErrorCode::sync_failed),
                      .message = std::string(row.text(2))});
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return parked;
}

Result<SyncStore::Counts> SyncStore::counts() {
  auto statement = database_->prepare(
      "SELECT (SELECT count(*) FROM outbox WHERE code IS NULL), "
      "(SELECT count(*) FROM outbox WHERE code IS NOT NULL), "
      "(SELECT count(*) FROM conflicts), (SELECT count(*) FROM links WHERE id IS NOT NULL), "
      "(SELECT coalesce(sum(j.count), 0) FROM journal j, sync s "
      "WHERE j.entry > s.entry AND j.kind NOT IN ('sync', 'segment'))");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return std::unexpected(row.error());
  const auto count = [&](int column) { return static_cast<uint64_t>(statement->integer(column)); };
  return Counts{
      .pending = count(0) + count(4), .parked = count(1), .conflicts = count(2), .links = count(3)};
}

// --- conflicts ------------------------------------------------------------------------------

Result<std::vector<FieldConflict>> SyncStore::conflicts(ContactKey key) {
  return prepare(conflicts_,
                 "SELECT field, base, mine, theirs FROM conflicts WHERE contact_key = ?")
      .and_then([&](Statement* statement) -> Result<std::vector<FieldConflict>> {
        statement->bind(0, int64_t{key});
        std::vector<FieldConflict> conflicts;
        auto read = statement->for_each([&](const Statement& row) -> Result<void> {
          conflicts.push_back({std::string(row.text(0)), read_value(row.text(1)),
                               read_value(row.text(2)), read_value(row.text(3))});
          return {};
        });
        if (!read) return std::unexpected(read.error());
        return conflicts;
      });
}

Result<std::vector<StoredConflict>> SyncStore::all_conflicts(uint64_t offset, uint64_t limit) {
  auto statement = database_->prepare(
      "SELECT contact_key, field, base, mine, theirs FROM conflicts "
      "ORDER BY contact_key, field LIMIT ? OFFSET ?");
  if (!statement) return std::unexpected(statement.error());
  statement->bind(0, static_cast<int64_t>(limit)).bind(1, static_cast<int64_t>(offset));
  std::vector<StoredConflict> conflicts;
  auto read = statement->for_each([&](const Statement& row) -> Result<void> {
    conflicts.push_back({.key = row.key(0),
                         .conflict = {std::string(row.text(1)), read_value(row.text(2)),
                                      read_value(row.text(3)), read_value(row.text(4))}});
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return conflicts;
}

Result<void> SyncStore::set_conflicts(ContactKey key, const std::vector<FieldConflict>& conflicts) {
  auto dropped = database_->run("DELETE FROM conflicts WHERE contact_key = ?", {int64_t{key}});
  if (!dropped || conflicts.empty()) return dropped;
  auto statement = database_->prepare("INSERT INTO conflicts VALUES (?, ?, ?, ?, ?)");
  if (!statement) return std::unexpected(statement.error());
  for (const FieldConflict& each : conflicts) {
    const std::string base = dump_json(each.base), mine = dump_json(each.mine),
                      theirs = dump_json(each.theirs);
    auto added = statement->bind(0, int64_t{key})
                     .bind(1, each.name)
                     .bind(2, base)
                     .bind(3, mine)
                     .bind(4, theirs)
                     .run();
    if (!added) return added;
  }
  return {};
}

Result<void> SyncStore::forget(std::span<const ContactKey> keys) {
  const auto is_connected = database_->query_integer("SELECT count(*) FROM sync");
  if (!is_connected) return std::unexpected(is_connected.error());
  if (*is_connected == 0) return {};
  for (const ContactKey key : keys) {
    const int64_t number = key;
    const auto known = link(key);
    if (!known) return std::unexpected(known.error());
    const bool has_sum = *known && (*known)->version.empty() && !(*known)->is_sent_only();
    const std::string rest = dump_json(has_sum ? sum_of((*known)->base) : Json::object());
    auto forgotten =
        database_->run("DELETE FROM conflicts WHERE contact_key = ?", {number})
            .and_then([&] {
              return database_->run("DELETE FROM outbox WHERE contact_key = ?", {number});
            })
            .and_then([&] {
              auto statement =
                  database_->prepare("UPDATE links SET base = ? WHERE contact_key = ?");
              return statement ? statement->bind(0, rest).bind(1, number).run()
                               : Result<void>(std::unexpected(statement.error()));
            })
            .and_then([&] {
              return database_->run(
                  "INSERT INTO outbox SELECT contact_key, NULL, NULL FROM links "
                  "WHERE contact_key = ?",
                  {number});
            });
    if (!forgotten) return forgotten;
  }
  return {};
}

}  // namespace kartei
