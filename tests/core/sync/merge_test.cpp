#include "sync/merge.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

Profile with_policy(MergePolicy policy) {
  Profile profile;
  profile.fields = {{.name = "name", .pointer = "/name"},
                    {.name = "source", .pointer = "/source", .policy = policy},
                    {.name = "tags", .pointer = "/tags", .policy = policy}};
  return profile;
}

Merged merge(MergePolicy policy, const char* base, const char* mine, const char* theirs,
             bool is_mine_newer = false) {
  return merge_fields(with_policy(policy), *parse_json(base), *parse_json(mine),
                      *parse_json(theirs), is_mine_newer, {});
}

}  // namespace

TEST_CASE("Different fields merge silently") {
  const Merged merged = merge(MergePolicy::ask, R"({"name":"a","source":"b"})",
                              R"({"name":"A","source":"b"})", R"({"name":"a","source":"B"})");
  CHECK(dump_json(merged.fields) == R"({"name":"A","source":"B"})");
  CHECK(merged.conflicts.empty());
}

TEST_CASE("The same value on both sides is no conflict") {
  const Merged merged =
      merge(MergePolicy::ask, R"({"name":"a"})", R"({"name":"b"})", R"({"name":"b"})");
  CHECK(dump_json(merged.fields) == R"({"name":"b"})");
  CHECK(merged.conflicts.empty());
}

TEST_CASE("A field that one side has emptied is empty") {
  const Merged merged = merge(MergePolicy::ask, R"({"name":"a","source":"x"})", R"({"name":"a"})",
                              R"({"name":"a","source":"x"})");
  CHECK(dump_json(merged.fields) == R"({"name":"a"})");
}

TEST_CASE("The same field with different values goes to a person, and mine stays") {
  const Merged merged =
      merge(MergePolicy::ask, R"({"name":"a"})", R"({"name":"b"})", R"({"name":"c"})");
  CHECK(dump_json(merged.fields) == R"({"name":"b"})");
  REQUIRE(merged.conflicts.size() == 1);
  CHECK(merged.conflicts[0] == FieldConflict{"name", "a", "b", "c"});
}

TEST_CASE("Without a base two values are a conflict") {
  const Merged merged = merge(MergePolicy::ask, "{}", R"({"name":"b"})", R"({"name":"c"})");
  REQUIRE(merged.conflicts.size() == 1);
  CHECK(merged.conflicts[0].base.is_null());
}

TEST_CASE("Policies decide instead of a person") {
  const auto decide = [](MergePolicy policy, bool is_mine_newer) {
    const Merged merged =
        merge(policy, R"({"source":"a"})", R"({"source":"b"})", R"({"source":"c"})", is_mine_newer);
    CHECK(merged.conflicts.empty());
    return merged.fields["source"].get<std::string>();
  };
  CHECK(decide(MergePolicy::server, true) == "c");
  CHECK(decide(MergePolicy::client, false) == "b");
  CHECK(decide(MergePolicy::newest, true) == "b");
  CHECK(decide(MergePolicy::newest, false) == "c");
}

TEST_CASE("Sets unite: what either has added, without what either has removed") {
  const Merged merged = merge(MergePolicy::unite, R"({"tags":["a","b","c"]})",
                              R"({"tags":["b","c","x"]})", R"({"tags":["a","b","y"]})");
  CHECK(dump_json(merged.fields) == R"({"tags":["b","x","y"]})");
  CHECK(merged.conflicts.empty());
  const Merged emptied =
      merge(MergePolicy::unite, R"({"tags":["a","b"]})", R"({"tags":["b"]})", R"({"tags":["a"]})");
  CHECK(dump_json(emptied.fields) == "{}");
}

TEST_CASE("Texts do not unite") {
  const Merged merged =
      merge(MergePolicy::unite, R"({"source":"a"})", R"({"source":"b"})", R"({"source":"c"})");
  CHECK(merged.conflicts.size() == 1);
}

TEST_CASE("An open conflict follows the server until a person has decided") {
  const Profile profile = with_policy(MergePolicy::ask);
  const std::vector<FieldConflict> open = {{"name", "a", "b", "c"}};
  const auto again = [&](const char* mine, const char* theirs) {
    return merge_fields(profile, *parse_json(R"({"name":"c"})"), *parse_json(mine),
                        *parse_json(theirs), false, open);
  };
  const Merged later = again(R"({"name":"b"})", R"({"name":"d"})");
  REQUIRE(later.conflicts.size() == 1);
  CHECK(later.conflicts[0] == FieldConflict{"name", "a", "b", "d"});
  // The other side has come round, or taken its own back.
  CHECK(again(R"({"name":"b"})", R"({"name":"b"})").conflicts.empty());
  CHECK(again(R"({"name":"b"})", R"({"name":"a"})").conflicts.empty());
  // Whoever writes what was there first has decided nothing: it is another value of mine.
  const Merged back = again(R"({"name":"a"})", R"({"name":"c"})");
  REQUIRE(back.conflicts.size() == 1);
  CHECK(back.conflicts[0] == FieldConflict{"name", "a", "a", "c"});
}

TEST_CASE("When it was made says whoever has the record, not who saw it first") {
  Profile profile = with_policy(MergePolicy::ask);
  profile.fields.push_back({.name = "created_at", .pointer = "/created"});
  const Merged merged = merge_fields(profile, *parse_json(R"({"name":"a"})"),
                                     *parse_json(R"({"name":"a","created_at":2})"),
                                     *parse_json(R"({"name":"a","created_at":1})"), false, {});
  CHECK(merged.fields["created_at"] == 1);
  CHECK(merged.conflicts.empty());
}

}  // namespace kartei
