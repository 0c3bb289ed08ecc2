#include "csv/writer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "csv/reading.h"
#include "vectors.h"

namespace kartei::csv {
namespace {

using nlohmann::json;

std::string write(const std::vector<std::string>& cells, const WriteOptions& options = {}) {
  std::string out;
  append_row(out, std::vector<std::string_view>(cells.begin(), cells.end()), options);
  return out;
}

std::vector<std::string> restored(const std::vector<std::string>& cells) {
  std::vector<std::string> all;
  for (const std::string& cell : cells) all.emplace_back(restore_cell(cell));
  return all;
}

std::string random_cell(Random& random) {
  static constexpr std::array<std::string_view, 34> kPieces = {
      "=",      "+",      "-",      "@",      "\t",     "\r",     "\n", "'",  "\"",
      ",",      ";",      "|",      " ",      "＝",     "＋",     "－", "＠", "−",
      "﹣",     "⁺",      "﹫",     "\u00A0", "\u200B", "\u3000", "a",  "b",  "ü",
      "\uFEFF", "\u202E", "\u00AD", "+49",    "-5",     "\xFF",   "😎"};
  std::string cell;
  for (size_t n = random.below(6); n > 0; --n) cell += random.pick<std::string_view>(kPieces);
  return cell;
}

// Whether a spreadsheet may see a formula: our own words for the rule, to check the writer by. What
// Unicode says of a character is asked of fold(), which makes full-width signs ASCII, and of a
// list.
bool is_dangerous(std::string_view cell) {
  constexpr std::array<std::string_view, 14> kForms = {"−", "﹢", "﹣", "﹦", "﹫", "⁺", "⁻",
                                                       "⁼", "₊",  "₋",  "₌",  "﬩",  "⩵", "⩶"};
  constexpr std::array<std::string_view, 9> kInvisible = {
      " ", "\"", "\u00A0", "\u00AD", "\u200B", "\u202E", "\u3000", "\uFEFF", "\v"};
  for (bool is_moved = true; is_moved;) {
    is_moved = false;
    for (const std::string_view blank : kInvisible) {
      if (!cell.starts_with(blank)) continue;
      cell.remove_prefix(blank.size());
      is_moved = true;
    }
  }
  if (std::ranges::any_of(kForms, [&](auto form) { return cell.starts_with(form); })) return true;
  if (cell.empty()) return false;
  const std::string plain = is_valid_utf8(cell) ? fold(cell) : std::string(cell);
  return std::string_view("=+-@").contains(plain.front()) ||
         std::string_view("\t\r\n").contains(cell.front());
}

std::string write_file(const std::vector<std::vector<std::string>>& rows, Encoding encoding,
                       const WriteOptions& options) {
  Writer writer(encoding, options);
  std::string file;
  for (const auto& row : rows) {
    REQUIRE(writer.write(std::vector<std::string_view>(row.begin(), row.end()), file));
  }
  return file;
}

}  // namespace

TEST_SUITE_BEGIN("csv writer");

TEST_CASE("our own vectors") {
  const json vectors = load_vectors("csv/writing.json");
  for (const json& test : vectors["cases"]) {
    CAPTURE(test["name"].get<std::string>());
    const WriteOptions options{.delimiter = test.value("delimiter", ",").front(),
                               .formula_safe = test.value("formula_safe", true)};
    CHECK(write(test["cells"], options) == test["output"].get<std::string>());
  }
}

TEST_CASE("restore_cell takes off one apostrophe before a formula, and no other") {
  CHECK(restore_cell("'=1") == "=1");
  CHECK(restore_cell("''=1") == "'=1");
  // A text that programs keep from being read as a number.
  CHECK(restore_cell("=\"030123\"") == "030123");
  CHECK(restore_cell("'=\"030123\"") == "=\"030123\"");
  for (const char* cell : {"=\"\"", "=\"", "=\"a\"&\"b\"", "=A1"})
    CHECK(restore_cell(cell) == cell);
  CHECK(restore_cell("' -1") == " -1");
  CHECK(restore_cell("'＝1") == "＝1");
  for (const std::string_view cell : {"", "'", "''", "'a", "=1", "a'=1", "' a"}) {
    CHECK(restore_cell(cell) == cell);
  }
}

TEST_CASE("a row in quotes, whether they are needed or not") {
  std::string out;
  append_row(out, std::vector<std::string_view>{"1", "", "say \"a\"", "=b"}, {}, true);
  CHECK(out == "\"1\",,\"say \"\"a\"\"\",\"'=b\"\r\n");
}

TEST_CASE("what is written is read again as it was") {
  const uint64_t seed = random_seed();
  MESSAGE("KARTEI_SEED=" << seed);
  Random random(seed);
  for (int round = 0; round < 5000; ++round) {
    const WriteOptions options{.delimiter = random.pick<char>(std::array{',', ';', '\t', '|'}),
                               .formula_safe = random.below(4) != 0};
    std::vector<std::vector<std::string>> rows(1 + random.below(4));
    std::string file = random.below(2) ? std::string(kUtf8Bom) : "";
    for (auto& row : rows) {
      row.resize(1 + random.below(5));
      for (std::string& cell : row) cell = random_cell(random);
      file += write(row, options);
    }
    CAPTURE(file);
    auto read = read_whole(file, {.delimiter = options.delimiter}).cells();
    if (options.formula_safe) {
      for (auto& row : read) {
        for (const std::string& cell : row) REQUIRE(!is_dangerous(cell));
        row = restored(row);
      }
    }
    REQUIRE(read == rows);
  }
}

TEST_CASE("what begins a formula once Unicode is normalized gets an apostrophe, a dash does not") {
  for (const std::string_view sign :
       {"=",  "+",  "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹢", "﹣",
        "﹦", "﹫", "−", "⁺", "⁻",  "⁼",  "₊",  "₋",  "₌",  "﬩",  "⩵",  "⩶"}) {
    for (const std::string_view before :
         {"", " ", "\"", "'", "\uFEFF", "\u200B", "\u00A0", "\u2003", "\u3000", "\u202E", "\u2060",
          "\u00AD", "\u180E", "\v", " \"'\u200B"}) {
      const std::string cell = std::string(before).append(sign).append("1+1");
      CAPTURE(cell);
      const std::string read = read_whole(write({cell})).cells().at(0).at(0);
      CHECK(read == "'" + cell);
      CHECK(restore_cell(read) == cell);
    }
  }
  for (const std::string_view cell : {"– a dash", "a=1", "1-2", "Müller", "—", "·", "'", "\"a\""}) {
    CHECK(read_whole(write({std::string(cell)})).cells().at(0).at(0) == cell);
  }
}

TEST_CASE("no cell begins behind another program's delimiter") {
  CHECK(write({"a;=1", "b"}) == "\"a;=1\",b\r\n");
  CHECK(write({"a|b", "c,d"}, {.delimiter = ';'}) == "\"a|b\";\"c,d\"\r\n");
  CHECK(write({"a;b"}, {.formula_safe = false}) == "a;b\r\n");
}

TEST_CASE("a file in each encoding is read again as it was, and said where it cannot be") {
  const std::vector<std::vector<std::string>> rows = {
      {"Größe", "+49 30", "-5"}, {"", "=1", "€ „x“"}, {"žŽšŠœŒŸ", "b", "c"}};
  for (const Encoding encoding : {Encoding::utf8, Encoding::utf8_bom, Encoding::utf16le,
                                  Encoding::utf16be, Encoding::windows_1252}) {
    const std::string file = write_file(rows, encoding, {});
    auto read = read_whole(file, {.encoding = encoding}).cells();
    for (auto& row : read) row = restored(row);
    CHECK(read == rows);
  }
  CHECK(write_file({{"a"}}, Encoding::utf8_bom, {}) ==
        "\xEF\xBB\xBF"
        "a\r\n");
  std::string file;
  Writer writer(Encoding::windows_1252);
  REQUIRE(writer.write(std::vector<std::string_view>{"a", "b"}, file));
  CHECK(writer.write(std::vector<std::string_view>{"ä", "中"}, file).error() ==
        Error{.code = ErrorCode::csv_character_not_in_encoding, .row = 2, .column = 2});
  CHECK(writer.write(std::vector<std::string_view>{"a", "\xFF"}, file).error() ==
        Error{.code = ErrorCode::csv_invalid_utf8, .row = 3, .column = 2});
  // What is refused leaves nothing behind.
  CHECK(file == "a,b\r\n");
}

TEST_CASE("formulas of the shared corpus are neutralised") {
  const auto corpus = load_corpus("robustness/csv-injection.json");
  if (!corpus) return;
  for (const json& test : *corpus) {
    const std::string cell = test["input"];
    CAPTURE(cell);
    const auto rows = read_whole(write({cell})).cells();
    REQUIRE(rows.size() == 1);
    CHECK(!is_dangerous(rows[0][0]));
    CHECK(restored(rows[0]) == std::vector{cell});
  }
}

// The rows that Papa Parse writes of an array of arrays or of objects, whose keys are a header.
std::vector<std::vector<std::string>> rows_of(const nlohmann::ordered_json& data, bool has_header) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : data) {
    auto& cells = rows.emplace_back();
    for (const auto& value : row) cells.push_back(value.is_null() ? "" : value.get<std::string>());
  }
  if (!has_header || data.empty() || !data[0].is_object()) return rows;
  std::vector<std::string> keys;
  for (const auto& [key, value] : data[0].items()) keys.push_back(key);
  rows.insert(rows.begin(), keys);
  return rows;
}

