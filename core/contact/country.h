// Calling codes (ITU-T E.164): what people write for them.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace kartei {

// What the column of calling codes holds: "+49", "49", "0049", "(+49)", a spreadsheet's "49.0",
// "DE", "Germany", "Deutschland", "Germany (+49)", "+1-268" -> "+49", "+1". Names are compared
// folded (base/text.h). An empty text is an empty code. Errors: country_code_malformed with its
// column, country_code_unknown.
Result<std::string> parse_country_code(std::string_view text);

}  // namespace kartei
