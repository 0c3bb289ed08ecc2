#include "sync/page_walk.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

struct Walk {
  Profile profile{.base = "https://api.example.org/v1"};
  RowsAt rows{.items = "/items", .item = ""};
  std::vector<QueryParameter> query;
  Paging paging;

  PageSource source() const {
    return {.path = "/contacts", .rows = rows, .query = query, .paging = paging, .cursor = "c d"};
  }
  std::string url(std::string_view position) const {
    return page_request(profile, source(), position).url;
  }
  std::optional<std::string> next(std::string_view position, const char* json,
                                  const HttpResponse& response = {}) const {
    const auto page = read_page(source(), position, response, *parse_json(json));
    REQUIRE(page);
    return page->next;
  }
};

Walk walk_by(PagingKind kind, std::string parameter) {
  Walk walk;
  walk.paging = {.kind = kind,
                 .parameter = std::move(parameter),
                 .size_parameter = "limit",
                 .size = 2,
                 .next = "/next"};
  return walk;
}

}  // namespace

TEST_CASE("Pages by number end at an empty one, not at a short one") {
  const Walk walk = walk_by(PagingKind::number, "page");
  CHECK(walk.url("") == "https://api.example.org/v1/contacts?limit=2&page=1");
  CHECK(walk.url("2") == "https://api.example.org/v1/contacts?limit=2&page=2");
  CHECK(walk.next("", R"({"items":[{"id":1}]})") == "2");
  CHECK(walk.next("2", R"({"items":[{"id":1}]})") == "3");
  CHECK_FALSE(walk.next("3", R"({"items":[]})"));
}

TEST_CASE("Offsets count what has come, not what was asked for") {
  const Walk walk = walk_by(PagingKind::offset, "skip");
  CHECK(walk.url("") == "https://api.example.org/v1/contacts?limit=2");
  CHECK(walk.url("1") == "https://api.example.org/v1/contacts?limit=2&skip=1");
  CHECK(walk.next("4", R"({"items":[{"id":1}]})") == "5");
  CHECK_FALSE(walk.next("5", R"({"items":[]})"));
}

TEST_CASE("An empty page with a next link is not the end") {
  const Walk walk = walk_by(PagingKind::next, "");
  CHECK(walk.next("", R"({"items":[],"next":"/v1/contacts?p=2"})") == "/v1/contacts?p=2");
  CHECK_FALSE(walk.next("x", R"({"items":[{"id":1}],"next":null})"));
}

TEST_CASE("Next links stay at the profile's origin, whatever host they name") {
  const Walk walk = walk_by(PagingKind::next, "");
  CHECK(walk.url("https://elsewhere.example/v1/contacts?p=2") ==
        "https://api.example.org/v1/contacts?p=2");
  CHECK(walk.url("/v2/contacts?p=2") == "https://api.example.org/v2/contacts?p=2");
  CHECK(walk.url("contacts?p=2") == "https://api.example.org/v1/contacts?p=2");
}

TEST_CASE("A Link header leads on (RFC 8288)") {
  const Walk walk = walk_by(PagingKind::link, "");
  const HttpResponse response{.status = 200,
                              .headers = {{"Link", "</v1/contacts?p=3>; rel=\"next\""}},
                              .body = {},
                              .failure = {}};
  CHECK(walk.next("", R"({"items":[{"id":1}]})", response) == "/v1/contacts?p=3");
  CHECK_FALSE(walk.next("", R"({"items":[{"id":1}]})"));
}

TEST_CASE("By key the next page begins with the last row, which both have, until nothing follows") {
  Walk walk = walk_by(PagingKind::key, "startkey");
  walk.paging.from = "/id";
  walk.paging.is_json = true;
  const auto next = walk.next("", R"({"items":[{"id":"a"},{"id":"b c"}]})");
  REQUIRE(next);
  CHECK(walk.url(*next) == "https://api.example.org/v1/contacts?limit=3&startkey=%22b%20c%22");
  CHECK(walk.next(*next, R"({"items":[{"id":"b c"},{"id":"d"}]})") == "\"d\"");
  CHECK_FALSE(walk.next(*next, R"({"items":[{"id":"b c"}]})"));
  // It is gone meanwhile.
  CHECK(walk.next(*next, R"({"items":[{"id":"c"},{"id":"d"}]})") == "\"d\"");
  CHECK_FALSE(walk.next(*next, R"({"items":[]})"));
}

TEST_CASE("A cursor is the server's own text") {
  const Walk walk = walk_by(PagingKind::cursor, "after");
  CHECK(walk.next("", R"({"items":[{"id":1}],"next":"a/b"})") == "a/b");
  CHECK(walk.url("a/b") == "https://api.example.org/v1/contacts?limit=2&after=a%2Fb");
}

TEST_CASE("The cursor of the delta is filled in, encoded") {
  Walk walk = walk_by(PagingKind::none, "");
  walk.query = {{"since", "{cursor}"}};
  CHECK(walk.url("") == "https://api.example.org/v1/contacts?since=c%20d&limit=2");
}

TEST_CASE("Records are taken out of their rows; an answer without a list is none") {
  Walk walk = walk_by(PagingKind::none, "");
  walk.rows.item = "/doc";
  const auto page = read_page(walk.source(), "", {},
                              *parse_json(R"({"items":[{"doc":{"id":1}},{"id":2},{"doc":3}]})"));
  REQUIRE(page);
  REQUIRE(page->records.size() == 1);
  CHECK(dump_json(page->records[0]) == R"({"id":1})");
  for (const char* json : {"{}", "[]", R"({"items":{}})", "null"}) {
    CAPTURE(json);
    const auto none = read_page(walk.source(), "", {}, *parse_json(json));
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::answer_unreadable);
  }
}

}  // namespace kartei
