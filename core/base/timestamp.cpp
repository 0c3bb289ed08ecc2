#include "base/timestamp.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace kartei {
namespace {

constexpr int64_t to_days(std::chrono::year_month_day date) {
  return std::chrono::sys_days(date).time_since_epoch().count();
}

constexpr Timestamp kFirst = to_days(std::chrono::year{0} / 1 / 1) * kDayMs;
constexpr Timestamp kLast = (to_days(std::chrono::year{9999} / 12 / 31) + 1) * kDayMs - 1;

// Takes a date apart from the left. Once something was not as expected, it stays failed.
class Iso8601Reader {
 public:
  explicit Iso8601Reader(std::string_view text) : rest_(text) {}

  bool is_done() const { return is_good_ && rest_.empty(); }
  bool is_good() const { return is_good_; }

  bool accept(std::string_view characters) {
    if (rest_.empty() || !characters.contains(rest_.front())) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(std::string_view characters) { is_good_ = accept(characters) && is_good_; }

  std::optional<int> accept_digit() {
    if (rest_.empty() || rest_.front() < '0' || rest_.front() > '9') return std::nullopt;
    const int digit = rest_.front() - '0';
    rest_.remove_prefix(1);
    return digit;
  }

  // A number of exactly `size` digits, at most `max`.
  int number(int size, int max) {
    int value = 0;
    for (; size > 0; --size) {
      const auto digit = accept_digit();
      is_good_ = is_good_ && digit;
      value = value * 10 + digit.value_or(0);
    }
    is_good_ = is_good_ && value <= max;
    return value;
  }

 private:
  std::string_view rest_;
  bool is_good_ = true;
};

// "2026-11-24" or "24.11.2026".
std::optional<int64_t> read_date(Iso8601Reader& reader, bool is_german) {
  const std::string_view separator = is_german ? "." : "-";
  const int first = reader.number(is_german ? 2 : 4, 9999);
  reader.expect(separator);
  const int month = reader.number(2, 12);
  reader.expect(separator);
  const int last = reader.number(is_german ? 4 : 2, 9999);
  if (!reader.is_good()) return std::nullopt;
  return is_german ? start_of_day(last, month, first) : start_of_day(first, month, last);
}

int64_t read_fraction(Iso8601Reader& reader) {
  int64_t milliseconds = 0;
  int unit = 100;
  milliseconds += unit * reader.number(1, 9);
  while (const auto digit = reader.accept_digit()) {
    unit /= 10;
    milliseconds += unit * *digit;
  }
  return milliseconds;
}

int64_t read_clock(Iso8601Reader& reader) {
  const int hours = reader.number(2, 23);
  reader.expect(":");
  const int minutes = reader.number(2, 59);
  int64_t time = hours * kHourMs + minutes * kMinuteMs;
  if (reader.accept(":")) {
    time += reader.number(2, 59) * 1000;
    if (reader.accept(".")) time += read_fraction(reader);
  }
  return time;
}

// What is to be taken off local time to have UTC.
int64_t read_offset(Iso8601Reader& reader) {
  if (reader.is_done() || reader.accept("Zz")) return 0;
  const bool is_west = reader.accept("-");
  if (!is_west) reader.expect("+");
  const int hours = reader.number(2, 23);
  reader.expect(":");
  const int minutes = reader.number(2, 59);
  const int64_t offset = hours * kHourMs + minutes * kMinuteMs;
  return is_west ? -offset : offset;
}

// The form that format_timestamp() writes, which is that of most files; nothing where it is
// another.
std::optional<Timestamp> read_canonical(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00.000Z";
  if (text.size() != kForm.size()) return std::nullopt;
  int digits[kForm.size()];
  bool is_good = true;
  for (size_t i = 0; i < kForm.size(); ++i) {
    digits[i] = text[i] - '0';
    const bool is_digit = static_cast<unsigned>(digits[i]) < 10;
    is_good &= kForm[i] == '0' ? is_digit : text[i] == kForm[i];
  }
  const auto two = [&](size_t at) { return digits[at] * 10 + digits[at + 1]; };
  const int hours = two(11), minutes = two(14), seconds = two(17);
  if (!is_good || hours > 23 || minutes > 59 || seconds > 59) return std::nullopt;
  const auto day = start_of_day(two(0) * 100 + two(2), two(5), two(8));
  if (!day) return std::nullopt;
  return *day + hours * kHourMs + minutes * kMinuteMs + seconds * 1000 + digits[20] * 100 + two(21);
}

void append_number(std::string& out, int64_t value, int size) {
  const size_t end = out.size() + static_cast<size_t>(size);
  out.resize(end);
  for (size_t at = end; size > 0; --size, value /= 10)
    out[--at] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::string format_timestamp(Timestamp time) {
  time = std::clamp(time, kFirst, kLast);
  const auto point =
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(time));
  const auto day = std::chrono::floor<std::chrono::days>(point);
  const std::chrono::year_month_day date(day);
  const int64_t clock = (point - day).count();
  std::string text;
  text.reserve(24);
  append_number(text, int{date.year()}, 4);
  text.push_back('-');
  append_number(text, unsigned{date.month()}, 2);
  text.push_back('-');
  append_number(text, unsigned{date.day()}, 2);
  text.push_back('T');
  append_number(text, clock / kHourMs, 2);
  text.push_back(':');
  append_number(text, clock / kMinuteMs % 60, 2);
  text.push_back(':');
  append_number(text, clock / 1000 % 60, 2);
  text.push_back('.');
  append_number(text, clock % 1000, 3);
  text.push_back('Z');
  return text;
}

std::optional<Timestamp> start_of_day(int year, int month, int day) {
  const auto date = std::chrono::year{year} / month / day;
  return date.ok() ? std::optional(to_days(date) * kDayMs) : std::nullopt;
}

Result<Timestamp> parse_timestamp(std::string_view text) {
  if (const auto canonical = read_canonical(text)) return *canonical;
  Iso8601Reader reader(text);
  const bool is_german = text.size() > 2 && text[2] == '.';
  const auto date = read_date(reader, is_german);
  if (!date) return failure(ErrorCode::date_malformed);
  Timestamp time = *date;
  if (!reader.is_done()) {
    reader.expect("Tt ");
    time += read_clock(reader);
    time -= read_offset(reader);
  }
  if (!reader.is_done() || time < kFirst || time > kLast) return failure(ErrorCode::date_malformed);
  return time;
}

}  // namespace kartei
