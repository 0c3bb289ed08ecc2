// One import from its first byte to its commit: the importer's plan, written in one transaction and
// one journal entry.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/environment.h"
#include "book/journaled_write.h"
#include "import_export/importer.h"
#include "query/columns.h"
#include "store/contact_store.h"

namespace kartei {

struct CommitProgress {
  uint64_t done = 0, total = 0;
  bool is_done = false;
  // Once it is done.
  EntryId entry = 0;
  ImportCounts counts;
};

class ImportSession {
 public:
  // What is given must outlive the session.
  ImportSession(ImportOptions options, ContactStore& store, Columns& columns, UuidGenerator& ids,
                Environment& environment);

  Importer& importer() { return importer_; }

  // Whether the transaction is open.
  bool is_writing() const { return writing_.has_value(); }

  // After the commit: the rejected rows can still be read.
  bool is_committed() const { return is_committed_; }

  // Writes the next `rows` rows of the plan; the last call commits and shows the contacts in the
  // columns. `tags`, those of the first call, are given to every contact that is created or
  // updated, read as normalize_contact() reads them. After an error nothing is written and the
  // import can be tried again or dropped. Errors: import_outdated where the book has changed, so
  // that something else would become of a row than was reviewed; by then they are compared again.
  Result<CommitProgress> commit(uint64_t rows, std::span<const std::string> tags = {});

  // Takes back what commit() has begun.
  void stop_writing();

  // Where the storage failed at the very end of a commit: finds out whether it is in force. If so,
  // the next commit() answers that it is done.
  Result<void> settle();

 private:
  struct Writing {
    JournaledWrite write;
    Timestamp now;
    std::vector<std::string> tags;
    // Keys are given in their order, so the new contacts lie from here to the last one.
    std::optional<ContactKey> first_created, last_created;
    std::vector<ContactKey> updated;
  };

  // Whether it may be written as it was reviewed. Errors: import_outdated, once.
  Result<void> compare_again();
  Result<EntryId> newest_entry();
  Result<void> begin_writing(std::span<const std::string> tags);
  Result<void> create(const ImportStep& step);
  Result<void> update(const ImportStep& step);
  Result<void> write_rows(uint64_t rows, bool& is_done);
  Result<CommitProgress> finish_writing();

  ContactStore& store_;
  Columns& columns_;
  UuidGenerator& ids_;
  Environment& environment_;
  Importer importer_;
  std::optional<Writing> writing_;
  bool is_committed_ = false;
  // What the book was when the rows were compared with it.
  uint64_t compared_version_ = 0;
  EntryId compared_entry_ = 0;
  // Of a commit that failed at its end: what it has to answer if it is in force, and then what it
  // still has to answer.
  std::optional<CommitProgress> doubtful_, late_answer_;
};

}  // namespace kartei
