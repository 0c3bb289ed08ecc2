#include "store/backup_reader.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "fixtures.h"
#include "store/backup_writer.h"

namespace kartei {
namespace {

// Writes down what it is told.
struct Listener final : BackupSink {
  Result<void> begin(const BackupHeader& header) override {
    heard += "header " + std::to_string(header.contacts) + "\n";
    return {};
  }
  Result<void> begin_table(const BackupTable& table) override {
    heard += table.name + "\n";
    return {};
  }
  Result<void> add_row(std::span<const ValueView> values) override {
    if (heard.size() > refuse_beyond) return backup_damaged("enough");
    append_backup_row(heard, values);
    return {};
  }

  std::string heard;
  size_t refuse_beyond = 1'000'000;
};

std::string small_backup() {
  BackupLines lines;
  lines.begin({.schema = 1, .contacts = 2});
  lines.begin_table({.name = "t", .columns = {"a", "b"}});
  REQUIRE(lines.add_row(std::vector<ValueView>{int64_t{1}, std::string_view("x\ny")}));
  REQUIRE(lines.add_row(std::vector<ValueView>{int64_t{2}, std::monostate()}));
  lines.begin_table({.name = "empty", .columns = {"c"}});
  lines.end();
  return lines.take();
}

Result<BackupHeader> read_backup(std::string_view backup, Listener& listener,
                                 size_t chunk = 1 << 20) {
  BackupReader reader(listener);
  while (!backup.empty()) {
    auto fed = reader.feed(bytes_of(backup.substr(0, chunk)));
    if (!fed) return std::unexpected(fed.error());
    backup.remove_prefix(std::min(chunk, backup.size()));
  }
  return reader.finish();
}

Error error_of(std::string_view backup) {
  Listener listener;
  const auto header = read_backup(backup, listener);
  REQUIRE_FALSE(header);
  return header.error();
}

std::string with_replaced(std::string text, std::string_view from, std::string_view to) {
  const size_t found = text.find(from);
  REQUIRE(found != std::string::npos);
  return text.replace(found, from.size(), to);
}

}  // namespace

TEST_CASE("Chunks of any size give the same") {
  const std::string backup = small_backup();
  for (size_t chunk = 1; chunk <= backup.size(); ++chunk) {
    Listener listener;
    REQUIRE(read_backup(backup, listener, chunk));
    CHECK(listener.heard == "header 2\nt\n[1,\"x\\ny\"]\n[2,null]\nempty\n");
  }
}

TEST_CASE("Every byte that is changed, and every end that is missing, is noticed") {
  const std::string backup = small_backup();
  for (size_t i = 0; i < backup.size(); ++i) {
    CAPTURE(i);
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = backup;
      flipped[i] = static_cast<char>(flipped[i] ^ 1 << bit);
      error_of(flipped);
    }
    error_of(backup.substr(0, i));
  }
}

TEST_CASE("A damaged backup says what and where") {
  const std::string backup = small_backup();
  const auto check = [](const std::string& text, std::string_view detail, uint64_t row) {
    const Error error = error_of(text);
    CHECK(error.code == ErrorCode::backup_damaged);
    CHECK(error.detail == detail);
    CHECK(error.row == row);
  };
  check(with_replaced(backup, "[2,null]", "[2,null"), "no row of this table", 4);
  check(with_replaced(backup, "[2,null]", "[3,null]"), "checksum", 6);
  check(with_replaced(backup, "\"rows\":2", "\"rows\":3"), "checksum", 6);
  check(with_replaced(backup, "{\"table\":\"t\",\"columns\":[\"a\",\"b\"]}\n", ""),
        "row of no table", 2);
  check(with_replaced(backup, "{\"table\":\"t\"", "{\"table\":7"), "no table", 2);
  check(backup + "\n", "more after the end", 7);
  check(backup + "x", "cut off", 7);
  check(backup.substr(0, backup.size() - 1), "cut off", 6);
  check(with_replaced(backup, "\"schema\":1", "\"schema\":0"), "header", 1);
}

TEST_CASE("Any other file is refused before it is read") {
  CHECK(error_of("").code == ErrorCode::backup_unknown);
  CHECK(error_of("name,email\nAnna,a@b.de\n").code == ErrorCode::backup_unknown);
  Listener listener;
  BackupReader reader(listener);
  const std::string endless(kMaxBackupHeaderBytes + 1, 'x');
  CHECK(reader.feed(bytes_of(endless)).error().code == ErrorCode::backup_unknown);
  const std::string long_line = "{\"kartei_backup\":1" + endless + "\n";
  CHECK(error_of(long_line).code == ErrorCode::backup_unknown);
}

TEST_CASE("A line without end is not held for ever") {
  Listener listener;
  BackupReader reader(listener);
  const std::string backup = small_backup(), piece(size_t{16} << 20, 'x');
  REQUIRE(reader.feed(bytes_of(backup.substr(0, backup.find("[1,") + 8))));
  Result<void> fed;
  size_t given = 0;
  for (; fed && given < 2 * kMaxBackupLineBytes; given += piece.size()) {
    fed = reader.feed(bytes_of(piece));
  }
  REQUIRE_FALSE(fed);
  CHECK(given <= kMaxBackupLineBytes + piece.size());
  CHECK(fed.error().detail == "line too long");
  CHECK(fed.error().row == 3);
}

TEST_CASE("What the sink refuses gets its line") {
  Listener listener;
  listener.refuse_beyond = 20;
  const auto header = read_backup(small_backup(), listener);
  REQUIRE_FALSE(header);
  CHECK(header.error().detail == "enough");
  CHECK(header.error().row == 4);
}

}  // namespace kartei
