// The files of a book, which the JavaScript keeps that loaded this.
#pragma once

#include "store/files.h"

namespace kartei {

// The five calls of Module.files, which web/instance.js puts there (web/worker/opfs-pool.js in the
// browser): read, write, truncate, flush, size.
class HostFiles final : public Files {
 public:
  int64_t read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) override;
  FileStatus write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) override;
  FileStatus truncate(FileSlot slot, int64_t size) override;
  FileStatus flush(FileSlot slot) override;
  int64_t size(FileSlot slot) override;
};

}  // namespace kartei
