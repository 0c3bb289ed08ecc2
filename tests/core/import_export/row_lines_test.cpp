#include "import_export/row_lines.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

std::string lines_of(std::string_view file, size_t chunk = 1000,
                     const csv::DialectOverrides& overrides = {}) {
  RowLines lines(overrides);
  std::string out;
  for (size_t at = 0; at < file.size(); at += chunk) {
    REQUIRE(lines.feed(std::as_bytes(std::span(file.substr(at, chunk))), out));
  }
  REQUIRE(lines.finish(out));
  return out;
}

}  // namespace

TEST_CASE("Rows as lines of JSON, header and all") {
  CHECK(lines_of("name;note\nAnna;\"a \"\"b\"\"\\\n\x01\"\n") ==
        "[\"name\",\"note\"]\n[\"Anna\",\"a \\\"b\\\"\\\\\\n\\u0001\"]\n");
  CHECK(lines_of("sep=;\na;b\n\xFF;x\n", 1000, {.encoding = csv::Encoding::utf8}) ==
        "[\"a\",\"b\"]\n[\"\uFFFD\",\"x\"]\n");
}

TEST_CASE("Rows of nothing are left out at the end only, and one alone is a row") {
  CHECK(lines_of("a,b\n,\nc,d\n,\n,\n") == "[\"a\",\"b\"]\n[\"\",\"\"]\n[\"c\",\"d\"]\n");
  CHECK(lines_of("a,b\n,\n") == "[\"a\",\"b\"]\n[\"\",\"\"]\n");
}

TEST_CASE("Lines can be taken away after each row, those of nothing too") {
  std::string out, all;
  size_t most = 0;
  RowLines lines({}, [&] {
    most = std::max(most, out.size());
    all.append(std::exchange(out, {}));
  });
  std::string file = "a,b\n";
  for (int i = 0; i < 1000; ++i) file.append(",\n");
  REQUIRE(lines.feed(std::as_bytes(std::span(file.append("c,d\n"))), out));
  REQUIRE(lines.finish(out));
  CHECK(all == lines_of(file));
  CHECK(most == std::string_view("[\"a\",\"b\"]\n").size());
}

TEST_CASE("Lines do not depend on how the file comes") {
  std::string file = "name,email\n";
  while (file.size() < 200'000) file.append("\"Anna, \"\"A\"\"\",a@b.de\r\n");
  const std::string whole = lines_of(file, file.size());
  CHECK(lines_of(file, 7) == whole);
  CHECK(lines_of(file, 65'536) == whole);
}

TEST_CASE("What is no CSV file is refused") {
  RowLines lines({});
  std::string out;
  CHECK(lines.finish(out).error().code == ErrorCode::csv_empty);
}

}  // namespace kartei
