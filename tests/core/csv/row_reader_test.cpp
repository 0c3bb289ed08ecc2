#include "csv/row_reader.h"

#include <doctest/doctest.h>

#include <array>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "csv/reading.h"

namespace kartei::csv {
namespace {

constexpr size_t kMebibyte = size_t{1} << 20;

struct CountRows final : RowHandler {
  void on_row(const Row& row) override {
    ++rows;
    for (const auto cell : row.cells) bytes += cell.size();
    last_damage = row.damage;
  }
  uint64_t rows = 0, bytes = 0;
  std::optional<Error> last_damage;
};

struct Damage {
  ErrorCode code;
  uint32_t column;
};

void check_damage(const KeptRow& row, Damage expected) {
  REQUIRE(row.damage);
  CHECK(error_code_name(row.damage->code) == error_code_name(expected.code));
  CHECK(row.damage->column == expected.column);
  CHECK(row.damage->row == row.number);
}

std::string repeat(std::string_view text, size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  while (times-- > 0) all.append(text);
  return all;
}

// The error that ends the file, the same for any split, and the rows before it.
Error read_error(std::string_view file, size_t rows_before) {
  CountRows whole, chunked;
  Parser parser({}, whole), parser_of_chunks({}, chunked);
  auto result = parser.feed(as_bytes(file));
  if (result) result = parser.finish();
  Result<void> again;
  for (size_t i = 0; again && i < file.size(); i += 70'001) {
    again = parser_of_chunks.feed(as_bytes(file.substr(i, 70'001)));
  }
  if (again) again = parser_of_chunks.finish();
  REQUIRE(!result);
  REQUIRE(!again);
  CHECK(result.error() == again.error());
  CHECK(whole.rows == rows_before);
  CHECK(chunked.rows == rows_before);
  CHECK(parser.feed(as_bytes("a,b\n")).error() == result.error());
  CHECK(parser.finish().error() == result.error());
  CHECK(whole.rows == rows_before);
  return result.error();
}

}  // namespace

TEST_SUITE_BEGIN("csv row reader");

TEST_CASE("special bytes are found at every place of a block") {
  for (size_t before = 0; before < 150; ++before) {
    const std::string text(before, 'x');
    const Reading reading = read_whole("é" + text + ",\"a\"\"" + text + "\"\n" + text + "z");
    REQUIRE(reading.rows.size() == 2);
    CHECK(reading.rows[0].cells == std::vector<std::string>{"é" + text, "a\"" + text});
    CHECK(reading.rows[1].cells == std::vector<std::string>{text + "z"});
  }
}

TEST_CASE("whole blocks give the same rows as single bytes, however quotes stand in them") {
  const uint64_t seed = random_seed();
  CAPTURE(seed);
  Random random(seed);
  static constexpr std::array<std::string_view, 14> kPieces = {
      "\"",   "\"",   "\"\"", ",\"", "\",", "\"\n", "\"\r\n",
      "\n\"", "\r\n", "\r",   ",",   "a",   "ü",    "\xC3"};
  for (int round = 0; round < 3000; ++round) {
    std::string file;
    const size_t text_between = random.below(20), size = 64 + random.below(400);
    while (file.size() < size) {
      file += random.pick<std::string_view>(kPieces);
      file.append(random.below(text_between + 1), 'x');
    }
    const Reading bytes = read_chunks(file, {}, [] { return 1; });
    const Reading whole = read_whole(file);
    if (whole.rows != bytes.rows) FAIL(round, ": ", file);
    // Blocks begin elsewhere after the first chunk.
    size_t first = 1 + random.below(64);
    const Reading moved = read_chunks(file, {}, [&] { return std::exchange(first, file.size()); });
    if (moved.rows != bytes.rows) FAIL(round, ": ", file);
  }
}

TEST_CASE("bytes that are no UTF-8 are found at every place of a block") {
  // Devanagari and Hangul, whose second bytes are narrowed, an emoji; then halves, a surrogate, an
  // overlong NUL, and what is beyond Unicode.
  static constexpr std::array<std::string_view, 14> kPieces = {
      "ü",    "€",    "\u0915",   "\uD55C",       "😎",       "ü€ü",          "\xC3",
      "\x80", "\xE2", "\xE2\x82", "\xED\xA0\x80", "\xC0\x80", "\xE0\x80\x80", "\xF5\x80\x80\x80"};
  for (const std::string_view piece : kPieces) {
    for (const std::string_view end : {"", "\n", ",x\n", "\xBC\n"}) {
      for (size_t before = 0; before < 70; ++before) {
        const std::string file = std::string(before, 'x') + std::string(piece) + std::string(end);
        const bool is_good = is_valid_utf8(file);
        const Reading alone = read_whole(file);
        REQUIRE(alone.rows.size() == 1);
        if (alone.rows[0].damage.has_value() == is_good) FAIL(before, " ", file);
        const Reading among = read_whole("é\n" + file + (end.ends_with('\n') ? "ö,x\n" : ""));
        CHECK_FALSE(among.rows.front().damage);
        if (among.rows[1].damage.has_value() == is_good) FAIL(before, " ", file);
        if (among.rows.size() == 3) CHECK_FALSE(among.rows[2].damage);
      }
    }
  }
}

TEST_CASE("a cell over 1 MiB is delivered whole, with damage") {
  const std::string limit(kMaxCellBytes, 'x');
  const Reading reading =
      read_whole("a,\"" + limit + "\"\na," + limit + "y\n\"" + limit + "\"\"\",b\nc,d\n");
  REQUIRE(reading.rows.size() == 4);
  CHECK(!reading.rows[0].damage);
  CHECK(reading.rows[0].cells[1] == limit);
  check_damage(reading.rows[1], {ErrorCode::csv_cell_too_large, 2});
  CHECK(reading.rows[1].cells[1] == limit + "y");
  check_damage(reading.rows[2], {ErrorCode::csv_cell_too_large, 1});
  CHECK(reading.rows[2].cells[0] == limit + "\"");
  CHECK(!reading.rows[3].damage);
}

TEST_CASE("a row over 4 MiB is delivered whole, with damage") {
  const std::string cell(kMaxCellBytes - 1, 'x');
  const std::string row = repeat(cell + ",", 4);
  REQUIRE(row.size() == kMaxRowBytes);
  const Reading reading = read_whole(row + "\n" + row + "y\nz\n");
  REQUIRE(reading.rows.size() == 3);
  CHECK(!reading.rows[0].damage);
  check_damage(reading.rows[1], {ErrorCode::csv_row_too_large, 5});
  CHECK(reading.rows[1].cells == std::vector<std::string>{cell, cell, cell, cell, "y"});
  CHECK(!reading.rows[2].damage);
}

TEST_CASE("a row over 1,000 columns is delivered whole, with damage") {
  const std::string row = repeat("\"a\",", kMaxColumns - 1);
  const Reading reading =
      read_whole(row + "b\n" + row + "b,\"c\"\n" + row + "b,\"c\",d,\"e,\n\"\nf\n");
  REQUIRE(reading.rows.size() == 4);
  CHECK(!reading.rows[0].damage);
  CHECK(reading.rows[0].cells.size() == kMaxColumns);
  check_damage(reading.rows[1], {ErrorCode::csv_too_many_columns, kMaxColumns + 1});
  CHECK(reading.rows[1].cells.size() == kMaxColumns + 1);
  CHECK(reading.rows[1].cells.back() == "c");
  // More than that are one cell, as it stands in the file.
  check_damage(reading.rows[2], {ErrorCode::csv_too_many_columns, kMaxColumns + 1});
  CHECK(reading.rows[2].cells.size() == kMaxColumns + 1);
  CHECK(reading.rows[2].cells.back() == "\"c\",d,\"e,\n\"");
  CHECK(!reading.rows[3].damage);
}

TEST_CASE("millions of columns take no memory of their own") {
  const Reading reading = read_whole(std::string(10 * kMebibyte, ',') + "\na\n");
  REQUIRE(reading.rows.size() == 2);
  check_damage(reading.rows[0], {ErrorCode::csv_too_many_columns, kMaxColumns + 1});
  CHECK(reading.rows[0].cells.size() == kMaxColumns + 1);
  CHECK(reading.rows[0].cells.back().size() == 10 * kMebibyte - kMaxColumns);
}

// Within the quotes of a cell, its blanks are not looked at again for each of them: that would take
// minutes.
TEST_CASE("many quotes behind many blanks take no more time than other text") {
  const std::string file = "a, \"b\"\n" + std::string(kMebibyte, ' ') + "x" +
                           std::string(2 * kMebibyte, '"') + ",\"\"\n  \"c\"";
  const Dialect dialect{.skip_initial_space = true};
  const Reading reading = read_chunks(file, dialect, [] { return 100'001; });
  CHECK(reading.rows == read_whole(file, dialect).rows);
  REQUIRE(reading.rows.size() == 3);
  CHECK(reading.rows[0].cells == std::vector<std::string>{"a", "b"});
  CHECK(reading.rows[1].cells == std::vector{"x" + std::string(2 * kMebibyte, '"'), std::string()});
  CHECK(reading.rows[2].cells == std::vector<std::string>{"c"});
}

TEST_CASE("rows that stand in quotes as wholes, among others") {
  const std::string file =
      "a,b,c\n\"1,\"\"2,\"\"\"\"3\"\"\"\",4\"\",\"\n\"x,\"\"y\nz\"\"\",,\n\"p,q\","
      "r\nplain\n\"\"\"l, m\"\",n\"\n";
  const Dialect dialect{.has_quoted_rows = true};
  const Reading reading = read_whole(file, dialect);
  CHECK(read_chunks(file, dialect, [] { return 1; }) == reading);
  const std::vector<std::vector<std::string>> expected = {{"a", "b", "c"}, {"1", "2,\"3\",4", ""},
                                                          {"x", "y\nz"},   {"p,q", "r"},
                                                          {"plain"},       {"l, m", "n"}};
  CHECK(reading.cells() == expected);
  CHECK(reading.rows.back().number == 6);
  CHECK(reading.rows.back().line == 7);
  const Reading many = read_whole("\"" + repeat("a,", kMaxColumns + 5) + "b\"\n", dialect);
  CHECK(many.rows[0].cells.size() == kMaxColumns + 1);
  CHECK(many.rows[0].cells.back() == "a,a,a,a,a,b");
}

TEST_CASE("a quote never closed in a row with too many columns") {
  const Reading reading = read_whole(repeat("a,", kMaxColumns + 5) + "\"b,c\nd");
  REQUIRE(reading.rows.size() == 2);
  check_damage(reading.rows[0], {ErrorCode::csv_unterminated_quote, kMaxColumns + 1});
  CHECK(reading.rows[0].cells.back() == "a,a,a,a,a,\"b,c");
  CHECK(reading.rows[1].cells == std::vector<std::string>{"d"});
}

TEST_CASE("rows beyond the limits may add up to 64 MiB") {
  const std::string row = "a," + std::string(2 * kMebibyte - 3, 'x') + "\n";
  REQUIRE(row.size() == 2 * kMebibyte);
  CountRows count;
  Parser parser({}, count);
  for (int i = 0; i < 32; ++i) CHECK(parser.feed(as_bytes(row)));
  CHECK(parser.feed(as_bytes("b,c\n")));
  CHECK(count.rows == 33);
  const auto refused = parser.feed(as_bytes(row));
  REQUIRE(!refused);
  CHECK(refused.error() == Error{.code = ErrorCode::csv_oversize, .row = 34, .column = 2});
  CHECK(count.rows == 33);
}

TEST_CASE("one cell over 64 MiB ends the reading, wherever chunks end") {
  const std::string large(kMaxOversizeBytes, 'x');
  CHECK(read_error("a,b\nc," + large, 1) ==
        Error{.code = ErrorCode::csv_oversize, .row = 2, .column = 2});
  // The quote is closed soon after, but that is too late.
  CHECK(read_error("a,b\n1,2\nc,\"" + large + "\"\ne,f\n", 2) ==
        Error{.code = ErrorCode::csv_unterminated_quote, .row = 3, .column = 2});
  CHECK(read_error(std::string(kMaxOversizeBytes + 1, ','), 0) ==
        Error{.code = ErrorCode::csv_oversize, .row = 1, .column = kMaxColumns + 1});
}

TEST_CASE("a quote never closed: its lines are read again once, however many quotes they have") {
  // Each line would open a quote of its own, if it could be left open.
  for (const std::string_view line :
       {"\"\"\n", "a,\"\"\"\"\n", ",\"\"x\n", "\"\"\"\"\"\"\r", ",\n"}) {
    const std::string file = "\"\n" + repeat(line, 4 * kMebibyte / line.size());
    CountRows count;
    Parser parser({}, count);
    REQUIRE(parser.feed(as_bytes(file)));
    CHECK(count.rows == 0);
    REQUIRE(parser.finish());
    CHECK(count.rows == 1 + 4 * kMebibyte / line.size());
    CHECK(parser.scanned_bytes() < 2 * file.size());
  }
}

TEST_CASE("a quote never closed: rows beyond the limits among its lines") {
  const std::string large(kMaxCellBytes + 1, 'x');
  const Reading reading = read_whole("a,\"b\n" + large + "\nc");
  REQUIRE(reading.rows.size() == 3);
  check_damage(reading.rows[0], {ErrorCode::csv_unterminated_quote, 2});
  check_damage(reading.rows[1], {ErrorCode::csv_cell_too_large, 1});
  CHECK(!reading.rows[2].damage);
  // 63 of them are less than 64 MiB, wherever they stand.
  const std::string lines = repeat(large + "\n", 40);
  CHECK(read_error(lines + "\"\n" + lines, 63 + 1) ==
        Error{.code = ErrorCode::csv_oversize, .row = 65, .column = 1});
}

TEST_CASE("another quote character") {
  const Reading reading = read_whole("'a,b''c',\"d\n", {.quote = '\''});
  CHECK(reading.cells() == std::vector<std::vector<std::string>>{{"a,b'c", "\"d"}});
}

TEST_CASE("no quotes at all") {
  const Reading reading = read_whole("\"a,b\"\n\"c", {.quote = kNoQuote});
  CHECK(reading.cells() == std::vector<std::vector<std::string>>{{"\"a", "b\""}, {"\"c"}});
}

TEST_CASE("quotes behind a backslash") {
  const Dialect dialect{.escape = '\\'};
  const auto cells = [&](std::string_view file) { return read_whole(file, dialect).cells(); };
  CHECK(cells(R"("say \"hi\"",x)") == Table{{R"(say "hi")", "x"}});
  CHECK(cells(R"("a\\","b""c")") == Table{{R"(a\)", "b\"c"}});
  // Anything else behind it is text, and so it is outside quotes.
  CHECK(cells(R"("a\n",\",b)") == Table{{R"(a\n)", R"(\")", "b"}});
  CHECK(cells("\"a\\\"\nb,c") == Table{{"a\""}, {"b", "c"}});
  // What a stray quote swallowed can open another one here: then quotes mean nothing any more.
  const Reading stray = read_whole("\"a\n\"\\\"\nb,\"c\nd,e\n", dialect);
  CHECK(stray.rows.size() >= 3);
  CHECK(stray.rows.back().cells == std::vector<std::string>{"d", "e"});
}

TEST_CASE("blanks behind delimiters") {
  const Dialect dialect{.skip_initial_space = true};
  const std::string file = "a,  \"b, c\" ,  d\n  \"e\"\n";
  const Reading reading = read_whole(file, dialect);
  CHECK(reading.cells() == std::vector<std::vector<std::string>>{{"a", "b, c ", "d"}, {"e"}});
  CHECK(read_chunks(file, dialect, [] { return 1; }).rows == reading.rows);
}

TEST_CASE("rows before the table are not handed over, and count") {
  const Reading reading = read_whole("title\nname\nAnna\n", {.skip_rows = 1});
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[0].number == 2);
  CHECK(reading.rows[1].line == 3);
}

TEST_CASE("the line that names the delimiter is no row of a sheet") {
  for (const char* line : {"sep=,\n", "\"sep=,\"\r\n"}) {
    const Reading skipped = read_whole(std::string(line) + "name\nAnna\n", {.skip_rows = 1});
    REQUIRE(skipped.rows.size() == 2);
    CHECK(skipped.rows[0].number == 1);
    CHECK(skipped.rows[1].number == 2);
    CHECK(skipped.rows[1].line == 3);
    const Reading kept = read_whole(std::string(line) + "name\n", {});
    REQUIRE(kept.rows.size() == 2);
    CHECK(kept.rows[1].number == 2);
  }
}

TEST_SUITE_END();

}  // namespace kartei::csv
