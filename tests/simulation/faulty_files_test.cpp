#include "faulty_files.h"

#include <doctest/doctest.h>

#include "mistakes.h"
#include "store/files_contract.h"

namespace kartei::simulation {

TEST_CASE("Files that can fail keep the contract as long as they do not") {
  FaultyFiles files;
  check_files_contract(files);
  FaultyFiles below;
  check_files_contract(*plant(Mistake::none, below));
}

TEST_CASE("A call fails once, in its way") {
  FaultyFiles files;
  CHECK(files.write(FileSlot::database, bytes_of("hello"), 0) == FileStatus::ok);
  files.plan({.kind = Fault::Kind::failed, .call = 1});
  CHECK(files.size(FileSlot::database) == -1);
  CHECK(files.size(FileSlot::database) == 5);
  files.plan({.kind = Fault::Kind::short_read, .call = 3});
  CHECK(read_text(files, FileSlot::database, 5, 0).size() < 5);
  CHECK(read_text(files, FileSlot::database, 5, 0) == "hello");
  files.plan({.kind = Fault::Kind::full, .call = 5});
  CHECK(files.write(FileSlot::database, bytes_of("HELLO"), 0) == FileStatus::full);
  CHECK(files.write(FileSlot::database, bytes_of("HELLO"), 0) == FileStatus::ok);
  CHECK(files.failures() == 3);
}

TEST_CASE("A full disk refuses what makes a file larger until it is healed") {
  FaultyFiles files;
  CHECK(files.write(FileSlot::database, bytes_of("hello"), 0) == FileStatus::ok);
  files.plan({.kind = Fault::Kind::full, .call = 1, .duration = Fault::Duration::growth});
  CHECK(files.write(FileSlot::database, bytes_of("HE"), 0) == FileStatus::ok);
  CHECK(files.write(FileSlot::database, bytes_of("world"), 3) == FileStatus::full);
  CHECK(files.flush(FileSlot::database) == FileStatus::ok);
  files.heal();
  CHECK(files.write(FileSlot::database, bytes_of("world"), 3) == FileStatus::ok);
}

TEST_CASE("While it is quiet nothing is counted and nothing fails") {
  FaultyFiles files;
  files.plan({.kind = Fault::Kind::failed, .call = 0});
  {
    const FaultyFiles::Quiet quiet(files);
    CHECK(files.size(FileSlot::database) == 0);
  }
  CHECK(files.calls().empty());
  CHECK(files.size(FileSlot::database) == -1);
}

}  // namespace kartei::simulation
