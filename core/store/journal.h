// The journal: what each write changed, so that it can be shown, taken back and answered twice.
//
// An entry stands for one action of a person; its changes hold what was before. What an entry wrote
// into a field is not stored: it is what the next change of that field found, or what the field
// holds now.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"
#include "store/database.h"

namespace kartei {

// What an entry stands for; its name is what the table `journal` holds.
enum class ChangeKind : uint8_t {
  create,
  update,
  remove,
  restore,
  import,
  undo,
  redo,
  // Another book's contacts, out of a backup.
  merge,
  // Contacts that are gone for good: a count and nothing else.
  erase,
  // What a backend has changed.
  sync,
  // A named filter or list (store/segment_table.h), and no contact.
  segment,
};
std::string_view change_kind_name(ChangeKind kind);

using EntryId = int64_t;

struct JournalEntry {
  EntryId entry = 0;
  ChangeKind kind = ChangeKind::create;
  Timestamp at = 0;
  // Contacts that it changed.
  uint64_t count = 0;
  // The entry that an undo or a redo takes back; 0 where there is none.
  EntryId reverts = 0;
  // The last entry that took this one back; 0 where it is in force.
  EntryId undone_by = 0;
  // Of an import.
  std::string file_name = {};

  bool operator==(const JournalEntry&) const = default;
};

struct JournalState {
  // How many there are.
  uint64_t entries = 0;
  // The newest entry that is in force and can be taken back; 0 where there is none.
  EntryId undo = 0;
  // The undo that redo takes back: the newest one in force, unless something else was done since.
  EntryId redo = 0;
};

struct ImportRecord {
  EntryId entry = 0;
  std::string file_name;
  uint64_t rows = 0, created = 0, updated = 0, skipped = 0, rejected = 0;
};

class Journal {
 public:
  // `database` must outlive the journal.
  static Result<Journal> open(Database& database);

  // --- reading ---

  Result<JournalState> state();
  // Newest first.
  Result<std::vector<JournalEntry>> entries(uint64_t offset, uint64_t limit);
  // Errors: entry_unknown.
  Result<JournalEntry> entry(EntryId entry);
  // The undo of `entry`, or `entry` where it is one itself: the newest one in force, or else the
  // newest one. 0 where there is none.
  Result<EntryId> undo_of(EntryId entry);

  // The contacts that an entry touched, in their order, those included that an import made. Empty
  // where all of them were erased.
  Result<std::vector<ContactKey>> keys(EntryId entry);
  // What the fields that an entry has changed in a contact were (store/contact_json.h); nothing
  // where the entry made the contact.
  Result<std::optional<std::string>> before(EntryId entry, ContactKey key);
  // Every change after `entry`, oldest first, but for pairs of entries that cancel each other.
  Result<void> for_each_later(
      EntryId entry, const std::function<void(ContactKey, std::string_view before)>& visit);
  Result<std::vector<ImportRecord>> imports();
  // How many contacts were changed after `time`, one that was changed twice counted twice.
  Result<uint64_t> changes_since(Timestamp time);

  // --- writing, inside a transaction ---

  Result<EntryId> add_entry(ChangeKind kind, Timestamp at, EntryId reverts = 0);
  Result<void> finish_entry(EntryId entry, uint64_t count);
  // The newest entry, if sync has made it since the last backup: what comes from the server in a
  // row is one, and changes_since() goes by the time at which an entry was begun.
  Result<EntryId> newest_of_sync();
  // How many contacts an entry has changed.
  Result<uint64_t> count_changes(EntryId entry);
  // Of a contact that one entry changes twice each field keeps what it was before the first time.
  Result<void> add_change(EntryId entry, ContactKey key, std::optional<std::string_view> before);
  Result<void> add_import(const ImportRecord& record);
  // `entry` was taken back by `by`: wholly and nothing else, if `is_exact`. Taking back an undo
  // puts what it had undone in force again.
  Result<void> mark_reverted(const JournalEntry& entry, EntryId by, bool is_exact);
  // Leaves no copy of these contacts' data, once they are gone from their table. `keys` are sorted.
  Result<void> forget(std::span<const ContactKey> keys);

  // --- calls that arrive twice ---

  // The id of the call under way, until the next one begins; empty for a call that has none.
  void begin_request(std::string_view id) { request_id_ = id; }
  // The answer that was remembered for this id.
  Result<std::optional<std::string>> find_answer(std::string_view id);
  // Inside the transaction of the call under way: remembers its answer, and whose data is in it.
  Result<void> remember(std::string_view answer, std::optional<ContactKey> key);

 private:
  explicit Journal(Database& database) : database_(&database) {}
  Result<EntryId> newest_to_undo();
  Result<EntryId> newest_to_redo();
  // The entry that the only column of the first row names; 0 where there is none.
  Result<EntryId> find_entry(std::string_view sql, EntryId parameter = 0);

  Database* database_;
  Statement add_entry_, finish_entry_, add_change_, change_before_, find_before_, find_answer_,
      remember_, drop_oldest_;
  std::string request_id_;
};

}  // namespace kartei
