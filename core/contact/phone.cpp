#include "contact/phone.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "contact/phone_number.h"
#include "contact/phone_text.h"

namespace kartei {
namespace {

using Fault = PhoneParseFault;

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// What is said of a text as a whole, before it is read as a number.
struct Repaired {
  std::string text;
  std::optional<ErrorCode> damage;
};

// "4,91511E+11": digits of which the exponent says how many there were.
Result<std::optional<std::string>> read_scientific(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const size_t exponent_at = text.find_first_of("eE");
  if (exponent_at == text.npos) return std::nullopt;
  std::string digits;
  for (size_t i = 0; i < exponent_at; ++i) {
    const bool is_point = i == 1 && (text[i] == '.' || text[i] == ',');
    if (!is_ascii_digit(text[i]) && !is_point) return std::nullopt;
    if (!is_point) digits += text[i];
  }
  std::string_view power = text.substr(exponent_at + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  if (digits.empty() || power.empty() || power.size() > 2) return std::nullopt;
  if (!std::ranges::all_of(power, is_ascii_digit)) return std::nullopt;
  size_t exponent = 0;
  for (const char digit : power) exponent = 10 * exponent + static_cast<size_t>(digit - '0');
  if (text[1] != '.' && text[1] != ',' && digits.size() > 1) return std::nullopt;
  if (digits.size() != exponent + 1) return failure(ErrorCode::phone_scientific_notation);
  return digits;
}

// "4915112345678.0"
std::optional<std::string_view> read_decimal(std::string_view text) {
  const size_t point = text.find_first_of(".,");
  if (point == text.npos || point == 0 || point + 1 == text.size()) return std::nullopt;
  if (text.find_first_not_of('0', point + 1) != text.npos || text.size() - point > 3) {
    return std::nullopt;
  }
  const std::string_view digits = text.substr(0, point);
  return digits.size() > 6 && std::ranges::all_of(digits, is_ascii_digit) ? std::optional(digits)
                                                                          : std::nullopt;
}

// What comes along when numbers are copied, and libphonenumber does not know: blanks of any width,
// marks of direction.
bool is_foreign_blank(char32_t c) {
  return (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         (c >= 0x205F && c <= 0x2069) || c == 0xFEFF || (c >= '\t' && c <= '\r');
}

// German words for "extension", folded, the longer ones first.
constexpr std::array<std::string_view, 8> kExtensionWords = {
    "nebenstelle", "durchwahl", "apparat", "klappe", "durchw", "nst", "app", "dw"};

// "030 1234 Durchwahl 5" -> "030 1234 ext. 5"; anything else as it is.
std::string translate_extension(std::string_view text) {
  size_t begin = text.size();
  while (begin > 0 && is_ascii_digit(text[begin - 1])) --begin;
  if (begin == text.size()) return std::string(text);
  size_t end = begin;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '.' || text[end - 1] == ':' ||
                     text[end - 1] == '-'))
    --end;
  for (const std::string_view word : kExtensionWords) {
    if (end < word.size()) continue;
    const std::string_view found = text.substr(end - word.size(), word.size());
    const auto to_lower = [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    };
    if (!std::ranges::equal(found, word, {}, to_lower)) continue;
    return std::string(text.substr(0, end - word.size()))
        .append(" ext. ")
        .append(text.substr(begin));
  }
  return std::string(text);
}

Result<Repaired> repair(std::string_view typed) {
  std::string_view text = trim(typed);
  if (text.starts_with('\'')) text.remove_prefix(1);
  auto scientific = read_scientific(text);
  if (!scientific) return std::unexpected(scientific.error());
  if (*scientific) return Repaired{std::move(**scientific), ErrorCode::phone_scientific_notation};
  if (const auto decimal = read_decimal(text)) {
    return Repaired{std::string(*decimal), ErrorCode::phone_decimal};
  }
  if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; })) {
    return Repaired{translate_extension(text), std::nullopt};
  }
  std::string clean;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_code_point(clean, is_foreign_blank(c) ? U' ' : c);
  }
  return Repaired{translate_extension(clean), std::nullopt};
}

// The first character, from the first digit or plus sign on, for which `is_wrong`; without one the
// first character of all.
template <class IsWrong>
Error wrong_character(std::string_view text, IsWrong is_wrong) {
  uint32_t column = 0, first = 0;
  bool has_begun = false;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    ++column;
    const bool is_blank = is_foreign_blank(c) || c == ' ';
    if (first == 0 && !is_blank) first = column;
    has_begun = has_begun || is_plus(c) || digit_value(c) >= 0;
    if (has_begun && !is_blank && is_wrong(c))
      return {.code = ErrorCode::phone_character, .column = column};
  }
  return {.code = ErrorCode::phone_character, .column = first};
}

