#include "contact/country.h"

#include <algorithm>

#include "base/text.h"
#include "calling_code_tables.h"
#include "contact/dial_string.h"

namespace kartei {
namespace {
constexpr size_t kMaxCodeDigits = 3;
}

std::span<const CallingCode> calling_codes() { return kCallingCodes; }

const CallingCode* find_calling_code(std::string_view digits) {
  // No code begins another one, so that the last one not after `digits` is the only candidate.
  const auto* after = std::ranges::upper_bound(kCallingCodes, digits, {}, &CallingCode::digits);
  if (after == std::begin(kCallingCodes)) return nullptr;
  return digits.starts_with(after[-1].digits) ? after - 1 : nullptr;
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
