#include "contact/country.h"

#include <doctest/doctest.h>

#include "contact/numbering_plan.h"

namespace kartei {

TEST_CASE("parse_country_code reads what people write") {
  for (const std::string text : {"+49",
                                 "49",
                                 "0049",
                                 "(+49)",
                                 " +49 ",
                                 "'+49",
                                 "＋４９",
                                 "+ 49",
                                 "٤٩",
                                 "49.0",
                                 "49,0",
                                 "49.00",
                                 "DE",
                                 "de",
                                 "Deutschland",
                                 "GERMANY",
                                 "germany ",
                                 "Bundesrepublik Deutschland",
                                 "Germany (+49)",
                                 "+49 (Deutschland)",
                                 "+49 DE",
                                 "Deutschland: +49"}) {
    CAPTURE(text);
    CHECK(parse_country_code(text) == Result<std::string>("+49"));
  }
  CHECK(parse_country_code("") == Result<std::string>(""));
  CHECK(parse_country_code(" \u00A0") == Result<std::string>(""));
  for (const NumberingPlan& plan : numbering_plans()) {
    const std::string code = "+" + std::string(plan.code());
    CHECK(parse_country_code(plan.code()) == code);
    if (plan.is_geographic()) CHECK(parse_country_code(plan.region()) == code);
  }
}

TEST_CASE("parse_country_code knows countries by their German, English and own names and codes") {
  const std::pair<const char*, const char*> kNames[] = {{"Österreich", "+43"},
                                                        {"Oesterreich", "+43"},
                                                        {"Osterreich", "+43"},
                                                        {"Austria", "+43"},
                                                        {"Schweiz", "+41"},
                                                        {"Switzerland", "+41"},
                                                        {"USA", "+1"},
                                                        {"United States", "+1"},
                                                        {"Vereinigte Staaten", "+1"},
                                                        {"Kanada", "+1"},
                                                        {"UK", "+44"},
                                                        {"Großbritannien", "+44"},
                                                        {"Grossbritannien", "+44"},
                                                        {"England", "+44"},
                                                        {"Tschechien", "+420"},
                                                        {"Czech Republic", "+420"},
                                                        {"Côte d’Ivoire", "+225"},
                                                        {"Cote d'Ivoire", "+225"},
                                                        {"Türkei", "+90"},
                                                        {"Turkey", "+90"},
                                                        {"Kasachstan", "+7"},
                                                        {"Polska", "+48"},
                                                        {"ITALIA", "+39"},
                                                        {"España", "+34"},
                                                        {"Česko", "+420"},
                                                        {"Ελλάδα", "+30"},
                                                        {"Україна", "+380"},
                                                        {"Suisse", "+41"},
                                                        {"D", "+49"},
                                                        {"A", "+43"},
                                                        {"DEU", "+49"},
                                                        {"aut", "+43"},
                                                        {"CHE", "+41"},
                                                        {"GBR", "+44"},
                                                        {"IRL", "+353"},
                                                        {"XKX", "+383"},
                                                        {"XYZ", ""},
                                                        {"Atlantis", ""}};
  for (const auto& [name, code] : kNames) {
    CAPTURE(name);
    CHECK(parse_country_code(name).value_or("") == code);
  }
  CHECK(parse_country_code("+1-268") == Result<std::string>("+1"));
}

TEST_CASE("the month stands first in the United States") {
  CHECK(date_order_where("+1") == DateOrder::month_first);
  CHECK(date_order_where("US") == DateOrder::month_first);
  CHECK(date_order_where("+44") == DateOrder::day_first);
  CHECK(date_order_where("") == DateOrder::unknown);
  CHECK(date_order_where("nowhere") == DateOrder::unknown);
}

TEST_CASE("parse_country_code refuses the rest") {
  const auto code_of = [](std::string_view text) { return parse_country_code(text).error().code; };
  for (const std::string text :
       {"+", "00", "-", "+4930", "0", "000", "Germany (+43)", "ZZ", "+1-200"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_country_code(text));
  }
  CHECK(parse_country_code("+4x9y").error() ==
        Error{.code = ErrorCode::country_code_malformed, .column = 3});
  CHECK(parse_country_code(" \u00A0 +49 ?").error() ==
        Error{.code = ErrorCode::country_code_malformed, .column = 8});
  CHECK(code_of("+4930") == ErrorCode::country_code_malformed);
  CHECK(code_of("+999") == ErrorCode::country_code_unknown);
  CHECK(code_of("049") == ErrorCode::country_code_unknown);
  CHECK(code_of("+491") == ErrorCode::country_code_unknown);
  CHECK(code_of("Atlantis") == ErrorCode::country_code_unknown);
}

}  // namespace kartei
