#include "book/contact_book.h"

#include <algorithm>
#include <limits>

#include "base/limits.h"
#include "book/answers.h"
#include "contact/country.h"
#include "contact/email.h"

namespace kartei {
namespace {

constexpr size_t kOutputPieceBytes = size_t{1} << 20;
constexpr size_t kMaxDuplicateHints = 5;

Error invalid_contact(const std::vector<FieldIssue>& issues) {
  Error error{.code = ErrorCode::contact_invalid};
  for (const FieldIssue& issue : issues) error.issues.push_back(issue.to_error());
  return error;
}

// "a.nna+news@gmail.com" and "anna@gmail.com". The first and the last byte of a key are the
// address's own: most are told apart without reading them.
bool is_similar_email(std::string_view exact, std::string_view key) {
  if (exact.empty() || key.empty()) return false;
  if (exact.front() != key.front() || exact.back() != key.back()) return false;
  const auto email = parse_email(exact);
  return email && email->key == key;
}

KeySet to_set(std::span<const ContactKey> keys, const Columns& columns) {
  KeySet set(size_t{columns.last_key()} + 1);
  for (const ContactKey key : keys) set.set(key, true);
  return set;
}

}  // namespace

ContactBook::ContactBook(ContactStore store, Columns columns, Environment& environment)
    : store_(std::move(store)),
      environment_(environment),
      ids_(environment),
      columns_(std::move(columns)),
      query_engine_(columns_) {}

// Either may hold a transaction of the store.
ContactBook::~ContactBook() {
  import_.reset();
  restore_.reset();
  bulk_.reset();
  sync_.reset();
}

Result<std::unique_ptr<ContactBook>> ContactBook::open(Files& files, Environment& environment,
                                                       bool can_sync) {
  Columns columns;
  bool has_trash = false;
  const auto visit = [&](ContactKey key, const Contact& contact, EntryId import) {
    columns.stage(key, contact, import);
    has_trash = has_trash || contact.deleted_at;
  };
  auto store = ContactStore::open(files, environment, visit, can_sync);
  if (!store) return std::unexpected(store.error());
  columns.publish(1, columns.last_key());
  std::unique_ptr<ContactBook> book(
      new ContactBook(std::move(*store), std::move(columns), environment));
  // It would read all contacts again.
  if (!has_trash) return book;
  const auto emptied = book->empty_old_trash();
  // That can wait until there is room, and is tried at every opening.
  if (emptied || emptied.error().code == ErrorCode::storage_full) return book;
  return std::unexpected(emptied.error());
}

Result<void> ContactBook::load_columns() {
  std::vector<bool> is_stored(size_t{columns_.last_key()} + 1);
  auto loaded = store_.for_each([&](ContactKey key, const Contact& contact, EntryId import) {
    columns_.put(key, contact, import);
    if (key < is_stored.size()) is_stored[key] = true;
  });
  if (!loaded) return loaded;
  for (ContactKey key = 1; key < is_stored.size(); ++key) {
    if (!is_stored[key]) columns_.erase(key);
  }
  return {};
}

Result<void> ContactBook::catch_up() {
  if (is_being_replaced()) return failure(ErrorCode::book_busy);
  if (!store_.is_unsettled()) return {};
  sync_.reset();
  auto settled = store_.settle();
  if (!settled) return settled;
  segments_.reset();
  auto loaded = load_columns();
  if (loaded && import_) loaded = import_->settle();
  if (!loaded) store_.doubt();
  return loaded;
}

BookState ContactBook::state() const {
  return {.contacts = columns_.live_count(), .version = columns_.version()};
}

Result<void> ContactBook::refuse_while_writing() {
  const bool is_busy =
      bulk_ || (import_ && import_->is_writing()) || (restore_ && restore_->is_writing());
  return is_busy ? failure(ErrorCode::book_busy) : catch_up();
}

// --- contacts -------------------------------------------------------------------------------

Result<Contact> ContactBook::save(const Draft& draft) {
  if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  Contact before{.source = "manual"};
  if (draft.id) {
    auto loaded = get(*draft.id);
    if (!loaded) return loaded;
    before = std::move(*loaded);
    if (before.updated_at != draft.expected_updated_at.value_or(before.updated_at)) {
      return failure(ErrorCode::contact_changed);
    }
  }
  std::vector<FieldIssue> issues;
  const Contact after = apply_draft(before, draft, issues);
  if (!issues.empty()) return std::unexpected(invalid_contact(issues));
  if (!draft.id) return insert(after);
  return after == before ? before : replace(*columns_.find(*draft.id), before, after);
}

Result<Contact> ContactBook::insert(const Contact& contact) {
  Contact created = contact;
  created.id = ids_.next();
  created.created_at = created.updated_at = environment_.now_ms();
  auto write = JournaledWrite::begin(store_, ChangeKind::create, created.updated_at);
  if (!write) return std::unexpected(write.error());
  const auto key = store_.insert(created, write->entry(), ChangeKind::create);
  if (!key) return std::unexpected(key.error());
  if (auto done = write->commit(1, format_answer(created), *key); !done) {
    return std::unexpected(done.error());
  }
  columns_.put(*key, created);
  return created;
}

Result<Contact> ContactBook::replace(ContactKey key, const Contact& before, const Contact& after) {
  Contact updated = after;
  updated.updated_at = environment_.now_ms();
  auto write = JournaledWrite::begin(store_, ChangeKind::update, updated.updated_at);
  if (!write) return std::unexpected(write.error());
  if (auto done = store_.update(key, before, updated, write->entry()); !done) {
    return std::unexpected(done.error());
  }
  if (auto done = write->commit(1, format_answer(updated), key); !done) {
    return std::unexpected(done.error());
  }
  columns_.put(key, updated);
  return updated;
}

Result<CheckedDraft> ContactBook::check(const Draft& draft) {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  Contact before;
  if (draft.id) {
    auto loaded = get(*draft.id);
    if (!loaded) return std::unexpected(loaded.error());
    before = std::move(*loaded);
  }
  std::vector<FieldIssue> issues;
  const Contact contact = apply_draft(before, draft, issues);
  CheckedDraft checked{.offers = find_offers(contact)};
  for (const FieldIssue& issue : issues) checked.issues.push_back(issue.to_error());

  const std::string email = exact_email_key(contact);
  const std::string similar = parse_email(contact.email).value_or(Email()).key;
  std::string buffer;
  const std::string_view phone = exact_phone_key(contact, buffer);
  for (ContactKey key = 1; key <= columns_.last_key(); ++key) {
    if (checked.duplicates.size() == kMaxDuplicateHints) break;
    const bool has_email = !email.empty() && columns_.exact_email(key) == email;
    const bool has_phone = !phone.empty() && columns_.exact_phone(key) == phone;
    const bool is_similar =
        !has_email && !has_phone && is_similar_email(columns_.exact_email(key), similar);
    if ((!has_email && !has_phone && !is_similar) || !columns_.is_live(key)) continue;
    if (draft.id && columns_.id(key) == *draft.id) continue;
    const auto other = store_.load(key);
    if (!other) return std::unexpected(other.error());
    checked.duplicates.push_back({.field = has_phone && !has_email ? Field::phone : Field::email,
                                  .is_similar = is_similar,
                                  .id = other->id,
                                  .name = other->name});
  }
  return checked;
}

Result<Contact> ContactBook::get(const Uuid& id) {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  const auto key = columns_.find(id);
  if (!key) return failure(ErrorCode::contact_unknown);
  return store_.load(*key);
}

Result<std::vector<ContactKey>> ContactBook::select(const Selection& selection) {
  if (const auto* matches = std::get_if<Matches>(&selection)) {
    const auto found = find_matches(*matches);
    if (!found) return std::unexpected(found.error());
    std::vector<ContactKey> keys;
    found->for_each([&](ContactKey key) { keys.push_back(key); });
    return keys;
  }
  if (const auto* entry = std::get_if<EntryId>(&selection)) {
    auto keys = store_.journal().keys(*entry);
    return keys && keys->empty() ? failure(ErrorCode::entry_unknown) : std::move(keys);
  }
  if (std::holds_alternative<WholeTrash>(selection)) {
    return store_.deleted(0, std::numeric_limits<int64_t>::max());
  }
  return find_all(std::get<std::vector<Uuid>>(selection));
}

Result<KeySet> ContactBook::find_matches(Matches matches) {
  if (auto done = resolve(matches.filter); !done) return std::unexpected(done.error());
  KeySet keys = query_engine_.keys(matches.filter, environment_.now_ms());
  for (const Uuid& id : matches.except) {
    const auto key = columns_.find(id);
    if (key && keys.has(*key)) keys.set(*key, false);
  }
  return keys;
}

Result<std::vector<ContactKey>> ContactBook::find_all(const std::vector<Uuid>& ids) const {
  std::vector<ContactKey> keys;
  for (const Uuid& id : ids) {
    const auto key = columns_.find(id);
    if (!key) {
      return std::unexpected(Error{.code = ErrorCode::contact_unknown, .detail = format_uuid(id)});
    }
    keys.push_back(*key);
  }
  return keys;
}

Result<BulkChange> ContactBook::remove(const Selection& selection) {
  return change_all(selection, TrashMove::remove);
}

Result<BulkChange> ContactBook::restore(const Selection& selection) {
  return change_all(selection, TrashMove::restore);
}

Result<BulkChange> ContactBook::update(const Selection& selection, const BulkEdit& edit) {
  return change_all(selection, edit);
}

Result<BulkChange> ContactBook::change_all(const Selection& selection, BulkAction action) {
  auto progress = begin_bulk(selection, std::move(action));
  if (progress && !progress->is_done) progress = write_bulk(progress->total);
  if (!progress) return std::unexpected(progress.error());
  return std::get<BulkChange>(progress->answer);
}

Result<BulkProgress> ContactBook::begin_bulk(const Selection& selection, BulkAction action) {
  if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  auto keys = select(selection);
  if (!keys) return std::unexpected(keys.error());
  const auto* move = std::get_if<TrashMove>(&action);
  const bool are_live = !move || *move != TrashMove::restore;
  std::erase_if(*keys, [&](ContactKey key) { return columns_.is_live(key) != are_live; });
  if (keys->empty()) return BulkProgress{.is_done = true};
  return open_bulk(std::move(*keys), std::move(action));
}

Result<BulkProgress> ContactBook::open_bulk(std::vector<ContactKey> keys, BulkAction action) {
  const uint64_t total = keys.size();
  auto session =
      BulkSession::begin(std::move(keys), std::move(action), store_, columns_, environment_);
  if (!session) return std::unexpected(session.error());
  bulk_.emplace(std::move(*session));
  return BulkProgress{.total = total};
}

Result<BulkProgress> ContactBook::write_bulk(uint64_t contacts) {
  if (!bulk_) {
    return std::unexpected(
        Error{.code = ErrorCode::request_malformed, .detail = "no bulk change was begun"});
  }
  auto progress = bulk_->write(contacts);
  if (!progress) stop_bulk();
  if (progress && progress->is_done) {
    if (bulk_->has_segment()) drop_segments();
    bulk_.reset();
  }
  return progress;
}

void ContactBook::stop_bulk() {
  if (bulk_) bulk_->stop();
  bulk_.reset();
}

// --- trash ----------------------------------------------------------------------------------

Result<Trash> ContactBook::trash(uint64_t offset, uint64_t limit) {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  return read_trash(store_, offset, std::min<uint64_t>(limit, kMaxPageRows));
}

Result<uint64_t> ContactBook::erase(const Selection& selection) {
  if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  auto keys = select(selection);
  if (!keys) return std::unexpected(keys.error());
  if (keys->empty()) return 0;
  std::ranges::sort(*keys);
  const auto repeated = std::ranges::unique(*keys);
  keys->erase(repeated.begin(), repeated.end());
  const uint64_t count = keys->size();
  if (auto erased = erase_keys(*keys, format_answer(count)); !erased) {
    return std::unexpected(erased.error());
  }
  for (const ContactKey key : *keys) columns_.erase(key);
  segments_.reset();
  return count;
}

Result<void> ContactBook::erase_keys(std::span<const ContactKey> keys, std::string_view answer) {
  auto write = JournaledWrite::begin(store_, ChangeKind::erase, environment_.now_ms());
  if (!write) return std::unexpected(write.error());
  if (auto erased = store_.erase(keys); !erased) return erased;
  if (auto done = write->commit(keys.size(), answer); !done) return done;
  return store_.scrub();
}

Result<void> ContactBook::empty_old_trash() {
  const auto keys = store_.deleted_before(environment_.now_ms() - kTrashDays * kDayMs);
  if (!keys) return std::unexpected(keys.error());
  if (keys->empty()) return {};
  if (auto erased = erase_keys(*keys, ""); !erased) return erased;
  for (const ContactKey key : *keys) columns_.erase(key);
  return {};
}

// --- undo -----------------------------------------------------------------------------------

Result<Reverted> ContactBook::undo(const UndoRequest& request) {
  return write_whole(begin_undo(request));
}

Result<Reverted> ContactBook::redo(const UndoRequest& request) {
  return write_whole(begin_redo(request));
}

Result<Reverted> ContactBook::write_whole(Result<BulkProgress> begun) {
  auto progress = begun ? write_bulk(begun->total) : begun;
  if (!progress) return std::unexpected(progress.error());
  return std::move(std::get<Reverted>(progress->answer));
}

Result<BulkProgress> ContactBook::begin_undo(const UndoRequest& request) {
  if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  if (request.entry) return take_back(*request.entry, ChangeKind::undo, request.overwrite);
  const auto state = store_.journal().state();
  if (!state) return std::unexpected(state.error());
  return take_back(state->undo, ChangeKind::undo, request.overwrite);
}

Result<BulkProgress> ContactBook::begin_redo(const UndoRequest& request) {
  if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  const auto state = store_.journal().state();
  if (!state) return std::unexpected(state.error());
  const auto target =
      request.entry ? store_.journal().undo_of(*request.entry) : Result<EntryId>(state->redo);
  if (!target) return std::unexpected(target.error());
  return take_back(*target, ChangeKind::redo, request.overwrite);
}

Result<BulkProgress> ContactBook::take_back(EntryId target, ChangeKind kind, bool overwrite) {
  const bool is_undo = kind == ChangeKind::undo;
  const auto nothing = is_undo ? ErrorCode::nothing_to_undo : ErrorCode::nothing_to_redo;
  if (target == 0) return failure(nothing);
  const auto entry = store_.journal().entry(target);
  if (!entry) return std::unexpected(entry.error());
  const bool can_be_taken_back =
      is_undo ? entry->kind != ChangeKind::undo && entry->kind != ChangeKind::redo &&
                    entry->kind != ChangeKind::erase && entry->kind != ChangeKind::sync
              : entry->kind == ChangeKind::undo && (entry->undone_by == 0 || overwrite);
  if (!can_be_taken_back) return failure(nothing);
  auto keys = store_.journal().keys(target);
  if (!keys) return std::unexpected(keys.error());
  auto revert = Revert::begin(store_, *entry, overwrite, *keys);
  if (!revert) return std::unexpected(revert.error());
  auto begun = open_bulk(std::move(*keys), std::move(*revert));
  if (!begun) return begun;
  if (auto reverted = revert_segment(*entry, overwrite); !reverted) {
    stop_bulk();
    return std::unexpected(reverted.error());
  }
  return begun;
}

Result<History> ContactBook::history(uint64_t offset, uint64_t limit) {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  return read_history(store_, offset, std::min<uint64_t>(limit, kMaxPageRows));
}

Result<std::optional<std::string>> ContactBook::find_answer(std::string_view id) {
  // The answers have gone with the book that is being replaced; begin_restore() has looked there.
  if (is_being_replaced()) return std::nullopt;
  // An answer that a crash could still take back is none.
  return catch_up().and_then([&] { return store_.journal().find_answer(id); });
}

// --- list -----------------------------------------------------------------------------------

Result<Page> ContactBook::search(Query query) {
  auto ready = catch_up().and_then([&] { return resolve(query.filter); });
  if (!ready) return std::unexpected(ready.error());
  const Hits hits = query_engine_.run(query, environment_.now_ms());
  Page page{.total = hits.total, .version = hits.version};
  for (const ContactKey key : hits.keys) {
    auto contact = store_.load(key);
    if (!contact) return std::unexpected(contact.error());
    page.rows.push_back(std::move(*contact));
  }
  return page;
}

Result<uint64_t> ContactBook::count(Matches matches) {
  if (!matches.except.empty()) return find_matches(std::move(matches)).transform(&KeySet::count);
  if (auto done = resolve(matches.filter); !done) return std::unexpected(done.error());
  return query_engine_.count(matches.filter, environment_.now_ms());
}

Result<Facets> ContactBook::facets(Filter filter) {
  if (auto done = resolve(filter); !done) return std::unexpected(done.error());
  return count_facets(columns_, query_engine_.keys(filter, environment_.now_ms()));
}

// --- storage --------------------------------------------------------------------------------

Result<StorageState> ContactBook::storage_state() {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  const auto last_backup_at = store_.last_backup_at();
  if (!last_backup_at) return std::unexpected(last_backup_at.error());
  const auto changes = store_.journal().changes_since(last_backup_at->value_or(0));
  if (!changes) return std::unexpected(changes.error());
  return StorageState{
      .bytes = store_.size(), .last_backup_at = *last_backup_at, .changes_since_backup = *changes};
}

// --- files out ------------------------------------------------------------------------------

Result<void> ContactBook::begin_backup() {
  if (auto free = refuse_while_writing(); !free) return free;
  const Timestamp now = environment_.now_ms();
  auto writer = store_.begin_backup(now);
  if (!writer) return std::unexpected(writer.error());
  output_.emplace<OpenBackup>(std::move(*writer), now);
  return {};
}

Result<std::vector<ContactKey>> ContactBook::select_for_export(ExportQuery& query) {
  if (auto done = resolve(query.filter); !done) return std::unexpected(done.error());
  auto chosen = find_matches({.filter = query.filter, .except = query.except});
  if (!chosen) return std::unexpected(chosen.error());
  if (query.ids) {
    const auto named = find_all(*query.ids);
    if (!named) return named;
    *chosen &= to_set(*named, columns_);
  }
  std::vector<ContactKey> keys =
      query_engine_.all(query.filter, query.sort, query.locale, environment_.now_ms());
  std::erase_if(keys, [&](ContactKey key) { return !chosen->has(key); });
  return keys;
}

Result<void> ContactBook::begin_export(ExportQuery query) {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  auto selected = select_for_export(query);
  if (!selected) return std::unexpected(selected.error());
  std::vector<ContactKey> keys = std::move(*selected);
  const KeySet included = to_set(keys, columns_);
  const auto attributes = store_.attribute_names([&](ContactKey key) { return included.has(key); });
  if (!attributes) return std::unexpected(attributes.error());
  output_.emplace<OpenExport>(Exporter(query.options, *attributes), std::move(keys));
  return {};
}

Result<void> ContactBook::begin_rejected(RejectedFile::ReasonOf reason_of) {
  const auto importer = import();
  if (!importer) return std::unexpected(importer.error());
  output_.emplace<RejectedFile>(**importer, std::move(reason_of));
  return {};
}

Result<std::string> ContactBook::read_output() {
  if (auto* rejected = std::get_if<RejectedFile>(&output_)) {
    std::string piece;
    rejected->write(piece, kOutputPieceBytes);
    if (piece.empty()) output_.emplace<std::monostate>();
    return piece;
  }
  if (std::holds_alternative<OpenBackup>(output_)) return read_backup();
  return std::holds_alternative<OpenExport>(output_) ? read_export() : std::string();
}

Result<std::string> ContactBook::read_backup() {
  OpenBackup& open = std::get<OpenBackup>(output_);
  auto piece = open.writer.next();
  if (piece && !piece->empty()) return piece;
  const Timestamp created_at = open.created_at;
  output_.emplace<std::monostate>();
  if (!piece || !refuse_while_writing()) return piece;
  // The backup is whole, whether or not the book can take note of it.
  (void)store_.set_last_backup_at(created_at);
  return piece;
}

Result<std::string> ContactBook::read_export() {
  OpenExport& open = std::get<OpenExport>(output_);
  std::string piece;
  Result<void> written;
  if (!std::exchange(open.has_header, true)) written = open.exporter.begin(piece);
  while (written && open.next < open.keys.size() && piece.size() < kOutputPieceBytes) {
    const auto contact = store_.load(open.keys[open.next++]);
    written = contact ? open.exporter.write(*contact, piece) : std::unexpected(contact.error());
  }
  if (!written) return std::unexpected(written.error());
  if (open.next < open.keys.size()) return piece;
  if (!std::exchange(open.is_finished, true)) open.exporter.finish(piece);
  if (piece.empty()) output_.emplace<std::monostate>();
  return piece;
}

}  // namespace kartei
