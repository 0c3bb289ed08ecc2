#include "book/wire_filter.h"

#include <doctest/doctest.h>

#include "base/limits.h"

namespace kartei {
namespace {

std::string filter_refusal(const char* text) {
  const auto filter = read_filter(*parse_json(text), "filter");
  REQUIRE_FALSE(filter);
  return std::string(error_code_name(filter.error().code)) + " " + filter.error().field;
}

}  // namespace

TEST_CASE("A filter tree is read as it stands") {
  const auto filter = read_filter(*parse_json(R"({"all":[{"text":"anna"},{"not":{"any":[
      {"field":"email","op":"contains","value":"x"},
      {"field":"country_code","op":"any_of","value":["+49","+43"]},
      {"field":"created_at","op":"between","value":["2026-01-01","2026-02-01"]},
      {"field":"phone","op":"empty"},
      {"field":"name","op":"empty","value":false}]}}]})"),
                                  "filter");
  REQUIRE(filter);
  CHECK(filter->children[0].text == "anna");
  const Filter& any = filter->children[1].children[0];
  CHECK(any.kind == Filter::Kind::any);
  REQUIRE(any.children.size() == 5);
  CHECK(any.children[0].field == Field::email);
  CHECK(any.children[1].values == std::vector<std::string>{"+49", "+43"});
  CHECK(any.children[2].to == *parse_timestamp("2026-02-01"));
  CHECK(any.children[3].flag);
  CHECK_FALSE(any.children[4].flag);
}

TEST_CASE("What is wrong is named with its place in the tree") {
  CHECK(filter_refusal("[]") == "filter_malformed filter");
  CHECK(filter_refusal("{}") == "filter_malformed filter");
  CHECK(filter_refusal(R"({"al":[]})") == "filter_malformed filter.al");
  CHECK(filter_refusal(R"({"all":{}})") == "filter_malformed filter.all");
  CHECK(filter_refusal(R"({"all":[{"text":"a"},{"text":1}]})") ==
        "filter_malformed filter.all.1.text");
  CHECK(filter_refusal(R"({"all":[],"any":[]})") == "filter_malformed filter");
  CHECK(filter_refusal(R"({"not":{"field":"nam","op":"empty"}})") ==
        "filter_field_unknown filter.not.field");
  CHECK(filter_refusal(R"({"field":"deleted_at","op":"empty"})") ==
        "filter_field_unknown filter.field");
  CHECK(filter_refusal(R"({"field":"attributes","op":"empty"})") ==
        "filter_field_unknown filter.field");
  CHECK(filter_refusal(R"({"field":"tags","op":"contains","value":"x"})") ==
        "filter_operator_unknown filter.op");
  for (const char* value : {"0", "-1", "1.5", "null", "400000", "\"7\""}) {
    CAPTURE(value);
    const auto filter =
        std::string(R"({"field":"created_at","op":"last_days","value":)") + value + "}";
    CHECK(filter_refusal(filter.c_str()) == "filter_malformed filter.value");
  }
  CHECK(filter_refusal(R"({"field":"email","op":"valid","value":1})") ==
        "filter_malformed filter.value");
  CHECK(filter_refusal(R"({"segment":7})") == "filter_malformed filter.segment");
  CHECK(filter_refusal(R"({"field":"name","op":"like","value":"x"})") ==
        "filter_operator_unknown filter.op");
  CHECK(filter_refusal(R"({"field":"name","op":"before","value":"x"})") ==
        "filter_operator_unknown filter.op");
  CHECK(filter_refusal(R"({"field":"name","op":"contains"})") == "filter_malformed filter.value");
  CHECK(filter_refusal(R"({"field":"created_at","op":"before","value":"x"})") ==
        "filter_malformed filter.value");
  CHECK(filter_refusal(R"({"field":"name","op":"empty","values":true})") ==
        "filter_malformed filter.values");
}

TEST_CASE("Attributes, tags, imports, days and segments") {
  const Filter all = *read_filter(*parse_json(R"({"all":[
    {"field":"attributes.Firma","op":"ends_with","value":"GmbH"},
    {"field":"tags","op":"has_tag","value":"vip"},
    {"field":"import","op":"in_import","value":12},
    {"field":"last_contact_at","op":"not_in_last_days","value":30},
    {"segment":"s1"}]})"),
                                  "filter");
  CHECK(all.children[0].field == Field::attributes);
  CHECK(all.children[0].attribute == "Firma");
  CHECK(all.children[1].values == std::vector<std::string>{"vip"});
  CHECK(all.children[2].field == Field::none);
  CHECK(all.children[2].number == 12);
  CHECK(all.children[3].number == 30);
  CHECK(all.children[4].kind == Filter::Kind::segment);
  CHECK(all.children[4].text == "s1");
}

TEST_CASE("Trees are bounded in depth and size") {
  std::string deep;
  for (int i = 0; i < 20; ++i) deep += R"({"not":)";
  deep += R"({"text":"a"})" + std::string(20, '}');
  CHECK_FALSE(read_filter(*parse_json(deep), "filter"));
  Json wide = {{"any", Json::array()}};
  for (int i = 0; i < 1001; ++i) wide["any"].push_back({{"text", "a"}});
  CHECK_FALSE(read_filter(wide, "filter"));
}

TEST_CASE(
    "A text to be searched for is bounded, and what a field is compared with as the field is") {
  CHECK(read_filter({{"text", std::string(kMaxSearchBytes, 'a')}}, "filter"));
  CHECK_FALSE(read_filter({{"text", std::string(kMaxSearchBytes + 1, 'a')}}, "filter"));
  const auto named = [](size_t length) {
    return read_filter({{"field", "name"}, {"op", "equals"}, {"value", std::string(length, 'a')}},
                       "filter");
  };
  CHECK(named(kMaxFieldBytes));
  CHECK_FALSE(named(kMaxFieldBytes + 1));
}

}  // namespace kartei
