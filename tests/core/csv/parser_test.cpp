#include "csv/parser.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "base/text.h"
#include "csv/dialect_detection.h"
#include "csv/reading.h"
#include "vectors.h"

namespace kartei::csv {
namespace {

using nlohmann::json;

Dialect dialect_of(const json& test) {
  Dialect dialect;
  const json given = test.value("dialect", json::object());
  dialect.delimiter = given.value("delimiter", ",").front();
  dialect.encoding = find_encoding(given.value("encoding", "utf-8")).value();
  return dialect;
}

Table shown(const Reading& reading) {
  Table table = reading.cells();
  for (auto& row : table) {
    for (std::string& cell : row) cell = replace_invalid_utf8(cell);
  }
  return table;
}

// --- a second reader, as plain as can be, to compare with -----------------------------------

struct PlainReader {
  std::vector<KeptRow> rows;
  std::string cell;
  KeptRow row{.line = 1};
  uint64_t line = 1, number = 0;
  // The column of a cell that goes over lines and on behind its quote.
  std::optional<uint32_t> swallowing;
  size_t quoted_from = 0;
  uint64_t quoted_line = 0;
  enum { cell_start, text, quoted, quote_in_quoted, behind_quote } state = cell_start;
  bool has_bytes = false;

  void end_row(bool is_at_end, std::optional<ErrorCode> damage = {}) {
    if (!is_at_end || has_bytes) ++number;
    if (!has_bytes) return;
    row.cells.push_back(std::exchange(cell, {}));
    row.number = number;
    const auto broken = std::ranges::find_if_not(row.cells, is_valid_utf8);
    if (damage) {
      row.damage = Error{
          .code = *damage, .row = row.number, .column = static_cast<uint32_t>(row.cells.size())};
    } else if (swallowing) {
      row.damage = Error{
          .code = ErrorCode::csv_unterminated_quote, .row = row.number, .column = *swallowing};
    } else if (broken != row.cells.end()) {
      row.damage = Error{.code = ErrorCode::csv_invalid_utf8,
                         .row = row.number,
                         .column = static_cast<uint32_t>(broken - row.cells.begin() + 1)};
    }
    rows.push_back(std::exchange(row, {}));
    swallowing.reset();
    has_bytes = false;
    state = cell_start;
  }

