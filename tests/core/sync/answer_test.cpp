#include "sync/answer.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

Verdict verdict_of(int status, std::string body = {}, std::vector<HttpHeader> headers = {}) {
  return read_answer({}, {.status = status,
                          .headers = std::move(headers),
                          .body = std::move(body),
                          .failure = {}})
      .verdict;
}

}  // namespace

TEST_CASE("Statuses mean what RFC 9110 says") {
  CHECK(verdict_of(200, "{}") == Verdict::ok);
  CHECK(verdict_of(204) == Verdict::ok);
  CHECK(verdict_of(400) == Verdict::invalid);
  CHECK(verdict_of(401) == Verdict::auth);
  CHECK(verdict_of(403) == Verdict::forbidden);
  CHECK(verdict_of(404) == Verdict::gone);
  CHECK(verdict_of(408) == Verdict::retry);
  CHECK(verdict_of(409) == Verdict::conflict);
  CHECK(verdict_of(410) == Verdict::gone);
  CHECK(verdict_of(412) == Verdict::conflict);
  CHECK(verdict_of(413) == Verdict::invalid);
  CHECK(verdict_of(422) == Verdict::invalid);
  CHECK(verdict_of(428) == Verdict::conflict);
  CHECK(verdict_of(429) == Verdict::throttle);
  CHECK(verdict_of(500) == Verdict::retry);
  CHECK(verdict_of(503) == Verdict::retry);
  CHECK(verdict_of(503, "", {{"Retry-After", "5"}}) == Verdict::throttle);
  CHECK(verdict_of(0) == Verdict::retry);
}

TEST_CASE("A captive portal says 200, and acknowledges nothing") {
  CHECK(verdict_of(200, "<!doctype html>") == Verdict::unreadable);
  CHECK(verdict_of(200, "{\"id\":1") == Verdict::unreadable);
}

TEST_CASE("The profile's rules come first, in their order") {
  Profile profile;
  profile.errors = {
      {.status = 400, .pointer = "/code", .matches = {"137"}, .verdict = Verdict::duplicate},
      {.status = 400, .pointer = "/locked", .matches = {}, .verdict = Verdict::conflict},
      {.status = 500,
       .pointer = "",
       .matches = {"UNIQUE", "duplicate key"},
       .verdict = Verdict::duplicate}};
  const auto verdict = [&](int status, const char* body) {
    return read_answer(profile, {.status = status, .headers = {}, .body = body, .failure = {}})
        .verdict;
  };
  CHECK(verdict(400, R"({"code":137})") == Verdict::duplicate);
  CHECK(verdict(400, R"({"code":1,"locked":true})") == Verdict::conflict);
  CHECK(verdict(400, R"({"code":1})") == Verdict::invalid);
  CHECK(verdict(500, "<html>duplicate key</html>") == Verdict::duplicate);
  CHECK(verdict(500, "<html>oops</html>") == Verdict::retry);
  CHECK(verdict(200, R"({"code":137})") == Verdict::ok);
}

TEST_CASE("The server's own words are kept, short and without HTML") {
  const auto message = [](int status, std::string body) {
    return read_answer({},
                       {.status = status, .headers = {}, .body = std::move(body), .failure = {}})
        .message;
  };
  CHECK(message(200, "<html>Hotel</html>") == "answer_unreadable");
  CHECK(message(422, R"({"message":"too long"})") == "HTTP 422: too long");
  CHECK(message(400, R"({"error":{"message":"bad"}})") == "HTTP 400: bad");
  CHECK(message(400, R"({"email":["taken"]})") == R"(HTTP 400: {"email":["taken"]})");
  CHECK(message(502, "<html>Bad Gateway</html>") == "HTTP 502");
  CHECK(message(200, "{}") == "");
  CHECK(message(422, "{\"message\":\"" + std::string(5000, 'x') + "\"}").size() < 400);
  CHECK(read_answer({}, {.failure = "no network"}).message == "no network");
}

TEST_CASE("A refusal that was cut on its way is none, where its words decide what it is") {
  Profile profile;
  profile.errors = {
      {.status = 403, .pointer = "/message", .matches = {"unique"}, .verdict = Verdict::duplicate}};
  const auto verdict = [&](int status, const char* body, const char* type) {
    const HttpResponse response{
        .status = status, .headers = {{"Content-Type", type}}, .body = body, .failure = {}};
    return read_answer(profile, response).verdict;
  };
  constexpr auto kJson = "application/json";
  CHECK(verdict(403, R"({"message":"id must be unique"})", kJson) == Verdict::duplicate);
  CHECK(verdict(403, R"({"message":"id must)", kJson) == Verdict::unreadable);
  CHECK(verdict(403, R"({"message":"no"})", kJson) == Verdict::forbidden);
  CHECK(verdict(403, "", kJson) == Verdict::forbidden);
  // A firewall's page is whole, and says no.
  CHECK(verdict(403, "<html>no</html>", "text/html") == Verdict::forbidden);
  CHECK(verdict(404, R"({"mess)", kJson) == Verdict::gone);
}

}  // namespace kartei
