#include "book/journaled_write.h"

#include <utility>

namespace kartei {

Result<JournaledWrite> JournaledWrite::begin(ContactStore& store, ChangeKind kind, Timestamp at,
                                             EntryId reverts) {
  auto transaction = store.begin();
  if (!transaction) return std::unexpected(transaction.error());
  const auto entry = store.journal().add_entry(kind, at, reverts);
  if (!entry) return std::unexpected(entry.error());
  return JournaledWrite(store, std::move(*transaction), *entry);
}

Result<void> JournaledWrite::commit(uint64_t count) {
  if (auto done = store_->journal().finish_entry(entry_, count); !done) return done;
  return store_->commit(transaction_, entry_);
}

Result<void> JournaledWrite::commit(uint64_t count, std::string_view answer,
                                    std::optional<ContactKey> key) {
  if (auto remembered = store_->journal().remember(answer, key); !remembered) return remembered;
  return commit(count);
}

}  // namespace kartei
