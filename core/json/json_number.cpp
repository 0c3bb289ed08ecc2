#include "json/json_number.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <compare>
#include <cstdint>
#include <utility>
#include <vector>

namespace kartei {
namespace {

// A natural number: the lowest 32 bits first, and no zeros at the end.
class Natural {
 public:
  explicit Natural(uint64_t value) : words_{static_cast<uint32_t>(value), high(value)} { trim(); }

  bool is_zero() const { return words_.empty(); }

  int bit_width() const {
    if (is_zero()) return 0;
    return static_cast<int>(words_.size()) * 32 - std::countl_zero(words_.back());
  }

  // *this * factor + term
  void multiply(uint32_t factor, uint32_t term = 0) {
    uint64_t carry = term;
    for (uint32_t& word : words_) {
      carry += uint64_t{word} * factor;
      word = static_cast<uint32_t>(carry);
      carry = high(carry);
    }
    if (carry) words_.push_back(static_cast<uint32_t>(carry));
  }

  void multiply_by_power(uint32_t base, int exponent) {
    for (; exponent > 0; --exponent) multiply(base);
  }

  // Divides, and answers what is left over.
  uint32_t divide(uint32_t divisor) {
    uint64_t rest = 0;
    for (size_t i = words_.size(); i-- > 0;) {
      rest = rest << 32 | words_[i];
      words_[i] = static_cast<uint32_t>(rest / divisor);
      rest %= divisor;
    }
    trim();
    return static_cast<uint32_t>(rest);
  }

  void shift_left(int bits) {
    words_.insert(words_.begin(), static_cast<size_t>(bits / 32), 0);
    multiply(uint32_t{1} << bits % 32);
  }

  // Nothing smaller than `other`.
  void subtract(const Natural& other) {
    uint64_t borrowed = 0;
    for (size_t i = 0; i < words_.size(); ++i) {
      const uint64_t taken = borrowed + (i < other.words_.size() ? other.words_[i] : 0);
      borrowed = words_[i] < taken ? 1 : 0;
      words_[i] = static_cast<uint32_t>(words_[i] - taken);
    }
    trim();
  }

  std::strong_ordering operator<=>(const Natural& other) const {
    if (words_.size() != other.words_.size()) return words_.size() <=> other.words_.size();
    return std::lexicographical_compare_three_way(words_.rbegin(), words_.rend(),
                                                  other.words_.rbegin(), other.words_.rend());
  }
  bool operator==(const Natural& other) const = default;

 private:
  static uint32_t high(uint64_t value) { return static_cast<uint32_t>(value >> 32); }

  void trim() {
    while (!words_.empty() && words_.back() == 0) words_.pop_back();
  }

