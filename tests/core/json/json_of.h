// JSON out of a text of a test.
#pragma once

#include "json/json.h"

namespace kartei {

// `text` is sound.
inline Json json_of(std::string_view text) { return *parse_json(text); }

}  // namespace kartei
