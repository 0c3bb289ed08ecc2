// Who owns the files: the fencing number, by which a former owner is refused.
//
// It is SQLite's file change counter (https://sqlite.org/fileformat2.html#file_change_counter). A
// connection that has the file for itself raises it with its first transaction, so each opening,
// which always commits one, gives it a value that the former owner does not know. It is read past
// SQLite's cache, which a former owner would trust.
#pragma once

#include <cstdint>

#include "base/error.h"
#include "store/files.h"

namespace kartei {

class Fence {
 public:
  // `files` must outlive the fence.
  explicit Fence(Files& files) : files_(files) {}

  // After a commit of one's own, which may have raised the number: takes it as one's own.
  Result<void> take();

  // Errors: book_lost where somebody else has committed since, storage_failed. A commit of one's
  // own that failed may have raised the number all the same; it is taken then.
  Result<void> check(bool has_failed = false);

 private:
  Result<uint32_t> read() const;

  Files& files_;
  uint32_t number_ = 0;
};

}  // namespace kartei
