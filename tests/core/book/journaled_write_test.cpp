#include "book/journaled_write.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {

TEST_CASE("A write that is not committed leaves no entry, one that is leaves its count") {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  {
    REQUIRE(JournaledWrite::begin(store, ChangeKind::update, 5));
  }
  CHECK(store.journal().state()->entries == 0);
  {
    auto write = JournaledWrite::begin(store, ChangeKind::undo, 5, 3);
    REQUIRE(write);
    REQUIRE(write->commit(7));
  }
  const auto entries = store.journal().entries(0, 10);
  REQUIRE(entries->size() == 1);
  CHECK(entries->front() ==
        JournalEntry{.entry = 1, .kind = ChangeKind::undo, .at = 5, .count = 7, .reverts = 3});
}

}  // namespace kartei
