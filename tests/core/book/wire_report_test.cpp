#include "book/wire_report.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "json/json_of.h"

namespace kartei {

TEST_CASE("Import options are read strictly") {
  const auto options = read_import_options(json_of(
      R"({"duplicates":"update","mapping":["email","attribute","ignore"],"encoding":"utf-16le",)"
      R"("delimiter":"\t","quote":"","escape":"\\","skip_rows":2,"has_header":false,)"
      R"("default_country_code":"+49","source":"chat",)"
      R"("file_name":"a.csv"})"));
  REQUIRE(options);
  CHECK(options->duplicates == DuplicateAction::update);
  CHECK(options->mapping->at(0).field == Field::email);
  CHECK(options->mapping->at(2).kind == csv::ColumnTarget::Kind::ignore);
  CHECK(options->dialect.encoding == csv::Encoding::utf16le);
  CHECK(options->dialect.delimiter == '\t');
  CHECK(options->dialect.quote == csv::kNoQuote);
  CHECK(options->dialect.escape == '\\');
  CHECK(options->dialect.skip_rows == 2);
  CHECK(options->dialect.has_header == false);
  CHECK(options->source == "chat");
  CHECK(read_import_options(json_of("{}"))->duplicates == DuplicateAction::skip);
  for (const char* text :
       {R"({"duplicates":"merge"})", R"({"mapping":["shoe"]})", R"({"encoding":"ebcdic"})",
        R"({"delimiter":""})", R"({"quote":"''"})", R"({"delimiter":"ä"})", R"({"header":true})"}) {
    CAPTURE(text);
    CHECK_FALSE(read_import_options(json_of(text)));
  }
}

TEST_CASE("Decisions, review queries and steps") {
  CHECK(read_decision(json_of(R"({"action":"create","row":7})"))->row == 7);
  CHECK_FALSE(read_decision(json_of(R"({"action":"create"})"))->row);
  CHECK_FALSE(read_decision(json_of(R"({"action":"create"})"))->is_for_remaining);
  const auto remaining = read_decision(json_of(R"({"action":"ask","remaining":true})"));
  CHECK(remaining->action == DuplicateAction::ask);
  CHECK(remaining->is_for_remaining);
  CHECK_FALSE(remaining->kind);
  CHECK(read_decision(json_of(R"({"action":"ask","of":"book"})"))->kind == DuplicateKind::of_book);
  CHECK(read_decision(json_of(R"({"action":"ask","of":"file"})"))->kind == DuplicateKind::of_file);
  CHECK_FALSE(read_decision(json_of(R"({"action":"ask","of":"moon"})")));
  CHECK(dump_json(write_counts({.rows = 3, .created = 1, .skipped = 2, .undecided = 2})) ==
        R"({"rows":3,"new":1,"updated":0,"skipped":2,"rejected":0,"undecided":2})");
  CHECK(read_review_query(json_of(R"({"only":"undecided"})"))->only == RowFilter::undecided);
  CHECK(read_review_query(json_of(R"({"only":"rejected"})"))->only == RowFilter::rejected);
  CHECK_FALSE(read_review_query(json_of(R"({"only":"bad"})")));
  CHECK(read_commit_request(json_of("{}"))->rows == 10'000);
  const auto request = read_commit_request(json_of(R"({"rows":5,"tags":["a"]})"));
  CHECK(request->rows == 5);
  CHECK(request->tags == std::vector<std::string>{"a"});
}

TEST_CASE("A review on the wire") {
  MemoryFiles files;
  FixedEnvironment environment;
  auto book = *ContactBook::open(files, environment);
  REQUIRE(book->begin_import({}));
  REQUIRE(book->feed_import(bytes_of("name;email;Firma\nA;a@x.de;1\nB;b;2\nC;A@x.de;\n")));
  REQUIRE(book->finish_import());
  const Json review = write_review(**book->import(), *book->review_import({}));
  CHECK(dump_json(review["counts"]) ==
        R"({"rows":3,"new":1,"updated":0,"skipped":1,"rejected":1})");
  CHECK(dump_json(review["dialect"]) ==
        R"({"encoding":"utf-8","delimiter":";","quote":"\"","escape":"\"",)"
        R"("skip_initial_space":false,"has_header":true,"skip_rows":0,"line_end":"lf",)"
        R"("confidence":1.0})");
  CHECK(dump_json(review["mapping"]) == R"(["name","email","attribute"])");
  CHECK(dump_json(review["problems"]) == R"({"email_missing_at":1})");
  CHECK(review["duplicates_in_file"] == 1);
  CHECK(review["total"] == 3);
  CHECK(dump_json(review["rows"][2]) ==
        R"({"row":4,"outcome":"skipped","cells":["C","A@x.de",""],"phone":"","issues":[],)"
        R"("duplicate":{"field":"email","decision":"skip","contact":null,"row":2,)"
        R"("cells":["A","a@x.de","1"],"phone":""}})");
  CHECK(review["rows"][1]["issues"][0]["row"] == 3);
  CHECK(review["rows"][1]["issues"][0]["column"] == 2);
}

TEST_CASE("Duplicates on the wire say their phones with what stands in other columns") {
  MemoryFiles files;
  FixedEnvironment environment;
  auto book = *ContactBook::open(files, environment);
  REQUIRE(book->begin_import({.default_country_code = "+49"}));
  REQUIRE(book->feed_import(
      bytes_of("Ortsvorwahl;Telefon\n0421;123 456\n0421;123456\n0171;0421/123456\n")));
  REQUIRE(book->finish_import());
  const Json rows = write_review(**book->import(), *book->review_import({}))["rows"];
  CHECK(rows[1]["phone"] == "0421 123456");
  CHECK(rows[1]["duplicate"]["phone"] == "0421 123 456");
  CHECK(rows[2]["phone"] == "0421/123456");
}

TEST_CASE("Previews and progress on the wire") {
  const Json preview = write_preview(*preview_csv(bytes_of("name,x\nA,1\n"), true, {}));
  CHECK(dump_json(preview["columns"][0]) ==
        R"({"header":"name","target":"name","confidence":1.0,"samples":["A"]})");
  CHECK(dump_json(preview["rows"]) == R"([["A","1"]])");
  CHECK(dump_json(write_progress({.done = 1, .total = 2})) ==
        R"({"done":1,"total":2,"is_done":false})");
  CHECK(write_progress({.is_done = true, .entry = 5})["entry"] == 5);
  CHECK(dump_json(write_imports({{.entry = 1, .file_name = "f", .rows = 2, .created = 2}})) ==
        R"([{"entry":1,"file_name":"f","rows":2,"new":2,"updated":0,"skipped":0,"rejected":0}])");
}

}  // namespace kartei
