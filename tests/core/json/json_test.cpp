#include "json/json.h"

#include <doctest/doctest.h>

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
  CHECK(parse_json(std::string(60, '[') + std::string(60, ']')));
}

TEST_CASE("Text that is not UTF-8 can be written all the same") {
  CHECK(dump_json(Json("a\xFF")) == "\"a\xEF\xBF\xBD\"");
}

}  // namespace kartei
