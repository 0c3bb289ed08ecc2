// Any bytes as a phone number: what is accepted has an E.164 form that stays as it is, and so do
// all ways of writing it; nothing in it is slow.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "contact/country.h"
#include "contact/phone.h"
#include "contact/phone_number.h"

namespace {

using namespace kartei;

void check_number(std::string_view text, const NumberingPlan* plan) {
  const auto number = parse_phone_number(text, plan);
  if (!number) return;
  ensure(!plans_of_code(number->code).empty(), "the calling code exists");
  ensure(number->national.size() >= 2 && number->national.size() <= 17,
         "a number has 2 to 17 digits");
  phone_possibility(*number);
  for (const PhoneFormat format : {PhoneFormat::e164, PhoneFormat::national,
                                   PhoneFormat::international, PhoneFormat::rfc3966}) {
    ensure(!format_phone_number(*number, format).empty(), "a number can be written");
  }
  // Not always a valid one: libphonenumber, too, takes the 8 of Belarus's 810 for the prefix.
  const auto again = parse_phone_number(format_phone_number(*number, PhoneFormat::e164), nullptr);
  ensure(!plan_of_number(*number) || again, "what a valid number is written as is a number");
}

void check_phone(std::string_view text, std::string_view code) {
  const auto phone = parse_phone(text, code);
  if (!phone) {
    ensure(phone.error().column <= count_code_points(text), "the column is in the text");
    return;
  }
  ensure(phone->e164.starts_with(phone->country_code), "E.164 begins with the calling code");
  const auto again = parse_phone(phone->e164);
  ensure(again.has_value() && again->e164 == phone->e164, "the E.164 form is its own");
}

}  // namespace

// The first byte chooses where it is dialled.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (!is_valid_utf8(text)) return 0;
  const auto plans = numbering_plans();
  const NumberingPlan* plan = data[0] == 255 ? nullptr : &plans[data[0] % plans.size()];
  check_number(text, plan);
  check_phone(text, plan ? "+" + std::string(plan->code()) : std::string());
  return 0;
}