bool has_digit(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (digit_value(next_code_point(text, at)) >= 0) return true;
  }
  return false;
}

Error to_error(Fault fault, std::string_view text, std::string_view country_code) {
  switch (fault) {
    case Fault::invalid_country_code:
      return {.code = country_code.empty() && !text.contains('+') && !text.contains("\uFF0B")
                          ? ErrorCode::phone_calling_code_missing
                          : ErrorCode::phone_calling_code_unknown};
    case Fault::too_short_after_idd:
    case Fault::too_short_nsn:
      return {.code = ErrorCode::phone_too_short};
    case Fault::too_long:
      return {.code = ErrorCode::phone_too_long};
    case Fault::not_a_number:
      break;
  }
  // "+", "1", "( )": nothing is wrong in it but that there is so little.
  bool seen_plus = false;
  const auto is_wrong = [&](char32_t c) {
    const bool is_first_plus = is_plus(c) && !seen_plus;
    seen_plus = true;
    return digit_value(c) < 0 && !is_first_plus && !is_phone_separator(c) && c != '*';
  };
  const Error wrong = wrong_character(text, is_wrong);
  const bool is_only_short = trim(text).find_first_not_of("+-./() 0123456789") == text.npos;
  if (is_only_short || (has_digit(text) && wrong.column == 0))
    return {.code = ErrorCode::phone_too_short};
  return wrong;
}

// Letters that stand for nothing that is known: a typing error, or a remark.
std::optional<Error> refuse_letters(std::string_view text, const PhoneNumber& number) {
  PhoneText typed, found;
  if (!typed.assign(text) || !find_number(typed.characters(), found)) return std::nullopt;
  const auto characters = found.characters();
  const auto read = characters.first(find_extension(characters).number_end);
  const auto is_word = [](char32_t c) { return is_ascii_letter(c) && c != 'x'; };
  const auto letters = std::ranges::count_if(read, is_word);
  if (letters == 0 || (letters >= 3 && plan_of_number(number))) return std::nullopt;
  return wrong_character(text, is_word);
}

std::optional<ErrorCode> fault_of_length(PhonePossibility possibility) {
  switch (possibility) {
    case PhonePossibility::is_possible:
      return std::nullopt;
    case PhonePossibility::is_possible_local_only:
    case PhonePossibility::too_short:
      return ErrorCode::phone_too_short;
    case PhonePossibility::too_long:
      return ErrorCode::phone_too_long;
    case PhonePossibility::invalid_length:
      return ErrorCode::phone_length;
    case PhonePossibility::invalid_country_code:
      break;
  }
  return ErrorCode::phone_calling_code_unknown;
}

// Nothing but digits, without the 0 that a spreadsheet drops from what it takes for a number.
bool has_lost_zero(std::string_view text, const PhoneNumber& number, const NumberingPlan* plan) {
  return plan && plan->national_prefix == "0" && text == number.national && plan_of_number(number);
}

}  // namespace

Result<Phone> parse_phone(std::string_view text, std::string_view country_code) {
  auto repaired = repair(text);
  if (!repaired) return std::unexpected(repaired.error());
  const NumberingPlan* plan = nullptr;
  if (!country_code.empty()) {
    const auto plans = plans_of_code(country_code.substr(1));
    if (plans.empty()) return failure(ErrorCode::phone_calling_code_unknown);
    plan = &plans[0];
  }
  if (repaired->text.empty()) return failure(ErrorCode::phone_too_short);
  auto number = parse_phone_number(repaired->text, plan);
  if (!number) return std::unexpected(to_error(number.error(), text, country_code));
  if (const auto wrong = refuse_letters(repaired->text, *number)) {
    return std::unexpected(
        wrong_character(text, [](char32_t c) { return is_ascii_letter(c) && c != 'x'; }));
  }
  if (const auto fault = fault_of_length(phone_possibility(*number))) return failure(*fault);
  if (!repaired->damage && has_lost_zero(repaired->text, *number, plan)) {
    repaired->damage = ErrorCode::phone_leading_zero_lost;
  }
  Phone phone{.e164 = format_phone_number(*number, PhoneFormat::e164),
              .country_code = std::string("+").append(number->code),
              .damage = repaired->damage};
  // A number that is not known can begin with what would be dropped as a prefix once more.
  while (auto again = parse_phone_number(phone.e164, nullptr)) {
    std::string e164 = format_phone_number(*again, PhoneFormat::e164);
    if (e164 == phone.e164 || phone_possibility(*again) != PhonePossibility::is_possible) break;
    phone.e164 = std::move(e164);
  }
  return phone;
}

}  // namespace kartei
