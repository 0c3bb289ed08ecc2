#include "import_export/importer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include "base/limits.h"
#include "fixtures.h"
#include "import_export/importer_fixture.h"

namespace kartei {
namespace {

Error refusal(std::string_view text, ImportOptions options = {}) {
  auto importer = importer_for(std::move(options));
  if (const auto fed = importer->feed(bytes_of(text)); !fed) return fed.error();
  const auto finished = importer->finish();
  REQUIRE_FALSE(finished);
  return finished.error();
}

std::vector<std::string> cells_of(const Importer& importer, size_t row) {
  std::vector<std::string_view> cells;
  importer.rows().cells(row, cells);
  return {cells.begin(), cells.end()};
}

// What the cells of name, email, phone and country_code say.
Contact normalized(const std::vector<std::string>& cells, const ImportOptions& options) {
  Contact contact;
  std::vector<FieldIssue> issues;
  normalize_contact({.name = cells[0],
                     .email = cells[1],
                     .phone = cells[2],
                     .country_code = cells[3],
                     .source = options.source},
                    {.default_country_code = options.default_country_code}, contact, issues);
  return contact;
}

// The first issue of the only row: "email_missing_at 2:2".
std::string issue_of(std::string_view text, ImportOptions options = {}) {
  const auto importer = read(text, std::move(options));
  REQUIRE(importer->rows().size() == 1);
  const auto issues = importer->issues(0);
  if (issues.empty()) return "";
  const Error& issue = issues.front();
  return std::string(error_code_name(issue.code)) + " " + std::to_string(issue.row) + ":" +
         std::to_string(issue.column);
}

}  // namespace

TEST_CASE("Good rows are new, bad ones are rejected with row, column and reason") {
  const auto importer = read(
      "name,email,phone,country_code\n"
      "Anna,anna@example.org,030 123456,+49\n"
      "Bert,bert,,\n"
      "Carl,,12,+49\n"
      ",,,\n"
      ",,,+49\n"
      ",,,\n");
  CHECK(outcomes(*importer) == "nrrr");
  CHECK(importer->counts() == ImportCounts{.rows = 4, .created = 1, .rejected = 3});
  CHECK(importer->problems()[ErrorCode::email_missing_at] == 1);
  CHECK(importer->issues(1).front().row == 3);
  CHECK(importer->issues(1).front().column == 2);
  CHECK(importer->issues(1).front().field == "email");
  // Rows of nothing at all are none.
  CHECK(importer->issues(3).front().code == ErrorCode::contact_empty);
  CHECK(importer->issues(3).front().row == 6);
}

TEST_CASE("Each thing that can be wrong with a row has its code and place") {
  const std::string h = "name,email,phone,country_code\n";
  CHECK(issue_of(h + "A,a@b.de,,\n") == "");
  CHECK(issue_of(h + "A,a.b.de,,\n") == "email_missing_at 2:2");
  CHECK(issue_of(h + "A,,0151 234567,\n") == "phone_calling_code_missing 2:3");
  CHECK(issue_of(h + "A,,+999 234567,\n") == "phone_calling_code_unknown 2:3");
  CHECK(issue_of(h + "A,,abc,+49\n") == "phone_character 2:3");
  CHECK(issue_of(h + "A,,+43 1234567,+49\n") == "phone_calling_code_contradicts 2:3");
  CHECK(issue_of(h + "A,,,+49x\n") == "country_code_malformed 2:4");
  CHECK(issue_of(h + "A,a@b.de\n") == "csv_too_few_cells 2:3");
  CHECK(issue_of(h + "A,a@b.de,,,,surplus\n") == "csv_too_many_cells 2:6");
  // Empty cells behind the last column are what spreadsheets add.
  CHECK(issue_of(h + "A,a@b.de,,,,\n") == "");
  CHECK(issue_of(h + "A,a@b.de,,\"open\n") == "csv_unterminated_quote 2:4");
  CHECK(issue_of(h + "A\xFF,a@b.de,,\n", {.dialect = {.encoding = csv::Encoding::utf8}}) ==
        "csv_invalid_utf8 2:1");
  CHECK(issue_of(h + std::string((1 << 20) + 1, 'x') + ",a@b.de,,\n") == "csv_cell_too_large 2:1");
  const std::string too_long((64 << 10) + 1, 'x');
  CHECK(issue_of("name,City,Note\nA,Berlin," + too_long + "\n") == "field_too_long 2:3");
  CHECK(issue_of(h + "\"A,a@b.de,,\nBert,b@c.de,,\nBert \"der\" B,b@d.de,,\n") ==
        "csv_unterminated_quote 2:1");
  CHECK(issue_of("name,created_at\nA,yesterday\n") == "");
}

TEST_CASE("A default calling code is for numbers that have none") {
  const ImportOptions options{.default_country_code = "+49"};
  CHECK(issue_of("name,phone\nA,0151 234567\n", options) == "");
  const auto importer = read("name,phone\nA,0151 234567\nB,+43 1 23456\n", options);
  const auto first = importer->next_step();
  CHECK(first->incoming->phone_e164 == "+49151234567");
  CHECK(first->incoming->country_code == "+49");
  CHECK(importer->next_step()->incoming->country_code == "+43");
}

TEST_CASE("A row of sums is no contact") {
  const auto importer = read(
      "Kunde;Tel.;Umsatz\nAnna Berg;+49 30 123456;12,50\nTotal;+49 30 123457;1\nSumme;;13,50\n");
  CHECK(outcomes(*importer) == "nnr");
  CHECK(importer->issues(2).front().code == ErrorCode::contact_empty);
  CHECK(importer->issues(2).front().row == 4);
}

TEST_CASE("UTF-8 that was saved twice is read as it was meant, unless it is said to be UTF-8") {
  const std::string_view file = "name,email\nJÃ¶rg MÃ¼ller,a@b.de\n";
  const auto importer = read(file);
  CHECK(importer->dialect().encoding == csv::Encoding::utf8_twice);
  CHECK(importer->next_step()->incoming->name == "Jörg Müller");
  const auto as_it_is = read(file, {.dialect = {.encoding = csv::Encoding::utf8}});
  CHECK(as_it_is->next_step()->incoming->name == "JÃ¶rg MÃ¼ller");
  // Behind so many rows that nothing is known of it before.
  std::string late = "name,email\n";
  for (int i = 0; i < 5000; ++i) late += "Anna,a" + std::to_string(i) + "@b.de\n";
  const auto large = read(late + "RenÃ©,r@b.de\n");
  CHECK(large->dialect().encoding == csv::Encoding::utf8_twice);
  std::vector<std::string_view> cells;
  large->rows().cells(5000, cells);
  CHECK(cells[0] == "René");
}

TEST_CASE("A file that cannot be imported says why") {
  CHECK(refusal("").code == ErrorCode::csv_empty);
  CHECK(refusal("PK\x03\x04 and so on").code == ErrorCode::csv_not_text);
  CHECK(refusal("a,b\n1,2\n").code == ErrorCode::csv_header_missing);
  const csv::ColumnTarget email{csv::ColumnTarget::Kind::field, Field::email, 1};
  const std::vector<csv::ColumnTarget> both = {email, email};
  const Error twice = refusal("email,e-mail\na@b.de,c@d.de\n", {.mapping = both});
  CHECK(twice.code == ErrorCode::csv_column_twice);
  CHECK(twice.field == "email");
  CHECK(twice.row == 1);
  CHECK(twice.column == 2);
  const std::vector<csv::ColumnTarget> one(1);
  CHECK(refusal("name,email\nA,a@b.de\n", {.mapping = one}).code == ErrorCode::csv_column_unknown);
  CHECK(refusal("\"name,email\nA,a@b.de\n").code == ErrorCode::csv_unterminated_quote);
}

TEST_CASE("Columns are recognised by what is in them, and an issue says out of which it came") {
  const auto importer = read("Anna Alt,a@b.de,x\nBen Bel,c@d.de,y\nCem Can,e@@f.de,z\n");
  CHECK(outcomes(*importer) == "nnr");
  CHECK(importer->issues(2)[0].column == 2);
  const auto step = importer->next_step();
  CHECK(step->incoming->name == "Anna Alt");
  CHECK(step->incoming->attributes == std::vector<Attribute>{{"column_3", "x"}});
  const auto further = read("email,E-Mail 2\na@b.de,\n,c@d\n,e@f.de\n");
  CHECK(outcomes(*further) == "nrn");
  CHECK(further->issues(1)[0].column == 2);
}

TEST_CASE("What recognises columns does not depend on how the file comes") {
  std::string text = "x,y\n";
  while (text.size() < 200'000) text.append("a@b.de,Ort\n");
  for (const size_t chunk : {size_t{1000}, size_t{65'536}, text.size()}) {
    auto importer = importer_for();
    for (size_t at = 0; at < text.size(); at += chunk) {
      REQUIRE(importer->feed(bytes_of(std::string_view(text).substr(at, chunk))));
    }
    REQUIRE(importer->finish());
    CHECK(importer->mapping()[0].field == Field::email);
    CHECK(importer->counts().rows == (text.size() - 4) / 11);
  }
}

TEST_CASE("An area code in a column of its own makes the number whole") {
  const auto importer = read(
      "Name;Vorwahl;Telefon\nAnna;0421;12 34 56\nBert;421;123457\nCora;0171;+49 421 123458\n"
      "Dora;0421;ab\n",
      {.default_country_code = "+49"});
  std::string numbers;
  while (const auto step = importer->next_step()) numbers += step->incoming->phone_e164;
  CHECK(numbers == "+49421123456+49421123457+49421123458");
  // What is wrong with the whole is said of the number.
  CHECK(importer->rows().state(3).issue_column == 3);
}

TEST_CASE("A file without header is mapped by hand") {
  using Kind = csv::ColumnTarget::Kind;
  const ImportOptions options{
      .dialect = {.has_header = false},
      .mapping = {{{.kind = Kind::field, .field = Field::email}, {.kind = Kind::attribute}}}};
  const auto importer = read("a@b.de,x\nc@d.de,y\n", options);
  CHECK(importer->counts().created == 2);
  const auto step = importer->next_step();
  CHECK(step->incoming->email == "a@b.de");
  CHECK(step->incoming->attributes == std::vector<Attribute>{{"column_2", "x"}});
}

TEST_CASE("Rows are selected by what becomes of them, page by page") {
  const auto importer = read("name,email\nA,a@x.de\nB,bad\nC,a@x.de\nD,d@x.de\nE,worse\n");
  const auto selected = [&](RowFilter filter, uint64_t offset = 0, uint64_t limit = 10) {
    uint64_t total = 0;
    std::string text;
    for (const size_t row : importer->select(filter, std::nullopt, offset, limit, total)) {
      text += std::to_string(row);
    }
    return text + "/" + std::to_string(total);
  };
  CHECK(selected(RowFilter::all) == "01234/5");
  CHECK(selected(RowFilter::all, 1, 2) == "12/5");
  CHECK(selected(RowFilter::created) == "03/2");
  CHECK(selected(RowFilter::duplicates) == "2/1");
  CHECK(selected(RowFilter::rejected) == "14/2");
  CHECK(selected(RowFilter::rejected, 1) == "4/2");
  CHECK(selected(RowFilter::rejected, 9) == "/2");
}

TEST_CASE("A formula guard of our own export is taken off again") {
  const auto importer = read("name,phone\n'=1+1,'+49 30 123456\n'tis,+49 30 654321\n");
  auto step = importer->next_step();
  CHECK(step->incoming->name == "=1+1");
  CHECK(step->incoming->phone == "+49 30 123456");
  CHECK(importer->next_step()->incoming->name == "'tis");
}

TEST_CASE("Rows in = new + updated + skipped + rejected, and the plan keeps to it") {
  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  CAPTURE(seed);
  const auto pick = [&](std::initializer_list<const char*> values) {
    return *(values.begin() + random() % values.size());
  };
  for (int round = 0; round < 200; ++round) {
    std::string text = "name,email,phone,country_code\n";
    const size_t rows = random() % 30;
    for (size_t i = 0; i < rows; ++i) {
      text += pick({"Anna", "", "\"B, ert\"", "C", "\"open", "\xC3\x28"});
      text += std::string(",") + pick({"", "a@x.de", "b@x.de", "c@x.de", "bad", "A@X.de"});
      text += std::string(",") + pick({"", "+49 30 1234", "0049301234", "030 5555", "1"});
      text += pick({"\n", ",\n", ",+49\r\n", ",+49,\n", ",,,x\n", "\n\n"});
    }
    KnownContacts known;
    if (random() % 2) known.emails["b@x.de"] = 1;
    auto importer = importer_for({.duplicates = static_cast<DuplicateAction>(random() % 3)}, known);
    for (size_t at = 0; at < text.size();) {
      const size_t size = std::min<size_t>(1 + random() % 50, text.size() - at);
      REQUIRE(importer->feed(bytes_of(std::string_view(text).substr(at, size))));
      at += size;
    }
    REQUIRE(importer->finish());
    for (uint64_t number = 0; number < rows + 2; ++number) {
      const auto action = static_cast<DuplicateAction>(random() % 3);
      if (random() % 2) (void)importer->decide({action, number});
    }
    const ImportCounts counts = importer->counts();
    CAPTURE(text);
    CHECK(counts.rows == counts.created + counts.updated + counts.skipped + counts.rejected);
    CHECK(counts.rows == importer->rows().size());
    std::map<RowOutcome, uint64_t> planned;
    while (const auto step = importer->next_step()) ++planned[step->outcome];
    CHECK(planned[RowOutcome::created] == counts.created);
    CHECK(planned[RowOutcome::updated] == counts.updated);
    CHECK(planned.size() <= 2 + planned.count(RowOutcome::skipped));
    uint64_t rejected = 0;
    importer->select(RowFilter::rejected, std::nullopt, 0, 0, rejected);
    CHECK(rejected == counts.rejected);
    for (size_t row = 0; row < importer->rows().size(); ++row) {
      const bool is_rejected = importer->outcome(row) == RowOutcome::rejected;
      CHECK(is_rejected == !importer->issues(row).empty());
    }
  }
}

TEST_CASE("What becomes of values that are not valid") {
  const std::string file =
      "name,email,phone,country_code\n"
      "Anna,bad,,\n"
      "Ben,ben@x.de,12,+49\n"
      ",bad,,\n"
      "Cem,cem@x.de,030 123456,+49\n";
  auto importer = read(file);
  CHECK(outcomes(*importer) == "rrrn");
  importer->decide_invalid(InvalidAction::keep);
  CHECK(outcomes(*importer) == "nnnn");
  CHECK(importer->counts() == ImportCounts{.rows = 4, .created = 4});
  // They are still told.
  CHECK(importer->problems()[ErrorCode::email_missing_at] == 2);
  CHECK(importer->issues(0).front().column == 2);
  auto step = importer->next_step();
  CHECK(step->incoming->email == "bad");
  CHECK(step->incoming->email_normalized.empty());
  importer->rewind();
  importer->decide_invalid(InvalidAction::leave_out);
  CHECK(outcomes(*importer) == "nnrn");
  step = importer->next_step();
  CHECK(step->incoming->email.empty());
  step = importer->next_step();
  CHECK(step->incoming->phone.empty());
  CHECK(step->incoming->email == "ben@x.de");
  importer->rewind();
  importer->decide_invalid(InvalidAction::reject);
  CHECK(outcomes(*importer) == "rrrn");
}

TEST_CASE("A cell that is mended makes its row anew, and others its duplicates") {
  auto importer = read("name,email\nAnna,anna@x\nBert,anna@x.de\nCarl,carl@x.de\n");
  CHECK(outcomes(*importer) == "rnn");
  REQUIRE(importer->fix_cell(2, 2, "anna@x.de"));
  CHECK(outcomes(*importer) == "nsn");
  CHECK(importer->counts() == ImportCounts{.rows = 3, .created = 2, .skipped = 1});
  CHECK(importer->duplicates_in_file() == 1);
  CHECK(importer->problems().empty());
  REQUIRE(importer->decide({DuplicateAction::create, 3}));
  // It is no duplicate any more, so nothing is decided about it.
  REQUIRE(importer->fix_cell(2, 2, "other@x.de"));
  CHECK(outcomes(*importer) == "nnn");
  CHECK(importer->counts().created == 3);
  REQUIRE(importer->fix_cell(4, 2, "carl"));
  CHECK(outcomes(*importer) == "nnr");
  CHECK(importer->fix_cell(4, 3, "x").error().code == ErrorCode::request_malformed);
  CHECK(importer->fix_cell(9, 1, "x").error().code == ErrorCode::request_malformed);
  CHECK(importer->fix_cell(4, 1, std::string(kMaxCellBytes + 1, 'x')).error().code ==
        ErrorCode::field_too_long);
}

TEST_CASE("One problem of many rows is mended at once, and shown before") {
  auto importer =
      read("name,email,phone\nAnna,bad,\nBert,b@x.de,030 123456\nCarl,worse,\nDora,,030\n");
  CHECK(outcomes(*importer) == "rrrr");
  std::vector<FixSample> samples;
  CHECK(importer->leave_out(ErrorCode::email_missing_at, true, samples) == 2);
  REQUIRE(samples.size() == 2);
  CHECK(samples[1].row == 4);
  CHECK(samples[1].column == 2);
  CHECK(samples[1].before == "worse");
  CHECK(outcomes(*importer) == "rrrr");
  CHECK(importer->leave_out(ErrorCode::email_missing_at, false, samples) == 2);
  CHECK(outcomes(*importer) == "nrnr");
  samples.clear();
  // Only those that it helps.
  CHECK(importer->assume_country_code("+49", true, samples) == 1);
  CHECK(samples.at(0).before == "030 123456");
  CHECK(samples.at(0).after == "+4930123456");
  CHECK(outcomes(*importer) == "nrnr");
  CHECK(importer->assume_country_code("+49", false, samples) == 1);
  CHECK(outcomes(*importer) == "nnnr");
  // No row asks for another one: it would change those that have the first.
  CHECK(importer->assume_country_code("+43", false, samples) == 0);
  CHECK(importer->options().default_country_code == "+49");
  CHECK(importer->issues(3).front().code == ErrorCode::phone_too_short);
  uint64_t total = 0;
  CHECK(importer->select(RowFilter::all, ErrorCode::phone_too_short, 0, 10, total) ==
        std::vector<size_t>{3});
  CHECK(total == 1);
}

TEST_CASE("Mistyped domains are corrected in all rows at once, by domain, and shown before") {
  auto importer = read(
      "name,email\nAnna,anna@gmial.com\nBert, bert@gmial.com \nCarl,carl@hotnail.com\n"
      "Dora,dora@gmail.com\nEmil,e mil@gmial.com\nFred,fred@firma.example\nGerd\n");
  CHECK(outcomes(*importer) == "nnnnrnr");
  std::vector<FixSample> samples;
  CHECK(importer->correct_domains({}, true, samples) == 3);
  CHECK(samples.size() == 2);
  CHECK(cells_of(*importer, 0)[1] == "anna@gmial.com");
  samples.clear();
  const std::vector<std::string> only = {"gmial.com"};
  CHECK(importer->correct_domains(only, false, samples) == 2);
  CHECK(cells_of(*importer, 0)[1] == "anna@gmail.com");
  CHECK(cells_of(*importer, 1)[1] == "bert@gmail.com");
  CHECK(cells_of(*importer, 2)[1] == "carl@hotnail.com");
  samples.clear();
  CHECK(importer->correct_domains({}, true, samples) == 1);
}

TEST_CASE(
    "Addresses that are written otherwise are offered as they are meant, all of them at once") {
  auto importer = read(
      "name,email\nAnna,anna(at)x.de\nBert,\"bert@x,de\"\nCarl,carl [at] y.de\n"
      "Dora,Dora <dora@x.de>\nEmil,emil@gmial.com\n");
  CHECK(outcomes(*importer) == "rrrnn");
  CHECK(importer->suggestions(0).front().address == "anna@x.de");
  CHECK(importer->suggestions(3).empty());
  uint64_t total = 0;
  CHECK(importer->select_suggested(0, 10, total) == std::vector<size_t>{0, 1, 2, 4});
  std::vector<FixSample> samples;
  CHECK(importer->correct_domains({}, true, samples) == 4);
  REQUIRE(samples.size() == 3);
  CHECK(samples[0].before == "anna(at)x.de");
  CHECK(samples[0].after == "anna@x.de");
  CHECK(samples[0].rows == 2);
  CHECK(samples[1].before == "x,de");
  CHECK(samples[1].after == "x.de");
  const std::vector<std::string> only = {samples[0].before};
  CHECK(importer->correct_domains(only, false, samples) == 2);
  CHECK(outcomes(*importer) == "nrnnn");
  CHECK(cells_of(*importer, 2)[1] == "carl@y.de");
  CHECK(importer->undo_fix());
  CHECK(outcomes(*importer) == "rrrnn");
}

TEST_CASE("A corrected domain can make a row a duplicate; undone, it is none") {
  KnownContacts known;
  known.emails["anna@gmail.com"] = 7;
  auto importer =
      read("email\nanna@gmail.com\nanna@gmial.com\nbert@gmial.com\nbert@gmail.com\n", {}, known);
  CHECK(outcomes(*importer) == "snnn");
  std::vector<FixSample> samples;
  CHECK(importer->correct_domains({}, false, samples) == 2);
  CHECK(outcomes(*importer) == "ssns");
  CHECK(importer->undo_fix());
  CHECK(outcomes(*importer) == "snnn");
  CHECK_FALSE(importer->undo_fix());
}

TEST_CASE("Mendings of many rows are undone one after the other, but not what was typed since") {
  const std::string_view file =
      "name,email,phone\nAnna,bad,\nBert,b@gmial.com,030 123456\nCarl,worse,\n";
  auto importer = read(file);
  const std::string before = outcomes(*importer);
  std::vector<FixSample> samples;
  CHECK(importer->leave_out(ErrorCode::email_missing_at, false, samples) == 2);
  CHECK(importer->assume_country_code("+49", false, samples) == 1);
  CHECK(importer->correct_domains({}, false, samples) == 1);
  // Nothing asks for it: there is nothing to take back.
  CHECK(importer->assume_country_code("+43", false, samples) == 0);
  CHECK(outcomes(*importer) == "nnn");
  CHECK(importer->undo_fix());
  CHECK(cells_of(*importer, 1)[1] == "b@gmial.com");
  CHECK(outcomes(*importer) == "nnn");
  CHECK(importer->undo_fix());
  CHECK(importer->options().default_country_code.empty());
  CHECK(outcomes(*importer) == "nrn");
  REQUIRE(importer->fix_cell(4, 2, "carl@x.de"));
  CHECK(importer->undo_fix());
  CHECK(cells_of(*importer, 0)[1] == "bad");
  CHECK(cells_of(*importer, 2)[1] == "carl@x.de");
  CHECK(outcomes(*importer) == "rrn");
  CHECK(before == "rrr");
}

TEST_CASE("Rows in are new, updated, skipped or rejected, whatever is decided and mended") {
  std::mt19937 random(static_cast<unsigned>(std::random_device()()));
  const auto below = [&](size_t limit) { return random() % limit; };
  for (int round = 0; round < 200; ++round) {
    std::string file = "name,email,phone,country_code\n";
    const size_t rows = 1 + below(40);
    const auto email = [&] {
      static constexpr std::array<std::string_view, 8> kSomeEmails = {
          "a@x.de", "b@x.de", "c@x.de", "bad", "", "A@X.de", "a@gmial.com", "a@gmail.com"};
      return std::string(kSomeEmails[below(kSomeEmails.size())]);
    };
    for (size_t i = 0; i < rows; ++i) {
      file += (below(3) ? "N" : "") + std::string(",") + email() + "," +
              (below(2) ? "030 12345" + std::to_string(below(4)) : "") + "," +
              (below(3) ? "+49" : "") + (below(20) ? "" : ",x") + "\n";
    }
    KnownContacts known;
    known.emails["a@x.de"] = 1;
    const auto importer = read(file, {}, known);
    const auto any_kind = [](size_t kind) {
      return kind == 2 ? std::nullopt : std::optional(static_cast<DuplicateKind>(kind));
    };
    for (size_t change = 0; change < 6; ++change) {
      const uint64_t number = 2 + below(rows);
      std::vector<FixSample> samples;
      switch (below(8)) {
        case 0:
          CHECK(importer->decide({.action = static_cast<DuplicateAction>(below(5)),
                                  .kind = any_kind(below(3)),
                                  .is_for_remaining = below(2) == 0}));
          break;
        case 1:
          (void)importer->decide({static_cast<DuplicateAction>(below(5)), number});
          break;
        case 2:
          importer->decide_invalid(static_cast<InvalidAction>(below(3)));
          break;
        case 3:
          (void)importer->fix_cell(number, static_cast<uint32_t>(1 + below(4)), email());
          break;
        case 4:
          importer->leave_out(ErrorCode::email_missing_at, below(2) == 0, samples);
          break;
        case 5:
          importer->correct_domains({}, below(2) == 0, samples);
          break;
        case 6:
          importer->undo_fix();
          break;
        default:
          importer->assume_country_code("+49", below(2) == 0, samples);
      }
      const ImportCounts counts = importer->counts();
      const std::string outcome = outcomes(*importer);
      CAPTURE(file);
      REQUIRE(counts.rows == counts.created + counts.updated + counts.skipped + counts.rejected);
      REQUIRE(counts.created == static_cast<uint64_t>(std::ranges::count(outcome, 'n')));
      REQUIRE(counts.updated == static_cast<uint64_t>(std::ranges::count(outcome, 'u')));
      REQUIRE(counts.rejected == static_cast<uint64_t>(std::ranges::count(outcome, 'r')));
      REQUIRE(counts.undecided <= counts.skipped);
      uint64_t undecided = 0;
      for (const size_t row :
           importer->select(RowFilter::undecided, std::nullopt, 0, rows, undecided)) {
        REQUIRE(importer->action(row) == DuplicateAction::ask);
      }
      REQUIRE(counts.undecided == undecided);
    }
    // The plan is what was counted, and refers to what it has made.
    ImportCounts planned;
    while (const auto step = importer->next_step()) {
      if (!importer->rows().state(step->row).has_issue) {
        CHECK(*step->incoming == normalized(cells_of(*importer, step->row), importer->options()));
      }
      if (step->outcome == RowOutcome::created) {
        importer->remember_created(step->row, static_cast<ContactKey>(100 + step->row));
        ++planned.created;
      } else {
        if (!step->existing) CHECK(importer->created_key(step->existing_row) >= 100);
        ++planned.updated;
      }
    }
    CHECK(planned.created == importer->counts().created);
    CHECK(planned.updated == importer->counts().updated);
  }
}

}  // namespace kartei
