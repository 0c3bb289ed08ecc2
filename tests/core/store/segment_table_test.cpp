#include "store/segment_table.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/contact_store.h"
#include "store/key_runs.h"

namespace kartei {
namespace {

struct World {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);

  SegmentTable table() { return store.segments(); }
  EntryId entry() { return *store.journal().add_entry(ChangeKind::segment, 1); }

  KeySet members(std::string_view id) {
    KeySet keys(100);
    const std::string runs = *table().members(id);
    REQUIRE(read_key_runs({reinterpret_cast<const uint8_t*>(runs.data()), runs.size()}, keys));
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
  World world;
  const StoredSegment made{.id = "a", .name = "Kunden", .filter = R"({"text":"x"})"};
  const EntryId first = world.entry();
  REQUIRE(world.table().put(first, made));
  CHECK(*world.table().all() == std::vector{made});
  CHECK_FALSE((*world.table().change(first))->before);

  StoredSegment list{.id = "a", .name = "Liste", .members = list_of({1, 2, 7})};
  const EntryId second = world.entry();
  REQUIRE(world.table().put(second, list));
  CHECK((*world.table().change(second))->before == made);
  CHECK((*world.table().change(second))->id == "a");
  CHECK(world.members("a").count() == 3);
  REQUIRE(world.table().all()->size() == 1);
  CHECK(world.table().all()->front().name == "Liste");
  CHECK_FALSE(world.table().all()->front().filter);

  const EntryId third = world.entry();
  REQUIRE(world.table().remove(third, "a"));
  CHECK(world.table().all()->empty());
  CHECK((*world.table().change(third))->before == list);
  CHECK(world.table().members("a").error().code == ErrorCode::segment_unknown);
  CHECK(*world.table().name_in(first) == "Liste");
  CHECK(*world.table().name_in(second) == "Liste");
  CHECK(*world.table().change(third + 1) == std::nullopt);
  CHECK(*world.table().name_in(third + 1) == "");
}

TEST_CASE("A change counts as later only while it is in force, and only of the same segment") {
  World world;
  const EntryId first = world.entry(), second = world.entry();
  REQUIRE(world.table().put(first, {.id = "a", .name = "A", .filter = "{}"}));
  REQUIRE(world.table().put(second, {.id = "b", .name = "B", .filter = "{}"}));
  CHECK_FALSE(*world.table().is_changed_after(first, "a"));
  const EntryId third = world.entry();
  REQUIRE(world.table().put(third, {.id = "a", .name = "C", .filter = "{}"}));
  CHECK(*world.table().is_changed_after(first, "a"));
  CHECK_FALSE(*world.table().is_changed_after(third, "a"));
  const EntryId undo = world.entry();
  REQUIRE(world.store.journal().mark_reverted(*world.store.journal().entry(third), undo, true));
  CHECK_FALSE(*world.table().is_changed_after(first, "a"));
}

TEST_CASE("Contacts that are erased are in no list, nor in what a list was") {
  World world;
  REQUIRE(
      world.table().put(world.entry(), {.id = "a", .name = "A", .members = list_of({1, 2, 3})}));
  const EntryId later = world.entry();
  REQUIRE(world.table().put(later, {.id = "a", .name = "A", .members = list_of({2, 4})}));
  REQUIRE(world.table().put(world.entry(), {.id = "f", .name = "F", .filter = "{}"}));
  const std::vector<ContactKey> erased = {2, 3};
  REQUIRE(world.table().forget(erased));
  CHECK(world.members("a").count() == 1);
  CHECK(world.members("a").has(4));
  CHECK((*world.table().change(later))->before->members == list_of({1}));
}

}  // namespace kartei
