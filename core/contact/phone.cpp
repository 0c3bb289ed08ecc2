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

bool begins_with_national_prefix(const CallingCode& code, std::string_view digits) {
  const std::string_view prefix = code.national_prefix;
  if (prefix.empty() || !digits.starts_with(prefix)) return false;
  // Where a 0 is dialled first no number begins with one. An 8 can be both: 812 is St Petersburg.
  if (prefix.starts_with('0')) return true;
  const auto can_have = [lengths = uint64_t{code.national_lengths}](size_t size) {
    return (lengths >> size & 1) != 0;
  };
  return can_have(digits.size() - prefix.size()) || !can_have(digits.size());
}

// The digits after the calling code `code`, which ends at `begin`.
std::string_view read_international(const DialString& dialled, const CallingCode& code,
                                    size_t begin) {
  const std::string_view prefix = code.national_prefix;
  const std::string_view digits = dialled.digits().substr(begin);
  const bool is_spelled_out =
      !prefix.empty() && digits.starts_with(prefix) && dialled.is_group(begin, prefix.size());
  return is_spelled_out ? digits.substr(prefix.size()) : digits;
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
  std::string_view digits = dialled->digits();
  if (digits.empty()) return failure(ErrorCode::phone_too_short);

  if (const auto prefix = international_prefix(*dialled, country_code)) {
    const CallingCode* code = find_calling_code(digits.substr(*prefix));
    if (!code) return failure(ErrorCode::phone_calling_code_unknown);
    return make_phone(*code, read_international(*dialled, *code, *prefix + code->digits.size()));
  }
  if (country_code.empty()) return failure(ErrorCode::phone_calling_code_missing);
  const CallingCode* code = find_exactly(country_code);
  if (!code) return failure(ErrorCode::phone_calling_code_unknown);
  if (begins_with_national_prefix(*code, digits))
    digits.remove_prefix(code->national_prefix.size());
  return make_phone(*code, digits);
}

}  // namespace kartei
