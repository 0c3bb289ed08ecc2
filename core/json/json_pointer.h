// JSON pointers (RFC 6901): "/results/0/name"; the empty one is the whole.
#pragma once

#include <string_view>

#include "json/json.h"

namespace kartei {

// Empty, or begins with "/" and escapes nothing but "~0" and "~1".
bool is_json_pointer(std::string_view pointer);

// nullptr where there is nothing.
const Json* find_at(const Json& json, std::string_view pointer);

// Makes the objects on the way; what stands in their place is replaced, but for the items of
// arrays.
void set_at(Json& json, std::string_view pointer, Json value);

// Leaves the objects on the way, empty or not.
void erase_at(Json& json, std::string_view pointer);

}  // namespace kartei
