#include "import_export/reviewed_file.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "fixtures.h"
#include "import_export/importer_fixture.h"

namespace kartei {
namespace {

// Rejects rows with an x, and refuses a column "no". An address stands in the last column, a phone
// number in the first.
class NoX final : public ReviewedFile {
 public:
  explicit NoX(const csv::DialectOverrides& dialect = {}) : ReviewedFile(dialect, 1) {}
  std::vector<Error> issues(size_t) const override { return {}; }

  std::vector<size_t> compared;
  size_t first_rows = 0, comparisons = 0;
  bool has_ended = false;
  std::string code;

  std::string cell(size_t row, size_t column) const {
    std::vector<std::string_view> cells;
    rows().cells(row, cells);
    return std::string(cells[column]);
  }

 private:
  Result<void> take_columns(std::span<const std::vector<std::string>> rows) override {
    first_rows = rows.size();
    if (headers().front() == "no") return failure(ErrorCode::csv_column_unknown, 1);
    return {};
  }
  void judge(std::span<const std::string_view> cells, RowState& state) override {
    const bool lacks_code = code.empty() && cells[0].starts_with('0');
    state.is_rejected = state.has_issue = cells[0] == "x" || lacks_code;
    state.issue = lacks_code ? ErrorCode::phone_calling_code_missing : ErrorCode::phone_character;
    state.issue_column = 1;
  }
  void compare(RowState&) override { compared.push_back(rows().size()); }
  void end_rows() override { has_ended = true; }
  void recheck(size_t row) override {
    std::vector<std::string_view> cells;
    rows().cells(row, cells);
    judge(cells, mutable_rows().state(row));
  }
  void compare_all() override { ++comparisons; }
  std::string& default_country_code() override { return code; }
  std::optional<MendedPhone> mend_phone(size_t row) override {
    const std::string phone = cell(row, 0);
    if (phone.size() < 3) return std::nullopt;
    return MendedPhone{phone, code + phone.substr(1)};
  }
  void find_emails(std::span<const std::string_view> cells,
                   std::vector<uint32_t>& columns) const override {
    columns.assign(1, static_cast<uint32_t>(cells.size()));
  }
};

Result<void> read_by(NoX& file, std::string_view text, size_t chunk) {
  const auto bytes = bytes_of(text);
  for (size_t at = 0; at < bytes.size(); at += chunk) {
    const auto rest = std::span(bytes).subspan(at);
    if (auto fed = file.feed(rest.first(std::min(chunk, rest.size()))); !fed) return fed;
  }
  return file.finish();
}

}  // namespace

TEST_CASE("Rows are judged, compared and kept one by one, rows of nothing are none") {
  for (const size_t chunk : {1, 1000}) {
    NoX file;
    REQUIRE(read_by(file, " a ;b\n1;2\n;\nx;\n\xFF;3\n", chunk));
    CHECK(file.is_finished());
    CHECK(file.has_ended);
    CHECK(file.headers() == std::vector<std::string>{"a", "b"});
    CHECK(file.first_rows == 4);
    CHECK(file.compared == std::vector<size_t>{0, 1, 2});
    REQUIRE(file.rows().size() == 3);
    CHECK(file.rows().number(1) == 4);
    CHECK(file.rows().state(1).is_rejected);
  }
}

TEST_CASE("A header that comes again, as in files put together, is no row") {
  NoX file;
  REQUIRE(read_by(file, " a ;b\n1;2\na;b\n3;4\na;c\n", 1000));
  REQUIRE(file.rows().size() == 3);
  CHECK(file.rows().number(1) == 4);
}

TEST_CASE("A row of blanks is no row") {
  NoX file;
  REQUIRE(read_by(file, "a;b\n1;2\n ;\t\n;\xC2\xA0\n3;4\n", 1000));
  REQUIRE(file.rows().size() == 2);
  CHECK(file.rows().number(1) == 5);
}

TEST_CASE("A damaged row is rejected with its cell, and judged by nobody") {
  NoX file({.encoding = csv::Encoding::utf8});
  REQUIRE(read_by(file, "a,b\n1,\xFF\n", 1000));
  const RowState& state = file.rows().state(0);
  CHECK(state.is_rejected);
  CHECK(state.issue == ErrorCode::csv_invalid_utf8);
  CHECK(state.issue_column == 2);
}

TEST_CASE("Without a header the first row is one, and headers are empty") {
  NoX file({.has_header = false});
  REQUIRE(read_by(file, "1,2\n3,4\n", 1000));
  CHECK(file.headers() == std::vector<std::string>{"", ""});
  CHECK(file.rows().size() == 2);
}

TEST_CASE("What is wrong with the columns ends the reading") {
  for (const size_t chunk : {1, 1000}) {
    NoX file;
    CHECK(read_by(file, "no,b\n1,2\n", chunk).error().code == ErrorCode::csv_column_unknown);
    CHECK_FALSE(file.is_finished());
    CHECK(file.rows().size() == 0);
  }
  NoX empty;
  CHECK(empty.finish().error().code == ErrorCode::csv_empty);
}

TEST_CASE("A cell is mended where there is one, and its row is judged anew") {
  NoX file;
  REQUIRE(read_by(file, "a,b\nx,1\n2,\n", 1000));
  REQUIRE(file.fix_cell(2, 1, "y"));
  CHECK_FALSE(file.rows().state(0).is_rejected);
  CHECK(file.comparisons == 1);
  const auto code = [&](uint64_t row, uint32_t column, std::string_view value) {
    const auto fixed = file.fix_cell(row, column, value);
    return fixed ? ErrorCode::internal : fixed.error().code;
  };
  CHECK(code(9, 1, "y") == ErrorCode::request_malformed);
  CHECK(code(2, 0, "y") == ErrorCode::request_malformed);
  CHECK(code(2, 3, "y") == ErrorCode::request_malformed);
  CHECK(code(2, 1, std::string(kMaxCellBytes + 1, 'y')) == ErrorCode::field_too_long);
  CHECK(file.comparisons == 1);
}

TEST_CASE("Many rows are mended as a trial, in earnest, and undone one after the other") {
  NoX file;
  REQUIRE(
      read_by(file, "a,b\n0123,a@gmial.com\nx,b@gmail.com\n01,c@gmial.com\n5,d@gmail.con\n", 7));
  const auto fix = [&](FixQuery query) {
    const auto fixed = file.fix_all(query);
    REQUIRE(fixed);
    return *fixed;
  };
  const FixQuery code{
      .problem = ErrorCode::phone_calling_code_missing, .country_code = "DE", .is_trial = true};
  BulkFix fixed = fix(code);
  CHECK(fixed.rows == 1);
  REQUIRE(fixed.samples.size() == 1);
  CHECK(fixed.samples[0].row == 2);
  CHECK(fixed.samples[0].before == "0123");
  CHECK(fixed.samples[0].after == "+49123");
  CHECK(file.code.empty());
  CHECK(fix({.problem = code.problem, .country_code = "+49"}).rows == 1);
  CHECK(file.code == "+49");
  CHECK_FALSE(file.rows().state(0).is_rejected);

  fixed = fix({.email_domains = {{}}, .is_trial = true});
  CHECK(fixed.rows == 3);
  REQUIRE(fixed.samples.size() == 2);
  CHECK(fixed.samples[0].before == "gmial.com");
  CHECK(fixed.samples[0].after == "gmail.com");
  CHECK(fixed.samples[0].rows == 2);
  CHECK(file.cell(0, 1) == "a@gmial.com");
  CHECK(fix({.email_domains = {{"gmial.com"}}}).rows == 2);
  CHECK(file.cell(0, 1) == "a@gmail.com");
  CHECK(file.cell(3, 1) == "d@gmail.con");

  CHECK(fix({.problem = ErrorCode::phone_character}).rows == 1);
  CHECK(file.cell(1, 0).empty());
  // What has mended nothing is no step.
  CHECK(fix({.problem = ErrorCode::phone_character}).rows == 0);
  CHECK(fix({.email_domains = {{"gmial.com"}}}).rows == 0);
  // Typed in since: that stays.
  REQUIRE(file.fix_cell(2, 2, "other@x.de"));
  CHECK(fix({.is_undo = true}).rows == 1);
  CHECK(file.cell(1, 0) == "x");
  CHECK(fix({.is_undo = true}).rows == 1);
  CHECK(file.cell(0, 1) == "other@x.de");
  CHECK(file.cell(2, 1) == "c@gmial.com");
  CHECK(fix({.is_undo = true}).rows == 1);
  CHECK(file.code.empty());
  CHECK(file.rows().state(0).is_rejected);
  CHECK(fix({.is_undo = true}).rows == 0);
  CHECK(file.fix_all({.problem = code.problem, .country_code = "+999"}).error().code ==
        ErrorCode::country_code_unknown);
}

TEST_CASE("A row that is too short is mended by a cell that it lacks, alone or with all others") {
  auto importer = read("name,email,tags,city\nAnna,a@x.de\nBert,b@x.de,new\nCarl,c@x.de,,Bonn\n");
  const FixQuery fill{.problem = ErrorCode::csv_too_few_cells};
  CHECK(importer->counts().rejected == 2);
  REQUIRE(importer->fix_cell(2, 3, "old"));
  CHECK(importer->counts().rejected == 1);
  CHECK(importer->fix_cell(3, 5, "x").error().code == ErrorCode::request_malformed);
  CHECK(importer->fix_all(fill)->rows == 1);
  CHECK(importer->counts().rejected == 0);
  CHECK(importer->fix_all({.is_undo = true})->rows == 1);
  CHECK(importer->counts().rejected == 1);
  CHECK(importer->fix_all(fill)->rows == 1);
  CHECK(importer->counts().rejected == 0);
}

TEST_CASE("A calling code is for all numbers, in rows with another issue first too") {
  auto importer = read("name,email,phone\nAnna,bad,030 123456\nBert,b@x.de,030 123456\n",
                       {.invalid = InvalidAction::leave_out});
  CHECK(outcomes(*importer) == "nn");
  std::vector<FixSample> samples;
  CHECK(importer->assume_country_code("+49", false, samples) == 1);
  CHECK(outcomes(*importer) == "ns");
  CHECK(importer->next_step()->incoming->phone_e164 == "+4930123456");
  importer->rewind();
  CHECK(importer->undo_fix());
  CHECK(outcomes(*importer) == "nn");
  CHECK(importer->next_step()->incoming->phone_e164.empty());
}

TEST_CASE("A calling code that mends nothing is not kept") {
  auto importer = read("name,phone\nAnna,030\n");
  std::vector<FixSample> samples;
  CHECK(importer->assume_country_code("+49", false, samples) == 0);
  CHECK(importer->options().default_country_code.empty());
  CHECK(importer->issues(0).front().code == ErrorCode::phone_calling_code_missing);
  CHECK_FALSE(importer->undo_fix());
}

TEST_CASE("Rows with a domain that is probably mistyped are found, page by page") {
  NoX file;
  REQUIRE(
      read_by(file, "a,b\n1,a@gmial.com\n1,b@x.de\n1,none\n1,'+c@hotnail.com\n1,gmial.com\n", 9));
  uint64_t total = 0;
  CHECK(file.select_suggested(0, 10, total) == std::vector<size_t>{0, 3});
  CHECK(total == 2);
  CHECK(file.select_suggested(1, 1, total) == std::vector<size_t>{3});
  CHECK(file.select_suggested(2, 1, total).empty());
  CHECK(total == 2);
  REQUIRE(file.suggestions(0).size() == 1);
  CHECK(file.suggestions(0)[0].column == 2);
  CHECK(file.suggestions(0)[0].address == "a@gmail.com");
  CHECK(file.suggestions(1).empty());
}

}  // namespace kartei
