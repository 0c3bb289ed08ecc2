#include "sync/profile.h"

#include <doctest/doctest.h>

#include "json/json_pointer.h"

namespace kartei {
namespace {

constexpr std::string_view kSmall = R"({
  "profile": 1, "base": "https://api.example.org/v1/",
  "record": {"id": "/id", "ref": "/ref", "version": "/rev", "updated": "/at",
             "fields": {"name": "/name", "tags": {"at": "/tags", "as": "comma", "merge": "union"}}},
  "list": {"path": "/contacts", "items": "/items",
           "page": {"kind": "number", "param": "page", "size": {"param": "n", "value": 10}}},
  "delta": {"kind": "filter", "query": {"since": "{cursor}"}, "format": "space",
            "overlap_ms": 5000},
  "create": {"path": "/contacts", "lookup": {"ref": "{ref}"}},
  "update": {"path": "/contacts/{id}", "precondition": {"kind": "if-match", "stale": [418]}},
  "delete": {"method": "DELETE", "path": "/contacts/{id}", "gone": [404]},
  "errors": [{"when": {"status": 400, "at": "/message", "match": "one|two"}, "is": "duplicate"}]
})";

// kSmall with `value` at `pointer`; without it where the value is discarded.
std::string with(std::string_view pointer, std::optional<Json> value) {
  Json json = *parse_json(kSmall);
  value ? set_at(json, pointer, *value) : erase_at(json, pointer);
  return dump_json(json);
}

std::string place_of(const std::string& text) {
  const auto profile = parse_profile(text);
  if (profile) return "none";
  CHECK(profile.error().code == ErrorCode::profile_invalid);
  CHECK_FALSE(profile.error().detail.empty());
  return profile.error().field;
}

}  // namespace

TEST_CASE("A profile is read with its defaults") {
  const auto profile = parse_profile(kSmall);
  REQUIRE(profile);
  CHECK(profile->base == "https://api.example.org/v1");
  REQUIRE(profile->fields.size() == 2);
  CHECK(profile->fields[0].policy == MergePolicy::ask);
  CHECK(profile->fields[1].codec == Codec::comma);
  CHECK(profile->fields[1].policy == MergePolicy::unite);
  CHECK(profile->list.is_complete);
  CHECK(profile->list.paging.kind == PagingKind::number);
  CHECK(profile->list.paging.first == 1);
  CHECK(profile->delta.path == "/contacts");
  CHECK(profile->delta.format == CursorFormat::space);
  CHECK(profile->delta.overlap_ms == 5000);
  CHECK_FALSE(profile->delta.has_tombstones);
  CHECK(profile->create.method == "POST");
  CHECK_FALSE(profile->create.has_client_id);
  CHECK(profile->create.ack.is_full);
  CHECK(profile->update.method == "PATCH");
  CHECK(profile->update.precondition.kind == PreconditionKind::if_match);
  CHECK(profile->update.precondition.stale == std::vector<int>{418});
  CHECK(profile->remove.gone == std::vector<int>{404});
  REQUIRE(profile->errors.size() == 1);
  CHECK(profile->errors[0].verdict == Verdict::duplicate);
  CHECK(profile->errors[0].matches == std::vector<std::string>{"one", "two"});
  CHECK_FALSE(profile->bulk);
}

TEST_CASE("What is wrong is said with its place") {
  CHECK(place_of(with("/profile", 2)) == "/profile");
  CHECK(place_of(with("/record/id", "id")) == "/record/id");
  CHECK(place_of(with("/record/id", std::nullopt)) == "/record/id");
  CHECK(place_of(with("/record/fields/shoe_size", "/x")) == "/record/fields/shoe_size");
  CHECK(place_of(with("/record/fields", Json::object())) == "/record/fields");
  CHECK(place_of(with("/record/fields/tags/as", "semicolon")) == "/record/fields/tags/as");
  CHECK(place_of(with("/list/path", "contacts")) == "/list/path");
  CHECK(place_of(with("/list/page/param", std::nullopt)) == "/list/page/param");
  CHECK(place_of(with("/list/page/size/value", "ten")) == "/list/page/size/value");
  CHECK(place_of(with("/delta/query/since", "now")) == "/delta/query");
  CHECK(place_of(with("/create/lookup", std::nullopt)) == "/create/lookup");
  CHECK(place_of(with("/create/method", "PUSH")) == "/create/method");
  CHECK(place_of(with("/update/precondition/kind", "body")) == "/update/precondition/field");
  CHECK(place_of(with("/update/path", "/contacts")) == "/update/path");
  CHECK(place_of(with("/delete/path", "/contacts")) == "/delete/path");
  CHECK(place_of(with("/delete/gone", Json::array({4}))) == "/delete/gone");
  CHECK(place_of(with("/errors/0/is", "strange")) == "/errors/0/is");
  CHECK(place_of(with("/base", "api.example.org")) == "/base");
  CHECK(place_of(with("/record/version", std::nullopt)) == "/update/precondition/kind");
}

TEST_CASE("An option that nobody knows is an error, wherever it stands") {
  for (const char* place : {"/extra", "/record/extra", "/list/page/extra", "/delta/extra",
                            "/update/precondition/extra", "/errors/0/when/extra"}) {
    CHECK(place_of(with(place, 1)) == place);
  }
}

TEST_CASE("A text that is no JSON, or no object, is refused") {
  CHECK(place_of("{") == "");
  CHECK_FALSE(parse_profile("[]"));
  CHECK_FALSE(parse_profile("{}"));
}

TEST_CASE("The base can be given, and must be a safe place for credentials") {
  const auto profile = parse_profile(kSmall, "http://localhost:3000/");
  REQUIRE(profile);
  CHECK(profile->base == "http://localhost:3000");
  const auto insecure = parse_profile(kSmall, "http://example.org");
  REQUIRE_FALSE(insecure);
  CHECK(insecure.error().code == ErrorCode::backend_insecure);
}

}  // namespace kartei
