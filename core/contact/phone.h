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

// Reads what people type: digits, blanks, and - / . ( ), a leading + or 00 (011 where country_code
// is "+1"), full-width and Arabic-Indic digits, Unicode's dashes and blanks, "tel:", a
// spreadsheet's leading apostrophe, "+49 (0)30 …". A number without international prefix takes
// `country_code`
// ("+49" or empty) and loses its national prefix (0, 06, 8 …); where that can also begin a number
// (8 in Russia), only if the rest is as long as a number can be. Digits that happen to equal the
// calling code stay: nobody can tell "49 30" from a number without its area code.
// Errors (column: 1-based, in characters, for phone_character): phone_character,
// phone_calling_code_missing, phone_calling_code_unknown, phone_too_short (fewer than 4 digits
// after the calling code), phone_too_long (more than 15).
Result<Phone> parse_phone(std::string_view text, std::string_view country_code = {});

}  // namespace kartei
