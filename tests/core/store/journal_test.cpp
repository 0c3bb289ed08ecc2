#include "store/journal.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "fixtures.h"
#include "store/file_vfs.h"
#include "store/migrations.h"

namespace kartei {
namespace {

struct JournalWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  FileVfs vfs{files, environment};
  Database database = *Database::open(vfs.name());
  Journal journal = open();

  Journal open() {
    REQUIRE(migrate(database));
    return std::move(*Journal::open(database));
  }

  EntryId add(ChangeKind kind, EntryId reverts = 0) {
    const EntryId entry = *journal.add_entry(kind, 1000, reverts);
    REQUIRE(journal.finish_entry(entry, 1));
    return entry;
  }

  // Takes an entry back wholly, as book/revert does.
  EntryId take_back(EntryId target, ChangeKind kind) {
    const EntryId by = add(kind, target);
    REQUIRE(journal.mark_reverted(*journal.entry(target), by, true));
    return by;
  }

  std::vector<ContactKey> later_keys(EntryId entry) {
    std::vector<ContactKey> keys;
    REQUIRE(journal.for_each_later(entry,
                                   [&](ContactKey key, std::string_view) { keys.push_back(key); }));
    return keys;
  }

  EntryId undo() { return journal.state()->undo; }
  EntryId redo() { return journal.state()->redo; }
};

}  // namespace

TEST_CASE("Undo goes back entry by entry, redo forward again, and a new entry ends redo") {
  JournalWorld world;
  CHECK(world.undo() == 0);
  CHECK(world.redo() == 0);
  const EntryId one = world.add(ChangeKind::create), two = world.add(ChangeKind::update);
  CHECK(world.undo() == two);
  const EntryId undo_two = world.take_back(two, ChangeKind::undo);
  CHECK(world.undo() == one);
  const EntryId undo_one = world.take_back(one, ChangeKind::undo);
  CHECK(world.undo() == 0);
  CHECK(world.redo() == undo_one);
  world.take_back(undo_one, ChangeKind::redo);
  CHECK(world.undo() == one);
  CHECK(world.redo() == undo_two);
  world.take_back(undo_two, ChangeKind::redo);
  CHECK(world.undo() == two);
  CHECK(world.redo() == 0);
  world.take_back(two, ChangeKind::undo);
  CHECK(world.redo() != 0);
  world.add(ChangeKind::create);
  CHECK(world.redo() == 0);
  CHECK(world.journal.state()->entries == 8);
}

TEST_CASE("What is erased can be neither undone nor passed over by redo") {
  JournalWorld world;
  const EntryId one = world.add(ChangeKind::create);
  world.take_back(one, ChangeKind::undo);
  world.add(ChangeKind::erase);
  CHECK(world.undo() == 0);
  CHECK(world.redo() == 0);
}

TEST_CASE("Pairs that cancel each other are no later change") {
  JournalWorld world;
  const EntryId one = world.add(ChangeKind::update), two = world.add(ChangeKind::update);
  REQUIRE(world.journal.add_change(one, 1, "{}"));
  REQUIRE(world.journal.add_change(two, 2, "{}"));
  REQUIRE(world.journal.add_change(two, 3, std::nullopt));
  CHECK(world.later_keys(one) == std::vector<ContactKey>{2});
  const EntryId undo_two = world.take_back(two, ChangeKind::undo);
  REQUIRE(world.journal.add_change(undo_two, 2, "{}"));
  CHECK(world.later_keys(one).empty());
  const EntryId redo_two = world.take_back(undo_two, ChangeKind::redo);
  REQUIRE(world.journal.add_change(redo_two, 2, "{}"));
  CHECK(world.later_keys(one) == std::vector<ContactKey>{2});
  CHECK(world.journal.undo_of(one) == 0);
  CHECK(world.journal.undo_of(two) == undo_two);
}

