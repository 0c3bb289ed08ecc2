// Taking a journal entry back: undo, and redo, which takes an undo back.
//
// A field gets its former value where it still holds what the entry wrote. What was changed since
// is kept and said, unless the person wants it overwritten. A contact that the entry made goes to
// the trash, if nobody has edited it since.
#pragma once

#include <vector>

#include "book/journaled_write.h"

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

// Takes `target` back under `write`, which is not committed here; appends the changed contacts to
// `changed`. Errors: storage_*.
Result<Reverted> revert(ContactStore& store, const JournalEntry& target, bool overwrite,
                        Timestamp now, const JournaledWrite& write,
                        std::vector<ContactKey>& changed);

}  // namespace kartei
