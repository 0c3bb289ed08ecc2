#include "sync/http.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.h"
#include "base/text.h"
#include "base/written_date.h"

namespace kartei {
namespace {

bool is_same_name(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, to_ascii_lower, to_ascii_lower);
}

std::optional<int64_t> parse_seconds(std::string_view text) {
  int64_t seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return is_whole && seconds >= 0 ? std::optional(std::min(seconds, kMaxPauseMs / 1000))
                                  : std::nullopt;
}

}  // namespace

std::string_view find_header(const HttpResponse& response, std::string_view name) {
  for (const HttpHeader& header : response.headers) {
    if (is_same_name(header.name, name)) return header.value;
  }
  return {};
}

std::optional<int64_t> find_pause(const HttpResponse& response, Timestamp now) {
  for (const std::string_view name : {"retry-after", "backoff"}) {
    const std::string_view value = trim(find_header(response, name));
    if (const auto seconds = parse_seconds(value)) return *seconds * 1000;
    // "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
    if (const auto date = parse_written_date(value, DateOrder::unknown)) {
      return std::clamp<int64_t>(*date - now, 0, kMaxPauseMs);
    }
  }
  return std::nullopt;
}

std::string_view find_next_link(const HttpResponse& response) {
  std::string_view links = find_header(response, "link");
  while (!links.empty()) {
    const size_t open = links.find('<');
    const size_t close = links.find('>', open);
    if (close == std::string_view::npos) return {};
    const std::string_view target = links.substr(open + 1, close - open - 1);
    const size_t end = std::min(links.find('<', close), links.size());
    const std::string_view parameters = links.substr(close, end - close);
    if (parameters.contains("rel=\"next\"") || parameters.contains("rel=next")) return target;
    links.remove_prefix(end);
  }
  return {};
}

std::string encode_url(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~";
  std::string encoded;
  for (const char c : text) {
    const char lower = to_ascii_lower(c);
    const bool is_plain = is_ascii_lower(lower) || is_ascii_digit(c) || kPlain.contains(c);
    if (is_plain) {
      encoded.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
  }
  return encoded;
}

std::string_view url_origin(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!url.starts_with(scheme)) continue;
    const size_t end = std::min(url.find_first_of("/?#", scheme.size()), url.size());
    return end > scheme.size() ? url.substr(0, end) : std::string_view();
  }
  return {};
}

bool is_secure_url(std::string_view url) {
  const std::string_view origin = url_origin(url);
  if (origin.starts_with("https://")) return !origin.contains('@');
  if (origin.empty()) return false;
  constexpr std::string_view kScheme = "http://";
  const std::string_view authority = origin.substr(kScheme.size());
  const bool is_ipv6 = authority.starts_with('[');
  const size_t end = is_ipv6 ? authority.find(']') + 1 : authority.find(':');
  const std::string_view host = authority.substr(0, end);
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

}  // namespace kartei
