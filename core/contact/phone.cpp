#include "contact/phone.h"

#include <optional>

#include "contact/country.h"
#include "contact/dial_string.h"

namespace kartei {
namespace {

constexpr size_t kMinNationalDigits = 4, kMaxNationalDigits = 15;

// How many digits stand before the calling code, or nothing where the number is a national one.
std::optional<size_t> international_prefix(const DialString& dialled,
                                           std::string_view country_code) {
  if (dialled.has_plus()) return 0;
  if (dialled.digits().starts_with("00")) return 2;
  if (country_code == "+1" && dialled.digits().starts_with("011")) return 3;
  return std::nullopt;
}

// The code that "+49" names, or nullptr.
const CallingCode* find_exactly(std::string_view country_code) {
  const std::string_view digits = country_code.substr(1);
  const CallingCode* code = find_calling_code(digits);
  return code && code->digits == digits ? code : nullptr;
}

// Whether `digits`, which begin with the national prefix, are too long or too short for a number
// with it, or good without it.
bool is_prefix_by_length(const CallingCode& code, std::string_view digits) {
  const auto can_have = [lengths = uint64_t{code.national_lengths}](size_t size) {
    return (lengths >> size & 1) != 0;
  };
  return can_have(digits.size() - code.national_prefix.size()) || !can_have(digits.size());
}

// The digits from `begin`, after the calling code if there is one, without a national prefix.
std::string_view read_national(const DialString& dialled, size_t begin, const CallingCode& code,
                               bool is_international) {
  std::string_view digits = dialled.digits().substr(begin);
  const std::string_view prefix = code.national_prefix;
  if (prefix.empty()) return digits;
  if (prefix.starts_with('0')) {
    while (digits.starts_with(prefix)) digits.remove_prefix(prefix.size());
    return digits;
  }
  const bool is_prefix =
      digits.starts_with(prefix) && (is_international ? dialled.is_group(begin, prefix.size())
                                                      : is_prefix_by_length(code, digits));
  return is_prefix ? digits.substr(prefix.size()) : digits;
}

Result<Phone> make_phone(const CallingCode& code, std::string_view national) {
  if (national.size() < kMinNationalDigits) return failure(ErrorCode::phone_too_short);
  if (national.size() > kMaxNationalDigits) return failure(ErrorCode::phone_too_long);
  Phone phone;
  phone.country_code.append("+").append(code.digits);
  phone.e164.append(phone.country_code).append(national);
  return phone;
}

}  // namespace

Result<Phone> parse_phone(std::string_view text, std::string_view country_code) {
  const auto dialled = parse_dial_string(text);
  if (!dialled) return std::unexpected(dialled.error());
  const std::string_view digits = dialled->digits();
  if (digits.empty()) return failure(ErrorCode::phone_too_short);

  if (const auto prefix = international_prefix(*dialled, country_code)) {
    const CallingCode* code = find_calling_code(digits.substr(*prefix));
    if (!code) return failure(ErrorCode::phone_calling_code_unknown);
    return make_phone(*code, read_national(*dialled, *prefix + code->digits.size(), *code, true));
  }
  if (country_code.empty()) return failure(ErrorCode::phone_calling_code_missing);
  const CallingCode* code = find_exactly(country_code);
  if (!code) return failure(ErrorCode::phone_calling_code_unknown);
  return make_phone(*code, read_national(*dialled, 0, *code, false));
}

}  // namespace kartei
