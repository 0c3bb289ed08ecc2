// Files over other files: what is read falls through, what is written stays in memory. So a book
// can be opened, its journal rolled back and its pages looked at while not a byte of it changes.
#pragma once

#include <array>
#include <map>
#include <vector>

#include "store/files.h"

namespace kartei {

class OverlayFiles final : public Files {
 public:
  // `base` must outlive the overlay and stay as it is; nothing but read() and size() is called.
  explicit OverlayFiles(Files& base) : base_(base) {}

  int64_t read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) override;
  FileStatus write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) override;
  FileStatus truncate(FileSlot slot, int64_t size) override;
  FileStatus flush(FileSlot) override { return FileStatus::ok; }
  int64_t size(FileSlot slot) override;

 private:
  using Block = std::vector<std::byte>;

  struct Layer {
    // Negative until something was written.
    int64_t size = -1;
    // How much of the base is still seen; what was cut off once is zeros when the file grows again.
    int64_t base_size = 0;
    std::map<int64_t, Block> blocks;
  };

  Layer& layer_of(FileSlot slot) { return layers_[static_cast<size_t>(slot)]; }
  // Reads a part of one block as the layer has it, zeros where nothing is.
  bool read_block(FileSlot slot, int64_t block, std::span<std::byte> bytes, int64_t offset);
  bool begin_writing(FileSlot slot);

  Files& base_;
  std::array<Layer, kFileSlots> layers_;
};

}  // namespace kartei
