// Dates as the numbers by which programs count them, and which a file has where nobody has
// formatted its cells.
#pragma once

#include <optional>
#include <string_view>

#include "base/timestamp.h"

namespace kartei {

// A spreadsheet's days of five digits, those from 1954 to 2119, and what part of the next one has
// passed, to the second: "45321", "45321.5", "45321,5"; or Unix's seconds (ten digits) or
// milliseconds (thirteen) from September 2001 to 2033.
std::optional<Timestamp> parse_serial_date(std::string_view text);

}  // namespace kartei
