#include "base/written_date.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"

namespace kartei {
namespace {

constexpr size_t kMaxWrittenBytes = 64;
constexpr int kMonths = 12;

// Folded. "Januar" is how "January" begins.
constexpr std::pair<std::string_view, int> kMonthNames[] = {
    {"january", 1},  {"janner", 1},   {"february", 2},  {"march", 3},     {"marz", 3},
    {"mrz", 3},      {"april", 4},    {"may", 5},       {"mai", 5},       {"june", 6},
    {"juni", 6},     {"july", 7},     {"juli", 7},      {"august", 8},    {"september", 9},
    {"october", 10}, {"oktober", 10}, {"november", 11}, {"december", 12}, {"dezember", 12}};
constexpr std::string_view kWeekdays[] = {
    "monday",   "tuesday",  "wednesday",  "thursday", "friday",  "saturday",  "sunday", "montag",
    "dienstag", "mittwoch", "donnerstag", "freitag",  "samstag", "sonnabend", "sonntag"};

// 0 where it is none.
int find_month(std::string_view folded) {
  if (folded.size() < 3) return 0;
  const auto found = std::ranges::find_if(
      kMonthNames, [&](const auto& month) { return month.first.starts_with(folded); });
  return found == std::end(kMonthNames) ? 0 : found->second;
}

bool is_weekday(std::string_view folded) {
  return folded.size() >= 2 && std::ranges::any_of(kWeekdays, [&](std::string_view weekday) {
           return weekday.starts_with(folded);
         });
}

struct Number {
  int value = 0;
  size_t digits = 0;
};

// Takes a text apart from the left.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool is_done() const { return rest_.empty(); }
  char next() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool accept(char mark) {
    if (next() != mark) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Returns whether any of the characters was there.
  bool skip(std::string_view characters) {
    const size_t size = std::min(rest_.find_first_not_of(characters), rest_.size());
    rest_.remove_prefix(size);
    return size > 0;
  }

  Number number() {
    Number number;
    for (; next() >= '0' && next() <= '9'; rest_.remove_prefix(1)) {
      if (++number.digits <= 8) number.value = number.value * 10 + (next() - '0');
    }
    return number;
  }

  // Folded; all is letters that is no mark and no digit.
  std::string word() {
    const size_t size = std::min(rest_.find_first_of(" .,:/+-0123456789"), rest_.size());
    std::string word = fold(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return word;
  }

  // What is left before a remark in brackets, folded, without its marks.
  std::string tail() const {
    std::string tail = fold(rest_.substr(0, rest_.find('(')));
    std::erase_if(tail, [](char c) { return c == '.' || c == ' ' || c == ':'; });
    return tail;
  }

 private:
  std::string_view rest_;
};

class WrittenDateReader {
 public:
  explicit WrittenDateReader(std::string_view text)
      : scanner_(text.size() <= kMaxWrittenBytes && is_valid_utf8(text) ? text : "") {
    is_good_ = read_date() && read_clock();
  }

  // Whether it is a date of which day and month may have to change places.
  bool is_open() const { return is_good_ && is_open_; }

  DateOrder order() const {
    if (day_ > kMonths) return DateOrder::day_first;
    return month_ > kMonths ? DateOrder::month_first : DateOrder::unknown;
  }

  std::optional<Timestamp> time(DateOrder order) const {
    if (!is_good_) return std::nullopt;
    if (!is_open_) order = DateOrder::day_first;
    if (is_open_ && this->order() != DateOrder::unknown) order = this->order();
    if (order == DateOrder::unknown && day_ != month_) return std::nullopt;
    const bool is_swapped = order == DateOrder::month_first;
    const auto day =
        is_swapped ? start_of_day(year_, day_, month_) : start_of_day(year_, month_, day_);
    return day ? std::optional(*day + clock_) : std::nullopt;
  }

 private:
  bool read_date();
  bool read_numbers(int first);
  bool read_after_year(int year);
  bool read_compact(int date);
  bool read_month_after_day(int day);
  bool read_day_after_month(int month);
  bool read_mark();
  bool read_short(int& value);
  bool read_year();
  bool read_clock();
  bool read_tail(std::string_view tail, int hours);

  Scanner scanner_;
  int year_ = 0, month_ = 0, day_ = 0;
  // Between the numbers of a date.
  char mark_ = 0;
  bool is_open_ = false, is_good_ = false;
  // Milliseconds from midnight on.
  int64_t clock_ = 0;
};

bool WrittenDateReader::read_date() {
  std::string word = scanner_.word();
  if (is_weekday(word)) {
    scanner_.skip("., ");
    word = scanner_.word();
  }
  if (!word.empty()) return read_day_after_month(find_month(word));
  const Number first = scanner_.number();
  if (first.digits == 4) return read_after_year(first.value);
  if (first.digits == 8) return scanner_.is_done() && read_compact(first.value);
  if (first.digits < 1 || first.digits > 2) return false;
  const Scanner rest = scanner_;
  if (read_month_after_day(first.value)) return true;
  scanner_ = rest;
  return read_numbers(first.value);
}

// "/11/2026" behind 24.
bool WrittenDateReader::read_numbers(int first) {
  day_ = first;
  if (!read_mark() || !read_short(month_) || !read_mark()) return false;
  is_open_ = mark_ != '.';
  return read_year();
}

// "/11/24" behind 2026.
bool WrittenDateReader::read_after_year(int year) {
  year_ = year;
  return read_mark() && read_short(month_) && read_mark() && read_short(day_);
}

// 20261124
bool WrittenDateReader::read_compact(int date) {
  year_ = date / 10'000;
  month_ = date / 100 % 100;
  day_ = date % 100;
  return year_ >= 1900 && year_ < 2100;
}

// "th November 2026" behind 24.
bool WrittenDateReader::read_month_after_day(int day) {
  day_ = day;
  std::string word = scanner_.word();
  if (word.size() <= 2) {
    scanner_.skip(". -");
    word = scanner_.word();
  }
  month_ = find_month(word);
  scanner_.skip(". -,");
  return month_ && read_year();
}

// " 24th, 2026" behind November.
bool WrittenDateReader::read_day_after_month(int month) {
  month_ = month;
  if (!month || !scanner_.skip(". ") || !read_short(day_)) return false;
  scanner_.word();
  return scanner_.skip(", ") && read_year();
}

// The same one each time.
bool WrittenDateReader::read_mark() {
  const char mark = scanner_.next();
  const bool is_mark = mark == '/' || mark == '.' || mark == '-';
  if (!is_mark || (mark_ && mark != mark_)) return false;
  mark_ = mark;
  scanner_.accept(mark);
  if (mark == '.') scanner_.skip(" ");
  return true;
}

bool WrittenDateReader::read_short(int& value) {
  const Number number = scanner_.number();
  value = number.value;
  return number.digits == 1 || number.digits == 2;
}

bool WrittenDateReader::read_year() {
  constexpr int kFirstOfLastCentury = 69;
  const Number year = scanner_.number();
  year_ = year.value;
  if (year.digits == 2) year_ += year.value < kFirstOfLastCentury ? 2000 : 1900;
  return year.digits == 2 || year.digits == 4;
}

bool WrittenDateReader::read_clock() {
  if (scanner_.is_done()) return true;
  if (!scanner_.skip(" ,T")) return false;
  if (scanner_.word().size() > 2) return false;  // "at", "um"
  scanner_.skip(" ");
  int hours = 0, minutes = 0, seconds = 0;
  if (!read_short(hours) || !scanner_.accept(':') || !read_short(minutes)) return false;
  if (scanner_.accept(':')) {
    if (!read_short(seconds)) return false;
    if (scanner_.accept('.')) scanner_.number();
  }
  if (minutes > 59 || seconds > 59) return false;
  clock_ = minutes * kMinuteMs + seconds * 1000;
  return read_tail(scanner_.tail(), hours);
}

// "pm", "uhr", "utc", "gmt+0100"
bool WrittenDateReader::read_tail(std::string_view tail, int hours) {
  const auto accept = [&](std::string_view word) {
    const bool is_there = tail.starts_with(word);
    if (is_there) tail.remove_prefix(word.size());
    return is_there;
  };
  const bool is_morning = accept("am");
  if (is_morning || accept("pm")) {
    if (hours < 1 || hours > 12) return false;
    hours = hours % 12 + (is_morning ? 0 : 12);
  }
  if (hours > 23) return false;
  clock_ += hours * kHourMs;
  accept("uhr");
  // Google's forms write the time of central Europe so, in German.
  if (tail == "mez" || tail == "mesz") {
    clock_ -= tail == "mez" ? kHourMs : 2 * kHourMs;
    return true;
  }
  accept("utc") || accept("gmt") || accept("z");
  if (tail.empty()) return true;
  const bool is_west = accept("-");
  if (!is_west && !accept("+")) return false;
  Scanner scanner(tail);
  const Number offset = scanner.number();
  const int clock = offset.digits == 2 ? offset.value * 100 : offset.value;
  const int64_t ahead = clock / 100 * kHourMs + clock % 100 * kMinuteMs;
  clock_ -= is_west ? -ahead : ahead;
  return scanner.is_done() && (offset.digits == 2 || offset.digits == 4) && ahead < 24 * kHourMs;
}

}  // namespace

Result<Timestamp> parse_written_date(std::string_view text, DateOrder order) {
  if (auto time = parse_timestamp(text)) return time;
  const auto time = WrittenDateReader(text).time(order);
  return time ? Result<Timestamp>(*time) : failure(ErrorCode::date_malformed);
}

std::optional<DateOrder> order_of_date(std::string_view text) {
  const WrittenDateReader reader(text);
  return reader.is_open() ? std::optional(reader.order()) : std::nullopt;
}

void DateOrders::add(std::string_view text) {
  const auto order = order_of_date(text);
  matters_ |= order.has_value();
  is_day_first_ |= order == DateOrder::day_first;
  is_month_first_ |= order == DateOrder::month_first;
}

std::optional<DateOrder> DateOrders::common() const {
  if (!matters_) return std::nullopt;
  if (is_day_first_ == is_month_first_) return DateOrder::unknown;
  return is_day_first_ ? DateOrder::day_first : DateOrder::month_first;
}

}  // namespace kartei
