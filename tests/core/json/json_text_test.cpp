#include "json/json_text.h"

#include <doctest/doctest.h>

#include "json/json.h"

namespace kartei {

TEST_CASE("A text as a JSON string") {
  std::string out = "x";
  append_json_text("a\"b\\c\n\x01 ü", out);
  CHECK(out == "x\"a\\\"b\\\\c\\u000a\\u0001 ü\"");
  std::string damaged;
  append_json_text("\xFF", damaged);
  CHECK(damaged == "\"\uFFFD\"");
}

TEST_CASE("Every code point is read again as it was") {
  std::string text;
  for (int c = 0; c < 0x80; ++c) text.push_back(static_cast<char>(c));
  text += "ü€😎\u2028\uFEFF";
  std::string out;
  append_json_text(text, out);
  CHECK(parse_json(out)->get<std::string>() == text);
}

}  // namespace kartei
