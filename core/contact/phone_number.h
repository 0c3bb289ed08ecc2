// A phone number as ITU-T E.164 has it: read, judged and written as libphonenumber does. What
// Kartei makes of it is in contact/phone.h.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "contact/numbering_plan.h"

namespace kartei {

// The digits of a national (significant) number, at most 17 of them.
class NationalNumber {
 public:
  static constexpr size_t kMaxDigits = 17;

  NationalNumber() = default;
  // The first 17 of `digits`.
  explicit NationalNumber(std::string_view digits);
  operator std::string_view() const { return {digits_.data(), size_}; }
  size_t size() const { return size_; }

 private:
  std::array<char, kMaxDigits> digits_{};
  uint8_t size_ = 0;
};

struct PhoneNumber {
  // Digits of the calling code: "49".
  std::string_view code;
  // Leading zeros that belong to it included.
  NationalNumber national;
  // Digits, as they were typed; empty for none.
  std::string extension;
};

// Why a text is no phone number; the names are libphonenumber's.
enum class PhoneParseFault : uint8_t {
  invalid_country_code,
  not_a_number,
  too_short_after_idd,
  too_short_nsn,
  too_long,
};

enum class PhonePossibility : uint8_t {
  is_possible,
  // Dialled only within its area: without area code.
  is_possible_local_only,
  invalid_country_code,
  too_short,
  invalid_length,
  too_long,
};
// "IS_POSSIBLE"
std::string_view phone_possibility_name(PhonePossibility possibility);

enum class PhoneFormat : uint8_t {
  // "+4930123456", without extension
  e164,
  // "030 123456 ext. 7"
  national,
  // "+49 30 123456 ext. 7"
  international,
  // "tel:+49-30-123456;ext=7"
  rfc3966,
};

// `default_plan` is where it is dialled; null where nobody knows: then it needs a plus sign.
std::expected<PhoneNumber, PhoneParseFault> parse_phone_number(std::string_view text,
                                                               const NumberingPlan* default_plan);

PhonePossibility phone_possibility(const PhoneNumber& number);

// Whose it is, among all that share its calling code; null where it is not valid.
const NumberingPlan* plan_of_number(const PhoneNumber& number);
// unknown: it is not valid.
PhoneType phone_type(const PhoneNumber& number);

std::string format_phone_number(const PhoneNumber& number, PhoneFormat format);

// The E.164 form, appended to `out`, whose memory is reused.
void append_e164(const PhoneNumber& number, std::string& out);

}  // namespace kartei
