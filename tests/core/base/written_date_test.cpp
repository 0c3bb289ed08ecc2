#include "base/written_date.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace kartei {
namespace {

std::string read_date(std::string_view text, DateOrder order = DateOrder::unknown) {
  const auto time = parse_written_date(text, order);
  return time ? format_timestamp(*time).substr(0, 19) : "";
}

}  // namespace

TEST_CASE("a date of numbers is read in the order that it says or that is said") {
  CHECK(read_date("24/11/2026") == "2026-11-24T00:00:00");
  CHECK(read_date("11/24/2026") == "2026-11-24T00:00:00");
  CHECK(read_date("24-11-2026") == "2026-11-24T00:00:00");
  CHECK(read_date("11/24/26") == "2026-11-24T00:00:00");
  CHECK(read_date("3/4/2026", DateOrder::day_first) == "2026-04-03T00:00:00");
  CHECK(read_date("3/4/2026", DateOrder::month_first) == "2026-03-04T00:00:00");
  CHECK(read_date("3/4/2026") == "");
  // Both are the same day.
  CHECK(read_date("4/4/2026") == "2026-04-04T00:00:00");
  // What can be but one day is that.
  CHECK(read_date("24/11/2026", DateOrder::month_first) == "2026-11-24T00:00:00");
}

TEST_CASE("with points the day stands first") {
  CHECK(read_date("3.4.2026") == "2026-04-03T00:00:00");
  CHECK(read_date("3.4.2026", DateOrder::month_first) == "2026-04-03T00:00:00");
  CHECK(read_date("24. 11. 2026") == "2026-11-24T00:00:00");
  CHECK(read_date("24.11.26") == "2026-11-24T00:00:00");
  CHECK(read_date("24.11.70") == "1970-11-24T00:00:00");
  CHECK(read_date("11.24.2026") == "");
}

TEST_CASE("a year of four digits stands first, too") {
  CHECK(read_date("2026/11/24") == "2026-11-24T00:00:00");
  CHECK(read_date("2026-1-4") == "2026-01-04T00:00:00");
  CHECK(read_date("20261124") == "2026-11-24T00:00:00");
  CHECK(read_date("2026/1/4", DateOrder::day_first) == "2026-01-04T00:00:00");
}

TEST_CASE("a month in words is English or German") {
  for (const char* text : {"24 Nov 2026", "24. November 2026", "24-Nov-2026", "24-NOV-26",
                           "24th November, 2026", "Nov 24, 2026", "November 24th, 2026",
                           "Nov. 24 2026", "Tue, 24 Nov 2026", "Tuesday, November 24, 2026",
                           "Di., 24. November 2026", "Dienstag, 24.11.2026", "Tue Nov 24 2026"}) {
    CAPTURE(text);
    CHECK(read_date(text) == "2026-11-24T00:00:00");
  }
  CHECK(read_date("1. März 2026") == "2026-03-01T00:00:00");
  CHECK(read_date("1. MÄR 2026") == "2026-03-01T00:00:00");
  CHECK(read_date("1 Mrz 2026") == "2026-03-01T00:00:00");
  CHECK(read_date("1. Jänner 2026") == "2026-01-01T00:00:00");
  CHECK(read_date("1 mai 2026") == "2026-05-01T00:00:00");
  CHECK(read_date("31. Dez. 2026") == "2026-12-31T00:00:00");
  CHECK(read_date("Sept 1, 2026") == "2026-09-01T00:00:00");
}

TEST_CASE("a time of day is in UTC unless it says otherwise") {
  CHECK(read_date("24/11/2026 15:10") == "2026-11-24T15:10:00");
  CHECK(read_date("24.11.26, 15:10 Uhr") == "2026-11-24T15:10:00");
  CHECK(read_date("11/24/2026 3:10:59 PM") == "2026-11-24T15:10:59");
  CHECK(read_date("11/24/2026, 3:10 p.m.") == "2026-11-24T15:10:00");
  CHECK(read_date("11/24/2026 12:10 AM") == "2026-11-24T00:10:00");
  CHECK(read_date("11/24/2026 12:10pm") == "2026-11-24T12:10:00");
  CHECK(read_date("2026-11-24 15:10:00 +0100") == "2026-11-24T14:10:00");
  CHECK(read_date("2026-11-24 15:10:00 UTC") == "2026-11-24T15:10:00");
  CHECK(read_date("2026/11/24 3:10:00 PM MEZ") == "2026-11-24T14:10:00");
  CHECK(read_date("2026/07/24 3:10:00 PM MESZ") == "2026-07-24T13:10:00");
  CHECK(read_date("Tue, 24 Nov 2026 23:10:00 -0530") == "2026-11-25T04:40:00");
  CHECK(read_date("Tue Nov 24 2026 15:10:00 GMT+0100") == "2026-11-24T14:10:00");
  CHECK(read_date("Tue Nov 24 2026 15:10:00 GMT+0100 (CET)") == "2026-11-24T14:10:00");
  CHECK(read_date("2026-11-24T15:10:21.000+0000") == "2026-11-24T15:10:21");
  CHECK(read_date("2026-11-24 15:10:21.123456+01") == "2026-11-24T14:10:21");
  CHECK(read_date("24. November 2026 um 15:10") == "2026-11-24T15:10:00");
  CHECK(read_date("November 24, 2026 at 3:10 PM") == "2026-11-24T15:10:00");
  CHECK(read_date("Sun, 06 Nov 1994 08:49:37 GMT") == "1994-11-06T08:49:37");
}

