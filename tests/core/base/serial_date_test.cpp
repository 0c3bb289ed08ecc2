#include "base/serial_date.h"

#include <doctest/doctest.h>

#include <string>

namespace kartei {
namespace {

std::string read_serial(std::string_view text) {
  const auto time = parse_serial_date(text);
  return time ? format_timestamp(*time) : "none";
}

}  // namespace

TEST_CASE("days of spreadsheets, with what part of the next one has passed") {
  CHECK(read_serial("45321") == format_timestamp(*start_of_day(2024, 1, 30)));
  CHECK(read_serial("45321.5") == format_timestamp(*start_of_day(2024, 1, 30) + 43'200'000));
  CHECK(read_serial("45321,4242476852") ==
        format_timestamp(*start_of_day(2024, 1, 30) + 36'655'000));
  CHECK(read_serial("20000") == format_timestamp(*start_of_day(1954, 10, 3)));
  for (const auto text : {"", "4532", "453210", "19999", "80000", "45321.5.1", "45321 5", "-45321",
                          "45321,5a", "45321.0000000000000000000001"}) {
    CAPTURE(text);
    CHECK(read_serial(text) == "none");
  }
}

TEST_CASE("seconds and milliseconds of Unix") {
  CHECK(read_serial("1709633472") == "2024-03-05T10:11:12.000Z");
  CHECK(read_serial("1709633472123") == "2024-03-05T10:11:12.123Z");
  CHECK(read_serial("2709633472") == "none");
  CHECK(read_serial("1709633472.5") == "none");
  CHECK(read_serial("17096334721") == "none");
}

}  // namespace kartei
