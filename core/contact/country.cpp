#include "contact/country.h"

#include <array>
#include <iterator>

#include "base/text.h"
#include "calling_code_tables.h"
#include "contact/dial_string.h"

namespace kartei {
namespace {

constexpr size_t kMaxCodeDigits = 3;

// Calling code, as a number, -> its place in kCallingCodes, counted from 1.
constexpr auto kPlaces = [] {
  std::array<uint8_t, 1000> places{};
  uint8_t place = 0;
  for (const CallingCode& code : kCallingCodes) {
    size_t number = 0;
    for (const char digit : code.digits) number = number * 10 + (digit - '0');
    places[number] = ++place;
  }
  return places;
}();
static_assert(std::size(kCallingCodes) < 256);

}  // namespace

std::span<const CallingCode> calling_codes() { return kCallingCodes; }

const CallingCode* find_calling_code(std::string_view digits) {
  size_t number = 0;
  for (const char digit : digits.substr(0, kMaxCodeDigits)) {
    if (digit < '0' || digit > '9') return nullptr;
    number = number * 10 + (digit - '0');
    if (const uint8_t place = kPlaces[number]) return &kCallingCodes[place - 1];
    if (number == 0) return nullptr;
  }
  return nullptr;
}

Result<std::string> parse_country_code(std::string_view text) {
  if (trim(text).empty()) return std::string();
  const auto dialled = parse_dial_string(text);
  if (!dialled) return failure(ErrorCode::country_code_malformed, dialled.error().column);
  std::string_view digits = dialled->digits();
  if (!dialled->has_plus() && digits.starts_with("00")) digits.remove_prefix(2);
  if (digits.empty() || digits.size() > kMaxCodeDigits) {
    return failure(ErrorCode::country_code_malformed);
  }
  const CallingCode* code = find_calling_code(digits);
  if (!code || code->digits != digits) return failure(ErrorCode::country_code_unknown);
  return std::string("+").append(digits);
}

}  // namespace kartei
