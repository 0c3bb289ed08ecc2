#include "check/table_checker.h"

#include <doctest/doctest.h>

#include <random>

#include "checking.h"

namespace kartei {
namespace {

const std::vector<ColumnRule> kCheckedRules = {
    {.name = "email", .type = ColumnType::email, .is_required = true, .is_unique = true},
    {.name = "phone", .type = ColumnType::phone},
    {.name = "state", .allowed = {"lead", "customer"}},
    {.name = "code", .is_unique = true, .has_pattern = true},
};

std::string issues_of(const TableChecker& checker, size_t row) {
  std::string text;
  for (const Error& issue : checker.issues(row)) {
    text += std::to_string(issue.row) + ":" + std::to_string(issue.column) + " " + issue.field +
            " " + std::string(error_code_name(issue.code)) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("Every row is good, a duplicate or rejected, and says why") {
  const auto checker = check_table(
      "E-Mail;Telefon;state;code;note\n"
      "anna@x.de;+49 30 1234567;LEAD;A1;\n"
      ";12;x;b\n"
      "ANNA@x.de;;;A2;again\n"
      "bert@x.de;;lead;A1;\n"
      "carl@x.de;;customer;;\n"
      "dora@x.de\n"
      "emil@x.de;;;;;;surplus\n",
      {.columns = kCheckedRules});
  CHECK(checker->counts().rows == 7);
  CHECK(checker->counts().good == 2);
  CHECK(checker->counts().duplicates == 2);
  CHECK(checker->counts().rejected == 3);
  CHECK(issues_of(*checker, 0) == "");
  CHECK(issues_of(*checker, 1) == "3:5  csv_too_few_cells\n");
  CHECK(issues_of(*checker, 2) == "4:1 email cell_duplicate\n");
  CHECK(checker->duplicate_of(2) == 2);
  CHECK(issues_of(*checker, 3) == "5:4 code cell_duplicate\n");
  CHECK(checker->duplicate_of(3) == 2);
  CHECK_FALSE(checker->duplicate_of(0));
  CHECK(issues_of(*checker, 5) == "7:2  csv_too_few_cells\n");
  CHECK(issues_of(*checker, 6) == "8:7  csv_too_many_cells\n");
  CHECK(checker->problems()[ErrorCode::csv_too_few_cells] == 2);
}

TEST_CASE("A number is dialled in the country of its row, expected or not") {
  const std::vector<ColumnRule> rules = {{.name = "phone", .type = ColumnType::phone}};
  const auto checker =
      check_table("phone,Country\n044 1234567,Switzerland\n030 1234567,\n030 1234567,Atlantis\n",
                  {.columns = rules, .default_country_code = "+49"});
  const auto value = [&](size_t row) {
    std::vector<std::string_view> cells;
    checker->rows().cells(row, cells);
    return checker->value(cells, 0, true);
  };
  CHECK(value(0) == "+41441234567");
  CHECK(value(1) == "+49301234567");
  CHECK(value(2) == "+49301234567");
}

TEST_CASE("Dates are read in the order in which the file has them") {
  const std::vector<ColumnRule> rules = {{.name = "born", .type = ColumnType::date}};
  const auto first = [&](const char* csv, CheckOptions options) {
    options.columns = rules;
    const auto checker = check_table(csv, options);
    const std::string_view cells[] = {"3/4/2026", ""};
    return checker->value(cells, 0, true);
  };
  CHECK(first("born,x\n3/4/2026,\n11/24/2026,\n", {}) == "2026-03-04");
  CHECK(first("born,x\n3/4/2026,\n24/11/2026,\n", {}) == "2026-04-03");
  CHECK(first("born,x\n3/4/2026,\n", {}) == "3/4/2026");
  CHECK(first("born,x\n3/4/2026,\n", {.default_country_code = "+44"}) == "2026-04-03");
  CHECK(first("born,x\n3/4/2026,\n", {.date_order = DateOrder::month_first}) == "2026-03-04");
}

TEST_CASE("All that is wrong with a row is said, in the order of the columns") {
  const auto checker = check_table("email,phone,state,code\n,12,x,b\n", {.columns = kCheckedRules});
  CHECK(issues_of(*checker, 0) ==
        "2:1 email cell_required\n2:2 phone phone_calling_code_missing\n"
        "2:3 state cell_not_allowed\n2:4 code cell_pattern\n");
  uint64_t total = 0;
  CHECK(checker->select(std::nullopt, ErrorCode::cell_required, 0, 10, total).size() == 1);
  CHECK(checker->select(std::nullopt, ErrorCode::cell_pattern, 0, 10, total).empty());
  CHECK(checker->select(CheckedRow::rejected, std::nullopt, 1, 10, total).empty());
  CHECK(total == 1);
}

TEST_CASE("A column that has to be there rejects every row until it is named") {
  const std::vector<ColumnRule> rules = {{.name = "customer_no", .is_required = true}};
  const auto missing = check_table("Nr,name\n7,A\n", {.columns = rules});
  CHECK(missing->counts().rejected == 1);
  CHECK(missing->missing() == std::vector<size_t>{0});
  CHECK(issues_of(*missing, 0) == "2:0 customer_no csv_column_missing\n");
  const auto named =
      check_table("Nr,name\n7,A\n", {.columns = rules, .mapping = {{"customer_no", ""}}});
  CHECK(named->counts().good == 1);
}

TEST_CASE("What an application does not say is expected of contacts") {
  const auto checker = check_table(
      "Name,E-Mail,Vorwahl,Telefon\nA,a@x.de,+49,030 1234567\n"
      "B,b,+49,030 1234567\nC,c@x.de,0049,030/1234567\n");
  CHECK(checker->counts().good == 1);
  CHECK(issues_of(*checker, 1) == "3:2 email email_missing_at\n");
  CHECK(issues_of(*checker, 2) == "4:4 phone cell_duplicate\n");
}

TEST_CASE("Mending one cell compares all rows anew") {
  auto checker = check_table("email,note\nanna,\nanna@x.de,\nanna@x.de,\n");
  CHECK(checker->counts().duplicates == 1);
  REQUIRE(checker->fix_cell(2, 1, "anna@x.de"));
  CHECK(checker->counts().rejected == 0);
  CHECK(checker->counts().duplicates == 2);
  CHECK(checker->duplicate_of(1) == 2);
  REQUIRE(checker->fix_cell(2, 1, "other@x.de"));
  CHECK(checker->duplicate_of(2) == 3);
  CHECK(checker->fix_cell(9, 1, "x").error().code == ErrorCode::request_malformed);
  CHECK(checker->fix_cell(2, 3, "x").error().code == ErrorCode::request_malformed);
  CHECK(checker->fix_cell(2, 0, "x").error().code == ErrorCode::request_malformed);
}

TEST_CASE("A calling code for all numbers that have none") {
  auto checker = check_table("name,phone\nA,030 1234567\nB,+43 1 234567\nC,1\n");
  CHECK(checker->counts().rejected == 2);
  const auto before = checker->problems();
  CHECK(before[ErrorCode::phone_calling_code_missing] == 1);
  std::vector<FixSample> samples;
  CHECK(checker->assume_country_code("+49", true, samples) == 1);
  REQUIRE(samples.size() == 1);
  CHECK(samples[0].row == 2);
  CHECK(samples[0].column == 2);
  CHECK(samples[0].before == "030 1234567");
  CHECK(samples[0].after == "+49301234567");
  CHECK(checker->counts().rejected == 2);
  CHECK(checker->assume_country_code("+49", false, samples) == 1);
  CHECK(checker->counts().good == 2);
  CHECK(checker->problems()[ErrorCode::phone_too_short] > 0);
  CHECK(checker->undo_fix());
  CHECK(checker->problems() == before);
}

TEST_CASE("A row whose bytes are damaged is rejected until all of them are mended") {
  auto checker =
      check_table("email,note\nb\xFF@x.de,\xFFn\nb@x.de,\n",
                  {.dialect = {.encoding = csv::Encoding::utf8}, .columns = kCheckedRules});
  const auto reject_first = [&](std::string_view issues) {
    CHECK(checker->counts().rejected == 1);
    CHECK(checker->counts().duplicates == 0);
    CHECK(issues_of(*checker, 0) == issues);
  };
  reject_first("2:1 email csv_invalid_utf8\n");
  REQUIRE(checker->fix_cell(2, 1, "b@x.de"));
  reject_first("2:2  csv_invalid_utf8\n");
  std::vector<FixSample> samples;
  CHECK(checker->leave_out(ErrorCode::csv_invalid_utf8, false, samples) == 1);
  CHECK(checker->duplicate_of(1) == 2);
  CHECK(checker->undo_fix());
  reject_first("2:2  csv_invalid_utf8\n");
  REQUIRE(checker->fix_cell(2, 2, "n"));
  CHECK(checker->duplicate_of(1) == 2);
}

TEST_CASE("Where a damaged cell comes back, so does the damage") {
  auto checker = check_table("email,note\na@x.de,\"open\nb@x.de,\n", {.columns = kCheckedRules});
  const std::string damage = "2:2  csv_unterminated_quote\n";
  CHECK(issues_of(*checker, 0) == damage);
  std::vector<FixSample> samples;
  CHECK(checker->leave_out(ErrorCode::csv_unterminated_quote, false, samples) == 1);
  CHECK(checker->counts().good == 2);
  CHECK(checker->undo_fix());
  CHECK(checker->counts().good == 1);
  CHECK(issues_of(*checker, 0) == damage);
  CHECK(checker->problems()[ErrorCode::csv_unterminated_quote] == 1);
}

TEST_CASE("A line below the table is rejected as one, until it is mended") {
  const std::vector<ColumnRule> rules = {{.name = "name"}, {.name = "email"}};
  auto checker = check_table("name,email\nAnna,a@x.de\n\nGenerated By: Anna\n", {.columns = rules});
  CHECK(checker->counts().good == 1);
  CHECK(issues_of(*checker, 1) == "4:0  csv_footer\n");
  CHECK(checker->problems()[ErrorCode::csv_footer] == 1);
  CHECK(checker->problems()[ErrorCode::csv_too_few_cells] == 0);
  CHECK(checker->fix_cell(4, 2, "g@x.de"));
  CHECK(checker->counts().good == 2);
}

TEST_CASE("A row that was short is so again, unless it was filled meanwhile") {
  const std::vector<ColumnRule> rules = {{.name = "name"}, {.name = "email"}, {.name = "note"}};
  auto checker = check_table("name,email,note\nAnna,a@x.de\nBert,b@x.de\n", {.columns = rules});
  const std::string too_few = "2:3  csv_too_few_cells\n";
  CHECK(issues_of(*checker, 0) == too_few);
  std::vector<FixSample> samples;
  CHECK(checker->leave_out(ErrorCode::csv_too_few_cells, false, samples) == 2);
  CHECK(checker->counts().good == 2);
  REQUIRE(checker->fix_cell(3, 3, "filled"));
  CHECK(checker->undo_fix());
  CHECK(issues_of(*checker, 0) == too_few);
  CHECK(issues_of(*checker, 1) == "");
}

TEST_CASE("Without headers a damaged first row is a row like others") {
  const auto checker = check_table("a@x.de,\xFF\nb@x.de,n\n",
                                   {.dialect = {.encoding = csv::Encoding::utf8},
                                    .columns = {{.name = "email", .type = ColumnType::email}}});
  CHECK(issues_of(*checker, 0) == "1:2  csv_invalid_utf8\n");
  CHECK(checker->counts().good == 1);
}

TEST_CASE("Mistyped domains are found and corrected in every column of addresses") {
  auto checker = check_table(
      "email,billing,note\na@gmial.com,b@hotnail.com,c@gmial.com\na@gmail.com,,\nbad,x@gmail.con,"
      "\n",
      {.columns = {{.name = "email", .type = ColumnType::email, .is_unique = true},
                   {.name = "billing", .type = ColumnType::email}}});
  const auto found = checker->suggestions(0);
  REQUIRE(found.size() == 2);
  CHECK(found[1].column == 2);
  CHECK(found[1].address == "b@hotmail.com");
  std::vector<FixSample> samples;
  CHECK(checker->correct_domains({}, false, samples) == 3);
  // Mended, the first row is what the second is a duplicate of.
  CHECK(checker->duplicate_of(1) == 2);
  CHECK(checker->suggestions(0).empty());
  CHECK(checker->undo_fix());
  CHECK(checker->counts().duplicates == 0);
}

TEST_CASE("A file of which no column is expected is not clean") {
  const auto checker = check_table("Nr,Ort\n7,Bonn\n8,Ulm\n");
  CHECK(checker->counts().good == 0);
  CHECK(checker->counts().rejected == 2);
  CHECK(issues_of(*checker, 0) == "2:0  csv_columns_unrecognised\n");
  CHECK(checker->missing().empty());
  // Nor is one of which somebody says so.
  const auto chosen = check_table("email\na@x.de\n", {.mapping = {{""}}});
  CHECK(chosen->counts().rejected == 1);
  // One column is enough.
  const auto named = check_table("Nr,Ort\n7,Bonn\n", {.mapping = {{"", "name"}}});
  CHECK(named->counts().good == 1);
  // What is missing by name says more.
  const auto missing =
      check_table("Nr\n7\n", {.columns = {{.name = "customer", .is_required = true}}});
  CHECK(issues_of(*missing, 0) == "2:0 customer csv_column_missing\n");
}

TEST_CASE("A duplicate is found however many rows stand between") {
  std::string file = "email,phone,state,code\n";
  for (size_t row = 0; row < 200; ++row) {
    // Rows 100 to 199 say what the ones from 0 on do, some in other letters.
    const std::string name = std::to_string(row % 100);
    file += (row < 150 ? "a" : "A") + name + "@x.de,,,C" + std::to_string(row) + "\n";
    // And some the very same once more.
    if (row == 3) file += "a3@x.de,,,D\n";
  }
  const auto checker = check_table(file, {.columns = kCheckedRules});
  CHECK(checker->counts().duplicates == 101);
  CHECK(checker->duplicate_of(4) == 5);
  for (size_t row = 101; row < 201; ++row) {
    const size_t name = row - 101;
    REQUIRE(checker->duplicate_of(row) == name + (name > 3 ? 3 : 2));
  }
  // Compared anew, with keys that are made again.
  REQUIRE(checker->fix_cell(2, 1, "other@x.de"));
  CHECK_FALSE(checker->duplicate_of(101));
  CHECK(checker->duplicate_of(102) == 3);
  CHECK(checker->counts().duplicates == 100);
}

TEST_CASE("A file that cannot be checked is refused with its place") {
  CapitalPattern patterns;
  TableChecker empty({}, patterns, 1);
  CHECK(empty.finish().error().code == ErrorCode::csv_empty);
  TableChecker twice({.mapping = {{"name", "name"}}}, patterns, 1);
  REQUIRE(twice.feed(bytes_of("a,b\n1,2\n")));
  const auto refused = twice.finish();
  CHECK(refused.error().code == ErrorCode::csv_column_twice);
  CHECK(refused.error().column == 2);
}

TEST_CASE("Random files: the counts add up, chunks do not matter, a second look says the same") {
  std::mt19937 random(20261126);
  const std::vector<std::string> pieces = {"a@x.de",     "b@x.de", "A@X.de", "bad", "+49301234567",
                                           "0301234567", "lead",   "x",      "Z1",  "",
                                           "\"",         ",",      "\n"};
  for (int i = 0; i < 300; ++i) {
    std::string file = "email,phone,state,code\n";
    for (int row = 0; row < 30; ++row) {
      for (int cell = 0; cell < 4; ++cell) {
        if (cell) file += ",";
        file += pieces[random() % pieces.size()];
      }
      file += "\n";
    }
    const auto checker = check_table(file, {.columns = kCheckedRules});
    const auto again = check_table(file, {.columns = kCheckedRules}, 1 + random() % 9);
    const auto add_up = [](const CheckCounts& counts) {
      return counts.good + counts.duplicates + counts.rejected == counts.rows;
    };
    CHECK(add_up(checker->counts()));
    CHECK(checker->counts().good == again->counts().good);
    // What is set to what it was changes nothing.
    std::vector<std::string_view> cells;
    checker->rows().cells(0, cells);
    const std::string first(cells[0]);
    const auto before = checker->problems();
    REQUIRE(checker->fix_cell(checker->rows().number(0), 1, first));
    if (before[ErrorCode::csv_invalid_utf8] > 0) continue;
    CHECK(add_up(checker->counts()));
    for (size_t row = 0; row < checker->rows().size(); ++row) {
      CHECK(checker->issues(row).empty() == (checker->outcome(row) == CheckedRow::good));
    }
  }
}

}  // namespace kartei
