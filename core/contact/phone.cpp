#include "contact/phone.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "contact/phone_number.h"
#include "contact/phone_text.h"

namespace kartei {
namespace {

// What is said of a text as a whole, before it is read as a number.
struct Repaired {
  std::string text;
  std::optional<ErrorCode> damage = std::nullopt;
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
    if (!std::ranges::equal(found, word, {}, to_ascii_lower)) continue;
    return std::string(text.substr(0, end - word.size()))
        .append(" ext. ")
        .append(text.substr(begin));
  }
  return std::string(text);
}

// Whether a text has no other characters than these, all of them from the blank to '?'.
template <size_t Size>
bool has_only(const char (&characters)[Size], std::string_view text) {
  uint32_t known = 0;
  for (size_t i = 0; i + 1 < Size; ++i) known |= 1U << (characters[i] - ' ');
  return std::ranges::all_of(text, [=](char c) {
    const auto at = static_cast<uint32_t>(c - ' ');
    return at < 32 && (known >> at & 1) != 0;
  });
}

// Digits and what usually stands between them: nothing in it is to be repaired.
bool is_plain(std::string_view text) { return has_only(" ()+-/0123456789", text); }

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

// The place of the first character for which `is_wrong`, from the first digit or plus sign on or,
// where there is none, before them; 1-based, in characters.
template <class IsWrong>
std::optional<uint32_t> find_column(std::string_view text, IsWrong is_wrong) {
  uint32_t column = 0;
  std::optional<uint32_t> before;
  bool has_begun = false;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    ++column;
    has_begun = has_begun || is_plus(c) || digit_value(c) >= 0;
    if (is_foreign_blank(c) || !is_wrong(c)) continue;
    if (has_begun) return column;
    if (!before) before = column;
  }
  return before;
}

Error wrong_character(uint32_t column) {
  return {.code = ErrorCode::phone_character, .column = column};
}

// What no number has. A plus sign stands before all digits.
std::optional<uint32_t> find_wrong_character(std::string_view text) {
  bool has_digits = false;
  return find_column(text, [&](char32_t c) {
    const bool is_digit = digit_value(c) >= 0;
    has_digits = has_digits || is_digit;
    return !is_digit && !is_phone_separator(c) && c != '*' && (!is_plus(c) || has_digits);
  });
}

Error to_error(PhoneParseFault fault, std::string_view text, std::string_view country_code) {
  switch (fault) {
    case PhoneParseFault::invalid_country_code:
      return {.code = country_code.empty() && !text.contains('+') && !text.contains("\uFF0B")
                          ? ErrorCode::phone_calling_code_missing
                          : ErrorCode::phone_calling_code_unknown};
    case PhoneParseFault::too_short_after_idd:
    case PhoneParseFault::too_short_nsn:
      return {.code = ErrorCode::phone_too_short};
    case PhoneParseFault::too_long:
      return {.code = ErrorCode::phone_too_long};
    case PhoneParseFault::not_a_number:
      break;
  }
  // "+", "1", "( )": nothing is wrong in it but that there is so little.
  const auto column = find_wrong_character(text);
  return column ? wrong_character(*column) : Error{.code = ErrorCode::phone_too_short};
}

// Numbers that are sold as words: those of services, and in North America any. Elsewhere a remark
// behind a number ("030 123456 abends") would often make a valid one, too.
bool can_be_word(const PhoneNumber& number) {
  using enum PhoneType;
  const PhoneType type = phone_type(number);
  return type == toll_free || type == premium_rate || type == shared_cost || type == uan ||
         (type != unknown && number.code == "1");
}

bool is_word(char32_t c) { return is_ascii_letter(c) && c != 'x'; }

