// Which letters and pairs of letters each text has, a bitmap over the texts for each: a bit-sliced
// signature file (Faloutsos and Christodoulakis, https://doi.org/10.1145/2275.357411; Goodwin et
// al., BitFunnel, https://doi.org/10.1145/3077136.3080789). A search reads the bitmaps of its own
// letters, 64 texts a word, and no text that has not all of them; what is one letter or a frequent
// pair is answered by its bitmap alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "query/key_set.h"

namespace kartei {

// What a text must have for a needle to be in it.
struct TextMask {
  // Of bitmaps.
  std::vector<uint16_t> bits = {};
  // Whether nothing else is needed.
  bool is_exact = false;
};

// Texts are as Columns::text() has them: a phone's digits up to the first NUL, and the rest. Both
// have bitmaps of their own, and no pair reaches over a NUL. 80 bytes for each text, by chunks,
// from the first one that is added.
class TextSignatures {
 public:
  // Both are folded (base/text.h), valid UTF-8 without NUL. An empty needle is in every text.
  static TextMask mask_of(std::string_view needle);
  // Of a needle of digits, in the phone.
  static TextMask phone_mask_of(std::string_view digits);

  // Adds what the text has to what is there of that number.
  void add(size_t index, std::string_view text);
  void clear(size_t index);

  // Adds those texts of a block that have all of a mask. One of them must have been added.
  void add_covering(const TextMask& mask, size_t block, KeyBlock& covering) const;

  // A line of the processor's cache for each bitmap of a chunk: so few, and so near one another,
  // that they stay there while texts are added.
  static constexpr size_t kChunkWords = KeySet::kBlockWords;

 private:
  // Where the word with a text's bit is in the first bitmap of its chunk.
  uint64_t* slice(size_t index);

  std::vector<std::unique_ptr<uint64_t[]>> chunks_;
};

}  // namespace kartei