  void read(const std::string& file, char delimiter) {
    for (size_t i = 0; i < file.size(); ++i) {
      const char c = file[i];
      if (state == quote_in_quoted && c == '"') {
        cell += c;
        state = quoted;
      } else if (state == quoted) {
        if (c == '"')
          state = quote_in_quoted;
        else
          cell += c;
        if (c == '\n' ? file[i - 1] != '\r' : c == '\r') ++line;
      } else if (c == '\n' || c == '\r') {
        end_row(false);
        if (c == '\r' && file.substr(i + 1).starts_with('\n')) ++i;
        row.line = ++line;
      } else if (has_bytes = true; c == delimiter) {
        row.cells.push_back(std::exchange(cell, {}));
        state = cell_start;
      } else if (c == '"' && state == cell_start) {
        state = quoted;
        quoted_from = i + 1;
        quoted_line = line;
      } else {
        const bool is_behind_quote = state == quote_in_quoted || state == behind_quote;
        if (is_behind_quote && c != ' ' && quoted_line != line && !swallowing) {
          swallowing = static_cast<uint32_t>(row.cells.size() + 1);
        }
        cell += c;
        state = is_behind_quote ? behind_quote : text;
      }
    }
    if (state != quoted) return end_row(true);
    const size_t end = std::min(file.find_first_of("\r\n", quoted_from), file.size());
    cell.clear();
    for (size_t i = quoted_from; i < end; i += 1 + (file[i] == '"')) cell += file[i];
    end_row(true, ErrorCode::csv_unterminated_quote);
    // Its line end comes once more.
    number -= end < file.size() ? 1 : 0;
    line = quoted_line;
    row.line = line;
    read(file.substr(end), delimiter);
  }
};

// --- random files ---------------------------------------------------------------------------

// UTF-8 with all that matters, and bytes that are no UTF-8.
std::string random_text(Random& random) {
  static constexpr std::array<std::string_view, 18> kPieces = {
      "\"",
      "\"",
      "\"\"",
      ",",
      ",",
      ";",
      "\n",
      "\r\n",
      "\r",
      "a",
      "bcd",
      " ",
      "ü",
      "😎",
      "\xC3",
      "\\",
      "'",
      "a rather long cell that fills more than one block of sixty-four bytes, with a comma"};
  std::string text = random.below(4) ? "" : "\xEF\xBB\xBF";
  // Mostly few quotes, so that cells and rows come about.
  const bool has_quotes = random.below(3) != 0;
  for (size_t n = random.below(60); n > 0; --n) {
    const auto piece = random.pick<std::string_view>(kPieces);
    if (has_quotes || !piece.starts_with('"')) text += piece;
  }
  return text;
}

// Any bytes will do as UTF-16 or Windows-1252.
std::string widen(std::string_view text, Encoding encoding) {
  if (encoding != Encoding::utf16le && encoding != Encoding::utf16be) return std::string(text);
  std::string wide;
  for (const char byte : text) {
    const char high = byte == '\xC3' ? '\xD8' : '\0';
    wide += encoding == Encoding::utf16le ? std::string{byte, high} : std::string{high, byte};
  }
  return wide;
}

constexpr std::array kParsedEncodings = {
    Encoding::utf8,    Encoding::utf8_bom,     Encoding::utf16le,
    Encoding::utf16be, Encoding::windows_1252, Encoding::iso_8859_15,
    Encoding::cp850,   Encoding::macintosh,    Encoding::utf8_twice};

Dialect random_dialect(Random& random, Encoding encoding) {
  Dialect dialect{.encoding = encoding, .delimiter = random.below(2) ? ',' : ';'};
  dialect.quote = random.pick<char>(std::array{'"', '"', '\'', kNoQuote});
  dialect.escape = random.below(3) ? dialect.quote : '\\';
  dialect.skip_initial_space = random.below(3) == 0;
  dialect.has_quoted_rows = random.below(4) == 0;
  dialect.skip_rows = random.below(4) ? 0 : 1;
  return dialect;
}

// --- corpora --------------------------------------------------------------------------------

// Whether a corpus asks for no more than there is: signs of one byte, quotes, the escapes \ and "",
// blanks behind delimiters, and no comments, types, trimming or strictness.
bool is_in_scope(const json& config) {
  const auto is_plain = [](const std::string& key, const json& value) {
    if (key == "api" || key == "newline" || key == "doublequote" || key == "skipinitialspace") {
      return true;
    }
    if (key == "delimiter") return value.get<std::string>().size() == 1;
    if (key == "quotechar" || key == "quote")
      return value.is_string() && value.get<std::string>() != std::string(1, '\0');
    if (key == "escapechar" || key == "escape") return value.is_null() || value == "\\";
    // csv.QUOTE_MINIMAL and QUOTE_ALL, which mean nothing to a reader.
    if (key == "quoting") return value == 0 || value == 1;
    return value.is_null() || value == false;
  };
  return std::ranges::all_of(config.items(),
                             [&](const auto& item) { return is_plain(item.key(), item.value()); });
}

Dialect dialect_of_config(const json& config) {
  const auto sign = [&](const char* key, char fallback) {
    return config.contains(key) && config[key].is_string() ? config[key].get<std::string>().front()
                                                           : fallback;
  };
  Dialect dialect{.delimiter = sign("delimiter", ',')};
  dialect.quote = sign("quotechar", sign("quote", '"'));
  dialect.escape = sign("escapechar", sign("escape", dialect.quote));
  dialect.skip_initial_space = config.value("skipinitialspace", false);
  return dialect;
}

// Empty lines, which some others give as rows of nothing or of one empty cell, are no records here.
Table without_empty_rows(Table table) {
  std::erase_if(table,
                [](const auto& row) { return row.empty() || row == std::vector{std::string()}; });
  return table;
}

void check_corpus_case(const json& test, const Dialect& dialect) {
  const std::string file = test["input"];
  CAPTURE(test.dump());
  CHECK(json(without_empty_rows(read_whole(file, dialect).cells())) ==
        json(without_empty_rows(test["expect"]["rows"].get<Table>())));
}

}  // namespace

TEST_SUITE_BEGIN("csv parser");

TEST_CASE("our own vectors, whole and byte by byte") {
  const json vectors = load_vectors("csv/reading.json");
  for (const json& test : vectors["cases"]) {
    CAPTURE(test["name"].get<std::string>());
    const std::string file = file_of(test);
    const Dialect dialect = dialect_of(test);
    const Reading reading = read_whole(file, dialect);
    CHECK(!reading.error);
    CHECK(json(shown(reading)) == test["rows"]);
    CHECK(read_chunks(file, dialect, [] { return 1; }).rows == reading.rows);
    for (const auto& [key, member] :
         {std::pair{"lines", &KeptRow::line}, std::pair{"numbers", &KeptRow::number}}) {
      if (!test.contains(key)) continue;
      std::vector<uint64_t> places;
      for (const KeptRow& row : reading.rows) places.push_back(row.*member);
      CHECK(places == test[key].get<std::vector<uint64_t>>());
    }
    json damage = json::array();
    for (const KeptRow& row : reading.rows) {
      if (!row.damage) continue;
      CHECK(row.damage->row == row.number);
      damage.push_back({{"row", row.number},
                        {"column", row.damage->column},
                        {"code", error_code_name(row.damage->code)}});
    }
    CHECK(damage == test.value("damage", json::array()));
  }
}

TEST_CASE("rows do not depend on how the bytes were split") {
  const uint64_t seed = random_seed();
  MESSAGE("KARTEI_SEED=" << seed);
  Random random(seed);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random);
    for (const Encoding encoding : kParsedEncodings) {
      const std::string file = widen(text, encoding);
      const Dialect dialect = random_dialect(random, encoding);
      const Reading whole = read_whole(file, dialect);
      CAPTURE(file);
      const size_t longest = 1 + random.below(80);
      REQUIRE(read_chunks(file, dialect, [&] { return random.below(longest + 1); }).rows ==
              whole.rows);
      REQUIRE(read_chunks(file, dialect, [] { return 1; }) == whole);
      REQUIRE(whole.scanned_bytes <= 2 * 3 * file.size());
    }
  }
}

