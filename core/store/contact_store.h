// Contacts and their journal in SQLite. Every method is one or few statements; the use cases and
// their transactions are book/contact_book's.
//
// Whoever writes begins a transaction, adds one journal entry, makes the changes under it, and
// commits: store first, memory second, event last.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/environment.h"
#include "base/error.h"
#include "contact/contact.h"
#include "store/files.h"
#include "store/transaction.h"

namespace kartei {

// What a journal entry stands for; its name is what the table `journal` holds.
enum class ChangeKind : uint8_t { create, update, remove, restore, import };
std::string_view change_kind_name(ChangeKind kind);

using EntryId = int64_t;

struct ImportRecord {
  EntryId entry = 0;
  std::string file_name;
  uint64_t rows = 0, created = 0, updated = 0, skipped = 0, rejected = 0;
};

class ContactStore {
 public:
  // Opens or makes the book in `files`, which must outlive the store. Errors: storage_*.
  static Result<ContactStore> open(Files& files, Environment& environment);
  ContactStore(ContactStore&&) noexcept;
  ContactStore& operator=(ContactStore&&) noexcept;
  ~ContactStore();

  // --- reading ---

  // Every contact in the order of its key, the deleted ones too; tags and attributes are left out.
  Result<void> for_each(const std::function<void(ContactKey, const Contact&)>& visit);

  // Errors: contact_unknown.
  Result<Contact> load(ContactKey key);

  // Names of attributes that the contacts carry for which `includes` says yes, in the order they
  // are met.
  Result<std::vector<std::string>> attribute_names(const std::function<bool(ContactKey)>& includes);

  // The contacts that an entry touched. Errors: entry_unknown.
  Result<std::vector<ContactKey>> keys_of_entry(EntryId entry);

  Result<std::vector<ImportRecord>> imports();

  // --- writing, inside a transaction ---

  // One at a time; it must end before the store does.
  Result<Transaction> begin();

  Result<EntryId> add_entry(ChangeKind kind, Timestamp at);
  Result<void> finish_entry(EntryId entry, uint64_t count);
  Result<void> add_import(const ImportRecord& record);

  // A contact that an import creates needs no journal row of its own: it carries the entry.
  Result<ContactKey> insert(const Contact& contact, EntryId entry, ChangeKind kind);

  // Journals the fields in which `after` differs from `before`.
  Result<void> update(ContactKey key, const Contact& before, const Contact& after, EntryId entry);

  // Changes a contact that the same entry has made: there is nothing older to remember.
  Result<void> update_created(ContactKey key, const Contact& after);

  // Sets deleted_at of a contact that is live, or clears it; the journal keeps the former value.
  Result<void> set_deleted(ContactKey key, std::optional<Timestamp> deleted_at, EntryId entry);

  // PRAGMA integrity_check; empty where all is well.
  Result<std::string> check_integrity();

 private:
  struct State;
  explicit ContactStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kartei
