#include "contact/phone_number.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "base/ascii.h"
#include "contact/phone_text.h"

namespace kartei {
namespace {

using Characters = std::span<const char32_t>;

constexpr size_t kMinNational = 2;

PhonePossibility possibility_of_length(const NumberingPlan& plan, size_t digits) {
  const uint32_t lengths = plan.national_lengths();
  const auto has = [digits](uint32_t mask) { return digits < 32 && (mask >> digits & 1) != 0; };
  if (has(plan.local_lengths())) return PhonePossibility::is_possible_local_only;
  if (has(lengths)) return PhonePossibility::is_possible;
  if (digits < static_cast<size_t>(std::countr_zero(lengths))) return PhonePossibility::too_short;
  if (digits > static_cast<size_t>(std::bit_width(lengths) - 1)) return PhonePossibility::too_long;
  return PhonePossibility::invalid_length;
}

// What a matched national prefix becomes: "9$1" with the groups of the match.
void transform(std::string_view transform, std::string_view digits, const PrefixMatch& match,
               PhoneDigits& out) {
  out.clear();
  for (size_t i = 0; i < transform.size(); ++i) {
    if (transform[i] != '$') {
      out.append(transform[i]);
      continue;
    }
    const auto [begin, end] = match.group[static_cast<size_t>(transform[++i] - '1')];
    if (begin >= 0)
      out.append(digits.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin)));
  }
  out.append(digits.substr(static_cast<size_t>(match.length)));
}

struct CodeAndNational {
  // Empty where no calling code was found.
  std::string_view code;
  std::string_view national;
};

// Whether the digits begin with what is dialled there before a calling code; takes it off.
bool strip_international_prefix(std::string_view& digits, const NumberingPlan* plan) {
  const PrefixMatch match = plan ? plan->match_international_prefix(digits) : PrefixMatch{};
  if (match.length < 0) return false;
  // No calling code begins with 0.
  const auto rest = static_cast<size_t>(match.length);
  if (rest < digits.size() && digits[rest] == '0') return false;
  digits.remove_prefix(rest);
  return true;
}

// A number as it was typed: the digits, behind some plus signs perhaps.
struct TypedNumber {
  size_t pluses = 0;
  std::string_view digits;
};

// Reads one number. What it returns looks into the digits and into itself.
class NumberReader {
 public:
  std::expected<CodeAndNational, PhoneParseFault> read_code(const TypedNumber& typed,
                                                            const NumberingPlan* plan) {
    auto found = extract_code(typed, plan);
    if (found || found.error() != PhoneParseFault::invalid_country_code || typed.pluses == 0)
      return found;
    // "+0049 …": a plus sign before a prefix that makes it superfluous.
    auto again = extract_code({.pluses = 0, .digits = typed.digits}, plan);
    return again && again->code.empty() ? found : again;
  }

  // `digits` without a national prefix, as far as what is left is no worse a number.
  std::string_view strip_national_prefix(std::string_view digits, const NumberingPlan& plan) {
    if (digits.empty()) return digits;
    const PrefixMatch match = plan.match_national_prefix(digits);
    if (match.length < 0) return digits;
    const auto last = match.group[static_cast<size_t>(match.groups > 0 ? match.groups - 1 : 0)];
    const bool has_part = match.groups > 0 ? last[0] >= 0 && last[1] > last[0] : match.length > 0;
    std::string_view stripped = digits.substr(static_cast<size_t>(match.length));
    if (!plan.transform().empty() && has_part) {
      // Of the two the one that `digits` do not look into.
      is_second_ = !is_second_;
      PhoneDigits& transformed = is_second_ ? second_ : first_;
      transform(plan.transform(), digits, match, transformed);
      stripped = transformed.view();
    }
    return plan.matches(digits) && !plan.matches(stripped) ? digits : stripped;
  }

 private:
  std::expected<CodeAndNational, PhoneParseFault> extract_code(const TypedNumber& typed,
                                                               const NumberingPlan* plan) {
    std::string_view digits = typed.digits;
    if (typed.pluses > 0 || strip_international_prefix(digits, plan)) {
      if (digits.size() <= kMinNational)
        return std::unexpected(PhoneParseFault::too_short_after_idd);
      const std::string_view code = leading_calling_code(digits);
      if (code.empty()) return std::unexpected(PhoneParseFault::invalid_country_code);
      return CodeAndNational{code, digits.substr(code.size())};
    }
    // A calling code without anything before it, where the number is none without that.
    if (plan && digits.starts_with(plan->code())) {
      const auto national = strip_national_prefix(digits.substr(plan->code().size()), *plan);
      const bool is_better = !plan->matches(digits) && plan->matches(national);
      if (is_better || possibility_of_length(*plan, digits.size()) == PhonePossibility::too_long) {
        return CodeAndNational{plan->code(), national};
      }
    }
    return CodeAndNational{};
  }

