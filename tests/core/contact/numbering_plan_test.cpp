#include "contact/numbering_plan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <string>

namespace kartei {

TEST_CASE("The calling code that digits begin with") {
  for (const NumberingPlan& plan : numbering_plans()) {
    CHECK(leading_calling_code(plan.code()) == plan.code());
    CHECK(leading_calling_code(std::string(plan.code()) + "0123456789") == plan.code());
  }
  for (const std::string_view digits : {"", "0", "049", "00", "4", "21", "210", "9990"}) {
    CHECK(leading_calling_code(digits).empty());
  }
}

TEST_CASE("numbering plans are sorted by calling code, and calling codes are prefix-free") {
  const auto plans = numbering_plans();
  CHECK(plans.size() >= 240);
  CHECK(std::ranges::is_sorted(plans, {}, &NumberingPlan::code));
  for (size_t i = 1; i < plans.size(); ++i) {
    if (plans[i].code() == plans[i - 1].code()) continue;
    CHECK_FALSE(plans[i].code().starts_with(plans[i - 1].code()));
  }
  for (const NumberingPlan& plan : plans) {
    CAPTURE(plan.region());
    CHECK(std::popcount(plan.national_lengths()) > 0);
    if (plan.is_geographic()) CHECK(find_plan(plan.region()) == &plan);
  }
}

TEST_CASE("the plans of a code begin with its main country") {
  CHECK(plans_of_code("1")[0].region() == "US");
  CHECK(plans_of_code("1").size() >= 25);
  CHECK(plans_of_code("44")[0].region() == "GB");
  CHECK(plans_of_code("7")[0].region() == "RU");
  CHECK(plans_of_code("800")[0].region() == "001");
  CHECK_FALSE(plans_of_code("800")[0].is_geographic());
  for (const char* code : {"", "0", "4", "999", "4930", "+49"}) CHECK(plans_of_code(code).empty());
  for (const char* region : {"", "D", "de", "ZZ", "001", "DEU"}) CHECK_FALSE(find_plan(region));
}

TEST_CASE("a plan knows types, lengths and prefixes") {
  const NumberingPlan& germany = *find_plan("DE");
  CHECK(germany.national_prefix() == "0");
  CHECK(germany.type_of("15112345678") == PhoneType::mobile);
  CHECK(germany.type_of("301234567") == PhoneType::fixed_line);
  CHECK(germany.type_of("8001234567") == PhoneType::toll_free);
  CHECK(germany.type_of("1") == PhoneType::unknown);
  CHECK(germany.type_of("") == PhoneType::unknown);
  CHECK(find_plan("US")->type_of("2125550123") == PhoneType::fixed_line_or_mobile);
  CHECK(find_plan("FR")->national_lengths() == 1u << 9);
  CHECK(germany.match_international_prefix("0049").length == 2);
  CHECK(germany.match_international_prefix("049").length == -1);
  CHECK(germany.match_national_prefix("030").length == 1);
  CHECK(germany.match_national_prefix("30").length == -1);
  CHECK(find_plan("CA")->starts_with_leading_digits("2125550123") == false);
  CHECK(find_plan("BB")->starts_with_leading_digits("2462345678"));
  CHECK_FALSE(find_plan("BB")->starts_with_leading_digits("24"));
}

TEST_CASE("a prefix with parts: the digits before, and what is put in their place") {
  // Argentina: 0 + area + 15 + number is dialled within the country, 9 + area + number from abroad.
  const PrefixMatch match = find_plan("AR")->match_national_prefix("01115");
  CHECK(match.length == 5);
  REQUIRE(match.groups == 1);
  CHECK(match.group[0] == std::array<int8_t, 2>{1, 3});
  CHECK(find_plan("AR")->transform() == "9$1");
}

TEST_CASE("a number has the format of its kind") {
  const NumberingPlan& germany = *find_plan("DE");
  const NumberFormat* format = germany.find_format("30123456", false);
  REQUIRE(format);
  CHECK(format->national() == "0$1 $2");
  CHECK(format->international() == "$1 $2");
  CHECK_FALSE(germany.find_format("1", false));
}

}  // namespace kartei
