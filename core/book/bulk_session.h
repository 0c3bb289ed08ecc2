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
#include "book/revert.h"
#include "query/columns.h"

namespace kartei {

struct BulkChange {
  uint64_t count = 0;
  // 0 where nothing was to be changed.
  EntryId entry = 0;
  // Contacts that were left alone, because what was asked for would make them invalid.
  uint64_t refused = 0;
};

// What is answered to a change, and to an undo or a redo.
using BulkAnswer = std::variant<BulkChange, Reverted>;

struct BulkProgress {
  uint64_t done = 0, total = 0;
  bool is_done = false;
  // Once it is done.
  BulkAnswer answer = {};
};

// Into the trash, or out of it.
enum class TrashMove : uint8_t { remove, restore };
using BulkAction = std::variant<BulkEdit, TrashMove, Revert>;

class BulkSession {
 public:
  // What is passed must outlive it. Errors: storage_*, book_lost.
  static Result<BulkSession> begin(std::vector<ContactKey> keys, BulkAction action,
                                   ContactStore& store, Columns& columns, Environment& environment);

  // The next `contacts` of them. The last slice commits, and remembers what is answered; then the
  // session is over. After an error it is to be stopped.
  Result<BulkProgress> write(uint64_t contacts);

  EntryId entry() const { return write_->entry(); }

  // A segment was taken back with the contacts, under the same entry. `is_exact`: nobody had
  // changed it since.
  void add_segment(bool is_exact) {
    has_segment_ = true;
    is_segment_exact_ = is_exact;
  }
  bool has_segment() const { return has_segment_; }

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
  Result<void> change(ContactKey key, Revert& revert);
  Result<void> update(ContactKey key, const Contact& before, const Contact& after);
  Result<void> set_deleted(ContactKey key, std::optional<Timestamp> deleted_at);
  Result<BulkProgress> commit();
  Result<BulkAnswer> finish_revert(Revert& revert);

  std::vector<ContactKey> keys_;
  BulkAction action_;
  std::optional<JournaledWrite> write_;
  Timestamp now_;
  ContactStore* store_;
  Columns* columns_;
  size_t next_ = 0;
  std::vector<ContactKey> changed_;
  uint64_t refused_ = 0;
  bool has_segment_ = false, is_segment_exact_ = true;
};

}  // namespace kartei
