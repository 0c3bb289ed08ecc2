#include "import_export/table_reader.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>

namespace kartei {
namespace {

// Refuses the row of that number.
struct KeptWidths final : TableReader {
  explicit KeptWidths(const csv::DialectOverrides& overrides = {}) : TableReader(overrides) {}
  Result<void> take_row(const csv::Row& row) override {
    if (row.number == refused) return failure(ErrorCode::csv_invalid_utf8);
    widths.push_back(row.cells.size());
    return {};
  }
  std::optional<uint64_t> refused;
  std::vector<size_t> widths;
};

}  // namespace

TEST_CASE("What is no part of the table is left out, unless it shall not be") {
  const std::string_view file = "A title\n\nname,email\nAnna,a@b.de\nBen,b@b.de\n,\n,\n";
  KeptWidths table;
  REQUIRE(table.feed(std::as_bytes(std::span(file))));
  REQUIRE(table.finish());
  CHECK(table.widths == std::vector<size_t>{2, 2, 2});
  CHECK(table.dialect().skip_rows == 1);
  KeptWidths whole(csv::DialectOverrides{.skip_rows = 0});
  REQUIRE(whole.feed(std::as_bytes(std::span(file))));
  REQUIRE(whole.finish());
  CHECK(whole.widths == std::vector<size_t>{1, 2, 2, 2});
}

TEST_CASE("Empty rows before others are rows of the table, as wide as they were") {
  const std::string_view file = "a,b\n1,2\n,\n,\n,,\n,\n3,4\n,\n,\n";
  KeptWidths table;
  REQUIRE(table.feed(std::as_bytes(std::span(file))));
  REQUIRE(table.finish());
  CHECK(table.widths == std::vector<size_t>{2, 2, 2, 2, 3, 2, 2});
}

TEST_CASE("Quotes that only the first row has, and does not need, mark it as header") {
  const auto has_header = [](std::string_view file) {
    return detect_table(std::as_bytes(std::span(file)), {})->has_header;
  };
  CHECK(has_header("\"1\",\"2\"\n3,4\n"));
  CHECK(has_header("\"1\",,\"2\"\r\n3,\"4,5\",\r\n"));
  CHECK(has_header("\"1\"\n\"say \"\"a\"\"\"\n"));
  CHECK_FALSE(has_header("1,2\n3,4\n"));
  CHECK_FALSE(has_header("\"1\",2\n3,4\n"));
  CHECK_FALSE(has_header("\"1\",\"2\"\n\"3\",4\n"));
  CHECK_FALSE(has_header("\"1\",\"2\"\n"));
  CHECK_FALSE(has_header("\"1\",\"2,0\"\n3,4\n"));
  // Somebody has said it.
  CHECK_FALSE(
      detect_table(std::as_bytes(std::span(std::string_view("\"1\"\n2\n"))), {.has_header = false})
          ->has_header);
}

TEST_CASE("A row that is refused ends the reading") {
  KeptWidths table;
  table.refused = 2;
  REQUIRE(table.feed(std::as_bytes(std::span(std::string_view("a,b\n1,2\n3,4\n")))));
  CHECK(table.finish().error().code == ErrorCode::csv_invalid_utf8);
  CHECK(table.widths == std::vector<size_t>{2});
}

}  // namespace kartei
