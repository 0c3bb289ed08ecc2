#include "import_export/table_conversion.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "csv/reading.h"

namespace kartei {
namespace {

Result<std::string> convert(std::string_view file, const ConversionOptions& options,
                            size_t chunk = 1000) {
  const auto conversion = make_conversion(options);
  std::string out;
  for (int pass = 0; pass < conversion->passes(); ++pass) {
    for (size_t at = 0; at < file.size(); at += chunk) {
      const auto fed = conversion->feed(csv::as_bytes(file.substr(at, chunk)), out);
      if (!fed) return std::unexpected(fed.error());
    }
    const auto finished = conversion->finish(out);
    if (!finished) return std::unexpected(finished.error());
  }
  return out;
}

constexpr ConversionOptions kToJson{.to_json = true};
constexpr ConversionOptions kToCsv{.from_json = true};

}  // namespace

TEST_CASE("CSV to JSON: an object per row, by the header") {
  CHECK(convert("name;note\nAnna;\"say \"\"hi\"\"\"\n", kToJson) ==
        "[\n{\"name\":\"Anna\",\"note\":\"say \\\"hi\\\"\"}\n]\n");
  CHECK(convert("name,note\n", kToJson) == "[\n]\n");
  CHECK(convert("", kToJson).error().code == ErrorCode::csv_empty);
}

TEST_CASE("CSV to JSON: every column has a key of its own, and every cell its place") {
  // Twice, none, and what would have been made of them is there already.
  CHECK(convert("a,a,,a_2,a\n1,2,3,4,5,6\n7\n", kToJson) ==
        "[\n{\"a\":\"1\",\"a_3\":\"2\",\"column_3\":\"3\",\"a_2\":\"4\",\"a_4\":\"5\","
        "\"column_6\":\"6\"},\n{\"a\":\"7\"}\n]\n");
  CHECK(convert("column_2,\nx,y\n", kToJson) ==
        "[\n{\"column_2\":\"x\",\"column_2_2\":\"y\"}\n]\n");
  CHECK(
      convert("1,2\n3,4\n", kToJson) ==
      "[\n{\"column_1\":\"1\",\"column_2\":\"2\"},\n{\"column_1\":\"3\",\"column_2\":\"4\"}\n]\n");
}

TEST_CASE("JSON to CSV: the columns are all keys, as they come") {
  CHECK(convert(R"([{"a":"1","b":null},{"c":[1,2],"a":3.50}])", kToCsv) ==
        "a,b,c\r\n1,,\r\n3.50,,\"[1,2]\"\r\n");
  CHECK(convert("[]", kToCsv) == "");
  CHECK(convert(R"([{"=a":"=1","b":"+49 30"}])", kToCsv) == "'=a,b\r\n'=1,'+49 30\r\n");
}

TEST_CASE("Objects without keys have no place in CSV; none at all have") {
  CHECK(convert("[]", kToCsv) == "");
  CHECK(convert("[{\"a\":1},{}]", kToCsv) == "a\r\n1\r\n\"\"\r\n");
  const auto refused = convert("[\n {},{}]", kToCsv);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::json_malformed);
  CHECK(refused.error().row == 2);
  CHECK(refused.error().column == 2);
  CHECK(refused.error().detail == "no object has a key: there is no column");
}

TEST_CASE("Keys that could be values survive the way through CSV") {
  for (const char* json : {R"({"1":"10","2":"20"})", R"({"a@b.de":"x"})", R"({"2026-01-01":"5"})",
                           R"({"+49 30 123456":"a,b","x":"c"})", R"({"1":"a,b"})",
                           R"({"Tel 030 123456":"1"})", R"({"-1":"-1","b":"2"})"}) {
    CAPTURE(json);
    const std::string file = "[\n" + std::string(json) + ",\n" + json + "\n]\n";
    for (const csv::Encoding encoding : {csv::Encoding::utf8_bom, csv::Encoding::utf16le}) {
      const auto table = convert(file, {.from_json = true, .encoding = encoding});
      REQUIRE(table);
      CHECK(convert(*table, kToJson) == file);
      // As CSV with another delimiter, too.
      const auto other = convert(*table, {.csv = {.delimiter = ';'}});
      CHECK(convert(*other, kToJson) == file);
    }
  }
  CHECK(convert("[{\"1\":\"a\"}]", kToCsv) == "\"1\"\r\na\r\n");
  CHECK(convert("a,,b1\n1,2,3\n", {}) == "a,,b1\r\n1,2,3\r\n");
}

TEST_CASE("CSV to CSV: another delimiter, another encoding, rows as wide as they were") {
  CHECK(convert("a;b\n1,5;=2;3\n4\n", {.csv = {.delimiter = '\t'}}) ==
        "a\tb\r\n\"1,5\"\t'=2\t3\r\n4\r\n");
  using namespace std::string_view_literals;
  CHECK(convert("ä,b\n", {.encoding = csv::Encoding::utf16le}) == "\xFF\xFE\xE4\0,\0b\0\r\0\n\0"sv);
  // The guard against formulas is not put on twice.
  const std::string guarded = convert("a,b\n=1,'=2\n", {}).value();
  CHECK(guarded == "a,b\r\n'=1,'=2\r\n");
  CHECK(convert(guarded, {}) == guarded);
}

