#include "import_export/first_rows.h"

#include <doctest/doctest.h>

#include "base/limits.h"

namespace kartei {
namespace {

Result<FirstRows> read_first(std::string_view text, bool is_whole, bool has_header = true) {
  return read_first_rows(std::as_bytes(std::span(text)), is_whole, {.has_header = has_header});
}

using Rows = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("The first rows, without what may be cut") {
  const auto whole = read_first("name,note\nAnna,x\nBe", true);
  CHECK(whole->headers == std::vector<std::string>{"name", "note"});
  CHECK(whole->rows == Rows{{"Anna", "x"}, {"Be"}});
  CHECK(read_first("name,note\nAnna,x\nBe", false)->rows == Rows{{"Anna", "x"}});
  CHECK(read_first("name,no", false)->headers == std::vector<std::string>{"name", "no"});
}

TEST_CASE("Without header the headers are empty, and the first row is one of them") {
  const auto first = read_first("Anna,'=1\n", true, false);
  CHECK(first->headers == std::vector<std::string>{"", ""});
  CHECK(first->rows == Rows{{"Anna", "=1"}});
}

TEST_CASE("What a file of rejected rows says about them is not among its columns") {
  const auto first = read_first("name,row,column,reason_code,reason\nAnna,2,1,x,y\nBert\n", true);
  CHECK(first->headers == std::vector<std::string>{"name"});
  CHECK(first->rows == Rows{{"Anna"}, {"Bert"}});
}

TEST_CASE("No more is looked at than a sample") {
  std::string text = "name\n";
  while (text.size() < 3 * kDialectSampleBytes) text.append("Anna\n");
  CHECK(read_first(text, false)->rows.size() < kDialectSampleBytes / 5);
  CHECK(read_first("", true).error().code == ErrorCode::csv_empty);
}

}  // namespace kartei
