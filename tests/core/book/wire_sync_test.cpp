#include "book/wire_sync.h"

#include <doctest/doctest.h>

#include "sync_world.h"

namespace kartei {

TEST_CASE("A backend is read with its profile, and mistakes name their key") {
  const auto backend = read_backend(*parse_json(
      R"({"profile": {"profile": 1}, "base": "https://x.org", "account": "a",
          "direction": "pull", "has_delta": false})"));
  REQUIRE(backend);
  CHECK(backend->profile == R"({"profile":1})");
  CHECK(backend->direction == 1);
  CHECK_FALSE(backend->pull.has_delta);
  for (const auto& [text, field] : {std::pair{R"({"profile": "x"})", "profile"},
                                    {R"({"profile": {}, "direction": "up"})", "direction"},
                                    {R"({"profile": {}, "secret": "s"})", "secret"}}) {
    const auto refused = read_backend(*parse_json(text));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().field == field);
  }
}

TEST_CASE("Requests and answers keep their shape") {
  const SyncNext next{
      .request = SyncRequest{.attempt = 7,
                             .http = {.method = "PUT", .url = "u", .headers = {{"A", "b"}}},
                             .timeout_ms = 5},
      .wait_until = std::nullopt};
  CHECK(dump_json(write_sync_next(next)) ==
        R"({"request":{"attempt":7,"method":"PUT","url":"u","headers":[["A","b"]],"body":"",)"
        R"("timeout_ms":5,"refreshes_auth":false},"wait_until":null})");
  const auto answer = read_sync_answer(
      *parse_json(R"({"attempt": 7, "status": 200, "headers": [["Link", "x"]], "body": "{}"})"));
  REQUIRE(answer);
  CHECK(answer->attempt == 7);
  CHECK(answer->response.status == 200);
  CHECK(find_header(answer->response, "link") == "x");
}

TEST_CASE("The status says what a page has to know") {
  SyncWorld world;
  CHECK(dump_json(write_sync_status(*world.book->sync_status())) == R"({"is_connected":false})");
  world.connect_with("Anna");
  const Json status = write_sync_status(*world.book->sync_status());
  CHECK(status["name"] == "Test");
  CHECK(status["base"] == "https://api.example.org");
  CHECK(status["account"] == "a");
  CHECK(status["pending"] == 0);
  CHECK(status["linked"] == 1);
  CHECK(status["pause"] == "");
  CHECK(status["log"].size() == 2);
}

TEST_CASE("Decisions are read, and what is none is refused") {
  const char* kId = "018f0000-0000-7000-8000-000000000001";
  const auto decision = read_conflict_decision(
      *parse_json(R"({"id": ")" + std::string(kId) + R"(", "field": "name", "take": "theirs"})"));
  REQUIRE(decision);
  CHECK_FALSE(decision->takes_mine);
  CHECK(format_uuid(decision->id) == kId);
  CHECK_FALSE(decision->theirs);
  const auto shown = read_conflict_decision(
      *parse_json(R"({"id": ")" + std::string(kId) +
                  R"(", "field": "name", "take": "mine", "mine": "Anne", "theirs": null})"));
  CHECK(shown->mine == Json("Anne"));
  CHECK(shown->theirs == Json());
  CHECK_FALSE(read_conflict_decision(*parse_json(R"({"id": "1", "field": "name"})")));
  CHECK(*read_sync_control(*parse_json(R"({"action": "send_lost"})")) == SyncControl::send_lost);
  CHECK_FALSE(read_sync_control(*parse_json(R"({"action": "stop"})")));
  CHECK_FALSE(read_ids(*parse_json(R"({"ids": ["x"]})")));
}

}  // namespace kartei
