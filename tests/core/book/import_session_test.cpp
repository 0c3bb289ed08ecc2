#include "book/import_session.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {
namespace {

// Files that are full from a certain write on.
class FullFiles final : public Files {
 public:
  int64_t read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) override {
    return memory_.read(slot, bytes, offset);
  }
  FileStatus write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) override {
    return is_full ? FileStatus::full : memory_.write(slot, bytes, offset);
  }
  FileStatus truncate(FileSlot slot, int64_t size) override { return memory_.truncate(slot, size); }
  FileStatus flush(FileSlot) override { return FileStatus::ok; }
  int64_t size(FileSlot slot) override { return memory_.size(slot); }

  bool is_full = false;

 private:
  MemoryFiles memory_;
};

}  // namespace

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

  files.is_full = true;
  const auto full = session.commit(10);
  REQUIRE_FALSE(full);
  CHECK(full.error().code == ErrorCode::storage_full);
  CHECK_FALSE(session.is_writing());
  CHECK(columns.live_count() == 0);

  files.is_full = false;
  const auto done = session.commit(10);
  REQUIRE(done);
  CHECK(done->is_done);
  CHECK(session.is_committed());
  CHECK(columns.live_count() == 2);
  CHECK(session.commit(10).error().code == ErrorCode::import_not_open);
  CHECK(store.imports()->size() == 1);
}

}  // namespace kartei
