// One change to many contacts, written in slices: one transaction and one journal entry, and
// between two slices the book can be read. It then shows what is written already, though nothing
// of it is durable before the last slice.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "base/environment.h"
#include "book/draft.h"
#include "book/journaled_write.h"
#include "query/columns.h"

namespace kartei {

struct BulkChange {
  uint64_t count = 0;
  // 0 where nothing was to be changed.
  EntryId entry = 0;
  // Contacts that were left alone, because what was asked for would make them invalid.
  uint64_t refused = 0;
};

struct BulkProgress {
  uint64_t done = 0, total = 0;
  bool is_done = false;
  // Once it is done.
  BulkChange change = {};
};

// Into the trash, or out of it.
enum class TrashMove : uint8_t { remove, restore };
using BulkAction = std::variant<BulkEdit, TrashMove>;

class BulkSession {
 public:
  // What is passed must outlive it. Errors: storage_*, book_lost.
  static Result<BulkSession> begin(std::vector<ContactKey> keys, BulkAction action,
                                   ContactStore& store, Columns& columns, Environment& environment);

  // The next `contacts` of them. The last slice commits, and remembers the change as the answer;
  // then the session is over. After an error it is to be stopped.
  Result<BulkProgress> write(uint64_t contacts);

  // Takes back what was written.
  void stop();

 private:
  BulkSession(std::vector<ContactKey> keys, BulkAction action, JournaledWrite write, Timestamp now,
              ContactStore& store, Columns& columns)
      : keys_(std::move(keys)),
        action_(std::move(action)),
        write_(std::move(write)),
        now_(now),
        store_(&store),
        columns_(&columns) {}

  Result<void> change(ContactKey key, const BulkEdit& edit);
  Result<void> change(ContactKey key, TrashMove move);
  Result<BulkProgress> commit();

  std::vector<ContactKey> keys_;
  BulkAction action_;
  std::optional<JournaledWrite> write_;
  Timestamp now_;
  ContactStore* store_;
  Columns* columns_;
  size_t next_ = 0;
  std::vector<ContactKey> changed_;
  uint64_t refused_ = 0;
};

}  // namespace kartei
