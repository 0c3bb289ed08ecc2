#include "import_export/rejected_file.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "import_export/importer.h"

namespace kartei {
namespace {

struct NobodyKnown final : ExistingContacts {
  std::optional<ContactKey> find_email(std::string_view) override { return std::nullopt; }
  std::optional<ContactKey> find_phone(std::string_view) override { return std::nullopt; }
};

std::string rejected(std::string_view text, size_t piece_bytes) {
  Importer importer({}, std::make_unique<NobodyKnown>(), 1);
  REQUIRE(importer.feed(bytes_of(text)));
  REQUIRE(importer.finish());
  RejectedFile file(importer, [](const Error& error) {
    return error.code == ErrorCode::email_missing_at ? "kein \"@\"" : error.message();
  });
  std::string out;
  while (file.write(out, piece_bytes)) {
  }
  return out;
}

}  // namespace

TEST_CASE("Rejected rows keep their columns and say where and why") {
  const std::string_view text =
      "name;email;Firma\n"
      "\"Müller; Anna\";anna;=1+1\n"
      "Bert;bert@example.org;\n"
      "Carl;c@d.de\n"
      "Dora;d@d.de;x;surplus\n";
  const std::string expected =
      "\xEF\xBB\xBFname;email;Firma;;row;column;reason_code;reason\r\n"
      "\"Müller; Anna\";anna;=1+1;;2;2;email_missing_at;\"kein \"\"@\"\"\"\r\n"
      "Carl;c@d.de;;;4;3;csv_too_few_cells;The row has fewer cells than the header.\r\n"
      "Dora;d@d.de;x;surplus;5;4;csv_too_many_cells;The row has more cells than the header.\r\n";
  CHECK(rejected(text, 1 << 20) == expected);
  CHECK(rejected(text, 1) == expected);
}

TEST_CASE("The file of rejected rows can be corrected and imported again") {
  std::string file = rejected("name,email,Firma\nAnna,anna,X\n", 100);
  const size_t at = file.find("anna,");
  file.replace(at, 4, "anna@example.org");
  Importer again({}, std::make_unique<NobodyKnown>(), 1);
  REQUIRE(again.feed(bytes_of(file)));
  REQUIRE(again.finish());
  CHECK(again.counts() == ImportCounts{.rows = 1, .created = 1});
  CHECK(again.next_step()->incoming->attributes == std::vector<Attribute>{{"Firma", "X"}});
}

}  // namespace kartei
