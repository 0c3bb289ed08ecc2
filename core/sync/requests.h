// The requests about single records, made of a profile and of values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "sync/http.h"
#include "sync/profile.h"

namespace kartei {

// What stands for {cursor}, {ref} and {id} in paths and queries.
struct Placeholders {
  std::string_view cursor, ref, id;
};

// base + path + query, everything that is filled in encoded.
std::string make_url(const Profile& profile, std::string_view path,
                     const std::vector<QueryParameter>& query, const Placeholders& values);

HttpRequest make_request(const Profile& profile, std::string_view method, std::string url);
void set_body(HttpRequest& request, const Json& body);

// `id` is what the client chose, or empty.
HttpRequest create_request(const Profile& profile, std::string_view id, const Json& body);
HttpRequest read_request(const Profile& profile, std::string_view id);
// Finds a record by what its maker called it.
HttpRequest lookup_request(const Profile& profile, std::string_view ref);
// `version` as the server writes it, a number or a text; an empty text: none is known.
HttpRequest update_request(const Profile& profile, std::string_view id, const Json& version,
                           Json body);
HttpRequest delete_request(const Profile& profile, std::string_view id, std::string_view version);
HttpRequest bulk_request(const Profile& profile, Json items);
HttpRequest head_request(const Profile& profile);

}  // namespace kartei
