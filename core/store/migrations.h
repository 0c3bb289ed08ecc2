// The schema, as numbered steps that are only ever appended to.
#pragma once

#include "base/error.h"
#include "store/database.h"

namespace kartei {

// The version that this program writes.
int schema_version();

// The version of the database, 0 for a new one. Errors: storage_newer where a newer program wrote
// it, storage_damaged where it is no book of ours, storage_*.
Result<int64_t> read_schema_version(Database& database);

// Brings the database to schema_version() in one transaction; one that cannot be is not touched.
// Errors: as above.
Result<void> migrate(Database& database);

// The steps behind version `from` up to version `to`, and the mark that they were made; the
// transaction is the caller's. From 0, the database must be empty.
Result<void> run_migration_steps(Database& database, int64_t from, int64_t to);

}  // namespace kartei
