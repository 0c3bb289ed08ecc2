// Whatever the slices, the rows are those of one reading.
#include <doctest/doctest.h>

#include <random>

#include "base/limits.h"
#include "check/checking.h"
#include "import_export/importer_fixture.h"

namespace kartei {
namespace {

const std::vector<ColumnRule> kRules = {
    {.name = "email", .type = ColumnType::email, .is_unique = true},
    {.name = "phone", .type = ColumnType::phone, .is_unique = true},
    {.name = "note", .max_length = 40},
};
const KnownContacts kKnown = [] {
  KnownContacts known;
  known.emails = {{"a7@x.de", 3}, {"b@x.de", 4}};
  known.phones = {{"4930100011", 5}};
  return known;
}();

std::unique_ptr<TableChecker> make_checker() {
  static CapitalPattern patterns;
  return std::make_unique<TableChecker>(CheckOptions{.columns = kRules}, patterns, 1);
}

// What whoever gets all rows has in the end, and how many slices were taken, and of how many the
// bytes were fed.
template <typename File>
struct SlicedReading {
  std::unique_ptr<File> file;
  size_t taken = 0, fed = 0;
};

// As web/worker/file-slices.js does it, in one thread.
template <typename File>
SlicedReading<File> read_in_slices(std::unique_ptr<File> (*make)(), std::string_view text,
                                   size_t slice_bytes, size_t tail_bytes) {
  SlicedReading<File> reading{.file = make()};
  const auto helper = make();
  const auto bytes = bytes_of(text);
  const auto all = std::span<const std::byte>(bytes);
  constexpr size_t kHead = kDialectSampleBytes + 1;
  REQUIRE(helper->feed(all.first(kHead)));
  REQUIRE(reading.file->feed(all.first(kHead)));
  size_t at = kHead;
  // Up to where a row begins.
  const auto feed = [&](size_t end) {
    REQUIRE(reading.file->feed(all.subspan(at, end - at)));
    const auto fed = reading.file->feed_row_end(all.subspan(end));
    REQUIRE(fed);
    at = end + fed->value_or(all.size() - end);
  };
  feed(at);
  for (size_t begin = at; begin < all.size(); begin += slice_bytes) {
    const size_t end = std::min(begin + slice_bytes, all.size());
    const bool is_last = end == all.size();
    const size_t until = std::min(end + (is_last ? 0 : tail_bytes), all.size());
    // One byte more, which may be the line end that it begins behind.
    const size_t from = begin - 1;
    const auto slice = helper->read_slice(all.subspan(from, until - from), end - from, is_last);
    if (end <= at) continue;
    if (slice && from + slice->begin == at &&
        reading.file->take_slice(slice->length, slice->rows)) {
      at = from + slice->end;
      ++reading.taken;
    } else {
      feed(end);
      ++reading.fed;
    }
  }
  CHECK(at == all.size());
  REQUIRE(reading.file->finish());
  return reading;
}

void check_same_rows(const ReviewedFile& one, const ReviewedFile& other) {
  CHECK(one.dialect().encoding == other.dialect().encoding);
  REQUIRE(one.rows().size() == other.rows().size());
  std::vector<std::string_view> cells, others;
  for (size_t row = 0; row < one.rows().size(); ++row) {
    one.rows().cells(row, cells);
    other.rows().cells(row, others);
    REQUIRE(cells == others);
    const RowState &state = one.rows().state(row), &its = other.rows().state(row);
    REQUIRE(one.rows().number(row) == other.rows().number(row));
    REQUIRE(state.match_kind == its.match_kind);
    REQUIRE(state.match == its.match);
    REQUIRE(state.is_plain == its.is_plain);
    REQUIRE(state.has_issue == its.has_issue);
    REQUIRE(state.is_rejected == its.is_rejected);
    if (state.has_issue) REQUIRE(state.issue == its.issue);
    if (state.has_issue) REQUIRE(state.issue_column == its.issue_column);
  }
}

void check_same(const TableChecker& one, const TableChecker& other) {
  check_same_rows(one, other);
  CHECK(one.counts().good == other.counts().good);
  CHECK(one.counts().duplicates == other.counts().duplicates);
  CHECK(one.problems() == other.problems());
}

void check_same(const Importer& one, const Importer& other) {
  check_same_rows(one, other);
  CHECK(one.counts() == other.counts());
  CHECK(one.duplicates_in_book() == other.duplicates_in_book());
  CHECK(one.problems() == other.problems());
}

// A check and an import of the same file, each in slices and in one; what became of the slices.
SlicedReading<TableChecker> read_sliced(std::string_view file, size_t slice_bytes,
                                        size_t tail_bytes) {
  auto checked = read_in_slices<TableChecker>(make_checker, file, slice_bytes, tail_bytes);
  check_same(*checked.file, *check_table(file, {.columns = kRules}));
  const auto make_importer = +[] { return importer_for({}, kKnown); };
  const auto imported = read_in_slices<Importer>(make_importer, file, slice_bytes, tail_bytes);
  check_same(*imported.file, *read(file, {}, kKnown));
  CHECK(imported.taken == checked.taken);
  CHECK(imported.fed == checked.fed);
  return checked;
}

// 200 KB of rows with these notes, by turns.
std::string make_file(const std::vector<std::string>& notes, std::string_view line_end = "\n") {
  std::string file("email;phone;note");
  file += line_end;
  for (size_t row = 0; file.size() < 200'000; ++row) {
    file += "a" + std::to_string(row % 3'000) + "@x.de;+49 30 " + std::to_string(100'000 + row) +
            ";" + notes[row % notes.size()];
    file += line_end;
  }
  return file;
}

}  // namespace

TEST_CASE("Plain rows are all taken from the slices") {
  for (const std::string_view line_end : {"\n", "\r\n"}) {
    const std::string file = make_file({"", "Grüße", "\"a;b\"", "x"}, line_end);
    const auto reading = read_sliced(file, 9'000, 1'000);
    CHECK(reading.taken > 10);
    CHECK(reading.fed == 0);
  }
}

TEST_CASE("Lines of a quoted cell are told from rows by their cells, where they have fewer") {
  SUBCASE("they have") {
    const std::string file = make_file({"\"first\nsecond;\nthird\"", "\"\n\n\n\n\n\n\n\n\""});
    const auto reading = read_sliced(file, 3'000, 1'000);
    CHECK(reading.taken > 20);
    CHECK(reading.fed == 0);
  }
  SUBCASE("they have as many") {
    const std::string file = make_file({"\"a@x.de;;\nb@x.de;;\nc@x.de;;\n\""});
    const auto reading = read_sliced(file, 3'000, 1'000);
    CHECK(reading.fed > 10);
  }
}

TEST_CASE("A slice has no rows, or is the first that has one") {
  std::string file = make_file({"x"});
  SUBCASE("empty lines of a spreadsheet at the beginning") {
    std::string lines;
    while (lines.size() < 100'000) lines += ";;\n";
    file.insert(file.find('\n') + 1, lines);
  }
  SUBCASE("at the end") {
    for (int i = 0; i < 10'000; ++i) file += ";;\n";
  }
  read_sliced(file, 9'000, 1'000);
}

TEST_CASE("Nobody reads slices who has not seen the whole header") {
  std::string file = "email;phone;\"" + std::string(100'000, 'n') + "\"\n";
  while (file.size() < 200'000) file += "a" + std::to_string(file.size()) + "@x.de;;\n";
  const auto reading = read_sliced(file, 9'000, 1'000);
  CHECK(reading.taken == 0);
}

TEST_CASE("What slices cannot tell is read by the one that has what stands before") {
  SUBCASE("a quote that nothing closes") {
    std::string file = make_file({"x"});
    file.insert(file.find('\n', 120'000) + 1, "b@x.de;;\"open\n");
    read_sliced(file, 9'000, 1'000);
  }
  SUBCASE("a row longer than what a slice looks ahead") {
    std::string file = make_file({"x"});
    file.insert(file.find('\n', 120'000) + 1, "b@x.de;;\"" + std::string(30'000, '\n') + "\"\n");
    const auto reading = read_sliced(file, 9'000, 1'000);
    CHECK(reading.fed > 0);
  }
  SUBCASE("CR alone") {
    const std::string file = make_file({"x"}, "\r");
    const auto reading = read_sliced(file, 9'000, 1'000);
    CHECK(reading.taken == 0);
  }
  SUBCASE("an encoding that only later bytes tell") {
    std::string file = make_file({"x"});
    file.insert(file.find('\n', 120'000) + 1,
                "b@x.de;;Gr\xFC\xDF"
                "e\n");
    file.insert(file.find('\n', 180'000) + 1,
                "c@x.de;;Gr\xC3\xBC\xC3\x9F"
                "e\n");
    const auto reading = read_sliced(file, 9'000, 1'000);
    CHECK(reading.taken > 5);
    CHECK(reading.file->dialect().encoding == csv::Encoding::windows_1252);
  }
}

TEST_CASE("Random files, slices and looks ahead") {
  std::mt19937 random(20261129);
  const std::vector<std::string> pieces = {
      "a@x.de", "b@x.de", "+49301234567", "\"",   "\"\"", ";",     "\n", "\r\n", "\r",
      "x",      "\"a\n",  "Gr\xC3\xBC",   "\xFF", "é",    "\";\"", " ",  "\n",   "a@x.de;;x\n"};
  for (int i = 0; i < 30; ++i) {
    // Some pieces of all, so that some files are nearly sound.
    std::vector<std::string> some(pieces.begin(), pieces.end());
    std::ranges::shuffle(some, random);
    some.resize(3 + random() % (pieces.size() - 2));
    std::string file = make_file({"x"});
    file.resize(file.rfind('\n', 70'000) + 1);
    while (file.size() < 110'000) file += some[random() % some.size()];
    CAPTURE(i);
    const auto reading = read_sliced(file, 500 + random() % 9'000, random() % 3'000);
  }
}

}  // namespace kartei
