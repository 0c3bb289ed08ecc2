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
// spreadsheet's leading apostrophe. A number without international prefix takes `country_code`
// ("+49" or empty).
//
// The national prefix is dropped. Where it begins with 0, no number does: "030 1234", "+49 030
// 1234" and "+49 (0)30 1234" are one. Where it is another digit, a number can begin with that too
// (8 in Russia: 812 is St Petersburg): after a calling code it must stand in parentheses, else the
// rest must be as long as a number can be. Where there is none (Italy) all digits stay. So do
// digits that happen to equal the calling code: nobody can tell "49 30 1234" from a number within
// +49.
//
// Errors (column: 1-based, in characters, for phone_character): phone_character,
// phone_calling_code_missing, phone_calling_code_unknown, phone_too_short (fewer than 4 digits
// after the calling code), phone_too_long (more than 15).
Result<Phone> parse_phone(std::string_view text, std::string_view country_code = {});

}  // namespace kartei
