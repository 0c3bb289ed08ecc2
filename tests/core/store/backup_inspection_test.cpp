#include "store/backup_inspection.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/limits.h"
#include "store/sample_book.h"

namespace kartei {
namespace {

// Whether a backup with these lines, with an end that is right for them, is one of a book.
Error inspect(std::string text) {
  const size_t end = text.rfind('\n', text.size() - 2) + 1;
  text.resize(end);
  Sha256 sum;
  sum.update(text);
  const auto lines = static_cast<uint64_t>(std::ranges::count(text, '\n'));
  uint64_t tables = 0;
  for (size_t at = 0; (at = text.find("\n{\"table\"", at)) != std::string::npos; ++at) ++tables;
  text += format_backup_end(lines - 1 - tables, sum.hex());
  FixedEnvironment environment;
  BackupInspection inspection(environment);
  BackupReader reader(inspection);
  if (auto fed = reader.feed(bytes_of(text)); !fed) return fed.error();
  if (auto whole = reader.finish(); !whole) return whole.error();
  if (auto right = inspection.finish(); !right) return right.error();
  return {.code = ErrorCode::internal, .detail = "all is well"};
}

std::string sample() {
  MemoryFiles files;
  FixedEnvironment environment;
  ContactStore store = *ContactStore::open(files, environment);
  auto transaction = store.begin();
  const EntryId entry = *store.journal().add_entry(ChangeKind::create, 1);
  for (uint8_t i = 1; i <= 3; ++i) {
    Contact contact = make_contact({.name = "N" + std::to_string(i)}, i);
    if (i == 3) contact.deleted_at = 1;
    REQUIRE(store.insert(contact, entry, ChangeKind::create));
  }
  REQUIRE(transaction->commit());
  return read_backup(store);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const size_t found = text.find(from);
  REQUIRE(found != std::string::npos);
  return text.replace(found, from.size(), to);
}

// From the first byte of `from` up to the end of its line.
std::string without_line(std::string text, std::string_view from) {
  const size_t found = text.find(from);
  REQUIRE(found != std::string::npos);
  return text.erase(found, text.find('\n', found) + 1 - found);
}

}  // namespace

TEST_CASE("A backup of ours is one") { CHECK(inspect(sample()).detail == "all is well"); }

TEST_CASE("Rows that make no book are refused, however right the checksum is") {
  const std::string backup = sample();
  const auto check = [](const std::string& text, std::string_view detail) {
    const Error error = inspect(text);
    CHECK(error.code == ErrorCode::backup_damaged);
    CHECK(error.detail == detail);
  };
  const std::string second = "{\"blob\":\"00000000000000000000000000000002\"}";
  check(replaced(backup, "\"contacts\":2", "\"contacts\":3"), "counts");
  check(replaced(backup, "\"trash\":1", "\"trash\":0"), "counts");
  check(replaced(backup, "\"entries\":1", "\"entries\":0"), "counts");
  check(without_line(backup, "[1,{\"blob\""), "counts");
  check(without_line(backup, "{\"table\":\"imports\""), "missing table");
  check(replaced(backup, "{\"table\":\"imports\"", "{\"table\":\"sqlite_schema\""),
        "unknown table");
  check(replaced(backup, "{\"table\":\"imports\"", "{\"table\":\"book\""), "unknown table");
  check(replaced(backup, "\"file_name\"", "\"path\""), "columns of another schema");
  check(replaced(backup, "{\"table\":\"imports\",",
                 "{\"table\":\"contacts\",\"columns\":[\"key\"]}\n{\"table\":\"imports\","),
        "table twice");
  check(replaced(backup, "\"N2\"", "2"), "no row of this table");
  check(replaced(backup, "\"N2\"", "null"), "no row of this table");
  check(replaced(backup, second, "{\"blob\":\"02\"}"), "no contact");
  check(replaced(backup, second, "{\"blob\":\"00000000000000000000000000000001\"}"),
        "one id twice");
  check(replaced(backup, "[2,{", "[0,{"), "no contact");
  check(replaced(backup, "[2,{", "[" + std::to_string(kMaxContactKey + 1) + ",{"), "no contact");
  check(replaced(backup, "[2,{", "[null,{"), "no row of this table");
}

}  // namespace kartei