TEST_CASE("Of the undos of an entry the newest one in force counts, or else the newest") {
  JournalWorld world;
  const EntryId entry = world.add(ChangeKind::update);
  // In two halves: the second one takes back what the first one has kept.
  const EntryId half = world.take_back(entry, ChangeKind::undo);
  const EntryId rest = world.take_back(entry, ChangeKind::undo);
  CHECK(world.journal.undo_of(entry) == rest);
  world.take_back(rest, ChangeKind::redo);
  CHECK(world.journal.undo_of(entry) == half);
  CHECK(world.journal.entry(entry)->undone_by == half);
  world.take_back(half, ChangeKind::redo);
  CHECK(world.journal.undo_of(entry) == rest);
  CHECK(world.journal.undo_of(rest) == rest);
  CHECK(world.journal.entry(entry)->undone_by == 0);
}

TEST_CASE("Entries are listed newest first, with what they are about") {
  JournalWorld world;
  const EntryId import = world.add(ChangeKind::import);
  REQUIRE(world.journal.add_import({.entry = import, .file_name = "a.csv", .rows = 1}));
  const EntryId undo = world.take_back(import, ChangeKind::undo);
  const auto entries = world.journal.entries(0, 10);
  REQUIRE(entries->size() == 2);
  CHECK(entries->front() ==
        JournalEntry{
            .entry = undo, .kind = ChangeKind::undo, .at = 1000, .count = 1, .reverts = import});
  CHECK(entries->back().file_name == "a.csv");
  CHECK(entries->back().undone_by == undo);
  CHECK(world.journal.entries(1, 10)->size() == 1);
  CHECK(world.journal.entry(99).error().code == ErrorCode::entry_unknown);
  CHECK(world.journal.changes_since(999) == 2);
  CHECK(world.journal.changes_since(1000) == 0);
}

TEST_CASE("Of two images in an entry the first counts for each field, and forgetting leaves none") {
  JournalWorld world;
  const EntryId entry = world.add(ChangeKind::update);
  REQUIRE(world.journal.add_change(entry, 7, R"({"name":"first"})"));
  REQUIRE(world.journal.add_change(entry, 7, R"({"email":"a@x.de","name":"second"})"));
  REQUIRE(world.journal.add_change(entry, 8, "{}"));
  world.journal.begin_request("call");
  REQUIRE(world.journal.remember("answer", 7));
  REQUIRE(world.journal.remember("the same one's", 7));
  world.journal.begin_request("another's");
  REQUIRE(world.journal.remember("answer", 8));
  world.journal.begin_request("nobody's");
  REQUIRE(world.journal.remember("answer", std::nullopt));
  CHECK(*world.journal.before(entry, 7) == R"({"email":"a@x.de","name":"first"})");
  // What it has made was nothing before, whatever it has made of it.
  REQUIRE(world.journal.add_change(entry, 9, std::nullopt));
  REQUIRE(world.journal.add_change(entry, 9, R"({"name":"first"})"));
  CHECK_FALSE(*world.journal.before(entry, 9));
  REQUIRE(world.database.execute(
      "INSERT INTO contacts (key, id, name, email, phone, country_code, created_at, updated_at, "
      "source) VALUES (8, x'08', '', '', '', '', 0, 0, '')"));
  REQUIRE(world.journal.forget(std::vector<ContactKey>{6, 7}));
  CHECK(world.journal.keys(entry) == std::vector<ContactKey>{8, 9});
  CHECK_FALSE(*world.journal.find_answer("call"));
  CHECK(*world.journal.find_answer("another's"));
  CHECK(*world.journal.find_answer("nobody's"));
}

TEST_CASE("The answers of the newest calls are remembered by their ids") {
  JournalWorld world;
  REQUIRE(world.journal.remember("nobody asks", std::nullopt));
  CHECK_FALSE(*world.journal.find_answer(""));
  for (size_t call = 0; call < kMaxRememberedAnswers + 5; ++call) {
    world.journal.begin_request("call " + std::to_string(call));
    REQUIRE(world.journal.remember("answer " + std::to_string(call), std::nullopt));
  }
  CHECK_FALSE(*world.journal.find_answer("call 4"));
  CHECK(world.journal.find_answer("call 5")->value() == "answer 5");
  CHECK(world.journal.find_answer("call 1004")->value() == "answer 1004");
}

}  // namespace kartei
