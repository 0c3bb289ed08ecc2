#include "import_export/rejected_file.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "fixtures.h"
#include "import_export/importer.h"

namespace kartei {
namespace {

struct NobodyKnown final : ExistingContacts {
  std::optional<ContactKey> find_email(std::string_view) override { return std::nullopt; }
  std::optional<ContactKey> find_phone(std::string_view) override { return std::nullopt; }
};

std::unique_ptr<Importer> read_rejected(std::string_view text) {
  auto importer = std::make_unique<Importer>(ImportOptions{}, std::make_unique<NobodyKnown>(), 1);
  REQUIRE(importer->feed(bytes_of(text)));
  REQUIRE(importer->finish());
  return importer;
}

std::string rejected(std::string_view text, size_t piece_bytes) {
  const auto importer = read_rejected(text);
  RejectedFile file(*importer, [](const Error& error) {
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
  const auto again = read_rejected(file);
  CHECK(again->counts() == ImportCounts{.rows = 1, .created = 1});
  CHECK(again->next_step()->incoming->attributes == std::vector<Attribute>{{"Firma", "X"}});
}

TEST_CASE("What was wrong with rows is said once, however often they come back") {
  const std::string file = rejected("name,email,Firma\nAnna,anna,X\nBert,bert,Y\n", 100);
  std::string again = rejected(file, 100);
  CHECK(again == file);
  again.replace(again.find("anna,"), 4, "a@x.de");
  // A remark beside the reasons is one cell too many, and they are still none of the row's.
  again.insert(again.rfind("\r\n"), ",remark");
  const auto third = read_rejected(again);
  CHECK(third->headers() == std::vector<std::string>{"name", "email", "Firma"});
  CHECK(third->counts() == ImportCounts{.rows = 2, .created = 1, .rejected = 1});
  CHECK(third->issues(1).front().code == ErrorCode::csv_too_many_cells);
  CHECK(third->next_step()->incoming->attributes == std::vector<Attribute>{{"Firma", "X"}});
}

TEST_CASE("In a file without header names are found when its rejected rows come back") {
  std::string file = rejected("Bert Ott,b@x.de,X1\nAnna Berg,anna@,X2\nCarl Kurz,c@x.de,X3\n", 100);
  file.replace(file.find("anna@,"), 6, "a@x.de,");
  const auto again = read_rejected(file);
  CHECK(again->counts() == ImportCounts{.rows = 1, .created = 1});
  CHECK(again->next_step()->incoming->name == "Anna Berg");
}

TEST_CASE("One row with too many columns takes no other with it") {
  std::string wide;
  for (size_t i = 0; i <= kMaxColumns; ++i) wide += "c" + std::to_string(i) + ";";
  const std::string file = rejected("name;email\nAnna;anna\n" + wide + "\nBert;b\n", 100);
  CHECK(file.contains(";\"c995;c996;c997;c998;c999;\"\"c1000;\"\"\";3;"));
  const auto again = read_rejected(file);
  CHECK(again->headers().size() == kMaxColumns - 4);
  CHECK(again->rows().size() == 3);
  CHECK(again->mapping()[1].field == Field::email);
  CHECK(again->issues(2).front().code == ErrorCode::email_missing_at);
}

}  // namespace kartei
