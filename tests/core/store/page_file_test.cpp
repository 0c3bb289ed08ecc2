#include "store/page_file.h"

#include <doctest/doctest.h>

#include "store/full_files.h"
#include "store/sample_book.h"

namespace kartei {

TEST_CASE("The header of a book, and its pages") {
  MemoryFiles files;
  FixedEnvironment environment;
  {
    ContactStore store = *ContactStore::open(files, environment);
    fill_store(store, 1, 500);
  }
  PageFile pages(files);
  BookReader reader(files);
  CHECK(pages.has_header());
  CHECK(pages.page_count() == reader.database.query_integer("PRAGMA page_count"));
  CHECK(pages.user_version() == reader.database.query_integer("PRAGMA user_version"));
  CHECK(pages.free_count() == reader.database.query_integer("PRAGMA freelist_count"));
  CHECK(pages.page(1)->size() == PageFile::kPageBytes);
  CHECK(pages.page(pages.page_count()));
  CHECK_FALSE(pages.page(0));
  CHECK_FALSE(pages.page(pages.page_count() + 1));
}

TEST_CASE("A file without a header has pages all the same; one without bytes has none") {
  MemoryFiles files;
  CHECK(PageFile(files).page_count() == 0);
  REQUIRE(files.write(FileSlot::database, bytes_of(std::string(10'000, '\0')), 0) ==
          FileStatus::ok);
  PageFile pages(files);
  CHECK_FALSE(pages.has_header());
  CHECK(pages.page_count() == 2);
}

TEST_CASE("What could not be read is told from what is not there") {
  MemoryFiles empty;
  CHECK_FALSE(PageFile(empty).has_failed());
  FullFiles files;
  REQUIRE(files.write(FileSlot::database, bytes_of(std::string(50, 'x')), 0) == FileStatus::ok);
  CHECK_FALSE(PageFile(files).has_failed());
  files.most_read = 20;
  CHECK(PageFile(files).has_failed());
  files.most_read = 50;
  files.size_fails = true;
  CHECK(PageFile(files).has_failed());
}

TEST_CASE("A payload is followed over its pages, as far as the chain leads") {
  MemoryFiles files;
  std::string bytes(4 * PageFile::kPageBytes, '\0');
  const auto put = [&](uint32_t page, uint32_t next, char fill) {
    const size_t start = (page - 1) * PageFile::kPageBytes;
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(start), PageFile::kPageBytes, fill);
    bytes.replace(start, 4, std::string("\0\0\0", 3) + static_cast<char>(next));
  };
  put(2, 4, 'x');
  put(4, 0, 'y');
  REQUIRE(files.write(FileSlot::database, bytes_of(bytes), 0) == FileStatus::ok);
  PageFile pages(files);
  const std::vector<uint8_t> local = {'a', 'b'};
  PageCell cell{.payload_size = 2 + 4092 + 5, .payload = local, .overflow = 2};
  std::vector<uint32_t> chain;
  const auto visit = [&](uint32_t page) {
    chain.push_back(page);
    return true;
  };
  const auto payload = pages.payload(cell, visit);
  REQUIRE(payload);
  CHECK(std::string(payload->begin(), payload->end()) == "ab" + std::string(4092, 'x') + "yyyyy");
  CHECK(chain == std::vector<uint32_t>{2, 4});
  CHECK_FALSE(pages.payload(cell, [](uint32_t) { return false; }));
  cell.payload_size = 3 * 4092;
  CHECK_FALSE(pages.payload(cell, visit));
  cell.payload_size = uint64_t{1} << 60;
  CHECK_FALSE(pages.payload(cell, visit));
}

}  // namespace kartei
