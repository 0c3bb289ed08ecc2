#include "base/text_column.h"

#include <algorithm>
#include <cstring>

namespace kartei {
namespace {
constexpr size_t kChunkBytes = size_t{1} << 20;
}

void TextColumn::set(size_t index, std::string_view text) {
  if (index >= places_.size()) places_.resize(index + 1);
  Place& place = places_[index];
  if (text.size() > place.size) {
    wasted_bytes_ += place.size;
    if (chunk_size_ - chunk_used_ < text.size()) {
      // A string larger than a chunk gets one of its own.
      chunk_size_ = std::max(kChunkBytes, text.size());
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_size_));
      current_chunk_ = chunks_.size() - 1;
      chunk_used_ = 0;
    }
    place.chunk = static_cast<uint32_t>(current_chunk_);
    place.offset = static_cast<uint32_t>(chunk_used_);
    chunk_used_ += text.size();
  } else {
    wasted_bytes_ += place.size - text.size();
  }
  place.size = static_cast<uint32_t>(text.size());
  if (!text.empty())
    std::memcpy(chunks_[place.chunk].get() + place.offset, text.data(), text.size());
}

}  // namespace kartei
