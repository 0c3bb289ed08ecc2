#include "json/json.h"

#include <doctest/doctest.h>

#include <random>

namespace kartei {

TEST_CASE("JSON is read and written, keys in their order") {
  const auto json = parse_json(R"({"z":1,"a":[true,null,"ä"]})");
  REQUIRE(json);
  CHECK(dump_json(*json) == R"({"z":1,"a":[true,null,"ä"]})");
}

TEST_CASE("What is no JSON is refused") {
  for (const char* text : {"", "{", "{\"a\":}", "[1,]", "nul", "{} {}"}) {
    CAPTURE(text);
    const auto json = parse_json(text);
    REQUIRE_FALSE(json);
    CHECK(json.error().code == ErrorCode::request_malformed);
  }
}

TEST_CASE("Nesting is bounded before anything is built") {
  const std::string deep(100'000, '[');
  CHECK_FALSE(parse_json(deep));
  // Brackets inside strings are no nesting.
  CHECK(parse_json("\"" + deep + "\\\"" + deep + "\""));
  for (const size_t depth : {64, 65}) {
    const auto json = parse_json(std::string(depth, '[') + std::string(depth, ']'));
    CHECK(json.has_value() == (depth == 64));
  }
}

TEST_CASE("Text that is not UTF-8 can be written all the same") {
  CHECK(dump_json(Json("a\xFF")) == "\"a\xEF\xBF\xBD\"");
}

TEST_CASE("Numbers keep their kind and every bit") {
  const auto json = parse_json(
      "[0,-0,18446744073709551615,-9223372036854775808,18446744073709551616,1.0,-0.0,1e2,0.1,"
      "2.2250738585072014e-308,1.7976931348623157e308,5e-324]");
  REQUIRE(json);
  CHECK(dump_json(*json) ==
        "[0,0,18446744073709551615,-9223372036854775808,1.8446744073709552e+19,1.0,-0.0,100.0,0.1,"
        "2.2250738585072014e-308,1.7976931348623157e+308,5e-324]");
  for (const char* text : {"01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "1e999", "NaN"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_json(text));
  }
  CHECK(dump_json(Json(std::numeric_limits<double>::infinity())) == "null");
}

TEST_CASE("Whatever the text, nlohmann's parser and serializer say the same") {
  constexpr std::string_view kPieces[] = {"{",     "}",     "[",     "]",      ",",
                                          ":",     "\"",    "\"a\"", "\"b\":", "true",
                                          "false", "nul",   "null",  " \t\n",  "-1.5",
                                          "12",    "0.5e3", "\\u00", "e4",     "\\uD83D",
                                          "ä",     "\xFF",  "\\n",   "\x01",   "1E-7"};
  std::mt19937 random(5);
  size_t valid = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = R"({"a":[1,-2,{"b":"x\u00e4\n"},null,0.25],"a":{"c":true},"d":""})";
    for (uint32_t change = random() % 4; change > 0; --change) {
      const size_t at = random() % (text.size() + 1);
      text.replace(at, random() % 3, kPieces[random() % std::size(kPieces)]);
    }
    CAPTURE(text);
    const Json expected = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    const auto json = parse_json(text);
    REQUIRE(json.has_value() == !expected.is_discarded());
    if (!json) continue;
    ++valid;
    REQUIRE(*json == expected);
    REQUIRE(dump_json(*json) == expected.dump());
  }
  CHECK(valid > 2'000);
}

}  // namespace kartei
