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
  const Exporter exporter(options, attributes);
  std::string out;
  exporter.write_header(out);
  exporter.write(contact, out);
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
                              .bom = false,
                              .columns = {{"phone", "Firma", "name", "email_normalized"}}};
  CHECK(export_one(options, {}) ==
        "phone;Firma;name;email_normalized\r\n+49 30 1234;A,B;=cmd();\r\n");
}

}  // namespace kartei
