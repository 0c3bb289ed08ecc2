#include "sync/requests.h"

#include <utility>

#include "json/json_pointer.h"
#include "sync/record_mapping.h"

namespace kartei {
namespace {

std::string fill(std::string_view pattern, const Placeholders& values, bool is_encoded) {
  const std::pair<std::string_view, std::string_view> known[] = {
      {"{cursor}", values.cursor}, {"{ref}", values.ref}, {"{id}", values.id}};
  std::string filled;
  while (!pattern.empty()) {
    size_t taken = 1;
    std::string_view piece = pattern.substr(0, 1);
    for (const auto& [name, value] : known) {
      if (!pattern.starts_with(name)) continue;
      taken = name.size();
      piece = value;
    }
    is_encoded&& taken > 1 ? filled.append(encode_url(piece)) : filled.append(piece);
    pattern.remove_prefix(taken);
  }
  return filled;
}

void add_precondition(const Precondition& precondition, std::string_view version,
                      HttpRequest& request) {
  if (version.empty()) return;
  if (precondition.kind == PreconditionKind::if_match) {
    request.headers.push_back({"If-Match", std::string(version)});
  }
  if (precondition.kind == PreconditionKind::query) {
    request.url.append(request.url.contains('?') ? "&" : "?")
        .append(encode_url(precondition.name))
        .append("=")
        .append(encode_url(version));
  }
}

}  // namespace

std::string make_url(const Profile& profile, std::string_view path,
                     const std::vector<QueryParameter>& query, const Placeholders& values) {
  std::string url = profile.base + fill(path, values, true);
  char separator = url.contains('?') ? '&' : '?';
  for (const QueryParameter& parameter : query) {
    url.push_back(std::exchange(separator, '&'));
    url.append(encode_url(parameter.name)).append("=");
    url.append(encode_url(fill(parameter.value, values, false)));
  }
  return url;
}

HttpRequest make_request(const Profile& profile, std::string_view method, std::string url) {
  HttpRequest request{.method = std::string(method), .url = std::move(url)};
  request.headers.push_back({"Accept", "application/json"});
  for (const QueryParameter& header : profile.headers) {
    request.headers.push_back({header.name, header.value});
  }
  return request;
}

void set_body(HttpRequest& request, const Json& body) {
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = dump_json(body);
}

HttpRequest create_request(const Profile& profile, std::string_view id, const Json& body) {
  HttpRequest request = make_request(profile, profile.create.method,
                                     make_url(profile, profile.create.path, {}, {.id = id}));
  set_body(request, body);
  return request;
}

HttpRequest read_request(const Profile& profile, std::string_view id) {
  return make_request(profile, "GET", make_url(profile, profile.update.path, {}, {.id = id}));
}

HttpRequest lookup_request(const Profile& profile, std::string_view ref) {
  return make_request(profile, "GET",
                      make_url(profile, profile.list.path, profile.create.lookup, {.ref = ref}));
}

HttpRequest update_request(const Profile& profile, std::string_view id, const Json& version,
                           Json body) {
  const Precondition& precondition = profile.update.precondition;
  HttpRequest request = make_request(profile, profile.update.method,
                                     make_url(profile, profile.update.path, {}, {.id = id}));
  const std::string text = scalar_text(&version);
  add_precondition(precondition, text, request);
  if (precondition.kind == PreconditionKind::body && !text.empty()) {
    set_at(body, precondition.name, version);
  }
  set_body(request, body);
  return request;
}

HttpRequest delete_request(const Profile& profile, std::string_view id, std::string_view version) {
  HttpRequest request = make_request(profile, profile.remove.method,
                                     make_url(profile, profile.remove.path, {}, {.id = id}));
  add_precondition(profile.remove.precondition, version, request);
  return request;
}

HttpRequest bulk_request(const Profile& profile, Json items) {
  HttpRequest request =
      make_request(profile, profile.bulk->method, make_url(profile, profile.bulk->path, {}, {}));
  Json body;
  set_at(body, profile.bulk->items, std::move(items));
  set_body(request, body);
  return request;
}

HttpRequest head_request(const Profile& profile) {
  return make_request(profile, "GET", make_url(profile, profile.delta.head_path, {}, {}));
}

}  // namespace kartei
