// UUIDs, version 7 (RFC 9562, section 5.7): time-ordered, so ids of one import are neighbours.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/environment.h"

namespace kartei {

struct Uuid {
  std::array<uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
};

// Makes UUIDs that never go backwards: within one millisecond a 12-bit counter in rand_a rises
// from a random start (RFC 9562, 6.2, method 1), and a clock that was set back does not take the
// ids with it.
class UuidGenerator {
 public:
  explicit UuidGenerator(Environment& environment) : environment_(environment) {}
  Uuid next() { return next(environment_.now_ms()); }
  // For many at a time, without asking the clock for each.
  Uuid next(int64_t now_ms);

 private:
  void take_random(std::span<std::byte> bytes);

  Environment& environment_;
  int64_t last_ms_ = -1;
  uint16_t counter_ = 0;
  // Fetched in blocks: in a browser each fetch is a call to JavaScript.
  std::array<std::byte, 1000> random_;
  size_t random_used_ = random_.size();
};

// "018f…-7…": 36 characters, lower case.
std::string format_uuid(const Uuid& uuid);

// Any version, either case; nothing where `text` is not 8-4-4-4-12 hexadecimal digits.
std::optional<Uuid> parse_uuid(std::string_view text);

}  // namespace kartei
