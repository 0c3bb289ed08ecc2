// Looking for short texts in many: signatures that say quickly where a text cannot be, and the
// search itself by vectors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kartei {

// Which bytes and which pairs of neighbouring bytes a text has, 24 bytes: a bit for each letter,
// digit and a few signs, one of 28 for several other bytes, and one of 128 for each pair. A text
// contains another one only if its signature covers the other's (a Bloom filter with one hash,
// https://doi.org/10.1145/362686.362692). Texts are folded (base/text.h).
struct TextSignature {
  uint64_t bytes = 0;
  std::array<uint64_t, 2> pairs{};

  TextSignature() = default;
  explicit TextSignature(std::string_view text) { add(text); }
  void add(std::string_view text);

  bool covers(const TextSignature& needle) const {
    const uint64_t missing =
        (needle.bytes & ~bytes) | (needle.pairs[0] & ~pairs[0]) | (needle.pairs[1] & ~pairs[1]);
    return missing == 0;
  }

  // Whether a text of this one byte is in each text whose signature covers it: letters and digits
  // have a bit of their own.
  static bool is_exact(std::string_view needle);
};

// Whether `text` contains `needle`. 16 bytes at a time by the needle's first and last byte, after
// W. Muła, http://0x80.pl/articles/simd-strfind.html. Up to kSearchPadding bytes behind `text` are
// read: they must exist.
inline constexpr size_t kSearchPadding = 32;
bool contains_text(std::string_view text, std::string_view needle);

// Where the first such byte stands, text.size() where there is none; it reads behind `text`, too.
size_t find_byte(std::string_view text, char byte);

}  // namespace kartei
