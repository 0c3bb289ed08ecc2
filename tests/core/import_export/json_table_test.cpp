#include "import_export/json_table.h"

#include <doctest/doctest.h>

#include "base/limits.h"

namespace kartei {
namespace {

using Objects = std::vector<JsonMembers>;

struct KeptObjects final : JsonTable {
  Result<void> take_object(JsonMembers& members) override {
    objects.push_back(members);
    return {};
  }
  Objects objects;
};

Result<Objects> read_objects(std::string_view file, size_t chunk = 1) {
  KeptObjects table;
  for (size_t at = 0; at < file.size(); at += chunk) {
    const auto fed = table.feed(std::as_bytes(std::span(file.substr(at, chunk))));
    if (!fed) return std::unexpected(fed.error());
  }
  const auto finished = table.finish();
  if (!finished) return std::unexpected(finished.error());
  return table.objects;
}

}  // namespace

TEST_CASE("Objects with the texts of their values, as they stand") {
  CHECK(read_objects(R"( [ {"a":"x","b":12345678901234567890,"c":-0.10e+5} , {} ] )") ==
        Objects{{{"a", "x"}, {"b", "12345678901234567890"}, {"c", "-0.10e+5"}}, {}});
  CHECK(read_objects("\xEF\xBB\xBF[\n{\"a\":true,\"b\":false,\"c\":null,\"\":\"\"}]") ==
        Objects{{{"a", "true"}, {"b", "false"}, {"c", ""}, {"", ""}}});
  CHECK(read_objects(R"([{"a": {"b":[1, "}"]} ,"c":[ ]}])") ==
        Objects{{{"a", R"({"b":[1, "}"]})"}, {"c", "[ ]"}}});
  CHECK(read_objects("[]") == Objects());
}

TEST_CASE("Escapes") {
  CHECK(read_objects(R"([{"\u0061\"":"\\\/\b\f\n\r\t\u00fc\uD83D\uDE0E]},"}])") ==
        Objects{{{"a\"", "\\/\b\f\n\r\tü😎]},"}}});
  for (const char* text : {R"("\uD83D")", R"("\uDE0E")", R"("\uD83Dx")", R"("\x41")", R"("\u00g0")",
                           R"("\u12")", "\"\n\"", "\"\xFF\""}) {
    CAPTURE(text);
    CHECK(read_objects("[{\"a\":" + std::string(text) + "}]").error().code ==
          ErrorCode::json_malformed);
  }
}

TEST_CASE(
    "What is no array of objects is refused: what is wrong, in which line, at which character") {
  struct Case {
    const char* text;
    uint64_t line;
    uint32_t column;
    const char* why;
  };
  constexpr const char* kArray = "an array is expected: [";
  constexpr const char* kObject = "an object is expected: {";
  constexpr const char* kArrayEnd = "a comma or ] is expected";
  constexpr const char* kObjectEnd = "a comma or } is expected";
  constexpr const char* kValue = "a value is expected";
  constexpr const char* kNumber = "no number is written like this";
  constexpr const char* kKey = "a key in quotation marks is expected";
  constexpr const char* kBehind = "nothing is expected behind the array";
  constexpr const char* kNoEnd = "the array does not end";
  for (const auto& [text, line, column, why] :
       {Case{"", 1, 1, kArray},
        {"{}", 1, 1, kArray},
        {"\n name", 2, 2, kArray},
        {"[", 1, 2, kNoEnd},
        {"[\n{}", 2, 3, kNoEnd},
        {"[{}{}]", 1, 4, kArrayEnd},
        {"[{},\r\n]", 2, 1, kObject},
        {"[1]", 1, 2, kObject},
        {"[[]]", 1, 2, kObject},
        {"[{}] x", 1, 6, kBehind},
        {"[{}]\n[", 2, 1, kBehind},
        {"[{},\n\n {\"ä\"}]", 3, 6, "a colon is expected behind a key"},
        {"[{\"a\":1,}]", 1, 9, kKey},
        {"[{a:1}]", 1, 3, kKey},
        {"[{\"a\":01}]", 1, 8, kObjectEnd},
        {"[{\"a\":1 2}]", 1, 9, kObjectEnd},
        {"[{\"a\":[1}]]", 1, 9, kArrayEnd},
        {"[{\"a\":1.}]", 1, 9, kNumber},
        {"[{\"a\":1e}]", 1, 9, kNumber},
        {"[{\"a\":-}]", 1, 8, kNumber},
        {"[{\"a\":+1}]", 1, 7, kValue},
        {"[{\"a\":.5}]", 1, 7, kValue},
        {"[{\"a\":nul}]", 1, 7, kValue},
        {"[{\"a\":True}]", 1, 7, kValue},
        {"[{\"a\":[1,]}]", 1, 10, kValue},
        {"[{\"a\":\"\t\"}]", 1, 8, "a control character in a string has to be escaped"},
        {"[{\"a\":\"\\x\"}]", 1, 9, "no character is escaped like this"},
        {"[{\"ü\":\"\xFF\"}]", 1, 8, "bytes that are no UTF-8"},
        {"[{\"a\":1,\"b\":2,\"a\":3}]", 1, 2, "a key stands twice in this object: \"a\""},
        {"[{},\n{\"a\": {]", 2, 1, "this object does not end"},
        {"\xEF\xBB[]", 1, 2, kArray},
        {"\xEF\xBB\xBF x", 1, 2, kArray}}) {
    CAPTURE(text);
    const auto refused = read_objects(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail == why);
    CHECK(refused.error().row == line);
    CHECK(refused.error().column == column);
    CHECK(refused.error().code == ErrorCode::json_malformed);
    CHECK(read_objects(text, 100) == refused);
  }
}

TEST_CASE("Nesting has a limit, and so has the size of one object") {
  const auto nested = [](size_t depth) {
    return "[{\"a\":" + std::string(depth, '[') + std::string(depth, ']') + "}]";
  };
  CHECK(read_objects(nested(60)));
  CHECK(read_objects(nested(100'000), 1000).error().code == ErrorCode::json_malformed);
  const std::string large(kMaxOversizeBytes, 'x');
  CHECK(read_objects("[{\"a\":\"" + large + "\"}]", 1 << 20).error() ==
        Error{.code = ErrorCode::csv_oversize, .row = 1});
}

TEST_CASE("A file is read a second time") {
  KeptObjects table;
  for (int pass = 0; pass < 2; ++pass) {
    REQUIRE(table.feed(std::as_bytes(std::span(std::string_view("\xEF\xBB\xBF[{\"a\":1}]")))));
    REQUIRE(table.finish());
  }
  CHECK(table.objects == Objects{{{"a", "1"}}, {{"a", "1"}}});
}

}  // namespace kartei
