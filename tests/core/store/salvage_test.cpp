#include "store/salvage.h"

#include <doctest/doctest.h>

#include <set>

#include "store/backup_inspection.h"
#include "store/book_replacement.h"
#include "store/migrations.h"
#include "store/sample_book.h"

namespace kartei {
namespace {

constexpr size_t kPageBytes = 4096;

struct SalvageWorld {
  MemoryFiles files;
  FixedEnvironment environment;

  explicit SalvageWorld(uint64_t seed, size_t contacts) {
    ContactStore store = *ContactStore::open(files, environment);
    fill_store(store, seed, contacts);
  }
  std::string database() {
    std::string bytes(static_cast<size_t>(files.size(FileSlot::database)), '\0');
    files.read(FileSlot::database, std::as_writable_bytes(std::span(bytes)), 0);
    return bytes;
  }
  void put(const std::string& bytes) {
    files.truncate(FileSlot::database, 0);
    files.write(FileSlot::database, bytes_of(bytes), 0);
  }
};

std::string backup_of(Salvage& salvage) {
  salvage.begin_backup();
  std::string backup;
  while (true) {
    const auto piece = salvage.next_piece();
    REQUIRE(piece);
    if (piece->empty()) return backup;
    backup += *piece;
  }
}

// The rows of the contacts in a backup.
std::set<std::string> contacts_in(const std::string& backup) {
  std::set<std::string> rows;
  size_t at = backup.find("{\"table\":\"contacts\"");
  REQUIRE(at != std::string::npos);
  for (at = backup.find('\n', at) + 1; backup[at] == '[';) {
    const size_t end = backup.find('\n', at);
    rows.insert(backup.substr(at, end - at));
    at = end + 1;
  }
  return rows;
}

// Rescues, and sees that the files are as they were and that the backup makes a book.
std::string rescue(SalvageWorld& world, bool& is_complete) {
  const std::string before = bytes_in(world.files);
  auto salvage = Salvage::open(world.files, world.environment);
  REQUIRE(salvage);
  is_complete = (*salvage)->is_complete();
  const std::string backup = backup_of(**salvage);
  size_t contacts = 0;
  (*salvage)->begin_contacts();
  for (auto batch = (*salvage)->next_contacts(); !batch->empty();
       batch = (*salvage)->next_contacts()) {
    contacts += batch->size();
  }
  CHECK(contacts == (*salvage)->header().contacts + (*salvage)->header().trash);
  CHECK(contacts == contacts_in(backup).size());
  CHECK(bytes_in(world.files) == before);

  MemoryFiles files;
  ContactStore store = *ContactStore::open(files, world.environment);
  BackupInspection inspection(world.environment);
  BackupReader inspected(inspection);
  auto fed = inspected.feed(bytes_of(backup));
  REQUIRE_MESSAGE(fed, fed.error().message());
  REQUIRE(inspected.finish());
  auto right = inspection.finish();
  REQUIRE_MESSAGE(right, right.error().message());
  const auto replacement = std::move(*store.begin_replacement());
  BackupReader reader(*replacement);
  fed = reader.feed(bytes_of(backup));
  REQUIRE_MESSAGE(fed, fed.error().message());
  REQUIRE(replacement->finish());
  REQUIRE(replacement->commit());
  return backup;
}

std::string undamaged_backup(SalvageWorld& world) {
  ContactStore store = *ContactStore::open(world.files, world.environment);
  return read_backup(store, world.environment.now_ms());
}

// How many contacts of a book are missing in a rescue; what is there must have been there.
size_t missing(const std::string& whole, const std::string& rescued) {
  const auto all = contacts_in(whole), found = contacts_in(rescued);
  // Zeros at the end of a chain of pages can be told from text by nobody.
  const std::string zeros = "\\u0000\\u0000\\u0000\\u0000";
  size_t whole_rows = 0;
  for (const std::string& row : found) {
    const bool is_whole = all.contains(row);
    CHECK((is_whole || row.contains(zeros)));
    whole_rows += is_whole;
  }
  return all.size() - whole_rows;
}

}  // namespace

TEST_CASE("The rescue of a whole book is its backup, byte for byte") {
  for (const size_t contacts : {size_t{0}, size_t{1}, size_t{3000}}) {
    SalvageWorld world(contacts + 1, contacts);
    const std::string whole = undamaged_backup(world);
    bool is_complete = false;
    CHECK(rescue(world, is_complete) == whole);
    CHECK(is_complete);
  }
}

TEST_CASE("Without its first page a book loses nothing but the way to its tables") {
  SalvageWorld world(2, 3000);
  const std::string whole = undamaged_backup(world);
  std::string bytes = world.database();
  bool is_complete = true;
  SUBCASE("zeros") { bytes.replace(0, kPageBytes, kPageBytes, '\0'); }
  SUBCASE("only the file's header") { bytes.replace(0, 100, 100, '\0'); }
  SUBCASE("noise") { bytes.replace(0, kPageBytes, kPageBytes, '\xA5'); }
  world.put(bytes);
  CHECK(missing(whole, rescue(world, is_complete)) == 0);
  CHECK_FALSE(is_complete);
}

TEST_CASE("Every contact comes back whose page and whose chain are whole") {
  for (uint64_t seed = 1; seed <= 15; ++seed) {
    CAPTURE(seed);
    SalvageWorld world(seed, 2000);
    const std::string whole = undamaged_backup(world);
    std::string bytes = world.database();
    const size_t pages = bytes.size() / kPageBytes;
    std::mt19937_64 random(seed);
    const size_t damaged = 1 + random() % 12;
    for (size_t i = 0; i < damaged; ++i) {
      const size_t page = random() % pages;
      for (size_t at = 0; at < kPageBytes; ++at) {
        bytes[page * kPageBytes + at] = seed % 2 ? static_cast<char>(random()) : '\0';
      }
    }
    world.put(bytes);
    bool is_complete = true;
    const std::string rescued = rescue(world, is_complete);
    // At most the rows of a page each; a page has at most this many of the smallest.
    CHECK(missing(whole, rescued) <= damaged * 60);
  }
}

TEST_CASE("Broken inner pages cost nothing") {
  SalvageWorld world(3, 6000);
  const std::string whole = undamaged_backup(world);
  std::string bytes = world.database();
  size_t broken = 0;
  for (size_t page = 1; page < bytes.size() / kPageBytes; ++page) {
    if (bytes[page * kPageBytes] != 5) continue;
    bytes.replace(page * kPageBytes, kPageBytes, kPageBytes, '\xFF');
    ++broken;
  }
  REQUIRE(broken > 0);
  world.put(bytes);
  bool is_complete = true;
  CHECK(missing(whole, rescue(world, is_complete)) == 0);
  CHECK_FALSE(is_complete);
}

TEST_CASE("A file that was cut off gives what is left") {
  SalvageWorld world(4, 2000);
  const std::string whole = undamaged_backup(world), bytes = world.database();
  size_t last = contacts_in(whole).size();
  for (const size_t part :
       {size_t{100}, size_t{99}, size_t{70}, size_t{40}, size_t{10}, size_t{1}}) {
    world.put(bytes.substr(0, bytes.size() * part / 100 - (part == 100 ? 1 : 0)));
    bool is_complete = true;
    const size_t left = contacts_in(whole).size() - missing(whole, rescue(world, is_complete));
    CHECK(left <= last);
    CHECK(left + 200 >= contacts_in(whole).size() * part / 100 / 4);
    CHECK_FALSE(is_complete);
    last = left;
  }
  world.put("");
  bool is_complete = true;
  CHECK(contacts_in(rescue(world, is_complete)).empty());
  world.put("not a database");
  CHECK(contacts_in(rescue(world, is_complete)).empty());
}

TEST_CASE("Bits that flip anywhere are survived, and what comes out makes a book") {
  SalvageWorld world(5, 300);
  const std::string bytes = world.database();
  std::mt19937_64 random(6);
  for (int round = 0; round < 80; ++round) {
    CAPTURE(round);
    std::string flipped = bytes;
    for (size_t i = random() % 40; i > 0; --i) {
      // Half of them in the first page and in the headers of pages, where they hurt most.
      size_t at = random() % flipped.size();
      if (i % 2) at = random() % 3 ? at / kPageBytes * kPageBytes + random() % 40 : random() % 400;
      // The number of the schema is left alone: one beyond ours says that the book is a newer
      // version's, which a restore of this one refuses.
      if (at >= 60 && at < 64) continue;
      char& byte = flipped[at % flipped.size()];
      byte = static_cast<char>(byte ^ 1 << random() % 8);
    }
    world.put(flipped);
    bool is_complete = false;
    rescue(world, is_complete);
  }
}

TEST_CASE("A journal that a crash has left is rolled back in memory") {
  SalvageWorld world(7, 400);
  const std::string whole = undamaged_backup(world);
  MemoryFiles crashed;
  {
    BookReader writer(world.files);
    REQUIRE(
        writer.database.execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; "
                                "UPDATE contacts SET name = 'half written'"));
    for (const FileSlot slot : {FileSlot::database, FileSlot::journal}) {
      std::string bytes(static_cast<size_t>(world.files.size(slot)), '\0');
      world.files.read(slot, std::as_writable_bytes(std::span(bytes)), 0);
      crashed.write(slot, bytes_of(bytes), 0);
    }
  }
  REQUIRE(crashed.size(FileSlot::journal) > 512);
  SalvageWorld after(1, 0);
  for (const FileSlot slot : {FileSlot::database, FileSlot::journal}) {
    std::string bytes(static_cast<size_t>(crashed.size(slot)), '\0');
    crashed.read(slot, std::as_writable_bytes(std::span(bytes)), 0);
    after.files.truncate(slot, 0);
    after.files.write(slot, bytes_of(bytes), 0);
  }
  bool is_complete = false;
  CHECK(rescue(after, is_complete) == whole);
  CHECK(is_complete);
}

