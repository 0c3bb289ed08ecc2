// Dates as people and their programs write them into files.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/timestamp.h"

namespace kartei {

// What stands first in "03/04/2026"; "date field order", as the CLDR calls it.
enum class DateOrder : uint8_t { unknown, day_first, month_first };

// Reads what parse_timestamp() reads; and a date
//   of numbers: "24/11/2026", "4/1/26", "24-11-2026", "4. 1. 2026", "2026/1/4", "20260104". The day
//   stands first where points are between them; else as `order` says, if both could be;
//   with its month in words, English or German, whole or by three letters or more: "24 Nov 2026",
//   "24. November 2026", "24-Nov-26", "Nov 24th, 2026"; before it the day of the week, unchecked;
// and then a time, if there is one, to the second: "15:10", "um 15:10 Uhr", "3:10:59 p.m."; with
// what that is ahead of UTC, if it is said: "+01:00", "+01", "GMT+0100". Years of two digits are
// those from 1969 to 2068 (POSIX, strptime). Errors: date_malformed, also where `order` would have
// to be known.
Result<Timestamp> parse_written_date(std::string_view text, DateOrder order);

// In which order a date of numbers is written, if it is one for which that matters: "24/11/2026"
// has the day first, "03/04/2026" does not say; nothing for "2026-11-24" and "24 Nov 2026".
std::optional<DateOrder> order_of_date(std::string_view text);

// What the dates of a file say together.
class DateOrders {
 public:
  void add(std::string_view text);
  // Nothing where it matters for none of them; unknown where none says it, or some one and some the
  // other.
  std::optional<DateOrder> common() const;

 private:
  bool matters_ = false, is_day_first_ = false, is_month_first_ = false;
};

}  // namespace kartei
