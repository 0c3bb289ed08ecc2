#include "store/contact_store.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/limits.h"
#include "store/contact_json.h"
#include "store/database.h"
#include "store/fence.h"
#include "store/file_vfs.h"
#include "store/free_keys.h"
#include "store/integrity.h"
#include "store/migrations.h"
#include "store/record_writer.h"
#include "store/table_walk.h"

namespace kartei {
namespace {

// One process owns the files, so locks are held for ever. A commit is durable when it returns: the
// journal is flushed, the database is flushed, the journal's header is zeroed and flushed. The
// journal is kept as a file of at most 1 MiB, because OPFS takes four times as long to truncate and
// grow one at each commit (docs/decisions.md). What is deleted is overwritten with zeros, so that
// an erased person is in no byte of the file.
constexpr const char* kSettings = R"sql(
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA secure_delete = ON;
PRAGMA journal_mode = PERSIST;
PRAGMA journal_size_limit = 1048576;
PRAGMA synchronous = FULL;
PRAGMA cell_size_check = ON;
)sql";

constexpr std::string_view kColumns =
    "id, name, email, phone, country_code, created_at, updated_at, last_contact_at, deleted_at, "
    "source, tags, attributes, email_normalized, phone_e164";

// What is derived, unless it is what was given.
void bind_derived(Statement& statement, int parameter, const std::string& derived,
                  const std::string& given) {
  derived == given ? statement.bind_null(parameter) : statement.bind(parameter, derived);
}

// In the order of kColumns, for a row that is there: what has come by an import stays its own.
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
  bind_derived(statement, 12, contact.email_normalized, contact.email);
  bind_derived(statement, 13, contact.phone_e164, contact.phone);
}

// A new row of `contacts`.
void write_contact(RecordWriter& record, const Contact& contact, std::optional<EntryId> import) {
  const auto add_some = [&](const std::string& text, bool is_there) {
    is_there ? record.add(text) : record.add_null();
  };
  const std::string tags = format_tags(contact);
  const std::string attributes = format_attributes(contact);
  record.add_null()
      .add_blob(contact.id.bytes)
      .add(contact.name)
      .add(contact.email)
      .add(contact.phone)
      .add(contact.country_code)
      .add(contact.created_at)
      .add(contact.updated_at)
      .add(contact.last_contact_at)
      .add(contact.deleted_at)
      .add(contact.source);
  add_some(tags, !tags.empty());
  add_some(attributes, !attributes.empty());
  add_some(contact.email_normalized, contact.email_normalized != contact.email);
  // email_key
  record.add_null();
  add_some(contact.phone_e164, contact.phone_e164 != contact.phone);
  record.add(import);
}

std::unexpected<Error> no_contact() {
  return std::unexpected(Error{.code = ErrorCode::storage_damaged, .detail = "no contact"});
}

// A row of `contacts`, its columns in the order of store/migrations.cpp.
struct ContactRow {
  std::span<const ValueView> values;

  template <class Type>
  const Type* get(size_t column) const {
    return column < values.size() ? std::get_if<Type>(&values[column]) : nullptr;
  }
  bool read(size_t column, std::string& text) const {
    const auto* value = get<std::string_view>(column);
    if (value) text.assign(*value);
    return value;
  }
  bool read(size_t column, Timestamp& time) const {
    const auto* value = get<int64_t>(column);
    if (value) time = *value;
    return value;
  }
  bool read_derived(size_t column, const std::string& given, std::string& derived) const {
    if (column >= values.size() || !is_null(values[column])) return read(column, derived);
    derived = given;
    return true;
  }
  std::optional<int64_t> integer(size_t column) const {
    const auto* value = get<int64_t>(column);
    return value ? std::optional(*value) : std::nullopt;
  }
  std::string_view text(size_t column) const {
    const auto* value = get<std::string_view>(column);
    return value ? *value : std::string_view();
  }

