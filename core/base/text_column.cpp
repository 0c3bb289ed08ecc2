#include "base/text_column.h"

#include <algorithm>
#include <cstring>

namespace kartei {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;

}  // namespace

char* TextColumn::allocate(size_t size) {
  if (chunk_size_ - chunk_used_ < size) {
    // A string larger than a chunk gets one of its own.
    chunk_size_ = std::max(kChunkBytes, size);
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_size_ + kPadding));
    std::memset(chunks_.back().get() + chunk_size_, 0, kPadding);
    chunk_used_ = 0;
  }
  char* place = chunks_.back().get() + chunk_used_;
  chunk_used_ += size;
  return place;
}

void TextColumn::set(size_t index, std::string_view text) {
  const size_t old_size = (*this)[index].size();
  if (index >= places_.size()) places_.resize(index + 1);
  char*& place = places_[index];
  if (text.size() > old_size) {
    wasted_bytes_ += old_size;
    place = allocate(varint_bytes(text.size()) + text.size());
  } else {
    wasted_bytes_ += old_size - text.size();
  }
  if (!place) return;
  char* begin = write_varint(place, text.size());
  if (!text.empty()) std::memcpy(begin, text.data(), text.size());
}

void TextColumn::read(std::span<const uint32_t> indices, std::string_view* texts) const {
  for (const uint32_t index : indices) *texts++ = (*this)[index];
}

void TextColumn::write(std::string& out) const {
  out.reserve(out.size() + chunks_.size() * kChunkBytes);
  for (size_t index = 0; index < size(); ++index) {
    const std::string_view text = (*this)[index];
    append_varint(out, text.size());
    out.append(text);
  }
}

void TextColumn::append(std::string_view written, size_t count) {
  if (count == 0) return;
  char* place = allocate(written.size());
  std::ranges::copy(written, place);
  for (; count > 0; --count) {
    places_.push_back(place);
    const std::string_view text = read(place);
    place += text.end() - place;
  }
}

char* TextColumn::push_back(size_t size) {
  char* place = allocate(varint_bytes(size) + size);
  places_.push_back(place);
  return write_varint(place, size);
}

}  // namespace kartei
