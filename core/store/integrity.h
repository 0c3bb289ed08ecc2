// Whether a book is sound enough to be written. Damage that is written over is damage for ever, so
// this is asked first, and what it asks costs little (docs/decisions.md).
#pragma once

#include "base/environment.h"
#include "base/error.h"
#include "base/limits.h"
#include "store/files.h"

namespace kartei {

class Database;

// To be asked before SQLite has the files: it would roll back a journal that a crash has left, and
// the migration would write. Where either is due, both are tried in memory first and every page is
// looked at; else only the header is. Errors: storage_damaged, storage_newer, storage_failed.
Result<void> check_before_writing(Files& files, Environment& environment);

// To be asked before the first write, once no journal is left. Of a book up to `full_check_bytes`
// every page is looked at; of a larger one every table but `contacts`, which opening reads anyway,
// and that no page has two uses. Errors: storage_damaged, storage_failed.
Result<void> check_tables(Files& files, Database& database,
                          int64_t full_check_bytes = kMaxFullCheckBytes);

}  // namespace kartei
