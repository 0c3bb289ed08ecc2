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

std::string decode_base64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  uint32_t bits = 0, count = 0;
  for (const char digit : text) {
    if (digit == '=') break;
    bits = bits << 6 | static_cast<uint32_t>(kDigits.find(digit));
    if ((count += 6) < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>(bits >> count & 0xFF));
  }
  return bytes;
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
