#include "import_export/exporter.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {
namespace {

std::string export_one(const ExportOptions& options, const std::vector<std::string>& attributes) {
  Contact contact = make_contact({.name = "=cmd()",
                                  .email = "a@b.de",
                                  .phone = "+49 30 1234",
                                  .created_at = "2026-01-01",
                                  .source = "chat",
                                  .tags = "x, y",
                                  .attributes = {{"Firma", "A,B"}}});
  Exporter exporter(options, attributes);
  std::string out;
  REQUIRE(exporter.begin(out));
  REQUIRE(exporter.write(contact, out));
  exporter.finish(out);
  return out;
}

}  // namespace

TEST_CASE("All fields and attributes, safe to open in a spreadsheet; nothing derived") {
  CHECK(export_one({}, {"Firma", "Ort"}) ==
        "\xEF\xBB\xBFname,email,phone,country_code,created_at,updated_at,last_contact_at,source,"
        "tags,Firma,Ort\r\n"
        "'=cmd(),a@b.de,'+49 30 1234,'+49,2026-01-01T00:00:00.000Z,1970-01-01T00:00:00.000Z,,chat,"
        "\"x, y\",\"A,B\",\r\n");
}

TEST_CASE("Chosen columns, another delimiter, no mark, no guard") {
  const ExportOptions options{.csv = {.delimiter = ';', .formula_safe = false},
                              .encoding = csv::Encoding::utf8,
                              .columns = {{"phone", "Firma", "name", "email_normalized"}}};
  CHECK(export_one(options, {}) ==
        "phone;Firma;name;email_normalized\r\n+49 30 1234;A,B;=cmd();\r\n");
}

TEST_CASE("All attributes beside chosen fields") {
  const ExportOptions options{.csv = {.delimiter = ';'},
                              .encoding = csv::Encoding::utf8,
                              .columns = {{"email", "attributes", "name"}}};
  CHECK(export_one(options, {"Firma", "Ort"}) ==
        "email;Firma;Ort;name\r\na@b.de;\"A,B\";;'=cmd()\r\n");
}

TEST_CASE("Names that mean something in a file have an apostrophe, also those of rejected rows") {
  const ExportOptions options{.encoding = csv::Encoding::utf8, .columns = {{"name", "attributes"}}};
  const std::string out =
      export_one(options, {"email", "row", "column", "reason_code", "reason", "rows"});
  CHECK(out.substr(0, out.find('\r')) == "name,'email,'row,'column,'reason_code,'reason,rows");
}

TEST_CASE("Attributes stand in their columns, in whatever order a contact has them") {
  Exporter exporter({.encoding = csv::Encoding::utf8, .columns = {{"a", "attributes"}}},
                    {"a", "b", "c", "d"});
  std::string out;
  REQUIRE(exporter.write(make_contact({.name = "A", .attributes = {{"d", "4"}, {"a", "1"}}}), out));
  REQUIRE(exporter.write(make_contact({.name = "B", .attributes = {{"b", "2"}}}), out));
  CHECK(out == "1,1,,,4\r\n,,2,,\r\n");
}

TEST_CASE("JSON: one object per contact, tags and attributes as what they are") {
  const ExportOptions options{.format = ExportFormat::json};
  CHECK(export_one(options, {"Firma", "Ort"}) ==
        "[\n{\"name\":\"=cmd()\",\"email\":\"a@b.de\",\"phone\":\"+49 30 1234\","
        "\"country_code\":\"+49\",\"created_at\":\"2026-01-01T00:00:00.000Z\","
        "\"updated_at\":\"1970-01-01T00:00:00.000Z\",\"last_contact_at\":null,"
        "\"source\":\"chat\",\"tags\":[\"x\",\"y\"],\"attributes\":{\"Firma\":\"A,B\"}}\n]\n");
  const ExportOptions columns{.format = ExportFormat::json, .columns = {{"name", "Ort"}}};
  CHECK(export_one(columns, {}) == "[\n{\"name\":\"=cmd()\",\"attributes\":{}}\n]\n");
}

TEST_CASE("JSON: none and several") {
  Exporter exporter({.format = ExportFormat::json}, {});
  std::string none;
  REQUIRE(exporter.begin(none));
  exporter.finish(none);
  CHECK(none == "[\n]\n");
  std::string two;
  Exporter other({.format = ExportFormat::json, .columns = {{"name"}}}, {});
  REQUIRE(other.begin(two));
  for (const char* name : {"A", "B"}) REQUIRE(other.write(make_contact({.name = name}), two));
  other.finish(two);
  CHECK(two == "[\n{\"name\":\"A\",\"attributes\":{}},\n{\"name\":\"B\",\"attributes\":{}}\n]\n");
}

TEST_CASE("An encoding that lacks a character is refused, with its place") {
  Exporter exporter({.encoding = csv::Encoding::windows_1252, .columns = {{"email", "name"}}}, {});
  std::string out;
  REQUIRE(exporter.begin(out));
  REQUIRE(exporter.write(make_contact({.name = "Jörg"}), out));
  CHECK(out == "email,name\r\n,J\xF6rg\r\n");
  CHECK(exporter.write(make_contact({.name = "中"}), out).error() ==
        Error{.code = ErrorCode::csv_character_not_in_encoding, .row = 3, .column = 2});
}

}  // namespace kartei