TEST_CASE("A newer book is read by its own schema, with tables and columns that nobody knows") {
  SalvageWorld world(8, 100);
  const std::string whole = undamaged_backup(world);
  {
    BookReader writer(world.files);
    const std::string sql =
        "ALTER TABLE contacts ADD COLUMN mood TEXT NOT NULL DEFAULT 'fine';"
        "CREATE TABLE campaigns (id INTEGER PRIMARY KEY, price REAL, name TEXT) STRICT;"
        "CREATE INDEX by_name ON campaigns (name);"
        "INSERT INTO campaigns VALUES (7, 2, 'x'), (8, 0.5, 'y');"
        "PRAGMA user_version = " +
        std::to_string(schema_version() + 1);
    REQUIRE(writer.database.execute(sql.c_str()));
  }
  auto salvage = Salvage::open(world.files, world.environment);
  REQUIRE(salvage);
  CHECK((*salvage)->is_complete());
  CHECK((*salvage)->header().schema == schema_version() + 1);
  const std::string backup = backup_of(**salvage);
  CHECK(
      backup.contains("{\"table\":\"campaigns\",\"columns\":[\"id\",\"price\",\"name\"]}\n"
                      "[7,2,\"x\"]\n[8,0.5,\"y\"]\n"));
  CHECK(contacts_in(backup).size() == 100);
  for (const std::string& row : contacts_in(backup)) CHECK(row.ends_with(",\"fine\"]"));
  (*salvage)->begin_contacts();
  const auto contacts = (*salvage)->next_contacts();
  REQUIRE(contacts);
  CHECK(contacts->size() == 100);
}

}  // namespace kartei
