// Looking for short texts in many, by vectors.
#pragma once

#include <cstddef>
#include <string_view>

namespace kartei {

// Whether `text` contains `needle`. 16 bytes at a time by the needle's first and last byte, after
// W. Muła, http://0x80.pl/articles/simd-strfind.html. Up to kSearchPadding bytes behind `text` are
// read: they must exist.
inline constexpr size_t kSearchPadding = 32;
bool contains_text(std::string_view text, std::string_view needle);

// Where the first such byte stands, text.size() where there is none; it reads behind `text`, too.
size_t find_byte(std::string_view text, char byte);

// How many there are. Reads nothing behind `text`.
size_t count_byte(std::string_view text, char byte);

}  // namespace kartei
