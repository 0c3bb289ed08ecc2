#include "store/table_walk.h"

#include <doctest/doctest.h>

#include <random>

#include "store/sample_book.h"

namespace kartei {
namespace {

// Rows in words, until an error.
struct Seen {
  std::string rows = {};
  Result<void> result = {};
};

void append(std::string& out, const ValueView& value) {
  if (is_null(value)) {
    out += "NULL ";
  } else if (const auto* integer = std::get_if<int64_t>(&value)) {
    out += std::to_string(*integer) + " ";
  } else if (const auto* text = std::get_if<std::string_view>(&value)) {
    out += std::string(*text) + " ";
  } else {
    const auto bytes = std::get<std::span<const uint8_t>>(value);
    out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size()).append(" ");
  }
}

Seen walk(Files& files, uint32_t root) {
  Seen seen;
  PageFile pages(files);
  seen.result = walk_table(pages, root,
                           [&](int64_t rowid, std::span<const ValueView> values) -> Result<void> {
                             seen.rows += std::to_string(rowid) + ": ";
                             // The key, of which the file has a NULL.
                             for (const ValueView& value : values.subspan(1))
                               append(seen.rows, value);
                             seen.rows += "\n";
                             return {};
                           });
  return seen;
}

struct Book {
  explicit Book(size_t contacts) {
    ContactStore store = *ContactStore::open(files, environment);
    fill_store(store, 7, contacts);
    root = root_of("contacts");
  }
  uint32_t root_of(const std::string& table) {
    BookReader reader(files);
    return static_cast<uint32_t>(*reader.database.query_integer(
        "SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'"));
  }
  // Writes one byte of a page.
  void put(uint32_t page, size_t offset, uint8_t byte) {
    const std::byte bytes[] = {std::byte{byte}};
    const auto at = static_cast<int64_t>((page - 1) * PageFile::kPageBytes + offset);
    REQUIRE(files.write(FileSlot::database, bytes, at) == FileStatus::ok);
  }

  MemoryFiles files;
  FixedEnvironment environment;
  uint32_t root = 0;
};

}  // namespace

TEST_CASE("A walk finds what SQLite finds, rows over several pages among it") {
  Book book(3000);
  BookReader reader(book.files);
  auto statement = reader.database.prepare("SELECT * FROM contacts ORDER BY key");
  REQUIRE(statement);
  std::string expected;
  size_t rows = 0;
  while (*statement->step()) {
    expected += std::to_string(statement->integer(0)) + ": ";
    for (int column = 1; column < 17; ++column) append(expected, statement->value(column));
    expected += "\n";
    ++rows;
  }
  CHECK(rows == 3000);
  const Seen seen = walk(book.files, book.root);
  CHECK(seen.result);
  CHECK(seen.rows == expected);
}

TEST_CASE("An error of who is told ends a walk; a table without rows has none") {
  Book book(50);
  CHECK(walk(book.files, book.root_of("conflicts")).result.error().code ==
        ErrorCode::storage_damaged);  // a table without rowids
  CHECK(walk(book.files, book.root_of("sync")).rows.empty());
  PageFile pages(book.files);
  size_t told = 0;
  const auto result = walk_table(pages, book.root, [&](int64_t, auto) -> Result<void> {
    return ++told == 3 ? failure(ErrorCode::contact_unknown) : Result<void>();
  });
  CHECK(result.error().code == ErrorCode::contact_unknown);
  CHECK(told == 3);
}

TEST_CASE("Pages that cannot be are damage: a circle, a page that is not there, falling keys") {
  for (const uint8_t child : {uint8_t{0}, uint8_t{255}, uint8_t{1}}) {
    Book book(500);
    // The right child of the first page: 4 bytes, the highest first.
    for (size_t i = 0; i < 3; ++i) book.put(book.root, 8 + i, child == 255 ? 255 : 0);
    book.put(book.root, 11, child == 1 ? static_cast<uint8_t>(book.root) : child);
    CHECK(walk(book.files, book.root).result.error().code == ErrorCode::storage_damaged);
  }
  Book book(500);
  const Seen before = walk(book.files, book.root);
  CHECK(before.result);
  // The first two cells of the first page are exchanged.
  std::byte cells[4];
  const auto at = static_cast<int64_t>((book.root - 1) * PageFile::kPageBytes + 12);
  REQUIRE(book.files.read(FileSlot::database, cells, at) == 4);
  std::swap(cells[0], cells[2]);
  std::swap(cells[1], cells[3]);
  REQUIRE(book.files.write(FileSlot::database, cells, at) == FileStatus::ok);
  CHECK(walk(book.files, book.root).result.error().code == ErrorCode::storage_damaged);
}

TEST_CASE("A file with any byte changed is walked to an end, and keys rise") {
  Book book(300);
  std::string bytes(static_cast<size_t>(book.files.size(FileSlot::database)), '\0');
  book.files.read(FileSlot::database, std::as_writable_bytes(std::span(bytes)), 0);
  std::mt19937_64 random(3);
  size_t refused = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto at = static_cast<int64_t>(random() % bytes.size());
    const std::byte was[] = {static_cast<std::byte>(bytes[static_cast<size_t>(at)])};
    const std::byte is[] = {static_cast<std::byte>(random())};
    REQUIRE(book.files.write(FileSlot::database, is, at) == FileStatus::ok);
    PageFile pages(book.files);
    int64_t last = INT64_MIN;
    const auto result = walk_table(pages, book.root, [&](int64_t rowid, auto) -> Result<void> {
      CHECK(rowid > last);
      last = rowid;
      return {};
    });
    refused += !result;
    REQUIRE(book.files.write(FileSlot::database, was, at) == FileStatus::ok);
  }
  CHECK(refused > 0);
  CHECK(refused < 2000);
}

}  // namespace kartei
