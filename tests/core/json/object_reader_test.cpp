#include "json/object_reader.h"

#include <doctest/doctest.h>

#include "json/json_of.h"

namespace kartei {

TEST_CASE("ObjectReader gives values and fallbacks") {
  const Json json = json_of(R"({"text":"x","number":7,"flag":false,"list":["a","b"],"none":null})");
  ObjectReader reader(json);
  CHECK(reader.text("text") == "x");
  CHECK(reader.text("absent", "fallback") == "fallback");
  CHECK(reader.integer("number", 1) == 7);
  CHECK(reader.boolean("flag", true) == false);
  CHECK(reader.optional_texts("list") == std::vector<std::string>{"a", "b"});
  CHECK_FALSE(reader.optional_text("none"));
  CHECK(reader.finish());
}

TEST_CASE("ObjectReader names the key that is wrong") {
  const auto field_of = [](const char* text, auto&& read) {
    const Json json = json_of(text);
    ObjectReader reader(json);
    read(reader);
    const auto finished = reader.finish();
    REQUIRE_FALSE(finished);
    CHECK(finished.error().code == ErrorCode::request_malformed);
    return finished.error().field;
  };
  CHECK(field_of(R"({"a":1})", [](ObjectReader& r) { r.text("a"); }) == "a");
  CHECK(field_of(R"({"a":-1})", [](ObjectReader& r) { r.integer("a", 0); }) == "a");
  CHECK(field_of(R"({"a":1.5})", [](ObjectReader& r) { r.integer("a", 0); }) == "a");
  CHECK(field_of(R"({"a":"x"})", [](ObjectReader& r) { r.boolean("a", true); }) == "a");
  CHECK(field_of(R"({"a":["x",1]})", [](ObjectReader& r) { r.optional_texts("a"); }) == "a");
  CHECK(field_of(R"({"typo":1})", [](ObjectReader& r) { r.text("a"); }) == "typo");
  CHECK(field_of(R"([])", [](ObjectReader&) {}) == "");
}

TEST_CASE("One of several names") {
  constexpr std::string_view kNames[] = {"skip", "keep"};
  const Json json = *parse_json(R"({"a":"keep","b":"merge"})");
  ObjectReader reader(json);
  CHECK(reader.choice("a", kNames) == 1);
  CHECK(reader.choice("absent", kNames) == 0);
  CHECK(reader.choice("b", kNames) == 0);
  CHECK(reader.finish().error().field == "b");
}

}  // namespace kartei
