#include "store/contact_store.h"

#include <algorithm>
#include <array>

#include "store/contact_json.h"
#include "store/database.h"
#include "store/file_vfs.h"
#include "store/migrations.h"

namespace kartei {
namespace {

// One process owns the files, so locks are held for ever. A commit is durable when it returns: the
// journal is flushed, the database is flushed, the journal's header is zeroed and flushed. The
// journal is kept as a file of at most 1 MiB, because OPFS takes four times as long to truncate and
// grow one at each commit (docs/decisions.md).
constexpr const char* kSettings = R"sql(
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = PERSIST;
PRAGMA journal_size_limit = 1048576;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -32768;
)sql";

constexpr std::string_view kColumns =
    "id, name, email, phone, country_code, created_at, updated_at, last_contact_at, deleted_at, "
    "source, tags, attributes, email_normalized, email_key, phone_e164";

// In the order of kColumns.
void bind_contact(Statement& statement, const Contact& contact, const std::string& tags,
                  const std::string& attributes) {
  statement.bind_blob(0, contact.id.bytes)
      .bind(1, contact.name)
      .bind(2, contact.email)
      .bind(3, contact.phone)
      .bind(4, contact.country_code)
      .bind(5, contact.created_at)
      .bind(6, contact.updated_at)
      .bind(7, contact.last_contact_at)
      .bind(8, contact.deleted_at)
      .bind(9, contact.source);
  tags.empty() ? statement.bind_null(10) : statement.bind(10, tags);
  attributes.empty() ? statement.bind_null(11) : statement.bind(11, attributes);
  statement.bind(12, contact.email_normalized)
      .bind(13, contact.email_key)
      .bind(14, contact.phone_e164);
}

void read_fields(const Statement& statement, Contact& contact) {
  const auto id = statement.blob(0);
  std::ranges::copy(id.first(std::min(id.size(), contact.id.bytes.size())),
                    contact.id.bytes.begin());
  contact.name = statement.text(1);
  contact.email = statement.text(2);
  contact.phone = statement.text(3);
  contact.country_code = statement.text(4);
  contact.created_at = statement.integer(5);
  contact.updated_at = statement.integer(6);
  contact.last_contact_at = statement.optional_integer(7);
  contact.deleted_at = statement.optional_integer(8);
  contact.source = statement.text(9);
  contact.email_normalized = statement.text(12);
  contact.email_key = statement.text(13);
  contact.phone_e164 = statement.text(14);
}

constexpr std::array<std::string_view, 5> kKindNames = {"create", "update", "remove", "restore",
                                                        "import"};

}  // namespace

std::string_view change_kind_name(ChangeKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

// The VFS is destroyed last, the statements first.
struct ContactStore::State {
  State(Files& files, Environment& environment) : vfs(files, environment) {}

  FileVfs vfs;
  Database database;
  Statement load, insert, update, set_deleted, journal_deleted, add_entry, finish_entry, add_change;
};

ContactStore::ContactStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
ContactStore::ContactStore(ContactStore&&) noexcept = default;
ContactStore& ContactStore::operator=(ContactStore&&) noexcept = default;
ContactStore::~ContactStore() = default;

Result<ContactStore> ContactStore::open(Files& files, Environment& environment) {
  auto state = std::make_unique<State>(files, environment);
  auto database = Database::open(state->vfs.name());
  if (!database) return std::unexpected(database.error());
  state->database = std::move(*database);
  if (auto set = state->database.execute(kSettings); !set) return std::unexpected(set.error());
  if (auto migrated = migrate(state->database); !migrated) {
    return std::unexpected(migrated.error());
  }

  const std::string columns(kColumns);
  const std::pair<Statement*, std::string> statements[] = {
      {&state->load, "SELECT " + columns + " FROM contacts WHERE key = ?"},
      {&state->insert, "INSERT INTO contacts (" + columns +
                           ", import_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      {&state->update,
       "UPDATE contacts SET (" + columns + ") = (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) WHERE key = ?"},
      {&state->set_deleted, "UPDATE contacts SET deleted_at = ? WHERE key = ?"},
      {&state->journal_deleted,
       "INSERT INTO journal_changes SELECT ?1, key, json_object('deleted_at', deleted_at) "
       "FROM contacts WHERE key = ?2"},
      {&state->add_entry, "INSERT INTO journal (kind, at, count) VALUES (?, ?, 0)"},
      {&state->finish_entry, "UPDATE journal SET count = ? WHERE entry = ?"},
      // A contact that one entry changes twice keeps what it was before the first time.
      {&state->add_change, "INSERT OR IGNORE INTO journal_changes VALUES (?, ?, ?)"},
  };
  for (const auto& [statement, sql] : statements) {
    auto prepared = state->database.prepare(sql);
    if (!prepared) return std::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return ContactStore(std::move(state));
}

// --- reading --------------------------------------------------------------------------------

Result<void> ContactStore::for_each(const std::function<void(ContactKey, const Contact&)>& visit) {
  auto statement = state_->database.prepare("SELECT " + std::string(kColumns) +
                                            ", key FROM contacts ORDER BY key");
  if (!statement) return std::unexpected(statement.error());
  Contact contact;
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
    read_fields(*statement, contact);
    visit(static_cast<ContactKey>(statement->integer(15)), contact);
  }
}

Result<Contact> ContactStore::load(ContactKey key) {
  Statement& statement = state_->load.bind(0, int64_t{key});
  const auto row = statement.step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return failure(ErrorCode::contact_unknown);
  Contact contact;
  read_fields(statement, contact);
  parse_tags(statement.text(10), contact);
  parse_attributes(statement.text(11), contact);
  statement.reset();
  return contact;
}

Result<std::vector<std::string>> ContactStore::attribute_names(
    const std::function<bool(ContactKey)>& includes) {
  auto statement = state_->database.prepare(
      "SELECT key, attributes FROM contacts WHERE attributes IS NOT NULL ORDER BY key");
  if (!statement) return std::unexpected(statement.error());
  std::vector<std::string> names;
  Contact contact;
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return names;
    if (!includes(static_cast<ContactKey>(statement->integer(0)))) continue;
    parse_attributes(statement->text(1), contact);
    for (const auto& [name, value] : contact.attributes) {
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
}

Result<std::vector<ContactKey>> ContactStore::keys_of_entry(EntryId entry) {
  auto statement = state_->database.prepare(
      "SELECT contact_key FROM journal_changes WHERE entry = ?1 UNION "
      "SELECT key FROM contacts WHERE import_id = ?1 AND "
      "(SELECT kind FROM journal WHERE entry = ?1) = 'import' ORDER BY 1");
  if (!statement) return std::unexpected(statement.error());
  statement->bind(0, entry);
  std::vector<ContactKey> keys;
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) break;
    keys.push_back(static_cast<ContactKey>(statement->integer(0)));
  }
  if (keys.empty()) return failure(ErrorCode::entry_unknown);
  return keys;
}

