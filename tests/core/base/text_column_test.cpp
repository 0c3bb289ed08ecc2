#include "base/text_column.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace kartei {

TEST_CASE("TextColumn keeps strings of any size at any number") {
  TextColumn column;
  const std::string large(3 << 20, 'x');
  column.set(2, "two");
  column.push_back(large);
  column.push_back("four");
  CHECK(column[0] == "");
  CHECK(column[2] == "two");
  CHECK(column[3] == large);
  CHECK(column[4] == "four");
  CHECK(column[5] == "");
  CHECK(column.size() == 5);
}

TEST_CASE("TextColumn keeps the length of strings that are written in place") {
  TextColumn column;
  for (const size_t size : {0, 1, 127, 128, 16'383, 16'384, 2'097'152}) {
    std::fill_n(column.push_back(size), size, 'x');
    CHECK(column[column.size() - 1] == std::string(size, 'x'));
  }
  column.set(3, std::string(127, 'y'));
  CHECK(column[3] == std::string(127, 'y'));
  CHECK(column[4] == std::string(16'383, 'x'));
}

TEST_CASE("TextColumn replaces strings, and views of others stay valid") {
  TextColumn column;
  for (int i = 0; i < 1000; ++i)
    column.push_back(std::string(1000, static_cast<char>('a' + i % 26)));
  const std::string_view before = column[1];
  column.set(0, "short");
  column.set(0, std::string(2000, 'z'));
  CHECK(column[0] == std::string(2000, 'z'));
  CHECK(column[1] == std::string(1000, 'b'));
  CHECK(before.data() == column[1].data());
  CHECK(column.wasted_bytes() == 1000);
  column.set(1, "");
  CHECK(column[1].empty());
}

TEST_CASE("TextColumn takes what another one has written") {
  TextColumn column;
  const std::string long_text(3 << 20, 'x');
  for (const std::string_view text : {"anna", "", "bert"}) column.push_back(text);
  column.push_back(long_text);
  std::string written;
  column.write(written);
  TextColumn other;
  other.push_back("first");
  other.append(written, column.size());
  other.push_back("last");
  REQUIRE(other.size() == 6);
  CHECK(other[0] == "first");
  CHECK(other[1] == "anna");
  CHECK(other[2] == "");
  CHECK(other[3] == "bert");
  CHECK(other[4] == long_text);
  CHECK(other[5] == "last");
}

}  // namespace kartei
