#include "csv/dialect.h"

#include <doctest/doctest.h>

namespace kartei::csv {

TEST_CASE("Encodings and line ends have names") {
  for (const std::string_view name : {"utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252",
                                      "iso-8859-15", "cp850", "macintosh", "utf-8-twice"}) {
    REQUIRE(find_encoding(name));
    CHECK(encoding_name(*find_encoding(name)) == name);
  }
  CHECK(find_encoding("utf-8-bom") == Encoding::utf8_bom);
  CHECK(!find_encoding("UTF-8"));
  CHECK(find_written_encoding("cp850") == Encoding::cp850);
  CHECK(!find_written_encoding("utf-8-twice"));
  CHECK(line_end_name(LineEnd::crlf) == "crlf");
  CHECK(line_end_name(LineEnd::mixed) == "mixed");
}

}  // namespace kartei::csv
