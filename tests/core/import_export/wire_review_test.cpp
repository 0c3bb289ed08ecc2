#include "import_export/wire_review.h"

#include <doctest/doctest.h>

#include "json/json_of.h"

namespace kartei {

TEST_CASE("What is known of a file's dialect") {
  const Json json = json_of(R"({"encoding":"windows-1252","delimiter":";","quote":""})");
  ObjectReader reader(json);
  const auto dialect = read_dialect(reader);
  REQUIRE(reader.finish());
  CHECK(dialect.encoding == csv::Encoding::windows_1252);
  CHECK(dialect.delimiter == ';');
  CHECK(dialect.quote == csv::kNoQuote);
  CHECK_FALSE(dialect.has_header);
  for (const char* text : {R"({"encoding":"ebcdic"})", R"({"delimiter":"ab"})", R"({"sep":";"})"}) {
    const Json wrong = json_of(text);
    ObjectReader other(wrong);
    read_dialect(other);
    CHECK_FALSE(other.finish());
  }
}

TEST_CASE("A cell that is mended is named by row and column") {
  const auto fix = read_cell_fix(json_of(R"({"row":3,"column":2,"value":"a"})"));
  REQUIRE(fix);
  CHECK(fix->row == 3);
  CHECK(fix->column == 2);
  CHECK(fix->value == "a");
  for (const char* text :
       {R"({"row":"3"})", R"({"row":3,"column":2})", R"({"row":3,"column":2,"value":null})",
        R"({"row":3,"column":4294967297,"value":"x"})"}) {
    CHECK_FALSE(read_cell_fix(json_of(text)));
  }
}

TEST_CASE("A mending of many rows says which") {
  const auto fix = read_fix_query(
      json_of(R"({"problem":"phone_calling_code_missing","country_code":"+49","is_trial":true})"));
  REQUIRE(fix);
  CHECK(fix->problem == ErrorCode::phone_calling_code_missing);
  CHECK(fix->country_code == "+49");
  CHECK(fix->is_trial);
  CHECK(read_fix_query(json_of(R"({"email_domains":["gmial.com"]})"))->email_domains->size() == 1);
  CHECK(read_fix_query(json_of(R"({"undo":true})"))->is_undo);
  CHECK_FALSE(read_fix_query(json_of(R"({"undo":true,"is_trial":true})")));
  for (const char* text : {"{}", R"({"country_code":"+49"})", R"({"problem":"shoe"})",
                           R"({"email_domains":"gmial.com"})"}) {
    CHECK_FALSE(read_fix_query(json_of(text)));
  }
}

TEST_CASE("Reasons come in the words that were given") {
  const auto reason_of = read_reasons(json_of(R"({"reasons":{"email_missing_at":"Kein @"}})"));
  REQUIRE(reason_of);
  CHECK((*reason_of)({.code = ErrorCode::email_missing_at}) == "Kein @");
  CHECK((*reason_of)({.code = ErrorCode::contact_empty}) ==
        error_code_message(ErrorCode::contact_empty));
}

}  // namespace kartei
