// Requests and answers as values: what the engine asks for, and what came of it. The transport that
// carries them is JavaScript's (web/worker/sync-transport.js), or a test's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"

namespace kartei {

struct HttpHeader {
  std::string name, value;
};

struct HttpRequest {
  std::string method;
  // Absolute.
  std::string url;
  std::vector<HttpHeader> headers;
  // JSON, or empty.
  std::string body;
};

struct HttpResponse {
  // 0: none came, for the reason in `failure`; whether the server did what it was asked is unknown.
  int status = 0;
  std::vector<HttpHeader> headers;
  std::string body;
  std::string failure;
};

// The value of the first header of that name, whatever its case (RFC 9110, 5.1); empty where there
// is none.
std::string_view find_header(const HttpResponse& response, std::string_view name);

// A server that says "in a year" has been misread or is mistaken, or this clock is.
inline constexpr int64_t kMaxPauseMs = 24 * 60 * 60 * 1000;

// How long the server asks to be left alone, in milliseconds: Retry-After in seconds or as a date
// (RFC 9110, 10.2.3), or the header Backoff of some sync services.
std::optional<int64_t> find_pause(const HttpResponse& response, Timestamp now);

// The target of Link: <…>; rel="next" (RFC 8288); empty where there is none.
std::string_view find_next_link(const HttpResponse& response);

// Percent-encoded as one segment of a path or one value of a query (RFC 3986, 2.3).
std::string encode_url(std::string_view text);

// "https://api.example.org" of "https://api.example.org/v1/x?y"; empty where `url` is no absolute
// http(s) URL.
std::string_view url_origin(std::string_view url);

// https, or http to this machine alone: credentials go over no other.
bool is_secure_url(std::string_view url);

}  // namespace kartei
