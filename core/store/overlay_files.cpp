#include "store/overlay_files.h"

#include <algorithm>

namespace kartei {
namespace {

constexpr int64_t kBlockBytes = 4096;

}  // namespace

int64_t OverlayFiles::size(FileSlot slot) {
  const int64_t size = layer_of(slot).size;
  return size < 0 ? base_.size(slot) : size;
}

int64_t OverlayFiles::read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) {
  const Layer& layer = layer_of(slot);
  if (layer.size < 0) return base_.read(slot, bytes, offset);
  const int64_t end = std::min(layer.size, offset + static_cast<int64_t>(bytes.size()));
  for (int64_t at = offset; at < end;) {
    const int64_t in_block = at % kBlockBytes;
    const int64_t count = std::min(kBlockBytes - in_block, end - at);
    const auto part = bytes.subspan(static_cast<size_t>(at - offset), static_cast<size_t>(count));
    if (!read_block(slot, at / kBlockBytes, part, in_block)) return -1;
    at += count;
  }
  return std::max<int64_t>(0, end - offset);
}

bool OverlayFiles::read_block(FileSlot slot, int64_t block, std::span<std::byte> bytes,
                              int64_t offset) {
  const Layer& layer = layer_of(slot);
  if (const auto found = layer.blocks.find(block); found != layer.blocks.end()) {
    std::ranges::copy(std::span(found->second).subspan(static_cast<size_t>(offset), bytes.size()),
                      bytes.begin());
    return true;
  }
  std::ranges::fill(bytes, std::byte{0});
  const int64_t start = block * kBlockBytes + offset;
  const int64_t visible =
      std::clamp<int64_t>(layer.base_size - start, 0, static_cast<int64_t>(bytes.size()));
  return visible == 0 ||
         base_.read(slot, bytes.first(static_cast<size_t>(visible)), start) == visible;
}

bool OverlayFiles::begin_writing(FileSlot slot) {
  Layer& layer = layer_of(slot);
  if (layer.size >= 0) return true;
  layer.size = layer.base_size = base_.size(slot);
  return layer.size >= 0;
}

FileStatus OverlayFiles::write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) {
  if (!begin_writing(slot)) return FileStatus::failed;
  Layer& layer = layer_of(slot);
  while (!bytes.empty()) {
    const int64_t block = offset / kBlockBytes, in_block = offset % kBlockBytes;
    const auto count =
        static_cast<size_t>(std::min(kBlockBytes - in_block, static_cast<int64_t>(bytes.size())));
    auto found = layer.blocks.find(block);
    if (found == layer.blocks.end()) {
      Block whole(kBlockBytes);
      if (!read_block(slot, block, whole, 0)) return FileStatus::failed;
      found = layer.blocks.emplace(block, std::move(whole)).first;
    }
    std::ranges::copy(bytes.first(count), found->second.data() + in_block);
    bytes = bytes.subspan(count);
    offset += static_cast<int64_t>(count);
    layer.size = std::max(layer.size, offset);
  }
  return FileStatus::ok;
}

FileStatus OverlayFiles::truncate(FileSlot slot, int64_t size) {
  if (!begin_writing(slot)) return FileStatus::failed;
  Layer& layer = layer_of(slot);
  layer.size = size;
  layer.base_size = std::min(layer.base_size, size);
  // What is cut off must not come back when the file grows again.
  const auto cut = layer.blocks.lower_bound(size / kBlockBytes);
  if (cut != layer.blocks.end() && cut->first == size / kBlockBytes) {
    std::fill(cut->second.begin() + size % kBlockBytes, cut->second.end(), std::byte{0});
  }
  layer.blocks.erase(layer.blocks.upper_bound(size / kBlockBytes), layer.blocks.end());
  return FileStatus::ok;
}

}  // namespace kartei
