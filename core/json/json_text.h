// Strings as JSON writes them, without a tree: for what is written by the million.
#pragma once

#include <string>
#include <string_view>

namespace kartei {

// Appends `text` as a JSON string (RFC 8259, section 7), with its quotes. What is no UTF-8 in it is
// U+FFFD.
void append_json_text(std::string_view text, std::string& out);

}  // namespace kartei
