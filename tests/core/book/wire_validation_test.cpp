#include "book/wire_validation.h"

#include <doctest/doctest.h>

#include "base/error.h"

namespace kartei {

TEST_CASE("check_emails answers each value, in order") {
  const auto answers = check_emails({{"values", {"Anna@EXAMPLE.org", "anna@gmial.com", "x"}}});
  REQUIRE(answers);
  CHECK((*answers)[0] == Json{{"valid", true},
                              {"code", nullptr},
                              {"column", nullptr},
                              {"normalized", "Anna@example.org"},
                              {"suggestion", nullptr}});
  CHECK((*answers)[1]["suggestion"] == "anna@gmail.com");
  CHECK((*answers)[2]["code"] == "email_missing_at");
  CHECK((*answers)[2]["normalized"] == nullptr);
  const Json quoted = {{"values", {"\"a b\"@example.org"}}, {"profile", "rfc5321"}};
  CHECK((*check_emails(quoted))[0]["valid"] == true);
}

TEST_CASE("check_phones answers by region, by calling code, and by the value's own country") {
  const Json request = {{"values", {"0151 12345678", {{"input", "2125550123"}, {"country", "US"}}}},
                        {"country", "+49"}};
  const auto answers = check_phones(request);
  REQUIRE(answers);
  CHECK((*answers)[0]["e164"] == "+4915112345678");
  CHECK((*answers)[0]["type"] == "MOBILE");
  CHECK((*answers)[0]["extension"] == nullptr);
  CHECK((*answers)[1]["region"] == "US");
  // Nobody dials within a calling code that is no country's.
  const Json free = {{"values", {"1234 5678"}}, {"country", "+800"}};
  CHECK((*check_phones(free))[0]["e164"] == "+80012345678");
  const auto none = check_phones({{"values", {"0151 12345678"}}});
  CHECK((*none)[0]["parsed"] == false);
  CHECK((*none)[0]["possible"] == nullptr);
}

TEST_CASE("requests of another shape are refused with their place") {
  CHECK(check_emails({{"values", "x"}}).error().field == "values");
  CHECK(check_emails({{"values", {1}}}).error().field == "values.0");
  CHECK(check_emails({{"values", Json::array()}, {"profile", "x"}}).error().field == "profile");
  CHECK(check_phones({{"values", Json::array()}, {"country", "XX"}}).error().field == "country");
  const Json two = {{"values", {"1", {{"input", "1"}, {"country", "XX"}}}}};
  CHECK(check_phones(two).error().field == "values.1");
}

}  // namespace kartei
