#include "store/record_writer.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fixtures.h"
#include "store/btree_page.h"
#include "store/database.h"
#include "store/file_vfs.h"
#include "store/files.h"
#include "store/full_files.h"

namespace kartei {
namespace {

std::span<const uint8_t> record_bytes(std::string_view record) {
  return {reinterpret_cast<const uint8_t*>(record.data()), record.size()};
}

// Around each size that an integer can have.
std::vector<int64_t> edge_integers() {
  std::vector<int64_t> edges = {
      0, 1, 2, -1, std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()};
  for (int bits = 7; bits < 63; bits += 8) {
    const int64_t edge = int64_t{1} << bits;
    for (const int64_t value : {edge - 1, edge, -edge, -edge - 1}) edges.push_back(value);
  }
  return edges;
}

void for_each_row(auto&& visit) {
  const std::array<uint8_t, 16> blob = {1, 2, 3};
  for (size_t i = 0; i < 20'000; ++i) {
    // Some are longer than a page.
    const std::string text(i % 1'000 == 0 ? 9'000 : i % 60, 'x');
    visit(static_cast<int64_t>(i * i * i), text, std::span(blob));
  }
}

struct RecordWorld {
  FullFiles files;
  FixedEnvironment environment;
  FileVfs vfs{files, environment};
  Database database = *Database::open(vfs.name());
  RecordWriter record;
};

// What write(database) puts into a table, in one transaction.
void write_rows(Files& files, Environment& environment, auto&& write) {
  FileVfs vfs{files, environment};
  Database database = *Database::open(vfs.name());
  REQUIRE(database.execute("CREATE TABLE t (key INTEGER PRIMARY KEY, a, b, c, d)"));
  REQUIRE(database.execute("BEGIN IMMEDIATE"));
  write(database);
  REQUIRE(database.execute("COMMIT"));
}

std::vector<std::byte> read_all(Files& files) {
  std::vector<std::byte> bytes(static_cast<size_t>(files.size(FileSlot::database)));
  REQUIRE(files.read(FileSlot::database, bytes, 0) == std::ssize(bytes));
  return bytes;
}

}  // namespace

TEST_CASE("A record holds what was added, in its order") {
  RecordWriter record;
  const std::array<uint8_t, 3> blob = {0, 255, 128};
  const std::string long_text(20'000, 'x');
  record.add_null().add("ä").add("").add_blob(blob).add(std::optional<int64_t>()).add(long_text);
  std::vector<ValueView> values;
  REQUIRE(decode_record(record_bytes(record.finish()), values));
  REQUIRE(values.size() == 6);
  CHECK(is_null(values[0]));
  CHECK(copy_of(values[1]) == Value("ä"));
  CHECK(copy_of(values[2]) == Value(""));
  CHECK(copy_of(values[3]) == Value(std::vector<uint8_t>(blob.begin(), blob.end())));
  CHECK(is_null(values[4]));
  CHECK(copy_of(values[5]) == Value(long_text));

  // The next one begins anew.
  REQUIRE(decode_record(record_bytes(record.add(int64_t{7}).finish()), values));
  REQUIRE(values.size() == 1);
  CHECK(copy_of(values[0]) == Value(int64_t{7}));
}

TEST_CASE("Integers of every size and headers of two bytes are read again") {
  RecordWriter record;
  const auto edges = edge_integers();
  for (int round = 0; round < 10; ++round) {
    for (const int64_t value : edges) record.add(value);
  }
  std::vector<ValueView> values;
  REQUIRE(decode_record(record_bytes(record.finish()), values));
  REQUIRE(values.size() == 10 * edges.size());
  for (size_t i = 0; i < values.size(); ++i) {
    CHECK(copy_of(values[i]) == Value(edges[i % edges.size()]));
  }
}

// Byte for byte: nobody can tell how the rows have come.
TEST_CASE("Records that are inserted make the file that an INSERT makes") {
  using Place = std::optional<int64_t>;
  const auto behind = [](int64_t) { return Place(); };
  // Every one up to a prime, in no order.
  const auto scattered = [](int64_t count) { return Place(count * 7'919 % 20'011); };
  for (Place (*const place_of)(int64_t) : {+behind, +scattered}) {
    MemoryFiles stated, recorded;
    FixedEnvironment environment;
    write_rows(stated, environment, [&](Database& database) {
      auto insert = database.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?)");
      REQUIRE(insert);
      int64_t rows = 0;
      for_each_row([&](int64_t number, std::string_view text, std::span<const uint8_t> blob) {
        insert->bind(0, place_of(++rows)).bind(1, number).bind(2, text).bind_blob(3, blob);
        REQUIRE(insert->bind_null(4).run());
      });
    });
    write_rows(recorded, environment, [&](Database& database) {
      RecordWriter record;
      int64_t rows = 0;
      for_each_row([&](int64_t number, std::string_view text, std::span<const uint8_t> blob) {
        const Place place = place_of(++rows);
        record.add_null().add(number).add(text).add_blob(blob).add_null();
        const int64_t row_id = place.value_or(rows);
        CHECK(database.insert("t", record.finish(), place) == row_id);
        REQUIRE(database.last_insert_key() == row_id);
        REQUIRE(database.changes() == rows);
      });
    });
    CHECK(read_all(stated).size() > 1'000'000);
    CHECK(read_all(stated) == read_all(recorded));
  }
}

TEST_CASE("A row without a place goes behind the highest one, wherever others were put since") {
  RecordWorld world;
  auto& [files, environment, vfs, database, record] = world;
  REQUIRE(database.execute("CREATE TABLE t (key INTEGER PRIMARY KEY, a); BEGIN IMMEDIATE"));
  CHECK(database.insert("t", record.add_null().add("first").finish()) == 1);
  REQUIRE(
      database.execute("INSERT INTO t VALUES (40, 'x'), (7, 'y'); DELETE FROM t WHERE key = 1"));
  auto all = database.prepare("SELECT key FROM t ORDER BY key");
  REQUIRE(all);
  REQUIRE(all->step() == true);
  // Whoever reads meanwhile reads on.
  CHECK(database.insert("t", record.add_null().add("last").finish()) == 41);
  REQUIRE(all->step() == true);
  CHECK(all->integer(0) == 40);
  REQUIRE(all->step() == true);
  CHECK(all->integer(0) == 41);
  CHECK(all->step() == false);
  REQUIRE(database.execute("COMMIT"));
  CHECK(database.query_integer("SELECT count(*) FROM t WHERE a = 'last'") == 1);
}

TEST_CASE("A row that cannot be inserted takes back the transaction") {
  RecordWorld world;
  auto& [files, environment, vfs, database, record] = world;
  REQUIRE(database.execute("PRAGMA cache_size = 10; CREATE TABLE t (a)"));
  // Where no transaction is open.
  CHECK_FALSE(database.insert("t", record.add("x").finish()));
  REQUIRE(database.execute("BEGIN IMMEDIATE"));
  CHECK_FALSE(database.insert("nowhere", record.add("x").finish()));
  REQUIRE(database.execute("BEGIN IMMEDIATE"));
  CHECK(database.insert("t", record.add("x").finish()) == 1);
  CHECK_FALSE(database.insert("t", record.add("y").finish(), 1));
  CHECK(database.has_refused_values());
  REQUIRE(database.execute("BEGIN IMMEDIATE"));
  files.writes_left = 50;
  const std::string text(1000, 'x');
  Result<int64_t> inserted = 0;
  for (int i = 0; i < 10'000 && inserted; ++i) {
    inserted = database.insert("t", record.add(text).finish());
  }
  REQUIRE_FALSE(inserted);
  CHECK(inserted.error().code == ErrorCode::storage_full);
  CHECK_FALSE(database.execute("COMMIT"));
  files.writes_left = FullFiles::kNoLimit;
  CHECK(database.query_integer("SELECT count(*) FROM t") == 0);
  REQUIRE(database.execute("BEGIN IMMEDIATE"));
  CHECK(database.insert("t", record.add("x").finish()) == 1);
  REQUIRE(database.execute("COMMIT"));
}

}  // namespace kartei
