// What is on the disk and what is only on its way there: the durable bytes of each slot, and the
// writes and truncations since the last flush, of which a crash keeps what it likes.
//
// The model: whatever was flushed stays. Of the rest each write, or each sector of it, is there or
// not, apart from all others; a sector may also hold any of the versions that it went through, or
// garbage where the power went while it was written; a file may have grown without its bytes. Slots
// are independent of each other. That is more than a disk with a sound cache does, and less than
// one that lies about a flush: nobody can promise anything on such a disk.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "store/files.h"

namespace kartei::simulation {

struct Image {
  std::array<std::vector<std::byte>, kFileSlots> slots;

  std::vector<std::byte>& operator[](FileSlot slot) { return slots[static_cast<size_t>(slot)]; }
  const std::vector<std::byte>& operator[](FileSlot slot) const {
    return slots[static_cast<size_t>(slot)];
  }
  uint64_t hash() const;
};

struct Operation {
  enum class Kind : uint8_t { write, truncate, flush };
  Kind kind = Kind::write;
  FileSlot slot = FileSlot::database;
  // Where it is written, or the size to truncate to.
  size_t offset = 0;
  std::vector<std::byte> bytes = {};
};

// A gap behind the end is filled with zeros.
void write_at(std::vector<std::byte>& file, size_t offset, std::span<const std::byte> bytes);

class Disk {
 public:
  Disk() = default;
  explicit Disk(Image durable) : durable_(std::move(durable)) {}

  void apply(Operation operation);

  // The slot's pending operations are lost for good without anybody noticing, as Linux does after
  // an fsync that failed.
  void forget(FileSlot slot);

  const Image& durable() const { return durable_; }
  const std::vector<Operation>& pending() const { return pending_; }

  // How many different crashes there are to try: all subsets where few operations are pending,
  // else none of them, all of them; and `random` more of any kind.
  uint32_t crash_variants(uint32_t random) const;
  // The bytes after one of these crashes; equal arguments give equal bytes.
  Image crash(uint64_t seed, uint32_t variant) const;

 private:
  uint32_t fixed_variants() const;

  Image durable_;
  std::vector<Operation> pending_;
};

}  // namespace kartei::simulation
