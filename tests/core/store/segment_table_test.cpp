#include "store/segment_table.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/contact_store.h"
#include "store/key_runs.h"

namespace kartei {
namespace {

struct SegmentTableWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);

  SegmentTable table() { return store.segments(); }
  // Under an entry of its own, which it answers.
  EntryId put(const StoredSegment& segment) {
    const EntryId added = entry();
    REQUIRE(table().put(added, segment.id, &segment));
    return added;
  }
  EntryId remove(std::string_view id) {
    const EntryId added = entry();
    REQUIRE(table().put(added, id, nullptr));
    return added;
  }
  EntryId entry() { return *store.journal().add_entry(ChangeKind::segment, 1); }

  KeySet members(std::string_view id) {
    KeySet keys(100);
    REQUIRE(read_key_runs(*table().find(id)->at(0).members, keys));
    return keys;
  }
};

std::string list_of(std::initializer_list<ContactKey> keys) {
  KeySet set(100);
  for (const ContactKey key : keys) set.set(key, true);
  return write_key_runs(set);
}

}  // namespace

TEST_CASE("A segment is kept as it is put, and as it was before") {
  SegmentTableWorld world;
  const StoredSegment made{.id = "a", .name = "Kunden", .filter = R"({"text":"x"})"};
  const EntryId first = world.put(made);
  CHECK(*world.table().all() == std::vector{made});
  CHECK(world.table().before(first)->at(0).name == "");

  StoredSegment list{.id = "a", .name = "Liste", .members = list_of({1, 2, 7})};
  const EntryId second = world.put(list);
  CHECK(world.table().before(second)->at(0) == made);
  CHECK(world.members("a").count() == 3);
  REQUIRE(world.table().all()->size() == 1);
  CHECK(world.table().all()->front().name == "Liste");
  CHECK_FALSE(world.table().all()->front().filter);

  const EntryId third = world.remove("a");
  CHECK(world.table().all()->empty());
  CHECK(world.table().before(third)->at(0) == list);
  CHECK(world.table().find("a")->empty());
  using Kind = SegmentChange::Kind;
  CHECK(*world.table().change_of(first) == SegmentChange{Kind::created, "Liste"});
  CHECK(*world.table().change_of(second) == SegmentChange{Kind::changed, "Liste"});
  CHECK(*world.table().change_of(third) == SegmentChange{Kind::deleted, "Liste"});
  CHECK(world.table().before(third + 1)->empty());
  CHECK_FALSE(world.table().change_of(third + 1)->has_value());
}

TEST_CASE("A change counts as later only while it is in force, and only of the same segment") {
  SegmentTableWorld world;
  const EntryId first = world.put({.id = "a", .name = "A", .filter = "{}"});
  world.put({.id = "b", .name = "B", .filter = "{}"});
  CHECK(world.table().changed_later(first)->empty());
  const EntryId third = world.put({.id = "a", .name = "C", .filter = "{}"});
  CHECK(world.table().changed_later(first)->size() == 1);
  CHECK(world.table().changed_later(third)->empty());
  const EntryId undo = world.entry();
  REQUIRE(world.store.journal().mark_reverted(*world.store.journal().entry(third), undo, true));
  CHECK(world.table().changed_later(first)->empty());
}

TEST_CASE("Contacts that are erased are in no list, nor in what a list was") {
  SegmentTableWorld world;
  world.put({.id = "a", .name = "A", .members = list_of({1, 2, 3})});
  const EntryId later = world.put({.id = "a", .name = "A", .members = list_of({2, 4})});
  world.put({.id = "f", .name = "F", .filter = "{}"});
  const std::vector<ContactKey> erased = {2, 3};
  REQUIRE(world.table().forget(erased));
  CHECK(world.members("a").count() == 1);
  CHECK(world.members("a").has(4));
  CHECK(world.table().before(later)->at(0).members == list_of({1}));
}

}  // namespace kartei
