// The schema, as numbered steps that are only ever appended to.
#pragma once

#include "base/error.h"
#include "store/database.h"

namespace kartei {

// The version that this program writes.
int schema_version();

// Brings the database to schema_version() in one transaction. Errors: storage_newer where a newer
// program wrote it (nothing is touched), storage_damaged where it is no book of ours, storage_*.
Result<void> migrate(Database& database);

// The steps behind version `from` up to version `to`, and the mark that they were made; the
// transaction is the caller's. From 0, the database must be empty.
Result<void> run_migration_steps(Database& database, int64_t from, int64_t to);

}  // namespace kartei
