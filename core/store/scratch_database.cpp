#include "store/scratch_database.h"

#include "store/migrations.h"

namespace kartei {

Result<void> ScratchDatabase::open() {
  auto opened = Database::open(vfs_.name());
  if (!opened) return std::unexpected(opened.error());
  database_ = std::move(*opened);
  // Nothing here outlives the process, so nothing needs a journal.
  return database_.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
}

Result<void> ScratchDatabase::open(int64_t schema) {
  if (auto opened = open(); !opened) return opened;
  return run_migration_steps(database_, 0, schema);
}

}  // namespace kartei
