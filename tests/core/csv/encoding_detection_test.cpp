#include "csv/encoding_detection.h"

#include <doctest/doctest.h>

#include <string>

namespace kartei::csv {
namespace {

using namespace std::string_literals;

Encoding detect(const std::string& sample) { return detect_encoding(sample, false); }

}  // namespace

TEST_CASE("UTF-16 without a byte order mark, by its zero bytes") {
  CHECK(detect("n\0a\0m\0e\0\n\0A\0"s) == Encoding::utf16le);
  CHECK(detect("\0n\0a\0m\0e\0\n\0A"s) == Encoding::utf16be);
  CHECK(detect("name\0email\0x"s) == Encoding::utf8);
}

TEST_CASE("ISO 8859-15 is told from Windows-1252 by what only one of them has") {
  CHECK(detect("Preis 5 \xA4\nM\xFCller") == Encoding::iso_8859_15);
  CHECK(detect("\xA6kvorc; Be\xB9;Mi\xA8o") == Encoding::iso_8859_15);
  CHECK(detect("Preis 5 \x80\nM\xFCller") == Encoding::windows_1252);
  CHECK(detect("M\xFCller, 5 \xBD Zoll") == Encoding::windows_1252);
  CHECK(detect("\x93M\xFCller\x94 5 \xA4") == Encoding::windows_1252);
}

TEST_CASE("Signatures and control characters are no text") {
  CHECK(check_signature("name,email"));
  CHECK(check_signature("PK\x03\x04").error().code == ErrorCode::csv_not_text);
  CHECK(check_text("name\0email"s));
  CHECK(check_text("\0\0\0\0\0\0"s).error().code == ErrorCode::csv_not_text);
  CHECK(check_text(" \n").error().code == ErrorCode::csv_empty);
}

}  // namespace kartei::csv