TEST_CASE("the same rows as a plain reader, byte for byte") {
  const uint64_t seed = random_seed();
  MESSAGE("KARTEI_SEED=" << seed);
  Random random(seed);
  for (int round = 0; round < 20000; ++round) {
    std::string file = random_text(random);
    if (file.starts_with("\xEF\xBB\xBF")) file.erase(0, 3);
    PlainReader plain;
    plain.read(file, ',');
    CAPTURE(file);
    REQUIRE(read_whole(file).rows == plain.rows);
  }
}

TEST_CASE("another parser goes on from any checkpoint with the same rows") {
  const uint64_t seed = random_seed();
  MESSAGE("KARTEI_SEED=" << seed);
  Random random(seed);
  size_t handed_over = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string file = random_text(random) + random_text(random);
    Dialect dialect = random_dialect(random, Encoding::utf8);
    dialect.is_encoding_open = random.below(2) == 0;
    dialect.skip_rows = static_cast<uint32_t>(random.below(3));
    KeepRows expected;
    Parser whole(dialect, expected);
    REQUIRE(whole.feed(as_bytes(file)));
    REQUIRE(whole.finish());
    KeepRows rows;
    auto parser = std::make_unique<Parser>(dialect, rows);
    for (const char& byte : file) {
      REQUIRE(parser->feed(as_bytes({&byte, 1})));
      const auto place = parser->checkpoint();
      if (!place) continue;
      parser = std::make_unique<Parser>(dialect, rows, place);
      ++handed_over;
    }
    REQUIRE(parser->finish());
    CAPTURE(file);
    REQUIRE(rows.rows == expected.rows);
    REQUIRE(parser->encoding() == whole.encoding());
  }
  CHECK(handed_over > 3000);
}

