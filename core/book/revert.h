// Taking a journal entry back: undo, and redo, which takes an undo back.
//
// A field gets its former value where it still holds what the entry wrote. What was changed since
// is kept and said, unless the person wants it overwritten. A contact that the entry made goes to
// the trash, if nobody has edited it since.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "store/contact_json.h"
#include "store/contact_store.h"

namespace kartei {

struct KeptContact {
  Uuid id;
  // What was changed since.
  FieldSet fields;
};

struct Reverted {
  // Contacts that were changed.
  uint64_t count = 0;
  // The entry that the undo or redo is; 0 where there was nothing to do.
  EntryId entry = 0;
  // Contacts of which something was kept, and the first kMaxKeptContacts of them.
  uint64_t kept = 0;
  std::vector<KeptContact> kept_contacts;
};

// What is to be taken back, contact by contact.
class Revert {
 public:
  // `keys` are those of the target, in their order. Errors: storage_*.
  static Result<Revert> begin(ContactStore& store, const JournalEntry& target, bool overwrite,
                              std::span<const ContactKey> keys);

  const JournalEntry& target() const { return target_; }

  // The contact as it is to be, the same where there is nothing to do. Remembers what is kept.
  // Errors: storage_*.
  Result<Contact> put_back(ContactStore& store, ContactKey key, const Contact& current,
                           Timestamp now);

  // Whether everything held what the entry had written: nothing was kept, nothing overwritten.
  bool is_exact() const { return is_exact_; }

  // Without the entry and the count of what was changed.
  Reverted take_kept() { return std::move(kept_); }

 private:
  Revert(const JournalEntry& target, bool overwrite) : target_(target), overwrite_(overwrite) {}

  JournalEntry target_;
  bool overwrite_;
  // The values that the first later change of each field found: what the entry had written there.
  std::unordered_map<ContactKey, PartialContact> later_;
  Reverted kept_;
  bool is_exact_ = true;
};

}  // namespace kartei
