#include "base/timestamp.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <random>

namespace kartei {

TEST_CASE("format_timestamp writes ISO 8601 in UTC with milliseconds") {
  CHECK(format_timestamp(0) == "1970-01-01T00:00:00.000Z");
  CHECK(format_timestamp(-1) == "1969-12-31T23:59:59.999Z");
  CHECK(format_timestamp(1'795'514'400'123) == "2026-11-24T10:00:00.123Z");
  CHECK(format_timestamp(951'782'400'000) == "2000-02-29T00:00:00.000Z");
  CHECK(format_timestamp(std::numeric_limits<Timestamp>::min()) == "0000-01-01T00:00:00.000Z");
  CHECK(format_timestamp(std::numeric_limits<Timestamp>::max()) == "9999-12-31T23:59:59.999Z");
}

TEST_CASE("parse_timestamp reads dates and times") {
  const auto parsed = [](std::string_view text) {
    CAPTURE(text);
    const auto time = parse_timestamp(text);
    REQUIRE(time);
    return format_timestamp(*time);
  };
  CHECK(parsed("2026-11-24") == "2026-11-24T00:00:00.000Z");
  CHECK(parsed("2026-11-24T10:00") == "2026-11-24T10:00:00.000Z");
  CHECK(parsed("2026-11-24 10:00:59") == "2026-11-24T10:00:59.000Z");
  CHECK(parsed("2026-11-24t10:00:59.5z") == "2026-11-24T10:00:59.500Z");
  CHECK(parsed("2026-11-24T10:00:59.999999999Z") == "2026-11-24T10:00:59.999Z");
  CHECK(parsed("2026-11-24T10:00+01:00") == "2026-11-24T09:00:00.000Z");
  CHECK(parsed("2026-11-24T23:30:00.000-05:45") == "2026-11-25T05:15:00.000Z");
  CHECK(parsed("2026-11-24T10:00-00:00") == "2026-11-24T10:00:00.000Z");
  CHECK(parsed("2024-02-29") == "2024-02-29T00:00:00.000Z");
  CHECK(parsed("2000-02-29") == "2000-02-29T00:00:00.000Z");
  CHECK(parsed("0000-01-01") == "0000-01-01T00:00:00.000Z");
  CHECK(parsed("9999-12-31T23:59:59.999Z") == "9999-12-31T23:59:59.999Z");
  const std::string long_fraction = "2026-11-24T10:00:00." + std::string(100'000, '9') + "Z";
  CHECK(parsed(long_fraction) == "2026-11-24T10:00:00.999Z");
}

TEST_CASE("parse_timestamp reads dates as German spreadsheets write them") {
  CHECK(parse_timestamp("24.11.2026") == parse_timestamp("2026-11-24"));
  CHECK(parse_timestamp("24.11.2026 10:30") == parse_timestamp("2026-11-24T10:30:00Z"));
  for (const char* text : {"11.24.2026", "31.02.2026", "24.11.26", "24.11.", "1.2.2026"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_timestamp(text));
  }
}

TEST_CASE("parse_timestamp refuses what is no date") {
  for (const char* text : {"",
                           "2026",
                           "2026-11",
                           "2026-11-",
                           "26-11-24",
                           "20261124",
                           "11/24/2026",
                           "2026-13-01",
                           "2026-00-01",
                           "2026-01-00",
                           "2026-04-31",
                           "2023-02-29",
                           "1900-02-29",
                           "2026-11-24T",
                           "2026-11-24T10",
                           "2026-11-24T24:00",
                           "2026-11-24T10:60",
                           "2026-11-24T1:00",
                           "2026-11-24T10:00:60",
                           "2026-11-24T10:00:00.",
                           "2026-11-24T10:00:00,5",
                           "2026-11-24T10:00+1",
                           "2026-11-24T10:00+0100",
                           "2026-11-24T10:00+24:00",
                           "2026-11-24T10:00+01:60",
                           "2026-11-24T10:00ZZ",
                           "2026-11-24T10:00 ",
                           " 2026-11-24",
                           "2026-11-24  10:00",
                           "2026-11-24Z",
                           "-026-11-24",
                           "+2026-11-24",
                           "2026-1a-24",
                           "0000-01-01T00:00+00:01",
                           "9999-12-31T23:59-00:01",
                           "99999999999999999999-01-01"}) {
    CAPTURE(text);
    const auto time = parse_timestamp(text);
    REQUIRE_FALSE(time);
    CHECK(time.error() == Error{.code = ErrorCode::date_malformed});
  }
}

TEST_CASE("every timestamp survives format and parse") {
  std::mt19937_64 random(3);
  const Timestamp first = *parse_timestamp("0000-01-01");
  const Timestamp last = *parse_timestamp("9999-12-31T23:59:59.999Z");
  std::uniform_int_distribution<Timestamp> any(first, last);
  for (int i = 0; i < 100'000; ++i) {
    const Timestamp time = any(random);
    if (parse_timestamp(format_timestamp(time)) != Result<Timestamp>(time)) FAIL_CHECK(time);
  }
}

TEST_CASE("days follow each other") {
  Timestamp day = *parse_timestamp("1999-12-31");
  std::string before = format_timestamp(day);
  for (int i = 0; i < 150'000; ++i) {
    day += 86'400'000;
    std::string after = format_timestamp(day);
    if (after <= before || !after.ends_with("T00:00:00.000Z")) FAIL_CHECK(after);
    before = std::move(after);
  }
}

}  // namespace kartei
