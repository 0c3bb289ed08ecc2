// One action: a transaction with one journal entry, wholly there or not at all. Rolls back unless
// it is committed.
//
//   auto write = JournaledWrite::begin(store, ChangeKind::update, now);
//   store.update(key, before, after, write->entry());
//   write->commit(1);
#pragma once

#include "store/contact_store.h"

namespace kartei {

class JournaledWrite {
 public:
  // `reverts` is the entry that an undo or a redo takes back. Errors: storage_*, book_lost.
  static Result<JournaledWrite> begin(ContactStore& store, ChangeKind kind, Timestamp at,
                                      EntryId reverts = 0);

  EntryId entry() const { return entry_; }

  // `count` contacts were changed. Once this has answered without an error, it is durable.
  Result<void> commit(uint64_t count);
  // The same of a call that may arrive twice: `answer` is remembered for it, with whose data is in
  // it (Journal::remember).
  Result<void> commit(uint64_t count, std::string_view answer,
                      std::optional<ContactKey> key = std::nullopt);

 private:
  JournaledWrite(ContactStore& store, Transaction transaction, EntryId entry)
      : store_(&store), transaction_(std::move(transaction)), entry_(entry) {}

  ContactStore* store_;
  Transaction transaction_;
  EntryId entry_;
};

}  // namespace kartei
