#include "base/uuid.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

namespace kartei {
namespace {

struct SeededEnvironment final : Environment {
  int64_t now_ms() override { return now; }
  void fill_random(std::span<std::byte> bytes) override {
    ++fetches;
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
  }

  int64_t now = 0x0123456789AB;
  int fetches = 0;
  std::mt19937 random{4};
};

}  // namespace

TEST_CASE("a UUID has its time, version 7 and its variant (RFC 9562, 5.7)") {
  SeededEnvironment environment;
  const std::string text = format_uuid(UuidGenerator(environment).next());
  CHECK(text.size() == 36);
  CHECK(text.starts_with("01234567-89ab-7"));
  CHECK(std::string_view("89ab").contains(text[19]));
}

TEST_CASE("UUIDs rise within a millisecond, when the counter runs over and when the clock falls") {
  SeededEnvironment environment;
  UuidGenerator generator(environment);
  Uuid last = generator.next();
  for (int i = 0; i < 100'000; ++i) {
    if (i % 10'000 == 0) environment.now += i % 20'000 ? 1000 : -5000;
    const Uuid next = generator.next();
    if (next <= last) FAIL_CHECK(format_uuid(next), " after ", format_uuid(last));
    CHECK((next.bytes[6] >> 4) == 7);
    CHECK((next.bytes[8] >> 6) == 2);
    last = next;
  }
  CHECK(environment.fetches == 1001);
}

TEST_CASE("the random bits differ, and so do two generators") {
  SeededEnvironment environment;
  UuidGenerator one(environment), other(environment);
  std::set<std::vector<uint8_t>> tails;
  for (int i = 0; i < 1000; ++i) {
    for (UuidGenerator* generator : {&one, &other}) {
      const Uuid uuid = generator->next();
      tails.emplace(uuid.bytes.begin() + 8, uuid.bytes.end());
    }
  }
  CHECK(tails.size() == 2000);
}

TEST_CASE("a clock outside 48 bits is held to them") {
  SeededEnvironment environment;
  environment.now = -1;
  CHECK(format_uuid(UuidGenerator(environment).next()).starts_with("00000000-0000-7"));
  environment.now = INT64_MAX;
  CHECK(format_uuid(UuidGenerator(environment).next()).starts_with("ffffffff-ffff-7"));
}

TEST_CASE("parse_uuid reads what format_uuid writes, in either case, and nothing else") {
  SeededEnvironment environment;
  UuidGenerator generator(environment);
  for (int i = 0; i < 1000; ++i) {
    const Uuid uuid = generator.next();
    CHECK(parse_uuid(format_uuid(uuid)) == uuid);
  }
  const auto uuid = parse_uuid("018F3B2C-1a2b-4C3D-8e4f-0123456789AB");
  REQUIRE(uuid);
  CHECK(format_uuid(*uuid) == "018f3b2c-1a2b-4c3d-8e4f-0123456789ab");
  for (const char* text :
       {"", "018f3b2c1a2b4c3d8e4f0123456789ab", "{18f3b2c-1a2b-4c3d-8e4f-0123456789ab}",
        "018f3b2c-1a2b-4c3d-8e4f-0123456789a", "018f3b2c-1a2b-4c3d-8e4f-0123456789abc",
        "018f3b2c-1a2b-4c3d-8e4f-0123456789ag", "018f3b2c-1a2b-4c3d-8e4f00123456789ab",
        "018f3b2c01a2b-4c3d-8e4f-0123456789a-"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_uuid(text));
  }
}

}  // namespace kartei
