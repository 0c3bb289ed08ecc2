// Contacts and their journal in SQLite. Every method is one or few statements; the use cases and
// their transactions are book/contact_book's.
//
// Whoever writes begins a transaction, adds one journal entry, makes the changes under it, and
// commits: store first, memory second, event last.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/environment.h"
#include "base/error.h"
#include "contact/contact.h"
#include "store/backup_writer.h"
#include "store/book_replacement.h"
#include "store/files.h"
#include "store/journal.h"
#include "store/segment_table.h"
#include "store/sync_store.h"
#include "store/transaction.h"

namespace kartei {

class ContactStore {
 public:
  // The last is the entry of the import that has made the contact, 0 for none.
  using Visit = std::function<void(ContactKey, const Contact&, EntryId import)>;

  // Opens or makes the book in `files`, which must outlive the store, and takes it over: whoever
  // had it open before can write no more. Every contact is read, and `visit` told of it as by
  // for_each(), before the first byte is written: a book that is damaged stays as it is. Errors:
  // storage_*; without `can_sync` also sync_missing, before any contact is read, where the book is
  // connected to a backend.
  static Result<ContactStore> open(Files& files, Environment& environment, const Visit& visit = {},
                                   bool can_sync = true);
  ContactStore(ContactStore&&) noexcept;
  ContactStore& operator=(ContactStore&&) noexcept;
  ~ContactStore();

  Journal& journal();
  SegmentTable segments();
  SyncStore& sync();

  // --- reading ---

  // Every contact in the order of its key, the deleted ones too, out of the file: not inside a
  // transaction. Errors: storage_failed; storage_damaged, also where a row is no contact.
  Result<void> for_each(const Visit& visit);

  // Errors: contact_unknown.
  Result<Contact> load(ContactKey key);

  // Names of attributes that the contacts carry for which `includes` says yes, in the order they
  // are met.
  Result<std::vector<std::string>> attribute_names(const std::function<bool(ContactKey)>& includes);

  // Deleted contacts, the last deleted first.
  Result<std::vector<ContactKey>> deleted(uint64_t offset, uint64_t limit);
  Result<uint64_t> count_deleted();
  Result<std::vector<ContactKey>> deleted_before(Timestamp time);

  // When the last backup was read to its end.
  Result<std::optional<Timestamp>> last_backup_at();

  // Bytes of the database.
  uint64_t size() const;

  // The book as it is now, its rows in the order of their keys.
  Result<BackupWriter> begin_backup(Timestamp created_at);

  // Nobody may write until it is dropped, nor read what it takes away. Errors: as begin().
  Result<std::unique_ptr<BookReplacement>> begin_replacement();

  // --- writing, inside a transaction ---

  // One at a time; it must end before the store does. Errors: book_lost where somebody else has
  // opened the files since.
  Result<Transaction> begin();

  // Commits the transaction, which holds this entry: after an answer without an error it is
  // durable. A commit that fails at its very end may be in force all the same. Then it is made
  // durable here, and counts as done. Where even that cannot be found out, the store is unsettled.
  // `count`: of an entry that was there before, what tells it from what it was.
  Result<void> commit(Transaction& transaction, EntryId entry,
                      std::optional<uint64_t> count = std::nullopt);

  // After a replacement was committed without commit(), or has failed to be.
  void note_commit(bool has_succeeded);

  // Whether it is unknown what the last commit has left, or somebody could not read it; then
  // nothing can be written before settle() has succeeded, and what was read earlier may be untrue.
  bool is_unsettled() const;
  void doubt();
  Result<void> settle();

  // A contact that an import creates needs no journal row of its own: it carries the entry. Errors:
  // storage_full also where no key is left (kMaxContactKey): then the transaction has to go.
  Result<ContactKey> insert(const Contact& contact, EntryId entry, ChangeKind kind);

  // Journals the fields in which `after` differs from `before`.
  Result<void> update(ContactKey key, const Contact& before, const Contact& after, EntryId entry);

  // Changes a contact that the same entry has made: there is nothing older to remember.
  Result<void> update_created(ContactKey key, const Contact& after);

  // Sets deleted_at of a contact that is live, or clears it; the journal keeps the former value.
  Result<void> set_deleted(ContactKey key, std::optional<Timestamp> deleted_at, EntryId entry);

  // Removes the contacts and every copy of their data in tables. `keys` are sorted.
  Result<void> erase(std::span<const ContactKey> keys);

  // After the commit of an erase(): no byte of what was erased is left in any file. SQLite has
  // overwritten it in the database (secure_delete); its journal still holds the pages as they were.
  Result<void> scrub();

  // In a transaction of its own; after an error the store is unsettled, or none was begun.
  Result<void> set_last_backup_at(Timestamp time);

  // PRAGMA integrity_check; empty where all is well.
  Result<std::string> check_integrity();

 private:
  struct State;
  explicit ContactStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kartei
