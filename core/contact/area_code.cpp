#include "contact/area_code.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/text.h"
#include "contact/numbering_plan.h"
#include "contact/phone.h"
#include "contact/phone_number.h"

namespace kartei {
namespace {

constexpr size_t kWholeDigits = 10;

bool begins_whole(std::string_view number) {
  const size_t first = number.find_first_not_of(" ()/-");
  return first == number.npos || !is_ascii_digit(number[first]) || number[first] == '0';
}

std::string digits_of(std::string_view text) {
  std::string digits(text);
  std::erase_if(digits, [](char c) { return !is_ascii_digit(c); });
  return digits;
}

// As it is dialled from far: "421".
std::string without_zeros(std::string digits) {
  digits.erase(0, digits.find_first_not_of('0'));
  return digits;
}

}  // namespace

bool is_area_code(std::string_view text) {
  return std::ranges::any_of(text, is_ascii_digit) &&
         text.find_first_not_of("0123456789+()/- ") == text.npos;
}

bool needs_area_code(std::string_view number, std::string_view area_code,
                     std::string_view country_code) {
  number = trim(number);
  area_code = trim(area_code);
  if (begins_whole(number) || !is_area_code(area_code)) return false;
  const auto plans = plans_of_code(country_code.substr(country_code.starts_with('+')));
  if (plans.empty()) {
    return digits_of(number).size() < kWholeDigits + phone_extension(number).size();
  }
  const auto read = [&](std::string_view text) { return parse_phone_number(text, &plans[0]); };
  const auto type_of = [](const auto& parsed) {
    return parsed ? phone_type(*parsed) : PhoneType::unknown;
  };
  const auto alone = read(number), joined = read(std::string(area_code).append(" ").append(number));
  const PhoneType type = type_of(alone), joined_type = type_of(joined);
  if (type == PhoneType::unknown || joined_type == PhoneType::unknown) {
    return type == PhoneType::unknown;
  }
  if (type == PhoneType::mobile) return joined_type == PhoneType::mobile;
  const std::string_view national = alone->national;
  return national.size() < kWholeDigits ||
         !national.starts_with(without_zeros(digits_of(area_code)));
}

}  // namespace kartei
