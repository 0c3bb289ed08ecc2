#include "store/fence.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/full_files.h"

namespace kartei {

TEST_CASE("The number is the one in the file, whoever wrote it") {
  FullFiles files;
  REQUIRE(files.write(FileSlot::database, bytes_of(std::string(28, '\0')), 0) == FileStatus::ok);
  Fence mine(files), theirs(files);
  REQUIRE(mine.take());
  CHECK(mine.check());
  REQUIRE(files.write(FileSlot::database, bytes_of("\1"), 27) == FileStatus::ok);
  CHECK(mine.check().error().code == ErrorCode::book_lost);
  REQUIRE(theirs.take());
  CHECK(theirs.check());
  REQUIRE(mine.take());
  CHECK(mine.check());
}

TEST_CASE("A file that is gone is a failure, not somebody else's") {
  FullFiles files;
  Fence fence(files);
  CHECK(fence.take().error().code == ErrorCode::storage_failed);
  CHECK(fence.check().error().code == ErrorCode::storage_failed);
}

}  // namespace kartei