TEST_CASE("Papa Parse's unparse of the shared corpora") {
  const std::map<std::string, std::string> exceptions = {
      {"With header row, with extra field in a row", "it drops the field; here none is dropped"},
      {"Specifying data only (no field names), improperly", "a list of texts is no table here"},
      {"Specifying data only (no field names), properly", "an object with data, likewise"},
      {"Returns empty rows when empty rows are passed and skipEmptyLines is false",
       "a row has at least one cell here"},
      {"Returns without empty rows when skipEmptyLines is true", "likewise"},
      {"Column option used to manually specify keys", "choosing columns is the exporter's affair"},
      {"Use different escapeChar", "quotes are doubled, as RFC 4180 has it"},
      {"Custom quoteChar escapes and quotes embedded quoteChar (no escapeChar)",
       "the quote is \", as RFC 4180 has it"},
      {"Custom quoteChar with custom escapeChar quotes and escapes embedded quoteChar", "likewise"},
      {"Escape formulae with single-quote quoteChar and escapeChar", "likewise"},
      {"Escape formulae with single-quote quoteChar and escapeChar and forced quotes", "likewise"},
  };
  const auto corpus = load_corpus("csv/papaparse-unparse.json");
  if (!corpus) return;
  size_t checked = 0;
  for (const json& test : *corpus) {
    if (exceptions.contains(test["id"].get<std::string>())) continue;
    CAPTURE(test.dump());
    ++checked;
    const auto rows = rows_of(nlohmann::ordered_json::parse(test["input"].get<std::string>()),
                              test["config"].value("header", true));
    const std::string expected = test["expect"];
    const bool is_safe = test["config"].value("escapeFormulae", false);
    const std::string file = write_file(rows, Encoding::utf8, {.formula_safe = is_safe});
    if (!is_safe) {
      CHECK(file == (rows.empty() ? expected : expected + "\r\n"));
      continue;
    }
    // It puts what it guards in quotes, which say nothing; and '+1 is not guarded there, so that
    // nobody can tell it from the guarded +1.
    auto cells = read_whole(expected).cells();
    for (size_t row = 0; row < rows.size(); ++row) {
      for (size_t i = 0; i < rows[row].size(); ++i) {
        if (rows[row][i].starts_with('\'')) cells[row][i].insert(0, "'");
      }
    }
    CHECK(read_whole(file).cells() == cells);
  }
  MESSAGE("papaparse-unparse: " << checked << " of " << corpus->size() << " in scope");
  CHECK(checked * 2 > corpus->size());
}

TEST_CASE("strings of the shared corpora survive a round trip") {
  for (const char* name : {"robustness/naughty-strings.json", "robustness/xss.json"}) {
    const auto corpus = load_corpus(name);
    if (!corpus) return;
    for (const json& test : *corpus) {
      const std::string cell = test["input"];
      CAPTURE(cell);
      CHECK(restored(read_whole(write({cell, "b"})).cells().at(0)) ==
            std::vector<std::string>{cell, "b"});
    }
  }
}

TEST_SUITE_END();

}  // namespace kartei::csv
