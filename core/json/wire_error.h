// Errors and issues as JSON: the shapes of web/types.js.
#pragma once

#include <vector>

#include "base/error.h"
#include "json/json.h"

namespace kartei {

// {code, message, field, row, column}, and issues where there are any.
Json write_error(const Error& error);
Json write_issues(const std::vector<Error>& issues);

}  // namespace kartei
