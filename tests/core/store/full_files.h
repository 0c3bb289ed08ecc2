// Files in memory whose storage says no when a test wants it to.
#pragma once

#include <limits>

#include "store/files.h"

namespace kartei {

class FullFiles final : public Files {
 public:
  int64_t read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) override {
    return memory_.read(slot, bytes, offset);
  }
  FileStatus write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) override {
    if (writes_left == 0) return status;
    --writes_left;
    return memory_.write(slot, bytes, offset);
  }
  FileStatus truncate(FileSlot slot, int64_t size) override { return memory_.truncate(slot, size); }
  FileStatus flush(FileSlot) override { return FileStatus::ok; }
  int64_t size(FileSlot slot) override { return memory_.size(slot); }

  static constexpr int kNoLimit = std::numeric_limits<int>::max();
  // How many writes there is room for, and what the next one is answered.
  int writes_left = kNoLimit;
  FileStatus status = FileStatus::full;

 private:
  MemoryFiles memory_;
};

}  // namespace kartei