TEST_CASE("what is no date, or no such day, is refused") {
  for (const char* text : {"",
                           "24",
                           "24/11",
                           "24/11/",
                           "24/11/2026/1",
                           "24/11-2026",
                           "31/4/2026",
                           "29/2/2026",
                           "13/13/2026",
                           "0/1/2026",
                           "24/11/026",
                           "2026/24/11",
                           "24 2026",
                           "Nov 2026",
                           "24 No 2026",
                           "24 November",
                           "Foo, 24 Nov 2026",
                           "November",
                           "Version 1.2.2026 b",
                           "24/11/2026 15",
                           "24/11/2026 25:00",
                           "24/11/2026 15:60",
                           "24/11/2026 13:00 PM",
                           "24/11/2026 0:10 AM",
                           "24/11/2026 15:10 +1",
                           "24/11/2026 15:10 EST",
                           "24/11/2026 15:10 +2500",
                           "030 12/34 56",
                           "+49 30 123456",
                           "1/2/3456789",
                           "20261324",
                           "12345678",
                           "2026112",
                           "20261124 x",
                           "\xFF/11/2026",
                           "24/\xC3(/2026"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_written_date(text, DateOrder::day_first));
  }
  CHECK_FALSE(parse_written_date(std::string(100'000, '1'), DateOrder::day_first));
  CHECK_FALSE(parse_written_date("24/11/2026" + std::string(100'000, ' '), DateOrder::day_first));
}

TEST_CASE("order_of_date says what stands first") {
  CHECK(order_of_date("24/11/2026") == DateOrder::day_first);
  CHECK(order_of_date("11/24/2026 3:10 PM") == DateOrder::month_first);
  CHECK(order_of_date("3-4-2026") == DateOrder::unknown);
  for (const char* text : {"2026-11-24", "2026/3/4", "3.4.2026", "3 Apr 2026", "Anna", ""}) {
    CAPTURE(text);
    CHECK_FALSE(order_of_date(text));
  }
}

TEST_CASE("the dates of a file say their order together") {
  const auto common = [](std::initializer_list<const char*> texts) {
    DateOrders orders;
    for (const char* text : texts) orders.add(text);
    return orders.common();
  };
  CHECK(common({"3/4/2026", "24/11/2026", "5/6/2026"}) == DateOrder::day_first);
  CHECK(common({"11/24/2026", "2026-01-02"}) == DateOrder::month_first);
  CHECK(common({"3/4/2026"}) == DateOrder::unknown);
  CHECK(common({"24/11/2026", "11/24/2026"}) == DateOrder::unknown);
  CHECK_FALSE(common({"2026-01-02", "3.4.2026", "-"}));
}

TEST_CASE("each day is read as it was written, in each order") {
  std::mt19937 random(1);
  for (int i = 0; i < 10'000; ++i) {
    const Timestamp day = static_cast<Timestamp>(random() % 36'000) * 86'400'000;
    const std::string iso = format_timestamp(day).substr(0, 10);
    const std::string year = iso.substr(0, 4), month = iso.substr(5, 2), date = iso.substr(8, 2);
    const auto us = parse_written_date(month + "/" + date + "/" + year, DateOrder::month_first);
    const auto uk = parse_written_date(date + "/" + month + "/" + year, DateOrder::day_first);
    CAPTURE(iso);
    REQUIRE(us);
    REQUIRE(uk);
    CHECK(*us == day);
    CHECK(*uk == day);
  }
}

}  // namespace kartei
