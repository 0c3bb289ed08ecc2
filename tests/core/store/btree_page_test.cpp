#include "store/btree_page.h"

#include <doctest/doctest.h>

#include <random>

namespace kartei {
namespace {

// A leaf of 512 bytes with cells from its end.
std::vector<uint8_t> leaf_of(const std::vector<std::vector<uint8_t>>& cells) {
  std::vector<uint8_t> page(512);
  page[0] = 13;
  page[4] = static_cast<uint8_t>(cells.size());
  size_t end = page.size();
  for (size_t i = 0; i < cells.size(); ++i) {
    end -= cells[i].size();
    std::copy(cells[i].begin(), cells[i].end(), page.begin() + static_cast<std::ptrdiff_t>(end));
    page[8 + 2 * i] = static_cast<uint8_t>(end >> 8);
    page[9 + 2 * i] = static_cast<uint8_t>(end);
  }
  return page;
}

}  // namespace

TEST_CASE("Cells of a leaf: size, number, record") {
  // A record of five bytes in row 300: NULL, 1, 'ab'.
  const auto bytes = leaf_of({{6, 0x82, 0x2c, 4, 0, 9, 17, 'a', 'b'}, {1, 1, 1}});
  const auto page = BTreePage::parse(bytes, 2);
  REQUIRE(page);
  CHECK(page->kind() == PageKind::table_leaf);
  REQUIRE(page->size() == 2);
  const auto cell = page->cell(0);
  REQUIRE(cell);
  CHECK(cell->rowid == 300);
  CHECK(cell->overflow == 0);
  std::vector<ValueView> values;
  REQUIRE(decode_record(cell->payload, values));
  REQUIRE(values.size() == 3);
  CHECK(is_null(values[0]));
  CHECK(copy_of(values[1]) == Value(int64_t{1}));
  CHECK(copy_of(values[2]) == Value("ab"));
  // Page 1 begins with the header of the file, so the same bytes are no page there.
  CHECK_FALSE(BTreePage::parse(bytes, 1));
}

TEST_CASE("Every serial type: https://sqlite.org/fileformat2.html, 2.1") {
  const uint8_t record[] = {13,   1,    2,    3, 4, 5, 6, 7, 8, 9, 12, 13, 14,  // types
                            0xff,                                               // -1
                            0x01, 0x02,                                         // 258
                            0xff, 0xff, 0xfe,                                   // -2
                            0,    0,    0,    5,                                // 5
                            0,    0,    0,    0, 0, 6,                          // 6
                            0x80, 0,    0,    0, 0, 0, 0, 0,                    // smallest
                            0x3f, 0xf8, 0,    0, 0, 0, 0, 0,                    // 1.5
                            0x2a};
  std::vector<ValueView> values;
  REQUIRE(decode_record(record, values));
  REQUIRE(values.size() == 12);
  const int64_t integers[] = {-1, 258, -2, 5, 6, std::numeric_limits<int64_t>::min()};
  for (size_t i = 0; i < 6; ++i) CHECK(copy_of(values[i]) == Value(integers[i]));
  CHECK(copy_of(values[6]) == Value(1.5));
  CHECK(copy_of(values[7]) == Value(int64_t{0}));
  CHECK(copy_of(values[8]) == Value(int64_t{1}));
  CHECK(copy_of(values[9]) == Value(std::vector<uint8_t>()));
  CHECK(copy_of(values[10]) == Value(""));
  CHECK(copy_of(values[11]) == Value(std::vector<uint8_t>{0x2a}));
}

TEST_CASE("What is no record is none") {
  std::vector<ValueView> values;
  const std::vector<uint8_t> bad[] = {{},        {0},           {9, 1},       {2, 10},
                                      {2, 11},   {2, 1},        {2, 1, 5, 5}, {2, 0xff},
                                      {0xff, 1}, {2, 15, 1, 1}, {3, 0x81}};
  for (const auto& record : bad) CHECK_FALSE(decode_record(record, values));
}

TEST_CASE("Any bytes are survived") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::vector<uint8_t> bytes(512);
    // Mostly zeros, so that sizes are small and cells can be right.
    for (uint8_t& byte : bytes) {
      byte = random() % 3 ? static_cast<uint8_t>(random() % 5) : static_cast<uint8_t>(random());
    }
    constexpr uint8_t kKinds[] = {2, 5, 10, 13};
    bytes[0] = kKinds[round % 4];
    bytes[3] = 0;
    const auto page = BTreePage::parse(bytes, 2);
    if (!page) continue;
    std::vector<ValueView> values;
    for (size_t i = 0; i < page->size(); ++i) {
      const auto cell = page->cell(i);
      if (cell) decode_record(cell->payload, values);
    }
  }
}

}  // namespace kartei
