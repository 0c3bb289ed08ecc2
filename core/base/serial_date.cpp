#include "base/serial_date.h"

#include <algorithm>

namespace kartei {
namespace {

constexpr int64_t kDaySeconds = 86'400, kDayOf1970 = 25'569;
constexpr size_t kMaxSerialBytes = 24;

}  // namespace

std::optional<Timestamp> parse_serial_date(std::string_view text) {
  if (text.size() > kMaxSerialBytes) return std::nullopt;
  const size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  std::string_view fraction = text.substr(size);
  int64_t number = 0;
  for (const char digit : text.substr(0, std::min<size_t>(size, 13))) {
    number = number * 10 + (digit - '0');
  }
  if (fraction.empty() && text.starts_with('1') && (size == 10 || size == 13)) {
    return size == 10 ? number * 1000 : number;
  }
  if (size != 5 || number < 20'000 || number >= 80'000) return std::nullopt;
  double part = 0, unit = 0.1;
  if (fraction.starts_with('.') || fraction.starts_with(',')) fraction.remove_prefix(1);
  for (const char digit : fraction) {
    if (digit < '0' || digit > '9') return std::nullopt;
    part += unit * (digit - '0');
    unit /= 10;
  }
  const auto seconds = static_cast<int64_t>(part * static_cast<double>(kDaySeconds) + 0.5);
  return ((number - kDayOf1970) * kDaySeconds + seconds) * 1000;
}

}  // namespace kartei
