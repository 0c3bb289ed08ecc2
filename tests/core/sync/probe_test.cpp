#include "sync/probe.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

namespace kartei {
namespace {

constexpr std::string_view kProbedProfile = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "updated": "/updated_at", "fields": {"name": "/name"}},
  "list": {"path": "/contacts", "query": {"sort": "id"}},
  "delta": {"kind": "filter", "query": {"since": "{cursor}"}},
  "create": {"path": "/contacts", "id": "client"},
  "update": {"path": "/contacts/{id}"}, "delete": {"path": "/contacts/{id}"}
})";

constexpr const char* kAnna = R"({"id":"1","name":"Anna","updated_at":"2026-01-01T00:00:00.000Z"})";
constexpr const char* kBert = R"({"id":"2","name":"Bert","updated_at":"2026-01-02T00:00:00.000Z"})";

std::string list(std::initializer_list<const char*> records) {
  std::string text;
  for (const char* record : records) text.append(text.empty() ? "" : ",").append(record);
  return "[" + text + "]";
}

// What the probe says of a server that answers a URL so.
ProbeReport probe(const std::function<HttpResponse(const std::string& url)>& server,
                  std::string_view profile = kProbedProfile) {
  Probe probe(*parse_profile(profile));
  for (int requests = 0; auto request = probe.next_request(); ++requests) {
    REQUIRE(requests < 20);
    CHECK(request->http.method == "GET");
    probe.receive_response(server(request->http.url));
  }
  return probe.report();
}

HttpResponse ok(std::string body) {
  return {.status = 200, .headers = {}, .body = std::move(body), .failure = {}};
}

ProbeResult result_of(const ProbeReport& report, std::string_view name) {
  const auto found = std::ranges::find(report.checks, name, &ProbeCheck::name);
  REQUIRE(found != report.checks.end());
  return found->result;
}

}  // namespace

TEST_CASE("A server that does what its profile says has nothing against it but what it lacks") {
  const ProbeReport report = probe([](const std::string& url) {
    if (url.contains("since=2100")) return ok("[]");
    return ok(url.contains("since=") ? list({kBert}) : list({kAnna, kBert}));
  });
  for (const char* name : {"auth", "shape", "pages", "delta", "order", "filter"}) {
    CAPTURE(name);
    CHECK(result_of(report, name) == ProbeResult::ok);
  }
  CHECK(result_of(report, "precondition") == ProbeResult::warning);
  CHECK(report.records == 2);
  CHECK(report.is_whole);
  CHECK(report.has_delta);
}

TEST_CASE("A filter that is silently empty, or ignored, is found") {
  const ProbeReport silent = probe(
      [](const std::string& url) { return ok(url.contains("since=") ? "[]" : list({kAnna})); });
  CHECK(result_of(silent, "delta") == ProbeResult::warning);
  CHECK_FALSE(silent.has_delta);
  const ProbeReport ignored = probe([](const std::string&) { return ok(list({kAnna, kBert})); });
  CHECK(result_of(ignored, "filter") == ProbeResult::warning);
}

TEST_CASE("A list that is not there is no empty one, also where its pages end so") {
  std::string profile(kProbedProfile);
  const std::string_view place = R"("query": {"sort": "id"})";
  profile.replace(profile.find(place), place.size(),
                  R"("page": {"kind": "number", "param": "page", "pastEnd": [404],
                              "size": {"param": "limit", "value": 1}})");
  const HttpResponse gone{.status = 404, .headers = {}, .body = "{}", .failure = {}};
  const ProbeReport nowhere = probe([&](const std::string&) { return gone; }, profile);
  CHECK(result_of(nowhere, "shape") == ProbeResult::failed);
  CHECK_FALSE(std::ranges::contains(nowhere.checks, "pages", &ProbeCheck::name));
  const ProbeReport paged = probe(
      [&](const std::string& url) { return url.contains("page=2") ? gone : ok(list({kAnna})); },
      profile);
  CHECK(result_of(paged, "pages") == ProbeResult::ok);
}

TEST_CASE("What is refused, and what is no list, ends it with the reason") {
  const ProbeReport refused = probe([](const std::string&) {
    return HttpResponse{.status = 401, .headers = {}, .body = "{}", .failure = {}};
  });
  CHECK(result_of(refused, "auth") == ProbeResult::failed);
  const ProbeReport portal = probe([](const std::string&) { return ok("<html>Hotel</html>"); });
  CHECK(result_of(portal, "shape") == ProbeResult::failed);
  const ProbeReport object = probe([](const std::string&) { return ok("{}"); });
  CHECK(result_of(object, "shape") == ProbeResult::failed);
}

TEST_CASE("Fields that no record has are named, and so are records that move") {
  const ProbeReport shapes = probe([](const std::string& url) {
    return ok(url.contains("since=") ? "[]" : R"([{"id":"1","full_name":"Anna"}])");
  });
  CHECK(result_of(shapes, "shape") == ProbeResult::warning);
  int walks = 0;
  const ProbeReport moving = probe([&](const std::string& url) {
    if (url.contains("since=")) return ok("[]");
    return ok(++walks == 1 ? list({kAnna, kBert}) : list({kBert}));
  });
  CHECK(result_of(moving, "pages") == ProbeResult::warning);
}

}  // namespace kartei
