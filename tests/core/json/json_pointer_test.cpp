#include "json/json_pointer.h"

#include <doctest/doctest.h>

namespace kartei {

// RFC 6901, 5, with its own document.
TEST_CASE("The pointers of RFC 6901 find what they should") {
  const auto json =
      parse_json(R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"m~n":8," ":7,"k\"l":6})");
  REQUIRE(json);
  CHECK(find_at(*json, "") == &*json);
  CHECK(*find_at(*json, "/foo") == Json::array({"bar", "baz"}));
  CHECK(*find_at(*json, "/foo/0") == "bar");
  CHECK(*find_at(*json, "/") == 0);
  CHECK(*find_at(*json, "/a~1b") == 1);
  CHECK(*find_at(*json, "/c%d") == 2);
  CHECK(*find_at(*json, "/m~0n") == 8);
  CHECK(*find_at(*json, "/ ") == 7);
  CHECK(*find_at(*json, "/k\"l") == 6);
}

TEST_CASE("Where there is nothing, nothing is found") {
  const auto json = parse_json(R"({"list":[1],"text":"x"})");
  REQUIRE(json);
  for (const char* pointer : {"/none", "/list/1", "/list/-", "/list/x", "/list/0/0", "/text/0"}) {
    CAPTURE(pointer);
    CHECK(find_at(*json, pointer) == nullptr);
  }
}

TEST_CASE("A pointer begins with a slash and escapes only what it may") {
  for (const char* good : {"", "/", "/a/b", "/~0~1"}) CHECK(is_json_pointer(good));
  for (const char* bad : {"a", "a/b", "/~", "/~2", "/a~"}) CHECK_FALSE(is_json_pointer(bad));
}

TEST_CASE("Setting makes the objects on the way, and replaces what is none") {
  Json json = {{"a", 1}};
  set_at(json, "/b/c", 2);
  set_at(json, "/a/d", 3);
  set_at(json, "/x~1y", 4);
  CHECK(dump_json(json) == R"({"a":{"d":3},"b":{"c":2},"x/y":4})");
  set_at(json, "", "whole");
  CHECK(json == "whole");
}

TEST_CASE("Erasing leaves the objects on the way") {
  Json json = {{"a", {{"b", 1}}}, {"c", 2}};
  erase_at(json, "/a/b");
  erase_at(json, "/none/b");
  erase_at(json, "");
  CHECK(dump_json(json) == R"({"a":{},"c":2})");
}

}  // namespace kartei
