// Phone numbers whose area code stands in a cell of its own.
#pragma once

#include <string_view>

namespace kartei {

// Whether a trimmed text is written as one: digits, and signs between them ("0421", "(415)",
// "0421/", "+49 421").
bool is_area_code(std::string_view text);

// Whether `number` is dialled behind `area_code`, so that both together are the number ("0421" and
// "123456"), and not a whole one by itself. Whole is what begins with a zero or a plus sign. Else
// what both make under `country_code` ("+49") decides: of two valid numbers the joined one is
// meant, unless the other is a mobile number, or has ten digits of which the first are the area
// code. Where nothing is known of the country, ten digits are a whole number.
//
// No where `area_code` is none.
bool needs_area_code(std::string_view number, std::string_view area_code,
                     std::string_view country_code);

}  // namespace kartei
