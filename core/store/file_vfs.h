// SQLite's view of Files: an sqlite3_vfs (https://sqlite.org/vfs.html) that maps the names of a
// database and its journals to slots. One connection, one process: locks are granted at once, since
// whoever holds the Files owns them alone.
#pragma once

#include <memory>
#include <string>

#include "base/environment.h"
#include "store/files.h"

namespace kartei {

class FileVfs {
 public:
  // Registers the VFS under a name of its own; `files` and `environment` must outlive it.
  FileVfs(Files& files, Environment& environment);
  ~FileVfs();
  FileVfs(const FileVfs&) = delete;
  FileVfs& operator=(const FileVfs&) = delete;

  // For sqlite3_open_v2, with any file name.
  const char* name() const;

  // How often the storage was flushed since the start: what a test of durability counts.
  uint64_t flushes() const;

  struct State;  // Public only because SQLite's C callbacks need it.

 private:
  std::unique_ptr<State> state_;
};

}  // namespace kartei
