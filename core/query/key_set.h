// A set of contact keys: one bit each. What filters answer, so that combining conditions costs a
// few thousand steps, whatever they are.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "contact/contact.h"

namespace kartei {

// Words of a set that lie behind one another, to be combined in one step.
using KeyBlock = uint64_t __attribute__((ext_vector_type(8)));

class KeySet {
 public:
  static constexpr size_t kWordBits = 64, kBlockWords = sizeof(KeyBlock) / sizeof(uint64_t);

  // Room for keys below `size`; none is in it.
  explicit KeySet(size_t size = 0) { resize(size); }

  // More room, or less: then keys that no longer fit are dropped.
  void resize(size_t size) {
    words_.resize((size + kWordBits - 1) / kWordBits);
    const size_t last = size % kWordBits;
    if (last) words_.back() &= (uint64_t{1} << last) - 1;
    size_ = size;
  }
  size_t size() const { return size_; }

  bool has(ContactKey key) const {
    return key < size_ && (words_[key / kWordBits] >> (key % kWordBits) & 1);
  }
  void set(ContactKey key, bool is_in) {
    const uint64_t bit = uint64_t{1} << (key % kWordBits);
    uint64_t& word = words_[key / kWordBits];
    word = is_in ? word | bit : word & ~bit;
  }

  size_t count() const {
    size_t count = 0;
    for (const uint64_t word : words_) count += static_cast<size_t>(std::popcount(word));
    return count;
  }

  // The other may be of another size.
  KeySet& operator&=(const KeySet& other) {
    for (size_t i = 0; i < words_.size(); ++i) {
      words_[i] &= i < other.words_.size() ? other.words_[i] : 0;
    }
    return *this;
  }
  // The other is not larger, from here on.
  KeySet& operator|=(const KeySet& other) {
    for (size_t i = 0; i < other.words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  // Without those of the other.
  KeySet& operator-=(const KeySet& other) {
    for (size_t i = 0; i < other.words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }
  bool operator==(const KeySet&) const = default;

  // Calls visit(key) for each, in their order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (size_t i = 0; i < words_.size(); ++i) for_each_in_word(i, words_[i], visit);
  }
  // Those of word i.
  template <class Visit>
  static void for_each_in_word(size_t i, uint64_t word, Visit&& visit) {
    for (; word != 0; word &= word - 1) {
      const size_t bit = static_cast<size_t>(std::countr_zero(word));
      visit(static_cast<ContactKey>(i * kWordBits + bit));
    }
  }

  // Calls visit(i, block) for each block that is not empty: words from kBlockWords * i on, and
  // zeros behind the last one.
  template <class Visit>
  void for_each_block(Visit&& visit) const {
    for (size_t i = 0; i * kBlockWords < words_.size(); ++i) {
      KeyBlock block{};
      std::memcpy(&block, words_.data() + i * kBlockWords, bytes_of_block(i));
      if (__builtin_reduce_or(block) != 0) visit(i, block);
    }
  }

  // Keeps of each block what change(i, block) leaves of it.
  template <class Change>
  void filter_blocks(Change&& change) {
    for_each_block([&](size_t i, KeyBlock& block) {
      change(i, block);
      std::memcpy(words_.data() + i * kBlockWords, &block, bytes_of_block(i));
    });
  }

  // Keeps those for which keep(key), which is asked in their order.
  template <class Keep>
  void filter(Keep&& keep) {
    for (size_t i = 0; i < words_.size(); ++i) {
      uint64_t kept = 0;
      for_each_in_word(i, words_[i], [&](ContactKey key) {
        const bool is_kept = keep(key);
        kept |= uint64_t{is_kept} << (key % kWordBits);
      });
      words_[i] = kept;
    }
  }

 private:
  size_t bytes_of_block(size_t i) const {
    return std::min(kBlockWords, words_.size() - i * kBlockWords) * sizeof(uint64_t);
  }

  std::vector<uint64_t> words_;
  size_t size_ = 0;
};

}  // namespace kartei
