// Phone numbers: parse and E.164 form.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace kartei {

struct Phone {
  // "+4930123456" (ITU-T E.164, without its limit of 15 digits in all: see phone_too_long).
  std::string e164;
  // "+49"
  std::string country_code;
};

// Reads what people type: digits, blanks, and - / . ( ), a leading + or 00, full-width and
// Arabic-Indic digits, "+49 (0)30 …". A number without international prefix takes `country_code`
// ("+49" or empty); its national prefix (0, 06, 8 …) is dropped.
// Errors (column: 1-based, in characters): phone_character, phone_calling_code_missing,
// phone_calling_code_unknown, phone_too_short (fewer than 4 digits after the calling code),
// phone_too_long (more than 15).
Result<Phone> parse_phone(std::string_view text, std::string_view country_code = {});

}  // namespace kartei
