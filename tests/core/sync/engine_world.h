// The engine over a real book, against a server that is a few lines of each test: what it asks, in
// which order, and what it makes of each answer. Whole conversations with many kinds of server and
// a bad network are in tests/simulation/sync.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "book/contact_book.h"
#include "fixtures.h"
#include "sync/engine.h"

namespace kartei {

inline constexpr std::string_view kProfile = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "ref": "/id", "version": "/rev",
             "fields": {"name": "/name", "email": "/email", "source": "/source"}},
  "list": {"path": "/contacts"},
  "create": {"path": "/contacts", "id": "client"},
  "update": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}},
  "delete": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}},
  "limits": {"concurrency": 2}
})";

struct World {
  MemoryFiles files;
  FixedEnvironment environment;
  std::unique_ptr<ContactBook> book = *ContactBook::open(files, environment);

  explicit World(std::string_view profile = kProfile,
                 SyncDirection direction = SyncDirection::both) {
    REQUIRE(book->connect_backend({.profile = std::string(profile),
                                   .account = "a",
                                   .direction = static_cast<int>(direction)}));
  }

  SyncNext next() { return *book->next_sync_request("a"); }
  SyncRequest request() {
    SyncNext said = next();
    // There may be more to look through.
    while (!said.request && said.wait_until == environment.now) said = next();
    REQUIRE(said.request);
    return *said.request;
  }
  void answer(const SyncRequest& request, int status, std::string body = {},
              std::vector<HttpHeader> headers = {}) {
    REQUIRE(book->receive_sync_response(
        request.attempt,
        {.status = status, .headers = std::move(headers), .body = std::move(body), .failure = {}}));
  }
  // The list, with these records.
  void pull(std::string records = "[]") {
    const SyncRequest page = request();
    CHECK(page.http.method == "GET");
    CHECK(page.http.url == "https://api.example.org/contacts");
    answer(page, 200, std::move(records));
  }
  Contact add(std::string name) {
    return *book->save({.name = std::move(name), .email = "a@example.org"});
  }
  // A contact that both sides have, at version 1.
  Contact add_synced(std::string name) {
    const Contact contact = add(std::move(name));
    const SyncRequest create = request();
    answer(create, 201, with_version(create.http.body, "1"));
    CHECK_FALSE(next().request);
    return contact;
  }
  // The create of a contact, answered with the record's id and version 1 and nothing else.
  SyncRequest acknowledge_tersely(const Contact& contact) {
    const SyncRequest create = request();
    answer(create, 201, R"({"id":")" + format_uuid(contact.id) + R"(","rev":"1"})");
    return create;
  }
  static std::string with_version(const std::string& body, const char* version) {
    Json json = *parse_json(body);
    json["rev"] = version;
    return dump_json(json);
  }
  std::string record(const Contact& contact, const char* version, std::string name) {
    return dump_json({{"id", format_uuid(contact.id)},
                      {"rev", version},
                      {"name", std::move(name)},
                      {"email", contact.email},
                      {"source", contact.source}});
  }
  SyncStore::Counts counts() { return book->sync_status()->counts; }
};

// What is written whole, and answered with an id and a version.
inline constexpr std::string_view kTerseProfile = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "ref": "/id", "version": "/rev", "updated": "/at",
             "fields": {"name": "/name", "email": "/email", "source": "/source"}},
  "list": {"path": "/contacts"},
  "create": {"path": "/contacts", "id": "client", "ack": {"id": "/id", "version": "/rev"}},
  "update": {"path": "/contacts/{id}", "method": "PUT", "send": "full",
             "ack": {"id": "/id", "version": "/rev"}, "precondition": {"kind": "if-match"}},
  "delete": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}}
})";

inline constexpr std::string_view kBlindProfile = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "ref": "/id",
             "fields": {"name": "/name", "email": "/email", "source": "/source"}},
  "list": {"path": "/contacts"},
  "create": {"path": "/contacts", "id": "client"},
  "update": {"path": "/contacts/{id}"},
  "delete": {"path": "/contacts/{id}"}
})";

inline std::string header_of(const SyncRequest& request, std::string_view name) {
  for (const HttpHeader& header : request.http.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

}  // namespace kartei
