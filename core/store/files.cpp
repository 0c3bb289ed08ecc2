#include "store/files.h"

#include <algorithm>
#include <cstring>

namespace kartei {

int64_t MemoryFiles::read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) {
  const auto& file = bytes_of(slot);
  const size_t start = std::min(static_cast<size_t>(offset), file.size());
  const size_t count = std::min(bytes.size(), file.size() - start);
  if (count > 0) std::memcpy(bytes.data(), file.data() + start, count);
  return static_cast<int64_t>(count);
}

FileStatus MemoryFiles::write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) {
  auto& file = bytes_of(slot);
  const size_t end = static_cast<size_t>(offset) + bytes.size();
  if (file.size() < end) file.resize(end);
  std::ranges::copy(bytes, file.begin() + static_cast<std::ptrdiff_t>(offset));
  return FileStatus::ok;
}

FileStatus MemoryFiles::truncate(FileSlot slot, int64_t size) {
  auto& file = bytes_of(slot);
  file.resize(static_cast<size_t>(size));
  if (file.empty()) file.shrink_to_fit();
  return FileStatus::ok;
}

FileStatus MemoryFiles::flush(FileSlot) { return FileStatus::ok; }

int64_t MemoryFiles::size(FileSlot slot) { return static_cast<int64_t>(bytes_of(slot).size()); }

}  // namespace kartei
