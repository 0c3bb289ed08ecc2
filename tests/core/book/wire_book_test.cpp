#include "book/wire_book.h"

#include <doctest/doctest.h>

#include "json/json_of.h"

namespace kartei {
namespace {

template <class T>
std::string refused_field(const Result<T>& result) {
  REQUIRE_FALSE(result);
  return result.error().field;
}

}  // namespace

TEST_CASE("Queries have defaults, and every part is checked") {
  const auto query = read_query(json_of("{}"));
  REQUIRE(query);
  CHECK(query->limit == 100);
  CHECK(query->sort.empty());
  const auto full = read_query(json_of(
      R"({"filter":{"text":"a"},"sort":[{"field":"name"},{"field":"email","direction":"desc"}],)"
      R"("offset":5,"limit":1000})"));
  REQUIRE(full);
  CHECK(full->sort == std::vector<SortKey>{{Field::name}, {Field::email, true}});
  CHECK(full->offset == 5);
  CHECK(refused_field(read_query(json_of(R"({"limit":1001})"))) == "limit");
  CHECK(refused_field(read_query(json_of(R"({"page":1})"))) == "page");
  CHECK(refused_field(read_query(json_of(R"({"sort":[{"field":"tags"}]})"))) == "sort.0.field");
  CHECK(refused_field(read_query(json_of(R"({"sort":[{"field":"name","direction":"up"}]})"))) ==
        "direction");
  CHECK(refused_field(read_query(json_of(R"({"filter":{"text":1}})"))) == "filter.text");
}

TEST_CASE("A selection is ids, a filter or an entry") {
  const auto ids = read_selection(json_of(R"({"ids":["00000000-0000-0000-0000-000000000009"]})"));
  CHECK(std::get<std::vector<Uuid>>(*ids).size() == 1);
  const auto all = read_selection(json_of(R"({"filter":{"text":"a"}})"));
  CHECK(std::get<Matches>(*all).filter.text == "a");
  CHECK(std::get<Matches>(*all).except.empty());
  const auto but_one = read_selection(
      json_of(R"({"filter":{"text":"a"},"except":["00000000-0000-0000-0000-000000000009"]})"));
  CHECK(std::get<Matches>(*but_one).except == std::get<std::vector<Uuid>>(*ids));
  CHECK(std::get<EntryId>(*read_selection(json_of(R"({"entry":7})"))) == 7);
  // Never everything by accident.
  CHECK_FALSE(read_selection(json_of("{}")));
  CHECK_FALSE(read_selection(json_of(R"({"filter":null})")));
  CHECK_FALSE(read_selection(json_of(R"({"ids":["x"]})")));
  CHECK_FALSE(read_selection(json_of(R"({"ids":[],"entry":7})")));
  CHECK_FALSE(read_selection(json_of(R"({"ids":[],"filter":{"text":"a"}})")));
  CHECK_FALSE(read_selection(json_of(R"({"except":[]})")));
  CHECK(refused_field(read_selection(json_of(R"({"filter":{"text":"a"},"except":["x"]})"))) ==
        "except");
}

TEST_CASE("What is counted is all contacts, or what matches, but for some") {
  CHECK(read_matches(json_of("{}"))->filter == Filter{});
  const auto matches = read_matches(
      json_of(R"({"filter":{"text":"a"},"except":["00000000-0000-0000-0000-000000000009"]})"));
  CHECK(matches->filter.text == "a");
  CHECK(matches->except.size() == 1);
  CHECK(refused_field(read_matches(json_of(R"({"ids":[]})"))) == "ids");
}

TEST_CASE("An export is of what matches, or of some ids, or of all but some") {
  const Uuid nine = *parse_uuid("00000000-0000-0000-0000-000000000009");
  const auto some =
      read_export_query(json_of(R"({"ids":["00000000-0000-0000-0000-000000000009"]})"));
  REQUIRE(some);
  CHECK(some->ids == std::vector<Uuid>{nine});
  const auto others = read_export_query(
      json_of(R"({"filter":{"text":"a"},"except":["00000000-0000-0000-0000-000000000009"]})"));
  REQUIRE(others);
  CHECK_FALSE(others->ids);
  CHECK(others->except == std::vector<Uuid>{nine});
  CHECK(refused_field(read_export_query(json_of(R"({"ids":[],"filter":{"text":"a"}})"))) == "ids");
}

TEST_CASE("Exports are safe unless they are told otherwise") {
  const auto query = read_export_query(json_of("{}"));
  CHECK(query->options.csv.formula_safe);
  CHECK(query->options.encoding == csv::Encoding::utf8_bom);
  CHECK(query->options.format == ExportFormat::csv);
  const auto other = read_export_query(
      json_of(R"({"delimiter":";","bom":false,"formula_safe":false,"columns":["name"]})"));
  CHECK(other->options.csv.delimiter == ';');
  CHECK(other->options.encoding == csv::Encoding::utf8);
  CHECK(read_export_query(json_of(R"({"format":"json"})"))->options.format == ExportFormat::json);
  CHECK(read_export_query(json_of(R"({"encoding":"utf-16le"})"))->options.encoding ==
        csv::Encoding::utf16le);
  for (const char* text : {R"({"format":"xml"})", R"({"encoding":"utf-7"})",
                           R"({"delimiter":"\""})", R"({"delimiter":"\n"})"}) {
    CAPTURE(text);
    CHECK_FALSE(read_export_query(json_of(text)));
  }
  CHECK_FALSE(other->options.csv.formula_safe);
  CHECK(other->options.columns->size() == 1);
  CHECK(refused_field(read_export_query(json_of(R"({"delimiter":";;"})"))) == "delimiter");
}

TEST_CASE("Answers have the shapes of web/types.js") {
  CHECK(dump_json(write_page({.total = 3, .version = 4})) ==
        R"({"rows":[],"total":3,"version":4})");
  CHECK(dump_json(write_bulk_change({.count = 2, .entry = 9})) ==
        R"({"count":2,"entry":9,"refused":0})");
  CHECK(dump_json(write_state({.contacts = 1, .version = 2})) == R"({"contacts":1,"version":2})");
  const CheckedDraft checked{.duplicates = {{.field = Field::phone, .id = {}, .name = "A"}},
                             .offers = {{Field::email, OfferReason::email_domain, "a@gmail.com"}}};
  CHECK(dump_json(write_checked_draft(checked)) ==
        R"({"issues":[],"duplicates":[{"field":"phone","similar":false,)"
        R"("id":"00000000-0000-0000-0000-000000000000","name":"A"}],)"
        R"("offers":[{"field":"email","reason":"email_domain","value":"a@gmail.com"}]})");
  const Json codes = write_calling_codes(numbering_plans());
  const auto is_kazakhstan_too = [](const Json& code) {
    return code["country_code"] == "+7" && code["regions"] == Json({"RU", "KZ"});
  };
  CHECK(std::ranges::any_of(codes, is_kazakhstan_too));
}

}  // namespace kartei
