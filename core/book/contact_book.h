// A contact book: every use case of Kartei, once. This is the only class that the outside sees;
// wasm/bindings.cpp binds it, method by method.
//
//   auto book = ContactBook::open(files, environment);
//   auto saved = (*book)->save({.name = "Anna", .email = "anna@example.org"});
//   Page page = *(*book)->search({.filter = ..., .limit = 50});
//
// Each write is one journal entry in one transaction of its own; when it returns, it is durable.
// Store first, columns in memory second: if the transaction fails, nothing else has happened.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/environment.h"
#include "base/error.h"
#include "book/bulk_session.h"
#include "book/draft.h"
#include "book/history.h"
#include "book/import_session.h"
#include "book/restore_session.h"
#include "book/revert.h"
#include "book/segments.h"
#include "book/sync_session.h"
#include "contact/contact.h"
#include "contact/numbering_plan.h"
#include "contact/offers.h"
#include "import_export/exporter.h"
#include "import_export/importer.h"
#include "import_export/preview.h"
#include "import_export/rejected_file.h"
#include "query/columns.h"
#include "query/facets.h"
#include "query/query.h"
#include "store/contact_store.h"
#include "store/files.h"
#include "sync/probe.h"

namespace kartei {

struct Page {
  std::vector<Contact> rows;
  uint64_t total = 0;
  uint64_t version = 0;
};

// Every deleted contact.
struct WholeTrash {};

// All that match, but for some that a person has left out. Ids that nobody has any more do no harm.
struct Matches {
  Filter filter;
  std::vector<Uuid> except = {};
};

// Contacts by id, by what they match, or those that a journal entry touched.
using Selection = std::variant<std::vector<Uuid>, Matches, EntryId, WholeTrash>;

// What to take back: an entry, or the newest one that can be. `overwrite`: also what was changed
// since.
struct UndoRequest {
  std::optional<EntryId> entry;
  bool overwrite = false;
};

// One segment as a person sees it.
struct SegmentRow {
  std::string id, name;
  // The tree as JSON; nothing for a list.
  std::optional<std::string> filter;
  // Live contacts that are in it; nothing where its filter is none, or nobody has asked.
  std::optional<uint64_t> count;
};

enum class ListEdit : uint8_t { replace, add, remove };

// What to make of a segment; a new one where there is no id.
struct SegmentDraft {
  std::optional<std::string> id;
  std::optional<std::string> name;
  // The tree as JSON, checked.
  std::optional<std::string> filter;
  // Of a list: replaced by these, or changed by them.
  std::optional<Selection> contacts;
  ListEdit edit = ListEdit::replace;
};

struct SavedSegment {
  std::string id;
  // Contacts that are in the list now and were not before, or the other way round.
  uint64_t count = 0;
  // 0 where nothing was to be changed.
  EntryId entry = 0;
};

struct StorageState {
  // Of the database file.
  uint64_t bytes = 0;
  std::optional<Timestamp> last_backup_at;
  uint64_t changes_since_backup = 0;
};

// Another contact with the same e-mail or phone, or with an address that is the same but for dots
// or a tag (Email::key).
struct DuplicateHint {
  Field field = Field::none;
  bool is_similar = false;
  Uuid id;
  std::string name;
};

struct ImportFix {
  uint64_t rows = 0;
  std::vector<FixSample> samples;
  ImportCounts counts;
};

struct CheckedDraft {
  std::vector<Error> issues;
  std::vector<DuplicateHint> duplicates;
  std::vector<Offer> offers;
};

struct ReviewQuery {
  RowFilter only = RowFilter::all;
  // Only rows whose first issue this is.
  std::optional<ErrorCode> problem;
  uint64_t offset = 0;
  uint64_t limit = 50;
};

struct ReviewRow {
  uint64_t number = 0;
  RowOutcome outcome = RowOutcome::skipped;
  // As they will be read: without the guard that exports put before formulas.
  std::vector<std::string> cells;
  std::vector<Error> issues;
  // none, or what is equal: e-mail or phone; and what was decided.
  Field duplicate_field = Field::none;
  DuplicateAction decision = DuplicateAction::skip;
  // A duplicate of a contact of the book, or of an earlier row of the file.
  std::optional<Contact> existing;
  uint64_t existing_row = 0;
  std::vector<std::string> existing_cells;
  // Of a duplicate: what it says of a phone, out of all its cells; and the earlier row.
  std::string phone = {}, existing_phone = {};
};

struct ReviewPage {
  uint64_t total = 0;
  std::vector<ReviewRow> rows;
};

// Those that match, or only the ones named in `ids`; either way without `except`.
struct ExportQuery {
  Filter filter;
  std::vector<SortKey> sort;
  // As in Query.
  std::string locale = {};
  ExportOptions options;
  std::optional<std::vector<Uuid>> ids = {};
  std::vector<Uuid> except = {};
};

// What a person or the page tells the sync.
enum class SyncControl : uint8_t {
  // Looks at once, for what has changed or at all there is.
  now,
  whole,
  // There are new credentials, or what was wrong has been mended.
  resume,
  // Of contacts that are gone there in great numbers: see SyncPause::mass_loss.
  delete_lost,
  send_lost,
};

struct SyncStatus {
  // Null where no backend is connected.
  SyncSession* session = nullptr;
  SyncStore::Counts counts;
};

// A contact that the server does not take; without an id where it was erased here.
struct ParkedRow {
  ErrorCode code = ErrorCode::sync_refused;
  std::string message;
  Contact contact = {};
};

struct ConflictRow {
  Contact contact;
  FieldConflict conflict;
};

struct ConflictDecision {
  Uuid id;
  std::string field;
  bool takes_mine = true;
  // What was shown of either side as it was decided, if anything.
  std::optional<Json> mine = {}, theirs = {};
};

struct BookState {
  uint64_t contacts = 0;
  uint64_t version = 0;
};

class ContactBook {
 public:
  // Opens or makes the book in `files`; both must outlive it. Errors: storage_*.
  // Without `can_sync` also sync_missing, where the book is connected to a backend.
  static Result<std::unique_ptr<ContactBook>> open(Files& files, Environment& environment,
                                                   bool can_sync = true);
  ~ContactBook();

