#include "csv/quoted_row.h"

#include <doctest/doctest.h>

namespace kartei::csv {

TEST_CASE("a row that stood in quotes is divided as any other") {
  const auto divided = [](std::string_view row) {
    std::string unquoted = "of the row before";
    std::vector<std::string_view> cells(3);
    divide_row(row, ',', '"', unquoted, cells);
    return std::vector<std::string>(cells.begin(), cells.end());
  };
  using Cells = std::vector<std::string>;
  CHECK(divided("a,b") == Cells{"a", "b"});
  CHECK(divided(",a,") == Cells{"", "a", ""});
  CHECK(divided("\"a, b\",\"\",\"\"\"\",c") == Cells{"a, b", "", "\"", "c"});
  CHECK(divided("\"say \"\"hello\"\" to\",a \"b\" c") == Cells{"say \"hello\" to", "a \"b\" c"});
  CHECK(divided("\"a\"b,\"open, c") == Cells{"ab", "open, c"});
}

}  // namespace kartei::csv