TEST_CASE("What would be lost is refused, with its place") {
  CHECK(convert("a,b\nx,\xE4\xB8\xAD\n", {.encoding = csv::Encoding::windows_1252}).error() ==
        Error{.code = ErrorCode::csv_character_not_in_encoding, .row = 2, .column = 2});
  const ConversionOptions utf8{.to_json = true, .dialect = {.encoding = csv::Encoding::utf8}};
  CHECK(convert("a,b\nx,\xFF\n", utf8).error() ==
        Error{.code = ErrorCode::csv_invalid_utf8, .row = 2, .column = 2});
  // As CSV they go through.
  CHECK(convert("a,b\nx,\xFF\n", {.dialect = {.encoding = csv::Encoding::utf8}}) ==
        "a,b\r\nx,\xFF\r\n");
  CHECK(convert("a,b\n" + std::string(kMaxColumns + 5, ',') + "\"x\"\n", {}).error().code ==
        ErrorCode::csv_too_many_columns);
  std::string wide = "[{\"a\":1";
  for (size_t i = 0; i < kMaxColumns; ++i) wide.append(",\"").append(std::to_string(i)) += "\":1";
  CHECK(convert(wide + "}]", kToCsv).error().code == ErrorCode::csv_too_many_columns);
}

TEST_CASE("A header that is damaged is not repeated in every row") {
  const std::string large(kMaxCellBytes + 1, 'n');
  CHECK(convert(large + ",b\n1\n", kToJson, 1 << 20).error() ==
        Error{.code = ErrorCode::csv_cell_too_large, .row = 1, .column = 1});
  // As CSV it is one row.
  CHECK(convert(large + ",b\n1\n", {}, 1 << 20) == large + ",b\r\n1\r\n");
}

TEST_CASE("What is written can be taken away after each row") {
  const std::string name(10'000, 'n');
  std::string rows, objects = "[";
  for (int i = 0; i < 500; ++i) {
    rows.append("1\n");
    objects.append(i == 0 ? "{\"a\":1}" : ",{}");
  }
  const ConversionOptions to_json{.to_json = true, .dialect = {.has_header = true}};
  for (const auto& [file, options] :
       {std::pair(name + "\n" + rows, to_json), std::pair(objects + "]", kToCsv)}) {
    std::string out, all;
    size_t most = 0;
    const auto conversion = make_conversion(options, [&] {
      most = std::max(most, out.size());
      all.append(std::exchange(out, {}));
    });
    for (int pass = 0; pass < conversion->passes(); ++pass) {
      REQUIRE(conversion->feed(csv::as_bytes(file), out));
      REQUIRE(conversion->finish(out));
    }
    CHECK(all + out == convert(file, options));
    CHECK(most < 2 * name.size());
  }
}

TEST_CASE("A file that has other keys when it is read again is refused") {
  const auto conversion = make_conversion(kToCsv);
  std::string out;
  REQUIRE(conversion->feed(csv::as_bytes("[{\"a\":1}]"), out));
  REQUIRE(conversion->finish(out));
  CHECK(conversion->feed(csv::as_bytes("[{\"b\":1}]"), out).error().code ==
        ErrorCode::file_unreadable);
}

TEST_CASE("There and back again: random tables, in pieces of any size") {
  const uint64_t seed = csv::random_seed();
  MESSAGE("KARTEI_SEED=" << seed);
  csv::Random random(seed);
  static constexpr std::array<std::string_view, 16> kPieces = {
      "=", "+49", "-5", "@", "'", "\"", ",", ";", "\t", "\r\n", "\n", " ", "a", "ü", "＝", "😎"};
  for (int round = 0; round < 1000; ++round) {
    const size_t width = 1 + random.below(4);
    std::vector<std::vector<std::string>> rows(1 + random.below(4));
    std::string json = "[";
    for (auto& row : rows) {
      json += json.size() > 1 ? ",{" : "{";
      for (size_t i = 0; i < width; ++i) {
        std::string text;
        for (size_t n = random.below(4); n > 0; --n) text += random.pick<std::string_view>(kPieces);
        // A header with a letter, so that it is one, and no row of nothing.
        text += i == 0 ? "x" : "";
        json += (i > 0 ? ",\"key " : "\"key ") + std::string(1, static_cast<char>('a' + i)) + "\":";
        json += nlohmann::json(text).dump();
        row.push_back(std::move(text));
      }
      json += "}";
    }
    json += "]";
    CAPTURE(json);
    const ConversionOptions to_csv{
        .from_json = true,
        .csv = {.delimiter = random.pick<char>(std::array{',', ';', '\t', '|'})},
        .encoding = random.pick<csv::Encoding>(
            std::array{csv::Encoding::utf8, csv::Encoding::utf8_bom, csv::Encoding::utf16le})};
    const auto file = convert(json, to_csv, 1 + random.below(50));
    REQUIRE(file);
    CHECK(convert(json, to_csv, json.size()) == file);
    const ConversionOptions to_json{.to_json = true,
                                    .dialect = {.delimiter = to_csv.csv.delimiter,
                                                .quote = '"',
                                                .escape = '"',
                                                .has_header = true,
                                                .skip_rows = 0}};
    const auto again = convert(*file, to_json, 1 + random.below(50));
    REQUIRE(again);
    CHECK(nlohmann::json::parse(*again) == nlohmann::json::parse(json));
  }
}

}  // namespace kartei