  BookState state() const;

  // --- contacts ---
  // Errors: contact_unknown, contact_changed, contact_invalid with its issues, storage_*,
  // book_busy, book_lost.
  Result<Contact> save(const Draft& draft);
  // What save() would say, who else has this e-mail or phone, and what was probably meant. Writes
  // nothing.
  Result<CheckedDraft> check(const Draft& draft);
  Result<Contact> get(const Uuid& id);
  // Sets deleted_at of those that are not deleted yet. Errors: contact_unknown, entry_unknown.
  Result<BulkChange> remove(const Selection& selection);
  // Takes a remove() back, wholly or for single contacts.
  Result<BulkChange> restore(const Selection& selection);
  // The same change to many contacts.
  Result<BulkChange> update(const Selection& selection, const BulkEdit& edit);
  // The same three in slices: begin, then write until is_done, or stop. Meanwhile the book can be
  // read, and each write is refused as book_busy. After an error nothing of it stays.
  Result<BulkProgress> begin_bulk(const Selection& selection, BulkAction action);
  Result<BulkProgress> write_bulk(uint64_t contacts);
  void stop_bulk();
  Result<Trash> trash(uint64_t offset, uint64_t limit);
  // Removes the contacts for good, wherever they are: in the book, in the journal, in remembered
  // answers, in any byte of the files. Returns how many. Contacts that were deleted more than
  // kTrashDays ago are erased when a book is opened.
  Result<uint64_t> erase(const Selection& selection);

  // --- undo (book/revert.h) ---
  // Errors: nothing_to_undo, entry_unknown, storage_*, book_busy, book_lost.
  Result<Reverted> undo(const UndoRequest& request);
  // Takes an undo back: the last one, or that of the given entry, or the given one. One that was
  // taken back already is only with `overwrite`, for what that has kept. Errors: nothing_to_redo,
  // and the same.
  Result<Reverted> redo(const UndoRequest& request);
  // The same two in slices, as begin_bulk() does.
  Result<BulkProgress> begin_undo(const UndoRequest& request);
  Result<BulkProgress> begin_redo(const UndoRequest& request);
  // Journal entries, newest first.
  Result<History> history(uint64_t offset, uint64_t limit);

  // --- calls that arrive twice ---
  // The id of the next call: a write remembers it with its answer, in one transaction. Empty for
  // calls that have none.
  void begin_request(std::string_view id) { store_.journal().begin_request(id); }
  // The JSON that the call of that id was answered with, if it was a write and has happened.
  Result<std::optional<std::string>> find_answer(std::string_view id);

  // --- list ---
  // Filters may name segments. Errors of those, the place in the tree as field: see Segments.
  Result<Page> search(Query query);
  Result<uint64_t> count(Matches matches);

  // How what the filter selects divides by country, tag, source, month of creation and validity.
  Result<Facets> facets(Filter filter);

