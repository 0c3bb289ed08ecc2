#include "book/import_session.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/full_files.h"

namespace kartei {
TEST_CASE("A full disk at the commit: nothing is written, and it can be tried again") {
  FullFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  Columns columns;
  UuidGenerator ids(environment);
  ImportSession session({}, store, columns, ids, environment);
  REQUIRE(session.importer().feed(bytes_of("name,email\nAnna,a@x.de\nBert,b@x.de\n")));
  CHECK(session.commit(10).error().code == ErrorCode::import_not_finished);
  REQUIRE(session.importer().finish());

  files.writes_left = 0;
  const auto full = session.commit(10);
  REQUIRE_FALSE(full);
  CHECK(full.error().code == ErrorCode::storage_full);
  CHECK_FALSE(session.is_writing());
  CHECK(columns.live_count() == 0);

  files.writes_left = FullFiles::kNoLimit;
  const auto done = session.commit(10);
  REQUIRE(done);
  CHECK(done->is_done);
  CHECK(session.is_committed());
  CHECK(columns.live_count() == 2);
  CHECK(session.commit(10).error().code == ErrorCode::import_not_open);
  CHECK(store.journal().imports()->size() == 1);
}

TEST_CASE("Nothing is written while a duplicate is undecided") {
  FullFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  Columns columns;
  UuidGenerator ids(environment);
  ImportSession session({.duplicates = DuplicateAction::ask}, store, columns, ids, environment);
  REQUIRE(session.importer().feed(bytes_of("email\na@x.de\na@x.de\na@x.de\n")));
  REQUIRE(session.importer().finish());
  CHECK(session.commit(10).error().code == ErrorCode::import_undecided);
  REQUIRE(session.importer().decide({DuplicateAction::create, 3}));
  CHECK(session.commit(10).error().code == ErrorCode::import_undecided);
  CHECK_FALSE(session.is_writing());
  REQUIRE(session.importer().decide({.action = DuplicateAction::skip, .is_for_remaining = true}));
  const auto done = session.commit(10);
  REQUIRE(done);
  CHECK(done->counts == ImportCounts{.rows = 3, .created = 2, .skipped = 1});
}

}  // namespace kartei
