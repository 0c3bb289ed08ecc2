// UTF-8 to the bytes of another encoding: the inverse of csv/decoder.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "csv/dialect.h"

namespace kartei::csv {

// Appends `text` in `encoding`, no byte order mark. Returns text.size(), or where the first
// character stands that cannot be written: one that the encoding does not have, or no valid UTF-8,
// which goes through only as UTF-8. Then nothing is appended.
size_t encode(std::string_view text, Encoding encoding, std::string& out);

}  // namespace kartei::csv