Result<std::vector<ImportRecord>> ContactStore::imports() {
  auto statement = state_->database.prepare(
      "SELECT entry, file_name, rows, new, updated, skipped, rejected FROM imports ORDER BY entry");
  if (!statement) return std::unexpected(statement.error());
  std::vector<ImportRecord> records;
  const auto count = [&](int column) { return static_cast<uint64_t>(statement->integer(column)); };
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return records;
    records.push_back({.entry = statement->integer(0),
                       .file_name = std::string(statement->text(1)),
                       .rows = count(2),
                       .created = count(3),
                       .updated = count(4),
                       .skipped = count(5),
                       .rejected = count(6)});
  }
}

// --- writing --------------------------------------------------------------------------------

Result<Transaction> ContactStore::begin() { return Transaction::begin(state_->database); }

Result<EntryId> ContactStore::add_entry(ChangeKind kind, Timestamp at) {
  auto added = state_->add_entry.bind(0, change_kind_name(kind)).bind(1, at).run();
  if (!added) return std::unexpected(added.error());
  return state_->database.last_insert_key();
}

Result<void> ContactStore::finish_entry(EntryId entry, uint64_t count) {
  return state_->finish_entry.bind(0, static_cast<int64_t>(count)).bind(1, entry).run();
}

Result<void> ContactStore::add_import(const ImportRecord& record) {
  auto statement = state_->database.prepare("INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?)");
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

Result<ContactKey> ContactStore::insert(const Contact& contact, EntryId entry, ChangeKind kind) {
  const std::string tags = format_tags(contact);
  const std::string attributes = format_attributes(contact);
  Statement& statement = state_->insert;
  bind_contact(statement, contact, tags, attributes);
  const bool is_import = kind == ChangeKind::import;
  is_import ? statement.bind(15, entry) : statement.bind_null(15);
  if (auto inserted = statement.run(); !inserted) return std::unexpected(inserted.error());
  const int64_t key = state_->database.last_insert_key();
  if (!is_import) {
    auto journaled = state_->add_change.bind(0, entry).bind(1, key).bind_null(2).run();
    if (!journaled) return std::unexpected(journaled.error());
  }
  return static_cast<ContactKey>(key);
}

Result<void> ContactStore::update(ContactKey key, const Contact& before, const Contact& after,
                                  EntryId entry) {
  const std::string image = format_before_image(before, after);
  auto journaled = state_->add_change.bind(0, entry).bind(1, int64_t{key}).bind(2, image).run();
  if (!journaled) return journaled;
  return update_created(key, after);
}

Result<void> ContactStore::update_created(ContactKey key, const Contact& after) {
  const std::string tags = format_tags(after);
  const std::string attributes = format_attributes(after);
  bind_contact(state_->update, after, tags, attributes);
  return state_->update.bind(15, int64_t{key}).run();
}

Result<void> ContactStore::set_deleted(ContactKey key, std::optional<Timestamp> deleted_at,
                                       EntryId entry) {
  auto journaled = state_->journal_deleted.bind(0, entry).bind(1, int64_t{key}).run();
  if (!journaled) return journaled;
  return state_->set_deleted.bind(0, deleted_at).bind(1, int64_t{key}).run();
}

Result<std::string> ContactStore::check_integrity() {
  auto statement = state_->database.prepare("PRAGMA integrity_check");
  if (!statement) return std::unexpected(statement.error());
  std::string report;
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) break;
    report.append(report.empty() ? "" : "\n").append(statement->text(0));
  }
  return report == "ok" ? std::string() : report;
}

}  // namespace kartei