  std::vector<uint32_t> words_;
};

constexpr int kMantissaBits = 53;
constexpr int kLeastExponent = -1074;
// Up to here, whole numbers and powers of ten are doubles, and one division of them is exact.
constexpr double kExactNumbers = 9007199254740992;
constexpr int kExactPowers = 22;

double exact_power(int exponent) {
  double power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

// dividend / divisor, rounded once.
double divide(Natural dividend, Natural divisor) {
  int exponent = dividend.bit_width() - divisor.bit_width();
  (exponent > 0 ? divisor : dividend).shift_left(std::abs(exponent));
  if (dividend < divisor) {
    dividend.shift_left(1);
    --exponent;
  }
  // Their quotient is now at least 1 and less than 2: as many bits of it as the result can have.
  const int bits = std::min(kMantissaBits, exponent - kLeastExponent + 1);
  if (bits < 0) return 0;
  uint64_t quotient = 0;
  for (int i = 0; i < bits; ++i) {
    quotient *= 2;
    if (dividend >= divisor) {
      dividend.subtract(divisor);
      quotient |= 1;
    }
    dividend.shift_left(1);
  }
  // What is left is twice what the quotient lacks.
  if (dividend > divisor || (dividend == divisor && quotient % 2 == 1)) ++quotient;
  return std::ldexp(static_cast<double>(quotient), exponent - bits + 1);
}

// 0.digits * 10^point
struct Decimal {
  std::string digits;
  int point = 0;
};

// Without zeros in front.
double to_double(const Decimal& decimal) {
  const auto size = static_cast<int>(decimal.digits.size());
  const int exponent = decimal.point - size;
  // Beyond these there are no doubles but 0 and infinity.
  if (size == 0 || decimal.point < -330) return 0;
  if (decimal.point > 330) return HUGE_VAL;
  constexpr int kSurelyExactDigits = 15;
  if (size <= kSurelyExactDigits && std::abs(exponent) <= kExactPowers) {
    double value = 0;
    for (const char digit : decimal.digits) value = value * 10 + (digit - '0');
    const double power = exact_power(std::abs(exponent));
    return exponent < 0 ? value / power : value * power;
  }
  Natural dividend(0), divisor(1);
  for (const char digit : decimal.digits) {
    dividend.multiply(10, static_cast<uint32_t>(digit - '0'));
  }
  (exponent < 0 ? divisor : dividend).multiply_by_power(10, std::abs(exponent));
  return divide(std::move(dividend), std::move(divisor));
}

// All its digits: at most 767. `real` is positive.
Decimal exact_decimal(double real) {
  const auto bits = std::bit_cast<uint64_t>(real);
  constexpr uint64_t kHidden = uint64_t{1} << (kMantissaBits - 1);
  const int stored = static_cast<int>(bits / kHidden);
  Natural value(stored == 0 ? bits : bits % kHidden + kHidden);
  const int exponent = kLeastExponent + std::max(stored - 1, 0);
  // value * 2^-n = value * 5^n * 10^-n
  if (exponent < 0) value.multiply_by_power(5, -exponent);
  if (exponent > 0) value.shift_left(exponent);
  Decimal decimal;
  while (!value.is_zero()) decimal.digits.push_back(static_cast<char>('0' + value.divide(10)));
  std::ranges::reverse(decimal.digits);
  decimal.point = static_cast<int>(decimal.digits.size()) + std::min(exponent, 0);
  return decimal;
}

// Its first digits, rounded.
Decimal round(const Decimal& exact, size_t digits) {
  Decimal rounded = exact;
  if (digits >= exact.digits.size()) return rounded;
  rounded.digits.resize(digits);
  if (exact.digits[digits] < '5') return rounded;
  while (!rounded.digits.empty() && rounded.digits.back() == '9') rounded.digits.pop_back();
  if (rounded.digits.empty()) return {.digits = "1", .point = exact.point + 1};
  ++rounded.digits.back();
  return rounded;
}

// With as few digits as it takes. `real` is positive.
Decimal shortest_decimal(double real) {
  for (int places = 0; places <= kExactPowers; ++places) {
    const double power = exact_power(places);
    const double whole = std::floor(real * power + 0.5);
    if (whole >= kExactNumbers) break;
    if (whole / power != real) continue;
    std::string digits = std::to_string(static_cast<uint64_t>(whole));
    const int point = static_cast<int>(digits.size()) - places;
    return {.digits = std::move(digits), .point = point};
  }
  const Decimal exact = exact_decimal(real);
  for (size_t digits = 1;; ++digits) {
    Decimal rounded = round(exact, digits);
    if (to_double(rounded) == real) return rounded;
  }
}

}  // namespace

double read_json_real(std::string_view number) {
  const bool is_negative = number.starts_with('-');
  if (is_negative) number.remove_prefix(1);
  Decimal decimal;
  int64_t point = 0;
  bool is_fraction = false;
  size_t i = 0;
  for (; i < number.size() && number[i] != 'e' && number[i] != 'E'; ++i) {
    if (number[i] == '.') {
      is_fraction = true;
      continue;
    }
    // Zeros in front count as places only after the point, other digits only before it.
    const bool is_leading_zero = decimal.digits.empty() && number[i] == '0';
    if (!is_leading_zero) decimal.digits.push_back(number[i]);
    if (is_leading_zero == is_fraction) point += is_fraction ? -1 : 1;
  }
  if (i < number.size()) {
    number.remove_prefix(i + 1);
    if (number.starts_with('+')) number.remove_prefix(1);
    // Where it has more digits than an int, it is as good as any other that is too large.
    int exponent = number.starts_with('-') ? -100'000'000 : 100'000'000;
    std::from_chars(number.data(), number.data() + number.size(), exponent);
    point += exponent;
  }
  // No double, and no middle of two, has more digits than 767: that others follow is enough.
  constexpr size_t kMostDigits = 768;
  if (decimal.digits.size() > kMostDigits) {
    const bool has_more = decimal.digits.find_first_not_of('0', kMostDigits) != std::string::npos;
    decimal.digits.resize(kMostDigits);
    if (has_more) decimal.digits.push_back('1');
  }
  decimal.point = static_cast<int>(std::clamp<int64_t>(point, -100'000, 100'000));
  const double value = to_double(decimal);
  return is_negative ? -value : value;
}

void append_json_real(std::string& out, double real) {
  if (std::signbit(real)) out.push_back('-');
  if (real == 0) {
    out.append("0.0");
    return;
  }
  auto [digits, point] = shortest_decimal(std::fabs(real));
  digits.erase(digits.find_last_not_of('0') + 1);
  const auto size = static_cast<int>(digits.size());
  if (point > 0 && point <= 15) {
    // 1200.0, 1.2
    if (size <= point) {
      out.append(digits).append(static_cast<size_t>(point - size), '0').append(".0");
    } else {
      out.append(digits.insert(static_cast<size_t>(point), "."));
    }
  } else if (point > -4 && point <= 0) {
    out.append("0.").append(static_cast<size_t>(-point), '0').append(digits);
  } else {
    // 1e+20, 1.2e-07
    if (size > 1) digits.insert(1, ".");
    const int exponent = std::abs(point - 1);
    out.append(digits).append(point > 0 ? "e+" : "e-");
    if (exponent < 10) out.push_back('0');
    out.append(std::to_string(exponent));
  }
}

}  // namespace kartei