TEST_CASE("there is no checkpoint where another parser would not go on as this one does") {
  KeepRows rows;
  const auto checkpoint = [&](std::string_view text, const Dialect& dialect = {}) {
    Parser parser(dialect, rows);
    REQUIRE(parser.feed(as_bytes(text)));
    return parser.checkpoint();
  };
  CHECK(checkpoint("a,b\n\n\"c\nd\"\n")->rows == 3);
  CHECK(checkpoint("a,b\n\n\"c\nd\"\n")->lines == 4);
  CHECK_FALSE(checkpoint("a"));
  CHECK_FALSE(checkpoint("\"a\n"));
  CHECK_FALSE(checkpoint("a\r"));
  CHECK_FALSE(checkpoint("a\n", {.skip_rows = 2}));
  CHECK_FALSE(checkpoint(std::string_view("a\0\n\0", 4), {.encoding = Encoding::utf16le}));
  CHECK_FALSE(checkpoint("\xFC\n", {.is_encoding_open = true}));
  CHECK_FALSE(checkpoint("a\n", {.is_encoding_open = true})->encoding);
  CHECK_FALSE(checkpoint(std::string(kMaxCellBytes + 1, 'a') + "\n"));
}

TEST_CASE("an encoding that is open is decided where the first letter beyond ASCII stands") {
  std::string ascii = "name,city\n";
  while (ascii.size() < 100'000) ascii += "Anna,Bonn\n";
  struct Late {
    std::string text, expected;
    Encoding encoding;
  };
  for (const auto& [text, expected, encoding] :
       {Late{"M\xFCller,K\xF6ln\n", "Müller", Encoding::windows_1252},
        Late{"Müller,Köln\n", "Müller", Encoding::utf8},
        Late{"Preis \xA4,x\n", "Preis €", Encoding::iso_8859_15},
        // No byte order mark: it would stand at the beginning.
        Late{"\xFF\xFE Berta,x\n", "ÿþ Berta", Encoding::windows_1252}}) {
    for (const size_t behind : {size_t{0}, size_t{20'000}}) {
      std::string file = ascii + text;
      while (file.size() < ascii.size() + behind) file += "Ben,Ulm\n";
      for (const size_t chunk : {size_t{1}, size_t{4095}, file.size()}) {
        KeepRows rows;
        Parser parser({.is_encoding_open = true}, rows);
        for (size_t at = 0; at < file.size(); at += chunk) {
          REQUIRE(parser.feed(as_bytes(std::string_view(file).substr(at, chunk))));
        }
        REQUIRE(parser.finish());
        CHECK(parser.encoding() == encoding);
        CHECK(rows.rows.at((ascii.size() - 10) / 10 + 1).cells.at(0) == expected);
        CHECK(!rows.rows.back().damage);
      }
    }
  }
}

// --- other people's tests --------------------------------------------------------------------

TEST_CASE("csv-spectrum, csv-test-data and rust-csv of the shared corpora") {
  const std::map<std::string, std::string> exceptions = {
      {"location_coordinates.csv", "expects an object with another number than its input has"},
      {"bad-header-less-fields.csv", "how many cells a row must have is the importer's affair"},
      {"bad-header-more-fields.csv", "likewise"},
      {"bad-header-wrong-header.csv", "which headers there must be likewise"},
      {"bad-unescaped-quote.csv", "a quote inside an unquoted cell is text here"},
      {"quote_delimiter", "a quote that is the delimiter is refused here"},
  };
  for (const char* name : {"csv-spectrum", "csv-test-data", "rust-csv"}) {
    const auto corpus = load_corpus(std::string("csv/") + name + ".json");
    if (!corpus) return;
    size_t checked = 0;
    for (const json& test : *corpus) {
      if (exceptions.contains(test["id"].get<std::string>()) || !is_in_scope(test["config"]))
        continue;
      check_corpus_case(test, dialect_of_config(test["config"]));
      ++checked;
    }
    MESSAGE(std::string(name) << ": " << checked << " of " << corpus->size() << " in scope");
    CHECK(checked * 3 > corpus->size());
  }
}

TEST_CASE("CPython's csv.reader of the shared corpora") {
  const std::map<std::string, std::string> exceptions = {
      {"a,\\b,c", "a backslash outside quotes is text here, as in paths"},
      {"a,\"b\\,c\"", "and so it is inside them before anything but a quote and itself"},
      {"a,\"b,\\c\"", "likewise"},
  };
  const auto corpus = load_corpus("csv/cpython-reader.json");
  if (!corpus) return;
  size_t checked = 0;
  for (const json& test : *corpus) {
    if (exceptions.contains(test["input"].get<std::string>())) continue;
    // An error there is strictness, or a CR in an unquoted cell, which is a line end here.
    if (!is_in_scope(test["config"]) || !test["expect"]["error"].is_null()) continue;
    check_corpus_case(test, dialect_of_config(test["config"]));
    ++checked;
  }
  MESSAGE("cpython-reader: " << checked << " of " << corpus->size() << " in scope");
  CHECK(checked * 3 > corpus->size());
}

TEST_CASE("PapaParse of the shared corpora, with the delimiter that we detect") {
  const std::map<std::string, std::string> exceptions = {
      {"Quoted field has no closing quote", "our quote costs its line, not the rest of the file"},
      {"Quoted field has invalid trailing quote before delimiter",
       "such a quote closes the cell here, as in Python; there it is text"},
      {"Quoted field has invalid trailing quote after new line", "likewise"},
      {"Quoted fields with spaces between closing quote and next delimiter",
       "text behind a closing quote is kept here, blanks too"},
      {"Quoted fields with spaces between closing quote and next new line", "likewise"},
      {"Bad delimiter (\\n)", "a delimiter that is a line end is refused here"},
  };
  const auto corpus = load_corpus("csv/papaparse.json");
  if (!corpus) return;
  size_t checked = 0;
  for (const json& test : *corpus) {
    const json& config = test["config"];
    if (exceptions.contains(test["id"].get<std::string>()) || !is_in_scope(config)) continue;
    Dialect dialect = dialect_of_config(config);
    if (config["api"] == "parse" && !config.contains("delimiter")) {
      dialect.delimiter = detect_dialect(as_bytes(test["input"].get<std::string>()))->delimiter;
    }
    check_corpus_case(test, dialect);
    ++checked;
  }
  MESSAGE("papaparse: " << checked << " of " << corpus->size() << " in scope");
  CHECK(checked * 3 > corpus->size());
}

TEST_CASE("uDSV of the shared corpora") {
  const auto corpus = load_corpus("csv/udsv.json");
  if (!corpus) return;
  size_t checked = 0;
  for (const json& test : *corpus) {
    const json& config = test["config"];
    // Cells are trimmed where they are read as fields, not here.
    if (config["trim"] == true) continue;
    CAPTURE(test["input"].get<std::string>());
    Dialect dialect;
    if (config["opts"].contains("esc")) dialect.escape = '\\';
    dialect.skip_rows = config["skip"];
    const Reading reading = read_whole(test["input"].get<std::string>(), dialect);
    CHECK(json(without_empty_rows(reading.cells())) == test["expect"]["rows"]);
    ++checked;
  }
  MESSAGE("udsv: " << checked << " of " << corpus->size() << " in scope");
  CHECK(checked * 2 > corpus->size());
}

TEST_CASE("W3C's CSV on the Web, with the dialect that we detect") {
  const auto corpus = load_corpus("csv/w3c-csvw.json");
  if (!corpus) return;
  for (const json& test : *corpus) {
    const std::string file = test["input"];
    CAPTURE(file);
    const Table table = read_whole(file, *detect_dialect(as_bytes(file))).cells();
    json objects = json::array();
    for (size_t row = 1; row < table.size(); ++row) {
      json object = json::object();
      for (size_t i = 0; i < table[row].size(); ++i) {
        // An empty cell is none there.
        if (!table[row][i].empty()) object[table[0].at(i)] = table[row][i];
      }
      objects.push_back(object);
    }
    CHECK(objects == test["expect"]["objects"]);
  }
}

namespace {

// DuckDB skips lines, the empty ones too.
uint32_t records_in(std::string_view file, size_t lines) {
  uint32_t records = 0;
  for (; lines > 0; --lines) {
    const size_t end = file.find('\n');
    records += end > 0;
    file.remove_prefix(end + 1);
  }
  return records;
}

// Cells as DuckDB prints them: numbers as numbers, empty ones as NULL.
bool is_same_cell(std::string cell, const std::string& printed, const std::string& thousands) {
  if (cell == printed || (cell.empty() && printed == "NULL")) return true;
  std::erase_if(cell, [&](char c) { return thousands.contains(c); });
  char *end = nullptr, *printed_end = nullptr;
  const double value = std::strtod(cell.c_str(), &end);
  const double other = std::strtod(printed.c_str(), &printed_end);
  return *end == '\0' && *printed_end == '\0' && !cell.empty() && value == other;
}

// Rows are padded with NULL there.
bool is_same_row(const std::vector<std::string>& row, const std::vector<std::string>& printed,
                 const std::string& thousands) {
  if (row.size() > printed.size()) return false;
  for (size_t i = 0; i < printed.size(); ++i) {
    if (!is_same_cell(i < row.size() ? row[i] : "", printed[i], thousands)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("DuckDB's reader of the shared corpora, with the dialect that we detect") {
  const std::map<std::string, std::string> exceptions = {
      {"14512_og.csv", "blanks behind a closing quote are kept here"},
      {"nullterm.csv", "NUL bytes are no text here"},
      {"dates.csv", "dates are not rewritten"},
      {"timestamp_timezone.csv", "likewise"},
      {"time.csv", "times likewise"},
      {R"(escape.csv {"header":0})",
       "a quote that begins a cell is a quote here, whatever stands behind"},
      {R"(17738.csv {"header":false,"skip":3})",
       "it takes the rows after a title for rows of one cell, commas and all"},
      {R"(17738.csv {"header":false,"skip":4})", "likewise"},
      {R"(nullpadding_header.csv {"header":0,"null_padding":false})",
       "rows of several widths are rows of one cell there"},
      {R"(nullpadding_header.csv {"comment":"","header":0,"null_padding":false,"skip":1})",
       "likewise"},
      {"inconsistent_columns_6.csv {}", "likewise"},
      {"inconsistent_cells.csv", "it drops the rows of other widths at the beginning"},
      {"bad_escape.csv", "a backslash is text before anything but a quote and itself"},
  };
  const auto corpus = load_corpus("csv/duckdb-parse.json");
  if (!corpus) return;
  size_t checked = 0;
  for (const json& test : *corpus) {
    const json& config = test["config"];
    const std::string path = test["input"], name = path.substr(path.rfind('/') + 1);
    const std::string file = decode_base64(test["bytes_b64"].get<std::string>());
    CAPTURE(name);
    CAPTURE(file);
    CAPTURE(test["expect"].dump());
    const std::string delimiter = config.value("delim", "");
    // One sign here.
    const bool is_out = delimiter.size() > 1 || exceptions.contains(name) ||
                        exceptions.contains(name + " " + config.dump());
    if (is_out) continue;
    ++checked;
    DialectOverrides overrides;
    if (!delimiter.empty()) overrides.delimiter = delimiter.front();
    if (config.contains("quote")) {
      overrides.quote = config["quote"] == "" ? kNoQuote : config["quote"].get<std::string>()[0];
    }
    if (config.contains("escape")) overrides.escape = config["escape"].get<std::string>().front();
    if (config.contains("skip")) overrides.skip_rows = records_in(file, config["skip"]);
    const auto dialect = detect_dialect(as_bytes(file), overrides);
    CHECK((dialect || dialect.error().code == ErrorCode::csv_empty));
    Table rows = without_empty_rows(dialect ? read_whole(file, *dialect).cells() : Table());
    Table expected = test["expect"]["rows"];
    std::erase(expected, std::vector<std::string>{"NULL"});
    // Whether rows have the right width is the importer's affair.
    if (config.contains("ignore_errors") && !config.contains("null_padding")) {
      const size_t width = rows.at(0).size();
      std::erase_if(rows, [=](const auto& row) { return row.size() != width; });
    }
    // A header is taken off there, where it is detected.
    REQUIRE((rows.size() == expected.size() || rows.size() == expected.size() + 1));
    if (rows.size() > expected.size()) rows.erase(rows.begin());
    for (size_t i = 0; i < rows.size(); ++i) {
      CAPTURE(json(rows[i]).dump());
      CHECK(is_same_row(rows[i], expected[i], config.value("thousands", "")));
    }
  }
  MESSAGE("duckdb-parse: " << checked << " of " << corpus->size() << " in scope");
  CHECK(checked * 10 > corpus->size() * 7);
}

TEST_SUITE_END();

}  // namespace kartei::csv
