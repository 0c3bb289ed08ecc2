#include "import_export/packed_rows.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

using Row = std::vector<std::string_view>;

Row cells_of(const PackedRows& rows, size_t index) {
  Row cells = {"left over"};
  rows.cells(index, cells);
  return cells;
}

TEST_CASE("Rows come back cell by cell") {
  PackedRows rows;
  const std::string large(2'000'000, 'x');
  const std::vector<Row> given = {{"a", "", "c"}, {}, {large, "\xFF"}, {""}, Row(1'000, "y")};
  for (const Row& cells : given) rows.add(cells);
  for (size_t i = 0; i < given.size(); ++i) CHECK(cells_of(rows, i) == given[i]);
  CHECK(cells_of(rows, given.size()).empty());
}

// Each cell with the byte behind it that stands between it and the next.
Row cells_in(std::string_view text, std::initializer_list<size_t> sizes) {
  Row cells;
  size_t begin = 0;
  for (const size_t size : sizes) {
    cells.push_back(text.substr(begin, size));
    begin += size + 1;
  }
  return cells;
}

TEST_CASE("Cells of one text, and cells that only seem to be") {
  const std::string_view text = "ab,,c,\"d\",";
  const auto at = [&](size_t begin, size_t size) { return text.substr(begin, size); };
  const std::string many(1'000, ';');
  std::string nul = "a,b";
  nul[1] = '\0';
  Row empty;
  for (size_t i = 0; i < many.size(); ++i) empty.push_back(std::string_view(many).substr(i, 0));
  const std::vector<Row> given = {
      {at(0, 2), at(3, 0), at(4, 1)},
      {at(0, 2), at(3, 0), at(4, 1), at(7, 1), at(10, 0)},
      {at(0, 2), at(4, 1)},
      {at(3, 0)},
      {at(3, 0), at(4, 0), at(5, 0)},
      {"", ""},
      empty,
      // A separator in a cell, two of them, and one that stands for another kind of row.
      cells_in("a,b,c", {3, 1}),
      cells_in("a,b;c", {1, 1, 1}),
      cells_in(nul, {1, 1}),
      // Of one block, and one byte more.
      cells_in("0123456,01234567", {7, 8}),
      cells_in("0123456,,1234567,", {7, 0, 7, 0}),
      cells_in("\xFF\x80,\xC3\xBC", {2, 2})};
  PackedRows rows;
  for (const auto& cells : given) rows.add(cells);
  for (size_t i = 0; i < given.size(); ++i) {
    CHECK(cells_of(rows, i) == given[i]);
    rows.set(i, cells_of(rows, i));
    CHECK(cells_of(rows, i) == given[i]);
  }
}

TEST_CASE("Rows are written for others, and one alone is taken from others") {
  PackedRows rows, others, some;
  rows.add(Row{"a"});
  others.add(Row{"b", ""});
  others.add(Row{"c"});
  std::string written;
  others.write(written);
  rows.append(written, 2);
  CHECK(cells_of(rows, 0) == Row{"a"});
  CHECK(cells_of(rows, 1) == Row{"b", ""});
  CHECK(cells_of(rows, 2) == Row{"c"});
  some.set(2, rows);
  CHECK(cells_of(some, 1).empty());
  CHECK(cells_of(some, 2) == Row{"c"});
}

}  // namespace
}  // namespace kartei
