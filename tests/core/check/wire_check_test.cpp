#include "check/wire_check.h"

#include <doctest/doctest.h>

#include "checking.h"
#include "json/json_of.h"

namespace kartei {

TEST_CASE("What is expected of columns is read strictly") {
  const auto options = read_check_options(json_of(
      R"({"columns":[{"name":"mail","type":"email","required":true,"unique":true,)"
      R"("headers":["Post"],"allowed":["a@x.de"],"max_length":9,"has_pattern":true},)"
      R"({"name":"n"}],"mapping":["mail",""],"default_country_code":"DE","delimiter":";"})"));
  REQUIRE(options);
  const ColumnRule& rule = options->columns[0];
  CHECK(rule.type == ColumnType::email);
  CHECK(rule.is_required);
  CHECK(rule.is_unique);
  CHECK(rule.headers == std::vector<std::string>{"Post"});
  CHECK(rule.max_length == 9);
  CHECK(rule.has_pattern);
  CHECK(options->columns[1].type == ColumnType::text);
  CHECK(options->default_country_code == "+49");
  CHECK(options->dialect.delimiter == ';');
  CHECK(read_check_options(json_of("{}"))->columns.empty());
  for (const char* text :
       {R"({"columns":{}})", R"({"columns":[{"type":"email"}]})", R"({"columns":[{"name":1}]})",
        R"({"columns":[{"name":"a","type":"shoe"}]})", R"({"columns":[{"name":"a","x":1}]})",
        R"({"columns":[{"name":"a"},{"name":"a"}]})", R"({"default_country_code":"+999"})",
        R"({"rows":1})"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(read_check_options(json_of(text)));
  }
}

TEST_CASE("A check on the wire") {
  const auto checker = check_table("name,email\nA,a@x.de\nB,\nC,A@x.de\nD,d\n");
  const Json summary = write_check_summary(*checker);
  CHECK(dump_json(summary["counts"]) == R"({"rows":4,"good":2,"duplicates":1,"rejected":1})");
  CHECK(summary["issues"]["email_missing_at"] == 1);
  CHECK(dump_json(summary["mapping"]) == R"(["name","email"])");
  CHECK(dump_json(summary["columns"]) == R"(["name","email","phone","country_code"])");
  CHECK(dump_json(summary["missing"]) == "[]");
  CHECK(summary["dialect"]["delimiter"] == ",");
  const auto query = read_check_query(json_of(R"({"only":"duplicates"})"));
  REQUIRE(query);
  CHECK(dump_json(write_checked_rows(*checker, *query)) ==
        R"({"total":1,"rows":[{"row":4,"outcome":"duplicate","cells":["C","A@x.de"],"issues":)"
        R"([{"code":"cell_duplicate","message":"An earlier row has the same value, and each may )"
        R"(stand only once.","field":"email","row":4,"column":2}],"suggestions":[],)"
        R"("duplicate_of":2}]})");
  CHECK(write_checked_rows(*checker,
                           *read_check_query(json_of(R"({"only":"rejected"})")))["total"] == 1);
  CHECK_FALSE(read_check_query(json_of(R"({"problem":"shoe"})")));
  CHECK(read_good_file_options(json_of(R"({"normalize":true})"))->is_normal);
}

TEST_CASE("Suggestions on the wire, and what is done with them") {
  const auto checker = check_table("name,email\nA,a@gmial.com\nB,b@x.de\n");
  const auto query = read_check_query(json_of(R"({"only":"suggested"})"));
  REQUIRE(query);
  CHECK_FALSE(query->only);
  const Json page = write_checked_rows(*checker, *query);
  CHECK(page["total"] == 1);
  CHECK(page["rows"][0]["outcome"] == "good");
  CHECK(dump_json(page["rows"][0]["suggestions"]) ==
        R"([{"column":2,"field":"email","suggestion":"a@gmail.com"}])");
  const auto fixed = checker->fix_all({.email_domains = {{}}});
  REQUIRE(fixed);
  const Json fix = write_check_fix(*checker, *fixed);
  CHECK(fix["rows"] == 1);
  CHECK(fix["counts"]["good"] == 2);
  CHECK(dump_json(fix["samples"]) ==
        R"([{"row":2,"column":2,"before":"gmial.com","after":"gmail.com","rows":1}])");
}

}  // namespace kartei
