// A vector that grows by fixed chunks and never moves what it holds: no growth needs twice its
// room, which in WebAssembly could never be given back.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
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

  // All of them, for append() of another one in the same build: how many there are, and each as it
  // lies in memory.
  void write(std::string& out) const {
    const auto count = static_cast<uint32_t>(size_);
    out.append(reinterpret_cast<const char*>(&count), sizeof count);
    for (size_t index = 0; index < size_; index += run(index).size()) {
      const auto bytes = std::as_bytes(run(index));
      out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
  }

  // Adds what write() has written in front of `written`, which it is taken from.
  void append(std::string_view& written) {
    uint32_t count;
    std::memcpy(&count, written.data(), sizeof count);
    written.remove_prefix(sizeof count);
    for (; count > 0; --count) {
      Value value;
      std::memcpy(&value, written.data(), sizeof value);
      written.remove_prefix(sizeof value);
      push_back(value);
    }
  }

 private:
  void add_chunk() { chunks_.push_back(std::make_unique_for_overwrite<Value[]>(kChunkSize)); }

  std::vector<std::unique_ptr<Value[]>> chunks_;
  size_t size_ = 0;
};

}  // namespace kartei
