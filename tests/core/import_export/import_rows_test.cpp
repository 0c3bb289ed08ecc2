#include "import_export/import_rows.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("Rows are found by their number") {
  ImportRows rows;
  const std::vector<std::vector<std::string_view>> given = {{"a", "", "c"}, {}, {"d"}, {""}};
  const std::vector<uint32_t> numbers = {2, 3, 7, 8};
  for (size_t i = 0; i < given.size(); ++i) rows.add(given[i], numbers[i], {});
  std::vector<std::string_view> cells = {"left over"};
  for (size_t i = 0; i < given.size(); ++i) {
    rows.cells(i, cells);
    CHECK(cells == given[i]);
    CHECK(rows.find(numbers[i]) == i);
    CHECK(rows.number(i) == numbers[i]);
  }
  for (const uint64_t other : {uint64_t{0}, uint64_t{1}, uint64_t{4}, uint64_t{6}, uint64_t{9},
                               uint64_t{1} << 32 | 2, UINT64_MAX}) {
    CHECK_FALSE(rows.find(other));
  }
  CHECK(rows.size() == 4);
}

TEST_CASE("Rejected rows stay when the cells of the others are given back") {
  ImportRows rows;
  const std::vector<std::string_view> given = {"a", "", "c"};
  for (const bool is_rejected : {false, true, false, true, false}) {
    rows.add(given, rows.size() + 2, {.is_rejected = is_rejected});
  }
  rows.keep_rejected();
  std::vector<std::string_view> cells;
  for (size_t i = 0; i < rows.size(); ++i) {
    rows.cells(i, cells);
    CHECK(cells == (rows.state(i).is_rejected ? given : std::vector<std::string_view>()));
    CHECK(rows.find(i + 2) == i);
  }
  CHECK(rows.size() == 5);
}

using Views = std::vector<std::string_view>;

TEST_CASE("A row is as wide as the header, but for empty cells at its end") {
  CHECK(check_width(Views{"a", "b"}, 2));
  CHECK(check_width(Views{"a", "b", " ", "\u00A0"}, 2));
  CHECK(check_width(Views{"a", "b", "", ""}, 2));
  const auto few = check_width(Views{"a"}, 2);
  CHECK(few.error().code == ErrorCode::csv_too_few_cells);
  CHECK(few.error().column == 2);
  const auto many = check_width(Views{"a", "b", "", "x"}, 2);
  CHECK(many.error().code == ErrorCode::csv_too_many_cells);
  CHECK(many.error().column == 4);
}

TEST_CASE("Rows of another reader follow with their cells and states, by numbers of this file") {
  ImportRows slice;
  slice.add(Views{"c"}, 2, {.issue_column = 1, .issue = ErrorCode::cell_required});
  slice.add(Views{"d", ""}, 4, {});
  std::string written;
  slice.write(written);
  ImportRows rows;
  rows.add(Views{"a"}, 7, {});
  rows.append(written, 10);
  REQUIRE(rows.size() == 3);
  CHECK(rows.number(1) == 12);
  CHECK(rows.state(1).issue == ErrorCode::cell_required);
  CHECK(rows.find(14) == 2);
  Views cells;
  rows.cells(1, cells);
  CHECK(cells == Views{"c"});
  rows.cells(2, cells);
  CHECK(cells == Views{"d", ""});
}

}  // namespace kartei
