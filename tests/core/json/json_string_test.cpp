#include "json/json_string.h"

#include <doctest/doctest.h>

#include <optional>

namespace kartei {
namespace {

std::string written(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

// What is read from behind the first quotation mark on, and what is left.
std::optional<std::pair<std::string, std::string>> read_string(std::string_view json) {
  std::string decoded = "before";
  std::string_view text;
  if (!read_json_string(json, decoded, text)) return std::nullopt;
  return std::pair(std::string(text), std::string(json));
}

}  // namespace

TEST_CASE("A string is written with as few escapes as RFC 8259 allows") {
  CHECK(written("") == R"("")");
  CHECK(written("a\"b\\c/ä\x7F") == "\"a\\\"b\\\\c/ä\x7F\"");
  CHECK(written("\b\f\n\r\t\x01\x1F") == R"("\b\f\n\r\t\u0001\u001f")");
  CHECK(written("a\xFFz") == "\"a\xEF\xBF\xBDz\"");
}

TEST_CASE("A string is read, and what is behind it is left") {
  using Pair = std::pair<std::string, std::string>;
  CHECK(read_string("\"") == Pair("", ""));
  CHECK(read_string("abc\",1") == Pair("abc", ",1"));
  CHECK(read_string(R"(a\"b\\c\/\b\f\n\r\td","e")") == Pair("a\"b\\c/\b\f\n\r\td", ",\"e\""));
  CHECK(read_string(R"(\u00E4\u00e4\uD83D\uDE00")") == Pair("ää😀", ""));
}

TEST_CASE("What is no string is refused") {
  for (const char* json :
       {"", "abc", "a\\", "a\\\"", R"(\x")", R"(\u12")", R"(\u12g4")", R"(\uD83D")",
        R"(\uD83D\u0041")", R"(\uDE00")", "a\nb\"", "\xFF\"", "\xED\xA0\x80\""}) {
    CAPTURE(json);
    CHECK_FALSE(read_string(json));
  }
}

}  // namespace kartei
