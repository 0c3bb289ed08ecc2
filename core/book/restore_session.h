// One backup from its first byte to its last: looked at, put in the place of the book, or merged
// into it.
#pragma once

#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "base/environment.h"
#include "book/journaled_write.h"
#include "query/columns.h"
#include "store/backup_inspection.h"
#include "store/backup_reader.h"
#include "store/book_replacement.h"
#include "store/contact_batch.h"
#include "store/contact_store.h"

namespace kartei {

enum class RestoreMode : uint8_t { inspect, replace, merge };

// What a backup has, before anybody decides.
struct BackupSummary {
  BackupHeader header;
  // How many of its contacts the book has, too, by id; the trash counts on both sides.
  uint64_t known = 0;
};

struct RestoreResult {
  uint64_t added = 0, updated = 0, unchanged = 0;
  // 0 after a replacement, and where there was nothing to merge.
  EntryId entry = 0;
};

using RestoreAnswer = std::variant<BackupSummary, RestoreResult>;

// A session that is dropped before commit() leaves the book as it was, and so does one that has
// answered an error, which is to be dropped.
class RestoreSession final : private BackupSink {
 public:
  // What is given must outlive the session. Columns are changed by a merge only: after a
  // replacement they are to be loaded again.
  RestoreSession(RestoreMode mode, ContactStore& store, Columns& columns, Environment& environment);
  ~RestoreSession() override;

  RestoreMode mode() const { return mode_; }

  // Whether a transaction is open, and whether it has taken the book away.
  bool is_writing() const { return replacement_ || merge_; }
  bool is_replacing() const { return replacement_ != nullptr; }

  // Errors: backup_unknown, backup_newer, backup_damaged with the line as `row`, storage_*.
  Result<void> feed(std::span<const std::byte> chunk);

  // Verifies what was read, whatever the mode; nothing is kept yet.
  Result<BackupSummary> finish();

  // What finish() has said yes to.
  RestoreResult result() const;

  // Makes that durable, together with what the caller has written since.
  Result<void> commit();

 private:
  Result<void> begin(const BackupHeader& header) override;
  Result<void> begin_table(const BackupTable& table) override;
  Result<void> add_row(std::span<const ValueView> values) override;

  Result<void> begin_merge();
  Result<void> merge_batch();
  Result<void> merge(const Contact& contact);
  Result<void> commit_merge();
  void show(ContactKey key);

  struct Merge {
    JournaledWrite write;
    RestoreResult result = {};
    // Added or updated.
    std::vector<ContactKey> changed = {};
  };

  RestoreMode mode_;
  ContactStore& store_;
  Columns& columns_;
  Environment& environment_;
  BackupInspection inspection_;
  BackupReader reader_;
  BackupSummary summary_;
  std::unique_ptr<BookReplacement> replacement_;
  // Contacts that wait to be merged.
  std::optional<ContactBatch> batch_;
  std::optional<Merge> merge_;
};

}  // namespace kartei
