// Filter trees and the columns that they and sort keys name, as JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/json.h"
#include "query/filter.h"

namespace kartei {

// "email", "attributes.Firma": a field and, for attributes, the name of one; "import" is
// Field::none. Nothing for what is none of these.
struct NamedField {
  Field field = Field::none;
  std::string attribute = {};
};
std::optional<NamedField> find_named_field(std::string_view name);

// {"all": [...]}, {"any": [...]}, {"not": {...}}, {"text": "anna 0151"}, {"segment": "<id>"} and
// {"field": "email", "op": "contains", "value": "x"}; docs/formats.md lists fields and operators.
// `path` is where the filter stands in the request. Errors, with the place as field:
// filter_malformed, filter_field_unknown, filter_operator_unknown.
Result<Filter> read_filter(const Json& json, const std::string& path);

}  // namespace kartei