  PhoneDigits first_, second_;
  bool is_second_ = false;
};

// The JavaScript edition of libphonenumber, which is what we are measured by, holds the national
// number as a double. So does this, that answers are equal for any input: of 17 digits, which is
// nobody's number, the last can be another one. 15 is what E.164 allows.
NationalNumber rounded_to_double(std::string_view national) {
  constexpr uint64_t kExact = uint64_t{1} << 53;
  constexpr size_t kAlwaysExact = 15;
  if (national.size() <= kAlwaysExact) return NationalNumber(national);
  const size_t zeros = std::min(national.find_first_not_of('0'), national.size());
  uint64_t value = 0;
  for (const char digit : national) value = value * 10 + static_cast<uint64_t>(digit - '0');
  if (value <= kExact) return NationalNumber(national);
  const auto rounded = static_cast<double>(value);
  // Of all numbers that are this double the one with the most zeros at its end.
  for (const uint64_t unit : {100, 10, 1}) {
    const uint64_t shortest = (static_cast<uint64_t>(rounded) + unit / 2) / unit * unit;
    if (static_cast<double>(shortest) != rounded) continue;
    return NationalNumber(std::string(national.substr(0, zeros)).append(std::to_string(shortest)));
  }
  return NationalNumber(national);
}

const NumberingPlan& main_plan(std::string_view code) { return plans_of_code(code)[0]; }

// The digits of `number`, grouped, put into the places of the template.
std::string fill_format(const NumberFormat& format, std::string_view words,
                        std::string_view national) {
  std::array<std::string_view, 6> groups;
  size_t least_after = 0;
  for (size_t i = 0; i < format.groups; ++i) least_after += format.lengths[i][0];
  std::string_view rest = national;
  for (size_t i = 0; i < format.groups; ++i) {
    least_after -= format.lengths[i][0];
    const size_t size = std::min<size_t>(format.lengths[i][1], rest.size() - least_after);
    groups[i] = rest.substr(0, size);
    rest.remove_prefix(size);
  }
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == '$') {
      out += groups[static_cast<size_t>(words[++i] - '1')];
    } else {
      out += words[i];
    }
  }
  return out;
}

std::string divide(const PhoneNumber& number, bool is_international) {
  const NumberFormat* format =
      main_plan(number.code).find_format(number.national, is_international);
  if (!format) return std::string(number.national);
  return fill_format(*format, is_international ? format->international() : format->national(),
                     number.national);
}

// What separates becomes a hyphen (RFC 3966, 5.1.1), at the start nothing.
std::string with_hyphens(std::string_view text) {
  std::string out;
  bool is_between = false;
  for (const char c : text) {
    const bool is_digit = is_ascii_digit(c);
    if (!is_digit && !out.empty() && !is_between) out += '-';
    if (is_digit) out += c;
    is_between = !is_digit;
  }
  return out;
}

}  // namespace

std::string_view phone_possibility_name(PhonePossibility possibility) {
  constexpr std::array<std::string_view, 6> kNames = {
      "IS_POSSIBLE", "IS_POSSIBLE_LOCAL_ONLY", "INVALID_COUNTRY_CODE",
      "TOO_SHORT",   "INVALID_LENGTH",         "TOO_LONG"};
  return kNames[static_cast<size_t>(possibility)];
}

NationalNumber::NationalNumber(std::string_view digits)
    : size_(static_cast<uint8_t>(std::min(digits.size(), kMaxDigits))) {
  std::ranges::copy(digits.substr(0, size_), digits_.begin());
}

