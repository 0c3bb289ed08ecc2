#include "store/integrity.h"

#include <doctest/doctest.h>

#include "store/migrations.h"
#include "store/page_file.h"
#include "store/sample_book.h"

namespace kartei {
namespace {

constexpr size_t kPage = 4096;

// What opening does before it writes anything.
Result<void> check(Files& files, int64_t full_check_bytes) {
  FixedEnvironment environment;
  if (auto checked = check_before_writing(files, environment); !checked) return checked;
  FileVfs vfs(files, environment);
  auto database = Database::open(vfs.name());
  if (!database) return std::unexpected(database.error());
  return check_tables(files, *database, full_check_bytes);
}

struct IntegrityWorld {
  MemoryFiles files;

  explicit IntegrityWorld(size_t contacts) {
    FixedEnvironment environment;
    ContactStore store = *ContactStore::open(files, environment);
    fill_store(store, 9, contacts);
  }
  int64_t root(const std::string& table) {
    BookReader reader(files);
    return *reader.database.query_integer("SELECT rootpage FROM sqlite_schema WHERE name = '" +
                                          table + "'");
  }
  void put(size_t offset, std::string_view bytes) {
    files.write(FileSlot::database, bytes_of(bytes), static_cast<int64_t>(offset));
  }
  ErrorCode refusal() {
    const std::string before = bytes_in(files);
    // As a small book, and as a large one.
    const auto checked = check(files, kMaxFullCheckBytes), large = check(files, 0);
    CHECK(bytes_in(files) == before);
    REQUIRE_FALSE(checked);
    REQUIRE_FALSE(large);
    CHECK(checked.error().code == large.error().code);
    return checked.error().code;
  }
};

}  // namespace

TEST_CASE("A sound book is sound, also with free pages, and looking at it writes nothing") {
  IntegrityWorld world(500);
  const std::string before = bytes_in(world.files);
  CHECK(check(world.files, kMaxFullCheckBytes));
  CHECK(check(world.files, 0));
  CHECK(bytes_in(world.files) == before);
  BookReader(world.files).database.execute("DELETE FROM contacts WHERE key < 400").value();
  CHECK(PageFile(world.files).free_count() > 0);
  CHECK(check(world.files, kMaxFullCheckBytes));
  CHECK(check(world.files, 0));
  MemoryFiles nothing;
  CHECK(check(nothing, 0));
}

TEST_CASE("Damage to any table but the contacts is noticed") {
  for (const char* table : {"journal", "journal_changes", "imports"}) {
    CAPTURE(table);
    for (const char fill : {'\0', '\xFF', '\x0D'}) {
      IntegrityWorld world(1000);
      world.put(static_cast<size_t>(world.root(table) - 1) * kPage, std::string(kPage, fill));
      CHECK(world.refusal() == ErrorCode::storage_damaged);
    }
  }
}

TEST_CASE("Damage to the way to the contacts is noticed") {
  IntegrityWorld world(1000);
  const auto root = static_cast<size_t>(world.root("contacts") - 1) * kPage;
  SUBCASE("no page") { world.put(root, std::string(kPage, '\0')); }
  SUBCASE("one page twice") {
    // The last child of the root becomes the first of another.
    world.put(root + 8, std::string("\0\0\0\x01", 4));
  }
  CHECK(world.refusal() == ErrorCode::storage_damaged);
}

TEST_CASE("A list of free pages that has a page of a table is noticed: it would be written over") {
  IntegrityWorld world(1000);
  BookReader(world.files).database.execute("DELETE FROM journal_changes").value();
  PageFile pages(world.files);
  const uint32_t trunk = pages.first_free();
  REQUIRE(trunk != 0);
  REQUIRE(check(world.files, 0));
  const auto root = static_cast<char>(world.root("contacts"));
  world.put((trunk - 1) * kPage + 8, std::string("\0\0\0", 3) + root);
  CHECK(world.refusal() == ErrorCode::storage_damaged);
}

TEST_CASE("A row that stands where nobody looks for it is damage") {
  IntegrityWorld world(100);
  BookReader(world.files)
      .database.execute("INSERT INTO journal_changes VALUES (77, 1, 'the last one')")
      .value();
  const size_t text = bytes_in(world.files).find("the last one");
  REQUIRE(text != std::string::npos);
  // Its two numbers, a byte each, are in front of it.
  world.put(text - 2, "\x01");
  CHECK(world.refusal() == ErrorCode::storage_damaged);
}

TEST_CASE("A header that says something else is not believed") {
  for (const size_t offset : {0, 16, 17, 18, 19, 20, 21, 22, 23, 52, 53, 54, 55}) {
    CAPTURE(offset);
    for (int bit = 0; bit < 8; ++bit) {
      IntegrityWorld world(20);
      std::string byte(1, '\0');
      world.files.read(FileSlot::database, std::as_writable_bytes(std::span(byte)),
                       static_cast<int64_t>(offset));
      byte[0] = static_cast<char>(byte[0] ^ 1 << bit);
      world.put(offset, byte);
      CHECK(world.refusal() == ErrorCode::storage_damaged);
    }
  }
}

TEST_CASE(
    "An opening that fails has not written a byte; one that does not fails in no later check") {
  std::mt19937_64 random(11);
  size_t refused = 0;
  IntegrityWorld whole(600);
  for (int round = 0; round < 250; ++round) {
    CAPTURE(round);
    IntegrityWorld world(0);
    world.files = whole.files;
    const auto pages = static_cast<size_t>(world.files.size(FileSlot::database)) / kPage;
    for (size_t i = 1 + random() % 3; i > 0; --i) {
      // Half of them where a page says what is in it.
      const size_t in_page = random() % 2 ? random() % 64 : random() % kPage;
      world.put(random() % pages * kPage + in_page, std::string(1, static_cast<char>(random())));
    }
    const std::string before = bytes_in(world.files);
    FixedEnvironment environment;
    auto store = ContactStore::open(world.files, environment);
    if (!store) {
      ++refused;
      CHECK(bytes_in(world.files) == before);
      const bool is_known = store.error().code == ErrorCode::storage_damaged ||
                            store.error().code == ErrorCode::storage_newer;
      CHECK(is_known);
      continue;
    }
    CHECK(store->check_integrity() == "");
  }
  CHECK(refused > 50);
}

TEST_CASE("A newer book is told from a damaged one") {
  IntegrityWorld world(20);
  BookReader(world.files).database.execute("PRAGMA user_version = 99").value();
  CHECK(world.refusal() == ErrorCode::storage_newer);
}

TEST_CASE("A book that was cut off is damaged") {
  IntegrityWorld world(1000);
  const int64_t size = world.files.size(FileSlot::database);
  for (const int64_t left :
       {size - 1, size - int64_t{kPage}, size / 2, int64_t{kPage}, int64_t{50}}) {
    world.files.truncate(FileSlot::database, left);
    CHECK(world.refusal() == ErrorCode::storage_damaged);
  }
}

TEST_CASE("A journal is rolled back on a sound book only") {
  MemoryFiles crashed;
  {
    IntegrityWorld world(400);
    BookReader writer(world.files);
    REQUIRE(
        writer.database.execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; "
                                "UPDATE contacts SET name = 'half written' WHERE key < 200"));
    for (const FileSlot slot : {FileSlot::database, FileSlot::journal}) {
      std::string bytes(static_cast<size_t>(world.files.size(slot)), '\0');
      world.files.read(slot, std::as_writable_bytes(std::span(bytes)), 0);
      crashed.write(slot, bytes_of(bytes), 0);
    }
  }
  IntegrityWorld world(0);
  world.files = crashed;
  REQUIRE(check(world.files, 0));
  CHECK(dump_files(world.files).find("half written") == std::string::npos);

  world.files = crashed;
  const int64_t end = world.files.size(FileSlot::database);
  // A page of the journal's table, which the crash did not touch.
  IntegrityWorld sound(400);
  world.put(static_cast<size_t>(sound.root("journal_changes") - 1) * kPage,
            std::string(kPage, '\xFF'));
  CHECK(world.files.size(FileSlot::database) == end);
  CHECK(world.refusal() == ErrorCode::storage_damaged);
}

}  // namespace kartei
