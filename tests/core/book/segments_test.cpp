#include "book/segments.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "book/wire_filter.h"
#include "fixtures.h"
#include "store/key_runs.h"

namespace kartei {
namespace {

struct SegmentsWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);

  void put(const StoredSegment& segment) {
    REQUIRE(store.segments().put(*store.journal().add_entry(ChangeKind::segment, 1), segment.id,
                                 &segment));
  }
  // Named as its id.
  void filter(const std::string& id, const std::string& tree) {
    put({.id = id, .name = id, .filter = tree});
  }
  Segments load() { return *Segments::load(store); }

  Result<Filter> resolve(const char* tree) {
    Segments segments = load();
    Filter filter = *read_filter(*parse_json(tree), "filter");
    return segments.resolve(filter, store, 100).transform([&] { return filter; });
  }
  std::string refusal(const char* tree) {
    const auto resolved = resolve(tree);
    REQUIRE_FALSE(resolved);
    const Error& error = resolved.error();
    return std::string(error_code_name(error.code)) + " " + error.field + " " + error.detail;
  }
};

}  // namespace

TEST_CASE("A filter gets the trees and the members of its segments") {
  SegmentsWorld world;
  KeySet keys(100);
  keys.set(7, true);
  world.put({.id = "list", .name = "L", .members = write_key_runs(keys)});
  world.filter("inner", R"({"text":"anna"})");
  world.filter("outer", R"({"all":[{"segment":"inner"},{"not":{"segment":"list"}}]})");
  const auto filter = world.resolve(R"({"any":[{"segment":"outer"},{"text":"x"}]})");
  REQUIRE(filter);
  const Filter& outer = filter->children[0].children[0];
  CHECK(outer.children[0].children[0].text == "anna");
  CHECK(*outer.children[1].children[0].members == keys);
  CHECK_FALSE(has_segments(*read_filter(*parse_json(R"({"any":[{"text":"x"}]})"), "filter")));
  CHECK(has_segments(*filter));
}

TEST_CASE("The members of a list are one object as long as somebody has them") {
  SegmentsWorld world;
  world.put({.id = "list", .name = "L", .members = ""});
  Segments segments = world.load();
  Filter first{.kind = Filter::Kind::segment, .text = "list"}, second = first;
  REQUIRE(segments.resolve(first, world.store, 100));
  REQUIRE(segments.resolve(second, world.store, 100));
  CHECK(first == second);
  Segments anew = world.load();
  Filter third{.kind = Filter::Kind::segment, .text = "list"};
  REQUIRE(anew.resolve(third, world.store, 100));
  CHECK_FALSE(third == first);
}

TEST_CASE("What stands for nothing is named with its place") {
  SegmentsWorld world;
  world.filter("a", R"({"not":{"segment":"b"}})");
  world.filter("b", R"({"all":[{"text":"x"},{"segment":"a"}]})");
  world.filter("c", R"({"segment":"gone"})");
  world.filter("d", "no filter");
  world.filter("e", R"({"wrong":1})");
  world.put({.id = "f", .name = "F", .members = "\x80"});
  CHECK(world.refusal(R"({"all":[{"text":"x"},{"not":{"segment":"zz"}}]})") ==
        "segment_unknown filter.all.1.not.segment zz");
  CHECK(world.refusal(R"({"segment":"a"})") == "segment_cycle filter.segment a");
  CHECK(world.refusal(R"({"any":[{"segment":"c"}]})") ==
        "segment_unknown filter.any.0.segment gone");
  CHECK(world.refusal(R"({"segment":"d"})") == "request_malformed filter.segment d");
  CHECK(world.refusal(R"({"segment":"e"})") == "filter_malformed filter.segment e");
  CHECK(world.refusal(R"({"segment":"f"})") == "storage_damaged filter.segment F");
}

TEST_CASE("Trees that double with each segment, and those that are too deep, come to an end") {
  SegmentsWorld world;
  world.filter("s0", R"({"text":"x"})");
  for (int i = 1; i < 9; ++i) {
    const std::string below = R"({"segment":"s)" + std::to_string(i - 1) + R"("})";
    std::string tree = R"({"any":[)" + below;
    for (int more = 0; more < 3; ++more) tree += "," + below;
    world.filter("s" + std::to_string(i), tree + "]}");
  }
  CHECK(world.resolve(R"({"segment":"s3"})"));
  CHECK(world.refusal(R"({"segment":"s7"})").starts_with("filter_malformed filter.segment"));
  SegmentsWorld deep;
  deep.filter("s0", R"({"text":"x"})");
  for (size_t i = 1; i <= kMaxSegmentDepth; ++i) {
    deep.filter("s" + std::to_string(i), R"({"segment":"s)" + std::to_string(i - 1) + R"("})");
  }
  CHECK(deep.resolve(R"({"segment":"s7"})"));
  CHECK(deep.refusal(R"({"segment":"s8"})").starts_with("filter_malformed filter.segment"));
}

TEST_CASE("Who uses a segment is said, and where") {
  SegmentsWorld world;
  world.filter("a", R"({"text":"x"})");
  world.filter("b", R"({"all":[{"text":"x"},{"any":[{"segment":"a"}]}]})");
  world.filter("c", R"({"not":{"segment":"a"}})");
  Segments segments = world.load();
  const auto removal = segments.check_removal("a");
  REQUIRE_FALSE(removal);
  REQUIRE(removal.error().issues.size() == 2);
  CHECK(removal.error().issues[0].detail == "b");
  CHECK(removal.error().issues[0].field == "filter.all.1.any.0.segment");
  CHECK(removal.error().issues[1].field == "filter.not.segment");
  CHECK(segments.check_removal("b"));
  CHECK(segments.check_removal("zz").error().code == ErrorCode::segment_unknown);
}

TEST_CASE("As many segments as the limit says, and names that are told apart") {
  SegmentsWorld world;
  for (size_t i = 1; i < kMaxSegments; ++i)
    world.filter("s" + std::to_string(i), R"({"text":"x"})");
  Segments segments = world.load();
  const auto check = [&](const StoredSegment& after, Segments given) {
    const auto sound = given.check(after, world.store, 100);
    return sound ? std::string() : std::string(error_code_name(sound.error().code));
  };
  CHECK(check({.id = "new", .name = "Ärzte", .filter = R"({"text":"x"})"}, segments) == "");
  CHECK(check({.id = "new", .name = "S7", .filter = R"({"text":"x"})"}, segments) ==
        "segment_name_taken");
  CHECK(check({.id = "s7", .name = "S7", .filter = R"({"text":"x"})"}, segments) == "");
  CHECK(check({.id = "new", .name = ""}, segments) == "segment_name_missing");
  CHECK(check({.id = "new", .name = std::string(kMaxSegmentNameBytes + 1, 'x')}, segments) ==
        "field_too_long");
  CHECK(check({.id = "new", .name = "N", .filter = R"({"segment":"new"})"}, segments) ==
        "segment_cycle");
  world.filter("last", R"({"text":"x"})");
  CHECK(check({.id = "new", .name = "N"}, world.load()) == "segment_limit");
  CHECK(check({.id = "s7", .name = "N"}, world.load()) == "");
}

}  // namespace kartei
