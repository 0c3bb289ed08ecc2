// Calling codes (ITU-T E.164): what people write for them.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/written_date.h"

namespace kartei {

// What the column of calling codes holds: "+49", "49", "0049", "(+49)", a spreadsheet's "49.0",
// "DE", "DEU", "Germany", "Deutschland", "Germany (+49)", "+1-268" -> "+49", "+1". Names are
// compared folded (base/text.h). An empty text is an empty code. Errors: country_code_malformed
// with its column, country_code_unknown.
Result<std::string> parse_country_code(std::string_view text);

// How dates of numbers with strokes are written where a calling code is dialled, which in the
// United States is with the month first (CLDR); unknown where there is no such code.
DateOrder date_order_where(std::string_view country_code);

// The order in which a file's dates are read: as `given`, or where that is unknown as `dates` say
// together, or else as one writes them where `country_code` is dialled.
DateOrder settle_date_order(DateOrder given, const DateOrders& dates,
                            std::string_view country_code);

}  // namespace kartei
