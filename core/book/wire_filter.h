// Filter trees as JSON.
#pragma once

#include <string>

#include "json/json.h"
#include "query/filter.h"

namespace kartei {

// `path` is where the filter stands in the request. Errors, with the place as field:
// filter_malformed, filter_field_unknown, filter_operator_unknown.
Result<Filter> read_filter(const Json& json, const std::string& path);

}  // namespace kartei
