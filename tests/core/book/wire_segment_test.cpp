#include "book/wire_segment.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

std::string segment_refusal(const char* json) {
  const auto draft = read_segment_draft(*parse_json(json));
  REQUIRE_FALSE(draft);
  return std::string(error_code_name(draft.error().code)) + " " + draft.error().field;
}

}  // namespace

TEST_CASE("A filter or contacts make a segment") {
  const auto filter = read_segment_draft(*parse_json(R"({"name":"N","filter":{"text":"x"}})"));
  REQUIRE(filter);
  CHECK(filter->name == "N");
  CHECK(filter->filter == R"({"text":"x"})");
  CHECK_FALSE(filter->id);
  const auto list = read_segment_draft(
      *parse_json(R"({"id":"a","contacts":{"filter":{"all":[]},"except":[]},"edit":"remove"})"));
  REQUIRE(list);
  CHECK(list->id == "a");
  CHECK(list->edit == ListEdit::remove);
  CHECK(std::holds_alternative<Matches>(*list->contacts));
  CHECK(read_segment_draft(*parse_json(R"({"id":"a","name":"N"})"))->edit == ListEdit::replace);
}

TEST_CASE("What is no segment is refused with its place") {
  CHECK(segment_refusal(R"({"name":"N"})") == "request_malformed filter");
  CHECK(segment_refusal(R"({"name":"N","filter":{"text":"x"},"contacts":{"ids":[]}})") ==
        "request_malformed filter");
  CHECK(segment_refusal(R"({"name":"N","filter":{"all":[{"txt":"x"}]}})") ==
        "filter_malformed filter.all.0.txt");
  CHECK(segment_refusal(R"({"name":"N","contacts":{"filter":{"txt":"x"}}})") ==
        "filter_malformed contacts.filter.txt");
  CHECK(segment_refusal(R"({"name":"N","contacts":{"ids":["x"]}})") ==
        "request_malformed contacts.ids");
  CHECK(segment_refusal(R"({"name":"N","contacts":{"ids":[]},"edit":"drop"})") ==
        "request_malformed edit");
  CHECK(segment_refusal(R"({"name":"N","filter":{"text":"x"},"color":1})") ==
        "request_malformed color");
  CHECK_FALSE(read_segment_id(*parse_json(R"({"id":7})")));
  CHECK_FALSE(read_segments_request(*parse_json(R"({"count":true})")));
  CHECK(*read_segments_request(*parse_json("{}")));
}

TEST_CASE("A list has no filter, and what is no filter has no count") {
  const Json json = write_segments({{"a", "A", std::nullopt, 3}, {"b", "B", "no", std::nullopt}});
  CHECK(dump_json(json) == R"([{"id":"a","name":"A","filter":null,"count":3},)"
                           R"({"id":"b","name":"B","filter":{},"count":null}])");
  CHECK(dump_json(write_saved_segment({.id = "a", .count = 2, .entry = 5})) ==
        R"({"id":"a","count":2,"entry":5})");
}

}  // namespace kartei
