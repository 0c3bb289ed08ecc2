// The files of one book, as five calls over numbered slots. SQLite's VFS (file_vfs.h) is built on
// this and on nothing else, so that a book lives the same way in OPFS (wasm/host_files), in memory,
// and on files that fail or tear in a simulation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kartei {

// What each slot holds. A slot of size 0 is a file that does not exist.
enum class FileSlot : uint8_t { database, journal, wal };
inline constexpr size_t kFileSlots = 3;

enum class FileStatus : uint8_t { ok, failed, full };

class Files {
 public:
  virtual ~Files() = default;

  // Reads bytes at `offset` and returns how many there were: fewer only at the end of the file.
  // Negative: the storage failed.
  virtual int64_t read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) = 0;

  // Writes all bytes at `offset`; a gap behind the end is filled with zeros. `full`: no room, and
  // any part of the bytes may have been written.
  virtual FileStatus write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) = 0;

  virtual FileStatus truncate(FileSlot slot, int64_t size) = 0;

  // Returns once everything written to the slot will survive a crash.
  virtual FileStatus flush(FileSlot slot) = 0;

  // Bytes; negative: the storage failed.
  virtual int64_t size(FileSlot slot) = 0;
};

// Files in memory: for tests, for node, and where a caller asked for a book that is not kept.
class MemoryFiles final : public Files {
 public:
  int64_t read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) override;
  FileStatus write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) override;
  FileStatus truncate(FileSlot slot, int64_t size) override;
  FileStatus flush(FileSlot slot) override;
  int64_t size(FileSlot slot) override;

 private:
  // By pieces of one size: nothing is copied to grow, and no room is held twice. Behind the end a
  // piece is zero.
  struct File {
    std::vector<std::vector<std::byte>> pieces;
    size_t size = 0;

    void resize(size_t new_size);
    // The bytes from `offset` on that lie in one piece, at most `count`.
    std::span<std::byte> part(size_t offset, size_t count);
    // Calls visit(bytes, how many came before) for each piece's part of `count` from `offset` on.
    template <class Visit>
    void for_each_part(size_t offset, size_t count, Visit&& visit);
  };

  File& file_of(FileSlot slot) { return slots_[static_cast<size_t>(slot)]; }

  std::array<File, kFileSlots> slots_;
};

}  // namespace kartei
