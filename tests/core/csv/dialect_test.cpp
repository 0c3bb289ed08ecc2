#include "csv/dialect.h"

#include <doctest/doctest.h>

#include <array>
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

TEST_SUITE_BEGIN("csv dialect");

TEST_CASE("encodings by name") {
  for (const std::string_view name :
       {"utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"}) {
    REQUIRE(find_encoding(name));
    CHECK(encoding_name(*find_encoding(name)) == name);
  }
  CHECK(find_encoding("utf-8-bom") == Encoding::utf8_bom);
  CHECK(!find_encoding("UTF-8"));
}

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
    CHECK(dialect->quote == '"');
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

TEST_CASE("delimiters of the shared corpora") {
  size_t files = 0, hits = 0;
  for (const char* name : {"pollock", "csvwrangling", "w3c"}) {
    const auto corpus = load_corpus(std::string("csv/dialect-") + name + ".json");
    if (!corpus) return;
    size_t hits_here = 0;
    for (const json& test : *corpus) {
      const auto dialect = detect(decode_base64(test["bytes_b64"].get<std::string>()));
      const std::string expected = test["expect"]["delimiter"];
      hits_here += dialect && expected == std::string(1, dialect->delimiter);
    }
    MESSAGE(std::string(name) << ": " << hits_here << " of " << corpus->size() << " delimiters");
    files += corpus->size();
    hits += hits_here;
  }
  MESSAGE("all: " << hits << " of " << files << " delimiters");
  CHECK(hits * 100 >= files * 85);
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
