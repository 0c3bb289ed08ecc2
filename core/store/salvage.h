// What can still be read of a book that cannot be opened: because it is damaged, or because a newer
// version wrote it. Its files are never written.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/environment.h"
#include "base/error.h"
#include "contact/contact.h"
#include "store/backup_format.h"
#include "store/files.h"

namespace kartei {

class Salvage {
 public:
  // Looks through the whole book; `files` must outlive the salvage. A journal that a crash has left
  // is rolled back in memory. Answers also where nothing was found; errors: storage_failed.
  static Result<std::unique_ptr<Salvage>> open(Files& files, Environment& environment);
  ~Salvage();

  // What was found, as the first line of its backup.
  const BackupHeader& header() const;
  // Whether that is all that was in the book, as far as can be known.
  bool is_complete() const;

  // A backup in pieces, empty at the end; begin_backup() begins again.
  void begin_backup();
  Result<std::string> next_piece();

  // The contacts in batches, none at the end; those in the trash, too.
  void begin_contacts();
  Result<std::vector<Contact>> next_contacts();

 private:
  struct State;
  explicit Salvage(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kartei
