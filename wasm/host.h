// What the core asks of the JavaScript that loaded it: files, time and random bytes.
#pragma once

#include "base/environment.h"
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

// Date.now() and crypto.getRandomValues().
class HostEnvironment final : public Environment {
 public:
  int64_t now_ms() override;
  void fill_random(std::span<std::byte> bytes) override;
};

}  // namespace kartei
