// The strings of JSON texts (RFC 8259, 7), for whoever reads and writes them piece by piece.
#pragma once

#include <string>
#include <string_view>

namespace kartei {

// Appends the text in quotation marks; what is ill-formed UTF-8 in it as U+FFFD.
void append_json_string(std::string& out, std::string_view text);

// Reads a string from behind its first quotation mark on, and leaves in `rest` what is behind its
// last one. `text` is a piece of `rest` where nothing is escaped, else of what was appended to
// `decoded`, which gets at most as many bytes as were read. False where it is no string of valid
// UTF-8.
bool read_json_string(std::string_view& rest, std::string& decoded, std::string_view& text);

}  // namespace kartei
