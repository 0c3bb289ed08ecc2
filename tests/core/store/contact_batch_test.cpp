#include "store/contact_batch.h"

#include <doctest/doctest.h>

#include "store/backup_reader.h"
#include "store/migrations.h"
#include "store/sample_book.h"

namespace kartei {
namespace {

// Gives a batch the contacts of a backup.
struct Feeder final : BackupSink {
  Result<void> begin(const BackupHeader& header) override {
    schema = header.schema;
    return {};
  }
  Result<void> begin_table(const BackupTable& table) override {
    is_contacts = table.name == "contacts";
    if (is_contacts) batch.emplace(schema, table.columns, environment);
    return {};
  }
  Result<void> add_row(std::span<const ValueView> values) override {
    return is_contacts ? batch->add(values) : Result<void>();
  }

  FixedEnvironment environment;
  int64_t schema = 0;
  bool is_contacts = false;
  std::optional<ContactBatch> batch;
};

}  // namespace

TEST_CASE("The rows of a backup are the contacts of the book, as often as one asks") {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  fill_store(store, 8, 300);
  const std::string backup = read_backup(store);
  Feeder feeder;
  BackupReader reader(feeder);
  REQUIRE(reader.feed(bytes_of(backup)));
  for (int round = 0; round < 2; ++round) {
    if (round == 1) {
      CHECK(feeder.batch->size() == 0);
      BackupReader again(feeder);
      REQUIRE(again.feed(bytes_of(backup)));
    }
    CHECK(feeder.batch->size() == 300);
    const auto contacts = feeder.batch->take();
    REQUIRE(contacts);
    REQUIRE(contacts->size() == 300);
    for (ContactKey key = 1; key <= 300; ++key) CHECK(store.load(key) == (*contacts)[key - 1]);
  }
}

TEST_CASE("Columns that the schema does not know are left out; a key twice is refused") {
  FixedEnvironment environment;
  const uint8_t id[16] = {7};
  const auto text = std::string_view("x");
  ContactBatch batch(schema_version(),
                     {"future", "key", "id", "name", "email", "phone", "country_code", "created_at",
                      "updated_at", "source", "email_normalized", "phone_e164"},
                     environment);
  const std::vector<ValueView> row = {text, int64_t{5}, std::span<const uint8_t>(id),
                                      text, text,       text,
                                      text, int64_t{1}, int64_t{2},
                                      text, text,       text};
  REQUIRE(batch.add(row));
  CHECK(batch.add(row).error().code == ErrorCode::backup_damaged);
  const auto contacts = batch.take();
  REQUIRE(contacts);
  REQUIRE(contacts->size() == 1);
  CHECK(contacts->front().id.bytes[0] == 7);
  CHECK(contacts->front().updated_at == 2);
  CHECK(batch.take()->empty());
}

}  // namespace kartei