// Whether letters in it stand for nothing that is known: a typing error, or a remark.
bool has_loose_letters(std::string_view text, const PhoneNumber& number) {
  if (std::ranges::none_of(text, [](char c) { return is_ascii_letter(c); })) return false;
  PhoneText typed, found;
  if (!typed.assign(text) || !find_number(typed.characters(), found)) return false;
  const auto characters = found.characters();
  const auto read = characters.first(find_extension(characters).number_end);
  const auto letters = std::ranges::count_if(read, is_word);
  return letters > 0 && (letters < 3 || !can_be_word(number));
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

// "+3758104688131": libphonenumber drops the 8, Belarus's prefix, and is left with no number. What
// is valid as it stands needs nothing dropped.
std::optional<PhoneNumber> read_as_it_stands(std::string_view text, const PhoneNumber& number) {
  if (!text.starts_with('+') || !text.substr(1).starts_with(number.code)) return std::nullopt;
  const std::string_view national = text.substr(1 + number.code.size());
  if (national.size() > NationalNumber::kMaxDigits) return std::nullopt;
  if (!std::ranges::all_of(national, is_ascii_digit)) return std::nullopt;
  PhoneNumber whole{.code = number.code, .national = NationalNumber(national), .extension = {}};
  return plan_of_number(whole) ? std::optional(std::move(whole)) : std::nullopt;
}

struct KnownNumber {
  PhoneNumber number;
  bool is_valid;
};

// "41 (0)44 668 18 00": a calling code without its plus sign, since nobody writes what is dialled
// before an area code in brackets but behind one.
bool has_bare_calling_code(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  if (end == 0 || end > 3) return false;
  while (end < text.size() && text[end] == ' ') ++end;
  return text.substr(end).starts_with("(0)");
}

// 00 is an international prefix also where nobody knows from where it is dialled, and where another
// one is usual, if that makes a number of what is none.
std::expected<KnownNumber, PhoneParseFault> read_number(std::string_view text,
                                                        const NumberingPlan* plan) {
  if (has_bare_calling_code(text)) {
    auto whole = parse_phone_number("+" + std::string(text), nullptr);
    if (whole && plan_of_number(*whole)) return KnownNumber(std::move(*whole), true);
  }
  auto number = parse_phone_number(text, plan);
  if (number && plan_of_number(*number)) return KnownNumber(std::move(*number), true);
  if (number) {
    if (auto whole = read_as_it_stands(text, *number)) return KnownNumber(std::move(*whole), true);
  }
  const auto as_invalid = [](PhoneNumber read) { return KnownNumber(std::move(read), false); };
  const size_t zeros = text.find_first_not_of(" (");
  const bool has_prefix = zeros != text.npos && text.substr(zeros).starts_with("00");
  if (!has_prefix || text.contains('+')) return number.transform(as_invalid);
  auto international = parse_phone_number("+" + std::string(text.substr(zeros + 2)), nullptr);
  if (international && plan_of_number(*international)) {
    return KnownNumber(std::move(*international), true);
  }
  return (plan ? number : international).transform(as_invalid);
}

// A number that is not known can begin with what would be dropped as a prefix once more: until it
// is read as itself.
void settle(std::string& e164) {
  while (const auto again = parse_phone_number(e164, nullptr)) {
    std::string next;
    append_e164(*again, next);
    if (next == e164 || phone_possibility(*again) != PhonePossibility::is_possible) return;
    e164 = std::move(next);
  }
}

// Nothing but digits, without the 0 that a spreadsheet drops from what it takes for a number.
bool has_lost_zero(std::string_view text, const PhoneNumber& number, const NumberingPlan* plan) {
  return plan && plan->national_prefix() == "0" && text == number.national;
}

}  // namespace

Result<Phone> parse_phone(std::string_view text, std::string_view country_code, std::string room) {
  Repaired repaired;
  std::string_view typed = trim(text);
  const bool is_repaired = !is_plain(typed);
  if (is_repaired) {
    auto done = repair(text);
    if (!done) return std::unexpected(done.error());
    repaired = std::move(*done);
    typed = repaired.text;
  }
  const NumberingPlan* plan = nullptr;
  if (!country_code.empty()) {
    const auto plans = plans_of_code(country_code.substr(1));
    if (plans.empty()) return failure(ErrorCode::phone_calling_code_unknown);
    plan = &plans[0];
  }
  if (typed.empty()) return failure(ErrorCode::phone_too_short);
  // Something stood there that could not be read.
  if (is_repaired && text.contains("\uFFFD")) {
    const auto column = find_column(text, [](char32_t c) { return c == 0xFFFD; });
    return std::unexpected(wrong_character(column.value_or(1)));
  }
  auto read = read_number(typed, plan);
  // What was taken for a number has lost its plus sign, if it had one. Programs that send messages
  // leave it out as well: what is a mobile number with it, and none without, is that one, though
  // there may be landlines that begin so ("4915112345678" in Leer).
  if (plan && typed.starts_with(plan->code()) && (repaired.damage || !is_repaired)) {
    auto international = parse_phone_number("+" + std::string(typed), nullptr);
    const auto type = international ? phone_type(*international) : PhoneType::unknown;
    const bool is_mobile = type == PhoneType::mobile && (!read || phone_type(read->number) != type);
    const bool is_meant = repaired.damage ? type != PhoneType::unknown : is_mobile;
    if (is_meant) read = KnownNumber(std::move(*international), true);
  }
  if (!read) return std::unexpected(to_error(read.error(), text, country_code));
  const auto& [number, is_valid] = *read;
  if (is_repaired && has_loose_letters(typed, number)) {
    return std::unexpected(wrong_character(find_column(text, is_word).value_or(1)));
  }
  // Where countries share a calling code, a number can be valid whose length the main one has not.
  const auto fault = is_valid ? std::nullopt : fault_of_length(phone_possibility(number));
  if (fault) return failure(*fault);
  if (!repaired.damage && is_valid && has_lost_zero(typed, number, plan)) {
    repaired.damage = ErrorCode::phone_leading_zero_lost;
  }
  room.clear();
  Phone phone{.e164 = std::move(room),
              .country_code = std::string("+").append(number.code),
              .damage = repaired.damage};
  append_e164(number, phone.e164);
  if (is_valid) return phone;
  settle(phone.e164);
  // What is left is so short that even the prefix had to be taken for a part of it.
  const std::string_view prefix = plans_of_code(number.code)[0].national_prefix();
  const auto national = std::string_view(phone.e164).substr(phone.country_code.size());
  if (prefix == "0" && national.starts_with('0')) return failure(ErrorCode::phone_too_short);
  return phone;
}

std::string phone_extension(std::string_view text) {
  if (has_only(" ()+-./0123456789", text)) return {};
  const auto repaired = repair(text);
  PhoneText typed, found;
  const bool is_read =
      repaired && typed.assign(repaired->text) && find_number(typed.characters(), found);
  if (!is_read) return {};
  PhoneDigits digits;
  append_digits(find_extension(found.characters()).digits, digits);
  return std::string(digits.view());
}

}  // namespace kartei