  // --- segments (book/segments.h) ---
  // In no certain order. Without counts, nothing is matched.
  Result<std::vector<SegmentRow>> segments(bool has_counts);
  // Errors: segment_*, field_too_long, storage_*, book_busy, book_lost.
  Result<SavedSegment> save_segment(const SegmentDraft& draft);
  // Errors: segment_unknown, segment_in_use, and the same.
  Result<SavedSegment> delete_segment(const std::string& id);

  // --- import: begin, feed …, finish, review and decide, commit … or cancel ---
  Result<ImportPreview> preview_import(std::span<const std::byte> sample, bool is_whole,
                                       const ImportOptions& options) const;
  // Errors: import_already_open.
  Result<void> begin_import(ImportOptions options);
  // Errors, with this and the next: import_not_open, for bytes behind the file's end too.
  Result<void> feed_import(std::span<const std::byte> chunk);
  // A large file, read by several books in slices (ReviewedFile). Those that read for another one
  // have begun the same import, with the same seed.
  Result<std::optional<size_t>> feed_import_row_end(std::span<const std::byte> bytes);
  Result<std::optional<ReviewedFile::Slice>> read_import_slice(std::span<const std::byte> bytes,
                                                               size_t end, bool is_last);
  Result<bool> take_import_slice(const csv::Checkpoint& length, std::string_view rows);
  Result<void> finish_import();
  // The open import. Errors: import_not_open, import_not_finished.
  Result<const Importer*> import() const;
  Result<ReviewPage> review_import(const ReviewQuery& query);
  // For all duplicates, or for the row of that number.
  Result<ImportCounts> decide_import(const ImportDecision& decision);
  Result<ImportCounts> decide_invalid(InvalidAction action);
  // See Importer.
  Result<ImportCounts> fix_cell(uint64_t row, uint32_t column, std::string_view value);
  Result<ImportFix> fix_all(const FixQuery& query);
  // Writes the next `rows` rows; call until is_done. Rejected rows can then still be reviewed and
  // read as a file, until the next import begins; the others are given back.
  Result<CommitProgress> commit_import(uint64_t rows, std::span<const std::string> tags = {});
  // Takes back what commit_import() has written so far: the review is as it was before.
  void stop_commit();
  // Leaves the book as it was before begin_import(), also in the middle of a commit; after one,
  // lets go of what was read.
  void cancel_import();
  // Finished imports, oldest first.
  Result<std::vector<ImportRecord>> imports();

  // --- sync with one backend (sync/engine.h) ---
  // Looks at a backend that may be connected then (sync/probe.h): begin, next and receive until
  // none comes. Errors: profile_invalid, backend_insecure; backend_unknown where none was begun.
  Result<void> begin_probe(const Backend& backend);
  Result<std::optional<SyncRequest>> next_probe_request();
  Result<void> receive_probe_response(const HttpResponse& response);
  struct ProbeAnswer {
    ProbeReport report;
    // Contacts here, and records there of which there is one here.
    uint64_t here = 0, matching = 0;
  };
  Result<ProbeAnswer> finish_probe();
  // Errors: profile_invalid, backend_insecure, backend_connected.
  Result<void> connect_backend(const Backend& backend);
  // The contacts stay, here and there.
  Result<void> disconnect_backend();
  Result<SyncStatus> sync_status();
  // `account`: whose credentials there are; nothing is sent with another one's. Errors:
  // backend_unknown; book_busy while an import is written.
  Result<SyncNext> next_sync_request(std::string_view account);
  Result<void> receive_sync_response(uint64_t attempt, const HttpResponse& response);
  Result<void> control_sync(SyncControl control);
  // Of an erased contact only the id, and that it is deleted.
  Result<std::vector<ParkedRow>> parked_contacts(uint64_t offset, uint64_t limit);
  Result<void> retry_parked(const std::vector<Uuid>& ids);
  Result<std::vector<ConflictRow>> conflicts(uint64_t offset, uint64_t limit);
  // Errors: contact_unknown, conflict_unknown, conflict_changed.
  Result<BulkChange> resolve_conflict(const ConflictDecision& decision);

  // --- storage ---
  Result<StorageState> storage_state();
  // SQLite's own check of everything; empty where all is well.
  Result<std::string> check_integrity() { return store_.check_integrity(); }

