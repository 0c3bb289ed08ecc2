// A vector that grows by fixed chunks and never moves what it holds: no growth needs twice its
// room, which in WebAssembly could never be given back.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace kartei {

template <class Value>
class ChunkedVector {
 public:
  static constexpr size_t kChunkSize = size_t{1} << 14;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Value& operator[](size_t index) { return chunks_[index / kChunkSize][index % kChunkSize]; }
  const Value& operator[](size_t index) const {
    return chunks_[index / kChunkSize][index % kChunkSize];
  }

  void push_back(const Value& value) {
    if (size_ == chunks_.size() * kChunkSize) add_chunk();
    (*this)[size_++] = value;
  }

  // New elements are Value{}; fewer than before are not given back.
  void resize(size_t size) {
    while (chunks_.size() * kChunkSize < size) add_chunk();
    for (size_t index = size_; index < size; ++index) (*this)[index] = Value{};
    size_ = size;
  }

  // The elements from `index` on that lie behind one another, for loops that must be fast.
  std::span<const Value> run(size_t index) const {
    const size_t in_chunk = index % kChunkSize;
    const size_t count = std::min(kChunkSize - in_chunk, size_ - index);
    return {chunks_[index / kChunkSize].get() + in_chunk, count};
  }

 private:
  void add_chunk() { chunks_.push_back(std::make_unique_for_overwrite<Value[]>(kChunkSize)); }

  std::vector<std::unique_ptr<Value[]>> chunks_;
  size_t size_ = 0;
};

}  // namespace kartei