  // False where it is no contact.
  bool read(Contact& contact) const {
    const auto* id = get<std::span<const uint8_t>>(1);
    if (!id || id->size() != contact.id.bytes.size()) return false;
    std::ranges::copy(*id, contact.id.bytes.begin());
    contact.last_contact_at = integer(8);
    contact.deleted_at = integer(9);
    parse_tags(text(11), contact);
    parse_attributes(text(12), contact);
    return read(2, contact.name) && read(3, contact.email) && read(4, contact.phone) &&
           read(5, contact.country_code) && read(6, contact.created_at) &&
           read(7, contact.updated_at) && read(10, contact.source) &&
           read_derived(13, contact.email, contact.email_normalized) &&
           read_derived(15, contact.phone, contact.phone_e164);
  }
  EntryId import() const { return integer(16).value_or(0); }
};

Result<std::vector<ContactKey>> read_keys(Result<Statement> statement,
                                          std::initializer_list<int64_t> parameters) {
  if (!statement) return std::unexpected(statement.error());
  int position = 0;
  for (const int64_t parameter : parameters) statement->bind(position++, parameter);
  std::vector<ContactKey> keys;
  auto read = statement->for_each([&](const Statement& row) -> Result<void> {
    keys.push_back(row.key(0));
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return keys;
}

}  // namespace

// The VFS is destroyed last, the statements first.
struct ContactStore::State {
  State(Files& all_files, Environment& environment)
      : files(all_files), vfs(all_files, environment), fence(all_files) {}

  // Raises the fencing number, so that a former owner's next transaction is refused.
  Result<void> refuse_backend();
  Result<void> find_free_keys();
  Result<void> take_over();
  // Cuts the journal file to nothing: it still holds pages as they were.
  Result<void> scrub();
  // The last step of opening.
  Result<void> prepare();
  bool is_open() const { return sync.has_value(); }

  Files& files;
  FileVfs vfs;
  Fence fence;
  Database database;
  std::optional<Journal> journal;
  std::optional<SyncStore> sync;

  RecordWriter record;
  Statement load, update, set_deleted, journal_deleted;
  FreeKeys free_keys;
  // In the transaction under way: where none is free, the next contact's is higher. 0 once that
  // goes without saying.
  int64_t reserved_key = 0;
  bool is_writing = false, has_failed = false, is_unsettled = false, needs_scrub = false;
};

ContactStore::ContactStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
ContactStore::ContactStore(ContactStore&&) noexcept = default;
ContactStore& ContactStore::operator=(ContactStore&&) noexcept = default;
ContactStore::~ContactStore() = default;

Journal& ContactStore::journal() { return *state_->journal; }
SegmentTable ContactStore::segments() { return SegmentTable(state_->database); }

SyncStore& ContactStore::sync() { return *state_->sync; }

Result<ContactStore> ContactStore::open(Files& files, Environment& environment, const Visit& visit,
                                        bool can_sync) {
  if (auto sound = check_before_writing(files, environment); !sound) {
    return std::unexpected(sound.error());
  }
  ContactStore store(std::make_unique<State>(files, environment));
  State& state = *store.state_;
  auto database = Database::open(state.vfs.name());
  if (!database) return std::unexpected(database.error());
  state.database = std::move(*database);
  auto done = state.database.execute(kSettings)
                  .and_then([&] { return check_tables(files, state.database); })
                  .and_then([&] { return migrate(state.database); })
                  .and_then([&] { return can_sync ? Result<void>() : state.refuse_backend(); })
                  .and_then([&] { return store.for_each(visit); })
                  .and_then([&] { return state.find_free_keys(); })
                  .and_then([&] { return state.take_over(); })
                  // What an erase has left, if a crash came before it was scrubbed.
                  .and_then([&] { return state.scrub(); })
                  .and_then([&] { return state.prepare(); });
  if (!done) return std::unexpected(done.error());
  return store;
}

Result<void> ContactStore::State::refuse_backend() {
  const auto is_connected = SyncStore(database).has_backend();
  if (!is_connected) return std::unexpected(is_connected.error());
  return *is_connected ? failure(ErrorCode::sync_missing) : Result<void>();
}

Result<void> ContactStore::State::find_free_keys() {
  // Nor may a key be given of an erased contact whose record is still to be deleted.
  const auto reserved = read_keys(database.prepare("SELECT contact_key FROM links"), {});
  if (!reserved) return std::unexpected(reserved.error());
  for (const ContactKey key : *reserved) free_keys.note_used(key);
  free_keys.finish();
  return {};
}

Result<void> ContactStore::State::take_over() {
  return database.execute("UPDATE book SET opened = opened + 1").and_then([this] {
    return fence.take();
  });
}

Result<void> ContactStore::State::prepare() {
  const std::string columns(kColumns);
  const std::pair<Statement*, std::string> statements[] = {
      {&load, "SELECT * FROM contacts WHERE key = ?"},
      {&update, "UPDATE contacts SET (" + columns +
                    ") = (?,?,?,?,?,?,?,?,?,?,?,?,?,?), email_key = NULL WHERE key = ?"},
      {&set_deleted, "UPDATE contacts SET deleted_at = ? WHERE key = ?"},
      {&journal_deleted,
       "INSERT INTO journal_changes SELECT ?1, key, "
       "'{\"deleted_at\":' || coalesce(deleted_at, 'null') || '}' FROM contacts WHERE key = ?2"},
  };
  for (const auto& [statement, sql] : statements) {
    auto prepared = database.prepare(sql);
    if (!prepared) return std::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  auto opened = Journal::open(database);
  if (!opened) return std::unexpected(opened.error());
  journal = std::move(*opened);
  sync.emplace(database);
  return {};
}

// --- reading --------------------------------------------------------------------------------

Result<void> ContactStore::for_each(const Visit& visit) {
  const auto root =
      state_->database.query_integer("SELECT rootpage FROM sqlite_schema WHERE name = 'contacts'");
  if (!root) return std::unexpected(root.error());
  PageFile pages(state_->files);
  Contact contact;
  return walk_table(pages, static_cast<uint32_t>(*root),
                    [&](int64_t key, std::span<const ValueView> values) -> Result<void> {
                      const ContactRow row{values};
                      if (key < 1 || key > kMaxContactKey || !row.read(contact)) {
                        return no_contact();
                      }
                      if (!state_->is_open()) {
                        state_->free_keys.note_used(static_cast<ContactKey>(key));
                      }
                      if (visit) visit(static_cast<ContactKey>(key), contact, row.import());
                      return {};
                    });
}

Result<Contact> ContactStore::load(ContactKey key) {
  Statement& statement = state_->load.bind(0, int64_t{key});
  const auto row = statement.step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return failure(ErrorCode::contact_unknown);
  std::array<ValueView, 17> values;
  for (int column = 0; column < std::ssize(values); ++column) {
    values[static_cast<size_t>(column)] = statement.value(column);
  }
  Contact contact;
  const bool is_contact = ContactRow{values}.read(contact);
  statement.reset();
  if (!is_contact) return no_contact();
  return contact;
}

Result<std::vector<std::string>> ContactStore::attribute_names(
    const std::function<bool(ContactKey)>& includes) {
  auto statement = state_->database.prepare(
      "SELECT key, attributes FROM contacts WHERE attributes IS NOT NULL ORDER BY key");
  if (!statement) return std::unexpected(statement.error());
  std::vector<std::string> names;
  std::unordered_set<std::string> known;
  Contact contact;
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return names;
    if (!includes(statement->key(0))) continue;
    parse_attributes(statement->text(1), contact);
    for (const auto& [name, value] : contact.attributes) {
      if (known.insert(name).second) names.push_back(name);
    }
  }
}

Result<std::vector<ContactKey>> ContactStore::deleted(uint64_t offset, uint64_t limit) {
  return read_keys(state_->database.prepare("SELECT key FROM contacts WHERE deleted_at IS NOT NULL "
                                            "ORDER BY deleted_at DESC, key LIMIT ? OFFSET ?"),
                   {static_cast<int64_t>(limit), static_cast<int64_t>(offset)});
}

Result<uint64_t> ContactStore::count_deleted() {
  return state_->database
      .query_integer("SELECT count(*) FROM contacts WHERE deleted_at IS NOT NULL")
      .transform([](int64_t count) { return static_cast<uint64_t>(count); });
}

Result<std::vector<ContactKey>> ContactStore::deleted_before(Timestamp time) {
  return read_keys(
      state_->database.prepare("SELECT key FROM contacts WHERE deleted_at < ? ORDER BY key"),
      {time});
}

Result<std::optional<Timestamp>> ContactStore::last_backup_at() {
  return state_->database.query_integer("SELECT coalesce(last_backup_at, 0) FROM book")
      .transform([](int64_t time) { return time ? std::optional<Timestamp>(time) : std::nullopt; });
}

uint64_t ContactStore::size() const {
  return static_cast<uint64_t>(std::max<int64_t>(0, state_->files.size(FileSlot::database)));
}

Result<BackupWriter> ContactStore::begin_backup(Timestamp created_at) {
  return BackupWriter::begin(state_->database, created_at);
}

Result<std::unique_ptr<BookReplacement>> ContactStore::begin_replacement() {
  auto transaction = begin();
  if (!transaction) return std::unexpected(transaction.error());
  state_->free_keys = {};
  return std::make_unique<BookReplacement>(state_->database, std::move(*transaction));
}

// --- writing --------------------------------------------------------------------------------

Result<Transaction> ContactStore::begin() {
  if (is_unsettled()) return failure(ErrorCode::storage_failed);
  // A transaction that could not be rolled back in the file when it failed is rolled back by the
  // next one who reads.
  auto owned = state_->fence.check();
  if (!owned) {
    owned = state_->database.query_integer("SELECT opened FROM book").and_then([&](int64_t) {
      return state_->fence.check();
    });
  }
  // Where none is free, SQLite gives the key after the highest one. That must not be an erased
  // contact's whose record is still to be deleted.
  if (owned) {
    owned = state_->database.query_integer("SELECT coalesce(max(contact_key), 0) FROM links")
                .transform([&](int64_t key) { state_->reserved_key = key; });
  }
  if (!owned) return std::unexpected(owned.error());
  // Whatever was begun before and not committed has failed, for all that is known here.
  state_->has_failed = state_->has_failed || state_->is_writing;
  state_->free_keys.give_back();
  auto transaction = Transaction::begin(state_->database);
  state_->is_writing = transaction.has_value();
  return transaction;
}

void ContactStore::note_commit(bool has_succeeded) {
  state_->is_writing = false;
  state_->has_failed = !has_succeeded || !state_->fence.take();
  if (state_->has_failed) doubt();
  state_->free_keys.keep();
}

bool ContactStore::is_unsettled() const { return state_->is_unsettled; }

void ContactStore::doubt() {
  state_->is_unsettled = true;
  // Which of them are taken is unknown, too.
  state_->free_keys = {};
}

Result<void> ContactStore::settle() {
  if (!is_unsettled()) return {};
  // Whatever is in force now becomes durable with the next transaction that succeeds.
  auto settled = state_->database.query_integer("SELECT opened FROM book")
                     .and_then([&](int64_t) { return state_->fence.check(state_->has_failed); })
                     .and_then([&] { return state_->take_over(); })
                     .and_then([&] { return state_->needs_scrub ? scrub() : Result<void>(); });
  state_->is_unsettled = !settled;
  return settled;
}

Result<void> ContactStore::commit(Transaction& transaction, EntryId entry,
                                  std::optional<uint64_t> count) {
  auto committed = transaction.commit();
  if (!committed) transaction.end();
  note_commit(committed.has_value());
  if (committed || !settle()) return committed;
  const auto found = journal().entry(entry);
  if (found && found->count == count.value_or(found->count)) return {};
  if (!found && found.error().code != ErrorCode::entry_unknown) doubt();
  return committed;
}

Result<ContactKey> ContactStore::insert(const Contact& contact, EntryId entry, ChangeKind kind) {
  const bool is_import = kind == ChangeKind::import;
  std::optional<int64_t> given = state_->free_keys.take();
  if (!given && state_->reserved_key > 0) {
    const auto last = state_->database.query_integer("SELECT coalesce(max(key), 0) FROM contacts");
    if (!last) return std::unexpected(last.error());
    if (*last < state_->reserved_key) given = state_->reserved_key + 1;
    // Once one has a higher key, the next ones have.
    state_->reserved_key = 0;
  }
  write_contact(state_->record, contact, is_import ? std::optional(entry) : std::nullopt);
  const auto key = state_->database.insert("contacts", state_->record.finish(), given);
  if (!key) return std::unexpected(key.error());
  // A book with a higher one could not be opened again.
  if (*key > kMaxContactKey) return failure(ErrorCode::storage_full);
  const auto contact_key = static_cast<ContactKey>(*key);
  if (!is_import) {
    auto journaled = journal().add_change(entry, contact_key, std::nullopt);
    if (!journaled) return std::unexpected(journaled.error());
  }
  return contact_key;
}

Result<void> ContactStore::update(ContactKey key, const Contact& before, const Contact& after,
                                  EntryId entry) {
  const std::string image = format_image(before, changed_fields(before, after));
  if (auto journaled = journal().add_change(entry, key, image); !journaled) return journaled;
  return update_created(key, after);
}

Result<void> ContactStore::update_created(ContactKey key, const Contact& after) {
  const std::string tags = format_tags(after);
  const std::string attributes = format_attributes(after);
  bind_contact(state_->update, after, tags, attributes);
  return state_->update.bind(14, int64_t{key}).run();
}

Result<void> ContactStore::set_deleted(ContactKey key, std::optional<Timestamp> deleted_at,
                                       EntryId entry) {
  auto journaled = state_->journal_deleted.bind(0, entry).bind(1, int64_t{key}).run();
  if (!journaled) return journaled;
  return state_->set_deleted.bind(0, deleted_at).bind(1, int64_t{key}).run();
}

Result<void> ContactStore::erase(std::span<const ContactKey> keys) {
  auto drop = state_->database.prepare("DELETE FROM contacts WHERE key = ?");
  if (!drop) return std::unexpected(drop.error());
  for (const ContactKey key : keys) {
    if (auto ran = drop->bind(0, int64_t{key}).run(); !ran) return ran;
  }
  return journal().forget(keys).and_then([&] { return sync().forget(keys); }).and_then([&] {
    return segments().forget(keys);
  });
}

Result<void> ContactStore::scrub() {
  state_->needs_scrub = true;
  auto scrubbed = state_->scrub();
  state_->needs_scrub = !scrubbed;
  if (!scrubbed) doubt();
  return scrubbed;
}

Result<void> ContactStore::State::scrub() {
  for (const FileSlot slot : {FileSlot::journal, FileSlot::wal}) {
    FileStatus status = files.truncate(slot, 0);
    if (status == FileStatus::ok) status = files.flush(slot);
    if (status == FileStatus::full) return failure(ErrorCode::storage_full);
    if (status == FileStatus::failed) return failure(ErrorCode::storage_failed);
  }
  return {};
}

Result<void> ContactStore::set_last_backup_at(Timestamp time) {
  auto transaction = begin();
  if (!transaction) return std::unexpected(transaction.error());
  auto done = state_->database.run("UPDATE book SET last_backup_at = ?", {time}).and_then([&] {
    return transaction->commit();
  });
  note_commit(done.has_value());
  return done;
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