  // --- backup in: begin, feed …, finish or cancel ---
  // Errors: book_busy; import_already_open, since what is replaced cannot be imported into. One
  // that is open is dropped.
  Result<void> begin_restore(RestoreMode mode);
  // Errors: restore_not_open, backup_*, storage_*, book_lost; then the restore is over and the book
  // as it was.
  Result<void> feed_restore(std::span<const std::byte> chunk);
  // Once the backup was found whole, what was asked for is durable. Errors: as feed_restore().
  Result<RestoreAnswer> finish_restore();
  void cancel_restore() { restore_.reset(); }
  // While a backup takes the place of the book there is nothing to be read.
  bool is_being_replaced() const { return restore_ && restore_->is_replacing(); }

  // --- files out: one at a time, read in pieces until an empty one ---
  // A backup that was read to its end is the last one (storage_state). Errors: book_busy;
  // contact_unknown; of read_output(): backup_outdated where the book was changed meanwhile.
  Result<void> begin_backup();
  Result<void> begin_export(ExportQuery query);
  Result<void> begin_rejected(RejectedFile::ReasonOf reason_of);
  Result<std::string> read_output();

 private:
  ContactBook(ContactStore store, Columns columns, Environment& environment);

  // Every call that asks the store begins with one of these. After a failure of the storage at the
  // end of a commit, the columns follow what is stored.
  Result<void> catch_up();
  Result<void> refuse_while_writing();
  Result<void> load_columns();
  Result<std::vector<ContactKey>> select(const Selection& selection);
  Result<KeySet> find_matches(Matches matches);
  size_t key_count() const { return size_t{columns_.last_key()} + 1; }
  Result<Segments*> load_segments();
  // Puts into the filter what its segments stand for.
  Result<void> resolve(Filter& filter);
  // The members of the list that the draft makes of `before`, and how many are others.
  Result<KeySet> edit_list(const SegmentDraft& draft, Segment* before, uint64_t& changed);
  // Puts or, without `after`, removes the segment of that id, under an entry of its own.
  Result<SavedSegment> write_segment(SavedSegment saved, const StoredSegment* after);
  // Puts back what the entry found, within the bulk session. Errors: segment_changed, and those of
  // saving and deleting.
  Result<void> revert_segment(const JournalEntry& target, bool overwrite);
  // After a commit that has changed segments.
  void drop_segments();
  // Errors: contact_unknown.
  Result<std::vector<ContactKey>> find_all(const std::vector<Uuid>& ids) const;
  // Live contacts in order.
  Result<std::vector<ContactKey>> select_for_export(ExportQuery& query);
  Result<Contact> insert(const Contact& contact);
  Result<Contact> replace(ContactKey key, const Contact& before, const Contact& after);
  Result<BulkChange> change_all(const Selection& selection, BulkAction action);
  Result<BulkProgress> open_bulk(std::vector<ContactKey> keys, BulkAction action);
  Result<BulkProgress> take_back(EntryId target, ChangeKind kind, bool overwrite);
  Result<Reverted> write_whole(Result<BulkProgress> begun);
  Result<void> erase_keys(std::span<const ContactKey> keys, std::string_view answer);
  Result<void> empty_old_trash();
  // The importer of an import that is reviewed. Errors: import_not_open, import_not_finished,
  // book_busy while it is written.
  Result<Importer*> reviewed_import();
  // Of an import whose file is being read. Errors: import_not_open.
  Result<Importer*> reading_import();
  Result<ReviewRow> review_row(const Importer& importer, size_t row);
  Result<std::string> read_export();
  Result<std::string> read_backup();
  Result<RestoreAnswer> commit_restore();
  // Opened when it is needed first. Errors: backend_unknown.
  Result<SyncSession*> sync_session();
  Result<void> write_sync(const std::function<Result<void>()>& write);
  template <class T>
  Result<T> drop_if_failed(Result<T> result);

  ContactStore store_;
  Environment& environment_;
  UuidGenerator ids_;
  Columns columns_;
  QueryEngine query_engine_;
  // Read when they are asked for.
  std::optional<Segments> segments_;
  std::unique_ptr<ImportSession> import_;
  std::unique_ptr<RestoreSession> restore_;
  std::optional<BulkSession> bulk_;
  // Shared only because such a pointer destroys without knowing what: so the engine is linked by
  // contact_book_sync.cpp alone, and a module that does not call it does not have it.
  std::shared_ptr<SyncSession> sync_;
  std::shared_ptr<Probe> probe_;

  struct OpenExport {
    Exporter exporter;
    std::vector<ContactKey> keys;
    size_t next = 0;
    bool has_header = false, is_finished = false;
  };
  struct OpenBackup {
    BackupWriter writer;
    Timestamp created_at;
  };
  std::variant<std::monostate, OpenExport, RejectedFile, OpenBackup> output_;
};

}  // namespace kartei
