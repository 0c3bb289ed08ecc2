// JSON in and out. The only owner of nlohmann/json; included where text crosses a boundary (book's
// wire_*, import_export, store), never by the modules that compute.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kartei {

// Objects keep the order of their keys: attributes come back in the order they came.
using Json = nlohmann::ordered_json;

// Deeper nesting than this is refused before anything is built.
inline constexpr int kMaxJsonDepth = 64;

// Reads one JSON text (RFC 8259); of a key that comes again the last value. Errors:
// request_malformed.
Result<Json> parse_json(std::string_view text);

// Compact; ill-formed UTF-8 in strings comes out as U+FFFD, so this never fails.
std::string dump_json(const Json& json);

}  // namespace kartei
