#include "sync/http.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

HttpResponse with_header(std::string name, std::string value) {
  return {
      .status = 200, .headers = {{std::move(name), std::move(value)}}, .body = {}, .failure = {}};
}

// 1994-11-06T08:49:37Z, the date of RFC 9110, 5.6.7.
constexpr Timestamp kThen = 784'111'777'000;

}  // namespace

TEST_CASE("Headers are found whatever their case") {
  const HttpResponse response = with_header("Retry-After", "3");
  CHECK(find_header(response, "retry-after") == "3");
  CHECK(find_header(response, "RETRY-AFTER") == "3");
  CHECK(find_header(response, "retry") == "");
}

TEST_CASE("A server asks to be left alone in seconds or until a date") {
  CHECK(find_pause(with_header("Retry-After", " 120 "), kThen) == 120'000);
  CHECK(find_pause(with_header("Backoff", "5"), kThen) == 5000);
  const auto dated = with_header("Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT");
  CHECK(find_pause(dated, kThen) == 60'000);
  CHECK(find_pause(dated, kThen + 3'600'000) == 0);
}

TEST_CASE("No server is waited for longer than a day, whatever the clocks say") {
  constexpr int64_t kDay = 24 * 60 * 60 * 1000;
  CHECK(find_pause(with_header("Retry-After", "99999999"), kThen) == kDay);
  constexpr int64_t kTenYears = 3650 * kDay;
  const auto dated = with_header("Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT");
  CHECK(find_pause(dated, kThen - kTenYears) == kDay);
}

TEST_CASE("What is neither seconds nor a date is no pause") {
  for (const char* value : {"", "soon", "-5", "1.5", "Sun, 99 Foo 1994 08:49:37 GMT"}) {
    CAPTURE(value);
    CHECK_FALSE(find_pause(with_header("Retry-After", value), kThen));
  }
}

TEST_CASE("The next link is found among others (RFC 8288)") {
  const auto link = [](const char* value) {
    return std::string(find_next_link(with_header("Link", value)));
  };
  CHECK(link("</a?page=1>; rel=\"prev\", </a?page=3>; rel=\"next\"") == "/a?page=3");
  CHECK(link("<http://x/2>; rel=next") == "http://x/2");
  CHECK(link("</a>; rel=\"first\"") == "");
  CHECK(link("</a; rel=\"next\"") == "");
  CHECK(link("") == "");
}

TEST_CASE("What is filled into a URL is encoded (RFC 3986)") {
  CHECK(encode_url("aZ09-._~") == "aZ09-._~");
  CHECK(encode_url("a b/c?d&e=f+ä") == "a%20b%2Fc%3Fd%26e%3Df%2B%C3%A4");
}

TEST_CASE("Credentials go over https, or to this machine") {
  for (const char* url : {"https://api.example.org/v1", "http://localhost:3000",
                          "http://127.0.0.1/", "http://[::1]:8080/x"}) {
    CAPTURE(url);
    CHECK(is_secure_url(url));
  }
  for (const char* url :
       {"http://example.org", "http://localhost.example.org", "ftp://localhost",
        "http://127.0.0.1@example.org", "https://a@example.org", "https://", ""}) {
    CAPTURE(url);
    CHECK_FALSE(is_secure_url(url));
  }
}

TEST_CASE("The origin of a URL ends before its path") {
  CHECK(url_origin("https://a.example:8443/v1?x") == "https://a.example:8443");
  CHECK(url_origin("http://a?x") == "http://a");
  CHECK(url_origin("/relative") == "");
}

}  // namespace kartei
