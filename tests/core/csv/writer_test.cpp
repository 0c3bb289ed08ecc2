#include "csv/writer.h"

#include <doctest/doctest.h>

#include <array>
#include <nlohmann/json.hpp>

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
  static constexpr std::array<std::string_view, 26> kPieces = {
      "=",  "+",  "-",      "@",      "\t",     "\r", "\n", "'", "\"", ",", ";",    "|", " ",
      "＝", "＋", "\u00A0", "\u200B", "\u3000", "－", "＠", "a", "b",  "ü", "\xFF", "'", "\uFEFF"};
  std::string cell;
  for (size_t n = random.below(6); n > 0; --n) cell += random.pick<std::string_view>(kPieces);
  return cell;
}

// Whether a spreadsheet may see a formula: our own words for the rule, to check the writer by.
bool is_dangerous(std::string_view cell) {
  const size_t sign = cell.find_first_not_of(" ");
  return sign != cell.npos && std::string_view("=+-@\t\r\n").contains(cell[sign]);
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
  CHECK(restore_cell("' -1") == " -1");
  CHECK(restore_cell("'＝1") == "＝1");
  for (const std::string_view cell : {"", "'", "''", "'a", "=1", "a'=1", "' a"}) {
    CHECK(restore_cell(cell) == cell);
  }
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
