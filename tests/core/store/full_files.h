// Files in memory whose storage says no when a test wants it to.
#pragma once

#include <algorithm>
#include <limits>

#include "store/files.h"

namespace kartei {

class FullFiles final : public Files {
 public:
  int64_t read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) override {
    return memory_.read(slot, bytes.first(std::min(bytes.size(), most_read)), offset);
  }
  FileStatus write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) override {
    if (writes_left == 0) return status;
    --writes_left;
    return memory_.write(slot, bytes, offset);
  }
  FileStatus truncate(FileSlot slot, int64_t size) override { return memory_.truncate(slot, size); }
  FileStatus flush(FileSlot) override {
    if (flushes_left > 0) {
      --flushes_left;
    } else if (flushes_to_fail > 0) {
      --flushes_to_fail;
      return status;
    }
    return FileStatus::ok;
  }
  int64_t size(FileSlot slot) override { return size_fails ? -1 : memory_.size(slot); }

  static constexpr int kNoLimit = std::numeric_limits<int>::max();
  // How many writes there is room for, and what the next one is answered.
  int writes_left = kNoLimit;
  FileStatus status = FileStatus::full;
  // After so many flushes, so many fail.
  int flushes_left = 0, flushes_to_fail = 0;
  // Bytes that one read gives, at most.
  size_t most_read = std::numeric_limits<size_t>::max();
  bool size_fails = false;

 private:
  MemoryFiles memory_;
};

}  // namespace kartei
