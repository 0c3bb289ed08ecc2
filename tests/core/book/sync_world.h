// A book that is connected to a backend, which the test plays.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "book/contact_book.h"
#include "fixtures.h"

namespace kartei {

struct SyncWorld {
  static constexpr std::string_view kProfile = R"({
    "profile": 1, "name": "Test", "base": "https://api.example.org",
    "record": {"id": "/id", "version": "/rev",
               "fields": {"name": "/name", "email": "/email", "source": "/source",
                          "last_contact_at": "/seen"}},
    "list": {"path": "/contacts"},
    "create": {"path": "/contacts", "id": "client"},
    "update": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}},
    "delete": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}},
    "limits": {"settle_ms": 0}
  })";

  MemoryFiles files;
  FixedEnvironment environment;
  std::unique_ptr<ContactBook> book = *ContactBook::open(files, environment);

  Backend backend() const { return {.profile = std::string(kProfile), .account = "a"}; }

  SyncRequest request() {
    const auto next = book->next_sync_request("a");
    REQUIRE(next);
    REQUIRE(next->request);
    return *next->request;
  }

  void answer(const SyncRequest& request, int status, std::string body) {
    REQUIRE(book->receive_sync_response(
        request.attempt,
        {.status = status, .headers = {}, .body = std::move(body), .failure = {}}));
  }

  std::string record(const Contact& contact, std::string_view version, std::string_view name) {
    return dump_json({{"id", format_uuid(contact.id)},
                      {"rev", version},
                      {"name", name},
                      {"email", contact.email},
                      {"source", contact.source}});
  }

  // What the list has, at once.
  void pull(const std::string& records) {
    REQUIRE(book->control_sync(SyncControl::now));
    answer(request(), 200, "[" + records + "]");
  }

  // A contact that both sides have, in its first version.
  Contact connect_with(std::string name) {
    REQUIRE(book->connect_backend(backend()));
    answer(request(), 200, "[]");
    const auto contact = book->save({.name = std::move(name), .email = "anna@example.org"});
    REQUIRE(contact);
    const SyncRequest create = request();
    REQUIRE(create.http.method == "POST");
    answer(create, 201, record(*contact, "1", contact->name));
    return *contact;
  }
};

}  // namespace kartei
