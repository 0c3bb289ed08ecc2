// Calling codes (ITU-T E.164): which exist, and what people write for them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kartei {

struct CallingCode {
  // Digits without +: "49".
  std::string_view digits;
  // ISO 3166-1 alpha-2 codes, main country first, separated by blanks: "US AG AI …". Empty for
  // codes that are not a country's (+800).
  std::string_view regions;
  // What is dialled before a national number inside that country ("0", "8", "06"), or empty.
  std::string_view national_prefix;
  // Bit n is set where a national number can have n digits, in any of the regions.
  uint32_t national_lengths;
};

// All of them, sorted by digits. Source: libphonenumber's metadata.
std::span<const CallingCode> calling_codes();

// The calling code that `digits` (no +) begins with, or nullptr. Codes are prefix-free.
const CallingCode* find_calling_code(std::string_view digits);

// "+49", "49", "0049", "(+49)", "+49 " -> "+49"; digits and separators of any kind that a phone
// number may have. An empty text is an empty code.
// Errors: country_code_malformed, country_code_unknown.
Result<std::string> parse_country_code(std::string_view text);

}  // namespace kartei
