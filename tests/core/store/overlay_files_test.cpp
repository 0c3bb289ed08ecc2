#include "store/overlay_files.h"

#include <doctest/doctest.h>

#include "store/files_contract.h"
#include "store/sample_book.h"

namespace kartei {

TEST_CASE("An overlay over nothing does what files do") {
  MemoryFiles base;
  OverlayFiles overlay(base);
  check_files_contract(overlay);
  CHECK(bytes_in(base) == "|||");
}

TEST_CASE("An overlay is what a copy would be, and its base is never written") {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    std::mt19937_64 random(seed);
    MemoryFiles base, copy;
    std::string start(random() % 30'000, 'b');
    for (Files* files : {static_cast<Files*>(&base), static_cast<Files*>(&copy)}) {
      REQUIRE(files->write(FileSlot::database, bytes_of(start), 0) == FileStatus::ok);
    }
    const std::string before = bytes_in(base);
    OverlayFiles overlay(base);
    for (int step = 0; step < 60; ++step) {
      const auto offset = static_cast<int64_t>(random() % 40'000);
      const std::string text(random() % 9000, static_cast<char>('c' + step % 20));
      for (Files* files : {static_cast<Files*>(&overlay), static_cast<Files*>(&copy)}) {
        if (step % 4 == 3) {
          CHECK(files->truncate(FileSlot::database, offset) == FileStatus::ok);
        } else if (!text.empty()) {
          CHECK(files->write(FileSlot::database, bytes_of(text), offset) == FileStatus::ok);
        }
      }
      CHECK(bytes_in(overlay) == bytes_in(copy));
      CHECK(read_text(overlay, FileSlot::database, text.size(), offset) ==
            read_text(copy, FileSlot::database, text.size(), offset));
    }
    CHECK(bytes_in(base) == before);
  }
}

TEST_CASE("A book in an overlay is written as any other, and none of it reaches the base") {
  MemoryFiles base;
  FixedEnvironment environment;
  {
    ContactStore store = *ContactStore::open(base, environment);
    fill_store(store, 1, 300);
  }
  const std::string before = bytes_in(base), tables = dump_files(base);
  OverlayFiles overlay(base);
  {
    ContactStore store = *ContactStore::open(overlay, environment);
    fill_store(store, 2, 300);
    CHECK(store.check_integrity() == "");
  }
  CHECK(dump_files(overlay) != tables);
  CHECK(bytes_in(base) == before);
}

}  // namespace kartei