namespace {

// From the digits on.
std::expected<PhoneNumber, PhoneParseFault> read_digits(const TypedNumber& typed,
                                                        const NumberingPlan* default_plan) {
  if (!default_plan && typed.pluses == 0)
    return std::unexpected(PhoneParseFault::invalid_country_code);
  NumberReader reader;
  const auto code = reader.read_code(typed, default_plan);
  if (!code) return std::unexpected(code.error());

  PhoneNumber number{.code = code->code};
  std::string_view national = code->national;
  const NumberingPlan* plan = default_plan;
  if (number.code.empty()) {
    national = typed.digits;
    if (default_plan) number.code = default_plan->code();
  } else if (!default_plan || number.code != default_plan->code() ||
             !default_plan->is_geographic()) {
    plan = &main_plan(number.code);
  } else if (const NumberingPlan& main = main_plan(number.code); main.region() != plan->region()) {
    plan = &main;
  }
  if (national.size() < kMinNational) return std::unexpected(PhoneParseFault::too_short_nsn);
  if (plan) {
    const std::string_view stripped = reader.strip_national_prefix(national, *plan);
    const PhonePossibility length = possibility_of_length(*plan, stripped.size());
    if (length == PhonePossibility::is_possible || length == PhonePossibility::too_long) {
      national = stripped;
    }
  }
  if (national.size() < kMinNational) return std::unexpected(PhoneParseFault::too_short_nsn);
  if (national.size() > NationalNumber::kMaxDigits)
    return std::unexpected(PhoneParseFault::too_long);
  number.national = rounded_to_double(national);
  return number;
}

// What read_plain_phone() does not know.
std::expected<PhoneNumber, PhoneParseFault> read_characters(std::string_view text,
                                                            const NumberingPlan* default_plan) {
  PhoneText typed, found;
  if (!typed.assign(text)) return std::unexpected(PhoneParseFault::too_long);
  if (!find_number(typed.characters(), found) || !is_viable(found.characters())) {
    return std::unexpected(PhoneParseFault::not_a_number);
  }
  const PhoneExtension extension = find_extension(found.characters());
  const Characters characters = found.characters().first(extension.number_end);
  size_t pluses = 0;
  while (pluses < characters.size() && is_plus(characters[pluses])) ++pluses;
  PhoneDigits digits;
  append_digits(characters.subspan(pluses), digits);
  auto number = read_digits({.pluses = pluses, .digits = digits.view()}, default_plan);
  if (!number) return number;
  PhoneDigits extension_digits;
  append_digits(extension.digits, extension_digits);
  number->extension = extension_digits.view();
  return number;
}

}  // namespace

std::expected<PhoneNumber, PhoneParseFault> parse_phone_number(std::string_view text,
                                                               const NumberingPlan* default_plan) {
  PlainPhone plain;
  if (!read_plain_phone(text, plain)) return read_characters(text, default_plan);
  const TypedNumber typed{.pluses = plain.has_plus ? size_t{1} : 0, .digits = plain.digits.view()};
  return read_digits(typed, default_plan);
}

PhonePossibility phone_possibility(const PhoneNumber& number) {
  const auto plans = plans_of_code(number.code);
  if (plans.empty()) return PhonePossibility::invalid_country_code;
  return possibility_of_length(plans[0], number.national.size());
}

const NumberingPlan* plan_of_number(const PhoneNumber& number) {
  const auto plans = plans_of_code(number.code);
  const auto is_valid = [&](const NumberingPlan& plan) {
    return plan.type_of(number.national) != PhoneType::unknown;
  };
  if (plans.size() == 1) return is_valid(plans[0]) ? &plans[0] : nullptr;
  for (const NumberingPlan& plan : plans) {
    if (plan.has_leading_digits()) {
      if (plan.starts_with_leading_digits(number.national)) {
        return is_valid(plan) ? &plan : nullptr;
      }
    } else if (is_valid(plan)) {
      return &plan;
    }
  }
  return nullptr;
}

PhoneType phone_type(const PhoneNumber& number) {
  const NumberingPlan* plan = plan_of_number(number);
  return plan ? plan->type_of(number.national) : PhoneType::unknown;
}

void append_e164(const PhoneNumber& number, std::string& out) {
  out.append("+").append(number.code).append(std::string_view(number.national));
}

std::string format_phone_number(const PhoneNumber& number, PhoneFormat format) {
  std::string out;
  if (format == PhoneFormat::e164) {
    append_e164(number, out);
    return out;
  }
  out.append("+").append(number.code);
  if (format == PhoneFormat::rfc3966) {
    out.insert(0, "tel:").append("-").append(with_hyphens(divide(number, true)));
    return number.extension.empty() ? out : out.append(";ext=").append(number.extension);
  }
  const bool is_international = format == PhoneFormat::international;
  out = is_international ? out.append(" ").append(divide(number, true)) : divide(number, false);
  if (number.extension.empty()) return out;
  return out.append(main_plan(number.code).extension_prefix()).append(number.extension);
}

}  // namespace kartei
