#include "book/rescue.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "store/migrations.h"
#include "store/sample_book.h"

namespace kartei {
namespace {

std::string read_all(Rescue& rescue) {
  std::string all;
  while (true) {
    const auto piece = rescue.read_output();
    REQUIRE(piece);
    if (piece->empty()) return all;
    all += *piece;
  }
}

struct RescueWorld {
  MemoryFiles files;
  FixedEnvironment environment;

  // Two contacts, and one in the trash.
  RescueWorld() {
    ContactStore store = *ContactStore::open(files, environment);
    auto transaction = store.begin();
    const EntryId entry = *store.journal().add_entry(ChangeKind::create, 1);
    for (uint8_t number = 1; number <= 3; ++number) {
      Contact contact = make_contact({.name = "N" + std::to_string(number),
                                      .attributes = {{"A" + std::to_string(number), "x"}}},
                                     number);
      if (number == 3) contact.deleted_at = 1;
      REQUIRE(store.insert(contact, entry, ChangeKind::create));
    }
    REQUIRE(transaction->commit());
  }
};

}  // namespace

TEST_CASE("A rescue gives a backup and a table of the contacts, in any order and more than once") {
  RescueWorld world;
  const std::string before = bytes_in(world.files);
  auto rescue = Rescue::open(world.files, world.environment);
  REQUIRE(rescue);
  CHECK((*rescue)->state().contacts == 2);
  CHECK((*rescue)->state().trash == 1);
  CHECK((*rescue)->state().is_complete);
  CHECK(read_all(**rescue) == "");
  for (int round = 0; round < 2; ++round) {
    REQUIRE((*rescue)->begin_export({.encoding = csv::Encoding::utf8}));
    const std::string csv = read_all(**rescue);
    CHECK(csv.starts_with("name,email,phone,"));
    CHECK(csv.contains(",A1,A2\r\n"));
    CHECK_FALSE(csv.contains("A3"));
    CHECK(std::ranges::count(csv, '\n') == 3);
    (*rescue)->begin_backup();
    const std::string backup = read_all(**rescue);
    CHECK(backup.starts_with("{\"kartei_backup\":1,"));
    CHECK(backup.contains("\"N3\""));
  }
  CHECK(bytes_in(world.files) == before);
}

TEST_CASE("A newer book is exported by the columns that are ours") {
  RescueWorld world;
  const int64_t version = schema_version() + 1;
  const std::string sql =
      "ALTER TABLE contacts ADD COLUMN mood TEXT; PRAGMA user_version = " + std::to_string(version);
  REQUIRE(BookReader(world.files).database.execute(sql.c_str()));
  auto rescue = Rescue::open(world.files, world.environment);
  REQUIRE(rescue);
  CHECK((*rescue)->state().is_complete);
  REQUIRE((*rescue)->begin_export({}));
  const std::string csv = read_all(**rescue);
  CHECK(csv.contains("N1,"));
  CHECK(csv.contains("N2,"));
  CHECK_FALSE(csv.contains("mood"));
}

TEST_CASE("Nothing that can be read is an answer, too") {
  MemoryFiles files;
  FixedEnvironment environment;
  files.write(FileSlot::database, bytes_of(std::string(100'000, 'x')), 0);
  auto rescue = Rescue::open(files, environment);
  REQUIRE(rescue);
  CHECK((*rescue)->state().contacts == 0);
  CHECK_FALSE((*rescue)->state().is_complete);
  REQUIRE((*rescue)->begin_export({}));
  CHECK(read_all(**rescue).contains("name"));
}

}  // namespace kartei
