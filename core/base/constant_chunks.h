// A column of values of which many that follow one another are the same: a chunk that holds one
// value only takes no more room than that value. (Constant encoding, as column stores call it.)
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace kartei {

template <class Value>
class ConstantChunks {
 public:
  static constexpr size_t kChunkSize = size_t{1} << 12;

  // New elements are Value{}.
  void resize(size_t size) { chunks_.resize((size + kChunkSize - 1) / kChunkSize); }

  Value operator[](size_t index) const {
    const Chunk& chunk = chunks_[index / kChunkSize];
    const size_t at = index % kChunkSize;
    if (chunk.values) return chunk.values[at];
    return at >= chunk.begin && at < chunk.end ? chunk.value : Value{};
  }

  void set(size_t index, Value value) {
    Chunk& chunk = chunks_[index / kChunkSize];
    const auto at = static_cast<uint16_t>(index % kChunkSize);
    if (chunk.values) {
      chunk.values[at] = value;
    } else if ((*this)[index] == value) {
      return;
    } else if (chunk.begin == chunk.end) {
      chunk.value = value;
      chunk.begin = at;
      chunk.end = at + 1;
    } else if (chunk.value == value && chunk.end == at) {
      ++chunk.end;
    } else {
      chunk.values = std::make_unique<Value[]>(kChunkSize);
      std::fill(&chunk.values[chunk.begin], &chunk.values[chunk.end], chunk.value);
      chunk.values[at] = value;
    }
  }

 private:
  struct Chunk {
    // Null while those from `begin` to before `end` are `value`, and all others Value{}.
    std::unique_ptr<Value[]> values;
    Value value{};
    uint16_t begin = 0, end = 0;
  };

  std::vector<Chunk> chunks_;
};

}  // namespace kartei
