// Points in time: milliseconds since 1970-01-01T00:00:00Z inside, ISO 8601 in UTC with
// milliseconds on the wire ("2026-11-24T10:00:00.000Z").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kartei {

using Timestamp = int64_t;

inline constexpr Timestamp kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;

// For years 0000 to 9999; others are clamped.
std::string format_timestamp(Timestamp time);

// A date ("2026-11-24", midnight UTC) or a date and time with optional seconds, fraction and
// offset ("2026-11-24T10:00+01:00", also with a space for the T; without offset: UTC).
// RFC 3339, section 5.6, and those relaxations; but no leap second, which no clock here knows. The
// date may also be written as German spreadsheets do: "24.11.2026".
// What a fraction has beyond milliseconds is cut off. Errors: date_malformed, also for what lies
// outside the years 0000 to 9999 in UTC.
Result<Timestamp> parse_timestamp(std::string_view text);

// Midnight UTC of a day of the years 0 to 9999 (Gregorian); nothing where the month has no such.
std::optional<Timestamp> start_of_day(int year, int month, int day);

}  // namespace kartei
