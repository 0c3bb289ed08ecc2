#include "store/files.h"

#include <algorithm>
#include <cstring>

namespace kartei {

namespace {

constexpr size_t kPieceBytes = size_t{1} << 16;

}  // namespace

void MemoryFiles::File::resize(size_t new_size) {
  const size_t count = (new_size + kPieceBytes - 1) / kPieceBytes;
  if (count != pieces.size()) pieces.resize(count, std::vector<std::byte>(kPieceBytes));
  if (new_size < size && new_size % kPieceBytes) {
    std::ranges::fill(part(new_size, kPieceBytes), std::byte{0});
  }
  size = new_size;
}

std::span<std::byte> MemoryFiles::File::part(size_t offset, size_t count) {
  const size_t start = offset % kPieceBytes;
  return {pieces[offset / kPieceBytes].data() + start, std::min(count, kPieceBytes - start)};
}

template <class Visit>
void MemoryFiles::File::for_each_part(size_t offset, size_t count, Visit&& visit) {
  for (size_t done = 0; done < count;) {
    const auto bytes = part(offset + done, count - done);
    visit(bytes, done);
    done += bytes.size();
  }
}

int64_t MemoryFiles::read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) {
  File& file = file_of(slot);
  const size_t start = std::min(static_cast<size_t>(offset), file.size);
  bytes = bytes.first(std::min(bytes.size(), file.size - start));
  file.for_each_part(start, bytes.size(), [&](std::span<std::byte> part, size_t done) {
    std::memcpy(bytes.data() + done, part.data(), part.size());
  });
  return static_cast<int64_t>(bytes.size());
}

FileStatus MemoryFiles::write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) {
  File& file = file_of(slot);
  const size_t start = static_cast<size_t>(offset);
  file.resize(std::max(file.size, start + bytes.size()));
  file.for_each_part(start, bytes.size(), [&](std::span<std::byte> part, size_t done) {
    std::memcpy(part.data(), bytes.data() + done, part.size());
  });
  return FileStatus::ok;
}

FileStatus MemoryFiles::truncate(FileSlot slot, int64_t size) {
  file_of(slot).resize(static_cast<size_t>(size));
  return FileStatus::ok;
}

FileStatus MemoryFiles::flush(FileSlot) { return FileStatus::ok; }

int64_t MemoryFiles::size(FileSlot slot) { return static_cast<int64_t>(file_of(slot).size); }

}  // namespace kartei
