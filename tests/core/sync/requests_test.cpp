#include "sync/requests.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

Profile make_profile() {
  Profile profile{.base = "https://api.example.org/v1"};
  profile.headers = {{"Prefer", "return=representation"}};
  profile.version = "/rev";
  profile.list.path = "/contacts?kind=person";
  profile.create = {.method = "PUT", .path = "/contacts/{id}", .has_client_id = true};
  profile.create.lookup = {{"filter", "ref eq {ref}"}};
  profile.update = {.method = "PATCH", .path = "/contacts/{id}"};
  profile.remove = {.method = "DELETE", .path = "/contacts/{id}"};
  return profile;
}

std::string header_of(const HttpRequest& request, std::string_view name) {
  for (const HttpHeader& header : request.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

}  // namespace

TEST_CASE("What is filled in is encoded, once") {
  const Profile profile = make_profile();
  CHECK(read_request(profile, "a/b {ref}").url ==
        "https://api.example.org/v1/contacts/a%2Fb%20%7Bref%7D");
  CHECK(lookup_request(profile, "x&y").url ==
        "https://api.example.org/v1/contacts?kind=person&filter=ref%20eq%20x%26y");
}

TEST_CASE("Every request has the profile's headers, and a body its type") {
  const HttpRequest request = create_request(make_profile(), "1", {{"name", "Ä"}});
  CHECK(request.method == "PUT");
  CHECK(request.body == R"({"name":"Ä"})");
  CHECK(header_of(request, "Prefer") == "return=representation");
  CHECK(header_of(request, "Accept") == "application/json");
  CHECK(header_of(request, "Content-Type") == "application/json");
  CHECK(header_of(read_request(make_profile(), "1"), "Content-Type") == "");
}

TEST_CASE("The version goes where the profile wants it, and nowhere where there is none") {
  Profile profile = make_profile();
  profile.update.precondition = {.kind = PreconditionKind::if_match};
  CHECK(header_of(update_request(profile, "1", "\"v\"", Json::object()), "If-Match") == "\"v\"");
  CHECK(header_of(update_request(profile, "1", "", Json::object()), "If-Match") == "");
  profile.update.precondition = {.kind = PreconditionKind::body, .name = "/rev"};
  CHECK(update_request(profile, "1", "3", Json::object()).body == R"({"rev":"3"})");
  profile.update.precondition = {.kind = PreconditionKind::query, .name = "at"};
  CHECK(update_request(profile, "1", "a b", Json::object()).url.ends_with("/contacts/1?at=a%20b"));
  profile.remove.precondition = {.kind = PreconditionKind::query, .name = "rev"};
  profile.remove.path = "/contacts/{id}?force=1";
  CHECK(delete_request(profile, "1", "3").url.ends_with("/contacts/1?force=1&rev=3"));
}

TEST_CASE("Many records go in one body") {
  Profile profile = make_profile();
  profile.bulk = BulkRule{.method = "POST", .path = "/bulk", .items = "/docs"};
  CHECK(bulk_request(profile, Json::array({1, 2})).body == R"({"docs":[1,2]})");
  profile.bulk->items.clear();
  CHECK(bulk_request(profile, Json::array({1, 2})).body == "[1,2]");
}

}  // namespace kartei
