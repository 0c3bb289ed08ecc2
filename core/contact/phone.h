// Phone numbers of contacts: what people and spreadsheets write, and its E.164 form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kartei {

struct Phone {
  // "+4930123456", without extension; itself where it is read again.
  std::string e164;
  // "+49"
  std::string country_code;
  // What a spreadsheet did to it, where that could be repaired without losing a digit:
  // phone_leading_zero_lost ("15112345678"), phone_scientific_notation ("4,915112345678E+12"),
  // phone_decimal ("4915112345678.0").
  std::optional<ErrorCode> damage;
};

// Reads what libphonenumber reads (contact/phone_number.h), and besides: blanks, dashes and marks
// of any script between the digits, German words before an extension ("Durchwahl 12"), and what a
// spreadsheet has made of a number. A number without international prefix takes `country_code`
// ("+49" or empty). A number has to be possible, which is to say that there are numbers of its
// length; new blocks of numbers come faster than tables do, so it need not be known as valid. Three
// letters and more stand for digits ("0800 FLOWERS") if that makes a valid number; of less nobody
// can tell what they stand for.
//
// `room`: a string whose memory the E.164 form takes.
//
// Errors (column: 1-based, in characters, for phone_character): phone_character,
// phone_calling_code_missing, phone_calling_code_unknown, phone_too_short, phone_too_long,
// phone_length (neither, but no number there has so many digits), phone_scientific_notation (digits
// are lost).
Result<Phone> parse_phone(std::string_view text, std::string_view country_code = {},
                          std::string room = {});

// The digits of the extension in what parse_phone() reads; empty where there is none.
std::string phone_extension(std::string_view text);

}  // namespace kartei
