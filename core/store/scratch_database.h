// A database in memory with the schema of some version, for what needs one for a moment.
#pragma once

#include "store/database.h"
#include "store/file_vfs.h"
#include "store/files.h"

namespace kartei {

class ScratchDatabase {
 public:
  explicit ScratchDatabase(Environment& environment) : vfs_(files_, environment) {}

  // Opens it without any table. Errors: storage_failed, where there is no memory.
  Result<void> open();
  // Opens it with the tables of that schema; one of this program or before.
  Result<void> open(int64_t schema);

  Database& database() { return database_; }

 private:
  // Destroyed from the last to the first: the connection before its files.
  MemoryFiles files_;
  FileVfs vfs_;
  Database database_;
};

}  // namespace kartei
