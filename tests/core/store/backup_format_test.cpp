#include "store/backup_format.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "store/migrations.h"

namespace kartei {
namespace {

std::string_view line_of(std::string_view text) { return text.substr(0, text.size() - 1); }

// The row as it is written again, or "" where it is refused.
std::string rewritten(std::string_view line, size_t columns) {
  BackupRow row;
  std::string out;
  if (row.parse(line, columns)) append_backup_row(out, row.values());
  return out.substr(0, out.size() - (out.empty() ? 0 : 1));
}

}  // namespace

TEST_CASE("The first line comes back, and looks as it is documented") {
  const BackupHeader header{
      .schema = 1, .created_at = 1'767'225'600'000, .contacts = 12, .trash = 3, .entries = 4};
  const std::string line = format_backup_header(header);
  CHECK(line ==
        "{\"kartei_backup\":1,\"schema\":1,\"created_at\":\"2026-01-01T00:00:00.000Z\","
        "\"contacts\":12,\"trash\":3,\"entries\":4}\n");
  CHECK(parse_backup_header(line_of(line)) == header);
}

TEST_CASE("What is no backup, a newer one and a damaged one are told apart") {
  const auto code = [](std::string_view line) { return parse_backup_header(line).error().code; };
  for (const char* line :
       {"", "{}", "[1]", "1", "name,email", "{\"kartei_backup\":\"1\"}", "{\"k"}) {
    CHECK(code(line) == ErrorCode::backup_unknown);
  }
  CHECK(code("{\"kartei_backup\":2,\"anything\":[]}") == ErrorCode::backup_newer);
  const std::string newer = format_backup_header({.schema = schema_version() + 1, .created_at = 0});
  CHECK(code(line_of(newer)) == ErrorCode::backup_newer);
  CHECK(code("{\"kartei_backup\":1}") == ErrorCode::backup_damaged);
  CHECK(code("{\"kartei_backup\":0,\"schema\":1,\"created_at\":\"2026-01-01\"}") ==
        ErrorCode::backup_damaged);
  CHECK(code("{\"kartei_backup\":1,\"schema\":1,\"created_at\":\"2026-01-01\",\"more\":1}") ==
        ErrorCode::backup_damaged);
  CHECK(code("{\"kartei_backup\":-1}") == ErrorCode::backup_damaged);
}

TEST_CASE("Every value comes back as it was") {
  constexpr int64_t kSmallest = std::numeric_limits<int64_t>::min();
  const uint8_t bytes[] = {0, 1, 0x7f, 0x80, 0xff};
  const std::string odd("a\0\x01\x1f\"\\\b\f\n\r\t/ü😀", 18);
  const std::vector<ValueView> values = {std::monostate(),
                                         int64_t{0},
                                         kSmallest,
                                         -(kSmallest + 1),
                                         0.1,
                                         -1e300,
                                         3.0,
                                         std::string_view(odd),
                                         std::string_view(),
                                         std::span<const uint8_t>(bytes),
                                         std::span<const uint8_t>()};
  std::string line;
  append_backup_row(line, values);
  BackupRow row;
  REQUIRE(row.parse(line_of(line), values.size()));
  REQUIRE(row.values().size() == values.size());
  for (size_t i = 0; i < values.size(); ++i) {
    CAPTURE(i);
    CHECK(copy_of(row.values()[i]) == copy_of(values[i]));
  }
  CHECK_FALSE(row.parse(line_of(line), values.size() - 1));
  CHECK_FALSE(row.parse(line_of(line), values.size() + 1));
  CHECK_FALSE(row.parse(line, values.size()));
}

TEST_CASE("What a stored text cannot be is made so: no infinity, no ill-formed UTF-8") {
  std::string line;
  append_backup_row(line, std::vector<ValueView>{std::string_view("a\xff"), HUGE_VAL, -HUGE_VAL});
  CHECK(line == "[\"a\xEF\xBF\xBD\",1.7976931348623157e+308,-1.7976931348623157e+308]\n");
}

TEST_CASE("Other people's JSON is read where it means the same") {
  CHECK(rewritten("[\"\\u00e4\\/\\ud83d\\ude00\\u0041\"]", 1) == "[\"ä/😀A\"]");
  CHECK(rewritten("[-0]", 1) == "[0]");
  CHECK(rewritten("[1e2]", 1) == "[100.0]");
  CHECK(rewritten("[1e+300]", 1) == "[1e+300]");
}

TEST_CASE("What is no row of this many values is refused") {
  for (const char* line : {"",
                           "[",
                           "[]",
                           "[1",
                           "[1,]",
                           "[,1]",
                           "[1]]",
                           "[1] ",
                           " [1]",
                           "[ 1]",
                           "[01]",
                           "[+1]",
                           "[.5]",
                           "[1.]",
                           "[-]",
                           "[nul]",
                           "[NULL]",
                           "[true]",
                           "[nan]",
                           "[inf]",
                           "[1e999]",
                           "[9223372036854775808]",
                           "[\"]",
                           "[\"a]",
                           "[\"a\\\"]",
                           "[\"\\x\"]",
                           "[\"\\\"]",
                           "[\"\\u12\"]",
                           "[\"\\u12g4\"]",
                           "[\"\\ud83d\"]",
                           "[\"\\ud83dx\"]",
                           "[\"\\ud83d\\u0041\"]",
                           "[\"\\ude00\"]",
                           "[\"\xff\"]",
                           "[\"\xc3\"]",
                           "[{\"blob\":\"0\"}]",
                           "[{\"blob\":\"0g\"}]",
                           "[{\"blob\":\"00\"]",
                           "[{\"blob\":\"00\",}]",
                           "[{\"blob\":\"0A\"}]",
                           "[{\"blob\":\"",
                           "[[1]]",
                           "[{}]",
                           "{\"a\":1}"}) {
    CAPTURE(line);
    CHECK(rewritten(line, 1) == "");
  }
}

TEST_CASE("Tables and the end") {
  const std::string line = format_backup_table({.name = "a\"b", .columns = {"x", "ü"}});
  CHECK(line == "{\"table\":\"a\\\"b\",\"columns\":[\"x\",\"ü\"]}\n");
  REQUIRE(is_backup_table(line));
  const auto table = parse_backup_table(line_of(line));
  REQUIRE(table);
  CHECK(table->name == "a\"b");
  CHECK(table->columns == std::vector<std::string>{"x", "ü"});
  for (const char* bad : {"{\"table\":1,\"columns\":[\"a\"]}", "{\"table\":\"a\",\"columns\":[]}",
                          "{\"table\":\"a\"}", "{\"table\":\"a\",\"columns\":[1]}",
                          "{\"table\":\"a\",\"columns\":[\"a\"],\"b\":1}", "{\"table\":"}) {
    CHECK(parse_backup_table(bad).error().code == ErrorCode::backup_damaged);
  }
  CHECK(format_backup_end(3, "ab") == "{\"rows\":3,\"sha256\":\"ab\"}\n");
  CHECK(is_backup_end("{\"rows\":3"));
}

}  // namespace kartei
