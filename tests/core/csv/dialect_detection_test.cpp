#include "csv/dialect_detection.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "csv/reading.h"
#include "vectors.h"

namespace kartei::csv {
namespace {

using nlohmann::json;

DialectOverrides overrides_of(const json& test) {
  DialectOverrides overrides;
  const json given = test.value("overrides", json::object());
  if (given.contains("encoding"))
    overrides.encoding = find_encoding(given["encoding"].get<std::string>());
  if (given.contains("delimiter"))
    overrides.delimiter = given["delimiter"].get<std::string>().front();
  if (given.contains("has_header")) overrides.has_header = given["has_header"];
  if (given.contains("quote")) overrides.quote = given["quote"].get<std::string>().front();
  if (given.contains("escape")) overrides.escape = given["escape"].get<std::string>().front();
  if (given.contains("skip_rows")) overrides.skip_rows = given["skip_rows"];
  return overrides;
}

Result<Dialect> detect(std::string_view file) { return detect_dialect(as_bytes(file)); }

}  // namespace

TEST_SUITE_BEGIN("csv dialect detection");

TEST_CASE("our own vectors") {
  const json vectors = load_vectors("csv/detection.json");
  for (const json& test : vectors["cases"]) {
    CAPTURE(test["name"].get<std::string>());
    const auto dialect = detect_dialect(as_bytes(file_of(test)), overrides_of(test));
    if (test.contains("error")) {
      REQUIRE(!dialect);
      CHECK(error_code_name(dialect.error().code) == test["error"].get<std::string>());
      CHECK(dialect.error().detail == test.value("detail", ""));
      continue;
    }
    REQUIRE(dialect);
    CHECK(dialect->quote == test.value("quote", "\"").front());
    CHECK(dialect->escape == test.value("escape", std::string(1, dialect->quote)).front());
    CHECK(dialect->skip_rows == test.value("skip_rows", 0));
    CHECK(dialect->skip_initial_space == test.value("skip_initial_space", false));
    CHECK(dialect->has_quoted_rows == test.value("has_quoted_rows", false));
    if (test.contains("line_end"))
      CHECK(line_end_name(dialect->line_end) == test["line_end"].get<std::string>());
    if (test.contains("encoding"))
      CHECK(encoding_name(dialect->encoding) == test["encoding"].get<std::string>());
    if (test.contains("delimiter"))
      CHECK(dialect->delimiter == test["delimiter"].get<std::string>().front());
    if (test.contains("has_header")) CHECK(dialect->has_header == test["has_header"].get<bool>());
  }
}

TEST_CASE("a sample cut inside a sequence is UTF-8 all the same") {
  for (const std::string_view cut : {"\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xF0"}) {
    const std::string sample(kDialectSampleBytes - cut.size(), 'a');
    CHECK(detect(sample + std::string(cut))->encoding == Encoding::utf8);
    // What lies behind the sample is not looked at.
    CHECK(detect(sample + std::string(cut) + "\xFF")->encoding == Encoding::utf8);
  }
  const std::string sample(kDialectSampleBytes - 1, 'a');
  CHECK(detect(sample + "\xFF")->encoding == Encoding::windows_1252);
  CHECK(detect(sample.substr(1) + "\xC3 ")->encoding == Encoding::windows_1252);
}

TEST_CASE("the last row of a cut sample says nothing, unless it is the only one") {
  std::string sample = "a;b\n";
  while (sample.size() < kDialectSampleBytes) sample += "e,f,g,h;";
  CHECK(detect(sample)->delimiter == ';');
  sample.clear();
  while (sample.size() < kDialectSampleBytes) sample += "e;f;";
  CHECK(detect(sample)->delimiter == ';');
}

TEST_CASE("any bytes get an answer") {
  const uint64_t seed = random_seed();
  MESSAGE("KARTEI_SEED=" << seed);
  Random random(seed);
  static constexpr std::array<std::string_view, 10> kPieces = {
      "\"", ",", ";", "\n", "\r", "a@b.de", "+49 30 123456", "\xC3", "\xFF\xFE", "Name"};
  for (int round = 0; round < 500; ++round) {
    std::string file;
    for (size_t n = random.below(40); n > 0; --n) {
      file += random.below(8) ? std::string(random.pick<std::string_view>(kPieces))
                              : std::string(1, static_cast<char>(random.below(256)));
    }
    CAPTURE(file);
    const auto detected = detect(file);
    CHECK((detected || detected.error().code == ErrorCode::csv_empty ||
           detected.error().code == ErrorCode::csv_not_text));
    for (const Encoding encoding : {Encoding::utf8, Encoding::utf16le, Encoding::windows_1252}) {
      (void)detect_dialect(as_bytes(file), {.encoding = encoding});
    }
  }
}

TEST_CASE("the encoding is open where nothing but ASCII was seen, and more is to come") {
  const std::string sample(kDialectSampleBytes, 'a');
  CHECK(detect(sample)->is_encoding_open);
  CHECK_FALSE(detect("name,email\n")->is_encoding_open);
  CHECK_FALSE(detect("ä" + sample)->is_encoding_open);
  CHECK_FALSE(detect_dialect(as_bytes(sample), {.encoding = Encoding::utf8})->is_encoding_open);
}

TEST_CASE("how sure it is: the share of rows that agree") {
  CHECK(detect("a;b\nc;d\n")->confidence == 1);
  CHECK(detect("a;b\nc;d\ne\nf;g\n")->confidence == 0.75);
  CHECK(detect("email\na@b.de\n")->confidence == 0.5);
}

// --- other people's files --------------------------------------------------------------------

TEST_CASE("delimiters of the shared corpora") {
  struct Goal {
    const char* name;
    double percent;
  };
  for (const auto& [name, percent] :
       {Goal{"pollock", 97}, Goal{"csvwrangling", 95}, Goal{"w3c", 98.5}}) {
    const auto corpus = load_corpus(std::string("csv/dialect-") + name + ".json");
    if (!corpus) return;
    size_t hits = 0;
    for (const json& test : *corpus) {
      const auto dialect = detect(decode_base64(test["bytes_b64"].get<std::string>()));
      const std::string expected = test["expect"]["delimiter"];
      hits += dialect && expected == std::string(1, dialect->delimiter);
    }
    MESSAGE(std::string(name) << ": " << hits << " of " << corpus->size() << " delimiters");
    CHECK(static_cast<double>(hits) * 100 >= percent * static_cast<double>(corpus->size()));
  }
}

namespace {

using Counts = std::map<std::string, size_t>;

// The rows, but for empty ones at the end, as an import has them.
std::vector<std::vector<std::string>> rows_of(std::string_view file) {
  const auto dialect = detect(file);
  if (!dialect) return {};
  auto rows = read_whole(file, *dialect).cells();
  const auto is_empty = [](const std::vector<std::string>& row) {
    return std::ranges::all_of(row, [](const std::string& cell) { return cell.empty(); });
  };
  while (!rows.empty() && is_empty(rows.back())) rows.pop_back();
  return rows;
}

// The harmonic mean of precision and recall of the cells, in whatever order.
double cell_f1(const std::vector<std::vector<std::string>>& rows, const json& expected) {
  Counts found, wanted;
  size_t found_cells = 0, wanted_cells = 0, common = 0;
  for (const auto& row : rows) {
    for (const std::string& cell : row) ++found[cell], ++found_cells;
  }
  for (const json& row : expected) {
    for (const json& cell : row) {
      ++wanted[cell.is_null() ? "" : cell.get<std::string>()], ++wanted_cells;
    }
  }
  for (const auto& [cell, count] : wanted) {
    if (const auto place = found.find(cell); place != found.end()) {
      common += std::min(count, place->second);
    }
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(found_cells + wanted_cells);
}

}  // namespace

TEST_CASE("Pollock: cells of real and of polluted files, with the dialect that we detect") {
  const std::map<std::string, std::string> exceptions = {
      {"file_multitable_less", "the rows of a second table are kept and shown, not dropped"},
      {"file_multitable_more", "likewise"},
      {"file_multitable_same", "likewise"},
  };
  const auto corpus = load_corpus("csv/pollock.json");
  if (!corpus) return;
  struct Mean {
    double sum = 0;
    size_t count = 0;
    double value() const { return sum / static_cast<double>(count); }
  } real, polluted, all_polluted;
  for (const json& test : *corpus) {
    const std::string file = test.contains("bytes_b64")
                                 ? decode_base64(test["bytes_b64"].get<std::string>())
                                 : test["input"].get<std::string>();
    const double f1 = cell_f1(rows_of(file), test["expect"]["rows"]);
    const std::string category = test["category"];
    const auto add = [&](Mean& mean) { mean.sum += f1, ++mean.count; };
    if (category == "real") {
      add(real);
      continue;
    }
    add(all_polluted);
    if (!exceptions.contains(category)) add(polluted);
  }
  MESSAGE("cell F1: real " << real.value() << ", polluted " << polluted.value()
                           << ", with files of several tables " << all_polluted.value());
  CHECK(real.value() >= 0.95);
  CHECK(polluted.value() >= 0.98);
}

// What DuckDB calls by other names.
DialectOverrides overrides_of_duckdb(const json& config) {
  DialectOverrides overrides;
  const auto sign = [&](const char* key) {
    return std::optional(config[key] == "" ? kNoQuote : config[key].get<std::string>().front());
  };
  if (config.contains("delim")) overrides.delimiter = sign("delim");
  if (config.contains("quote")) overrides.quote = sign("quote");
  if (config.contains("escape")) overrides.escape = sign("escape");
  if (config.contains("skip")) overrides.skip_rows = config["skip"];
  if (config.contains("header")) overrides.has_header = config["header"].get<bool>();
  return overrides;
}

TEST_CASE("DuckDB's sniffer of the shared corpora") {
  const std::map<std::string, std::string> exceptions = {
      {"inconsistent_cells.csv",
       "it drops five rows as a preamble; no row with cells is one "
       "here"},
      {"unescaped_quote.csv", "it prints the names in quotes of its own"},
  };
  const auto corpus = load_corpus("csv/duckdb-sniff.json");
  if (!corpus) return;
  size_t checked = 0;
  for (const json& test : *corpus) {
    const json &config = test["config"], &expect = test["expect"];
    const std::string path = test["input"], name = path.substr(path.rfind('/') + 1);
    // Names are changed by that option.
    if (exceptions.contains(name) || config.contains("normalize_names")) continue;
    ++checked;
    const std::string file = decode_base64(test["bytes_b64"].get<std::string>());
    CAPTURE(file);
    CAPTURE(config.dump());
    const auto dialect = detect_dialect(as_bytes(file), overrides_of_duckdb(config));
    REQUIRE(dialect);
    const auto sign = [](char byte) { return json(std::string(1, byte)); };
    if (expect.contains("delimiter")) CHECK(sign(dialect->delimiter) == expect["delimiter"]);
    // None where there are no quotes, about which nothing is said here.
    for (const auto& [key, byte] :
         {std::pair("quote", dialect->quote), std::pair("escape", dialect->escape)}) {
      if (!expect.value(key, "").empty()) CHECK(sign(byte) == expect[key]);
    }
    if (expect.contains("newlinedelimiter")) CHECK(dialect->line_end == LineEnd::lf);
    if (expect.contains("skiprows")) {
      CHECK(std::to_string(dialect->skip_rows) == expect["skiprows"].get<std::string>());
    }
    const json columns = expect.value("columns", json::array());
    const bool has_header = expect.value("hasheader", columns.empty() ? "" : "1") == "1";
    if (!columns.empty()) CHECK(dialect->has_header == has_header);
    // Equal headers become different ones when they are names, not here.
    const bool is_renamed = config.contains("header");
    if (has_header && !is_renamed) CHECK(json(read_whole(file, *dialect).cells().at(0)) == columns);
  }
  MESSAGE("duckdb-sniff: " << checked << " of " << corpus->size() << " in scope");
  CHECK(checked * 10 > corpus->size() * 8);
}

TEST_CASE("a number over a column of numbers is no header, but a year is") {
  CHECK_FALSE(detect("4711;Anna;Bonn\n4712;Ben;Ulm\n")->has_header);
  CHECK_FALSE(detect("7|-1.5|x\n")->has_header);
  CHECK_FALSE(detect("Anna,11/24/2026\nBen,3/4/2026\n")->has_header);
  CHECK(detect("city;2019;2020\nUlm;5;6\n")->has_header);
  CHECK(detect("name;1;x\nAnna;yes;y\n")->has_header);
  CHECK(detect("Name;E-Mail;1\nAnna;a@b.de;5\n")->has_header);
}

TEST_CASE("phone numbers are not divided at their blanks") {
  CHECK(detect("06 12 34 56 78\n06 22 34 56 78\n07 32 34 56 79\n")->delimiter == ',');
  CHECK(detect("Mobil\n+41 79 123 45 67\n+41 79 123 45 68\n+41 79 123 45 69\n")->delimiter == ',');
  CHECK(detect("01 12 x 56 y\n02 13 z 57 w\n03 14 q 58 v\n04 15 x 56 y\n")->delimiter == ' ');
}

TEST_CASE("one stray byte does not make Windows-1252 of a UTF-8 file") {
  std::string text = "name,email\n";
  for (int i = 0; i < 50; ++i) text += "Jürgen,j@b.de\n";
  const auto encoding = [](const std::string& file) {
    return detect_dialect(std::as_bytes(std::span(file)))->encoding;
  };
  CHECK(encoding(text + "\xFF,x@b.de\n") == Encoding::utf8);
  CHECK(encoding("name,email\nJ\xFCrgen \xC4rger,j@b.de\n") == Encoding::windows_1252);
}

TEST_SUITE_END();

}  // namespace kartei::csv
