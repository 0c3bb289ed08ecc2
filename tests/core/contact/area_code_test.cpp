#include "contact/area_code.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("Where the country is not known, ten digits, a zero or a plus sign are a whole number") {
  CHECK(needs_area_code("12 34-56", "0421", ""));
  CHECK(needs_area_code("555-0123 x1234", "(415)", ""));
  CHECK(needs_area_code("\u00A0123456", "0421\u00A0", ""));
  for (const char* number :
       {"", "-", "x", "0421 1234", "(0421) 1234", "+49 421 1234", "4155550123"})
    CHECK_FALSE(needs_area_code(number, "0421", ""));
  for (const char* none : {"", "-", "Bremen", "0421 Bremen"})
    CHECK_FALSE(needs_area_code("123456", none, ""));
}

TEST_CASE("Of a number with area code and one without, the valid one is meant") {
  // Germany: both are, as a rule.
  CHECK(needs_area_code("123456", "0421", "+49"));
  CHECK(needs_area_code("123456", "421", "+49"));
  CHECK(needs_area_code("123456", "+49 421", "+49"));
  CHECK(needs_area_code("3012345", "030", "+49"));
  CHECK(needs_area_code("18681-11234", "030", "+49"));
  CHECK(needs_area_code("1234567", "0171", "+49"));
  CHECK_FALSE(needs_area_code("1711234567", "0421", "+49"));
  CHECK_FALSE(needs_area_code("4215678901", "0421", "+49"));
  // The United States.
  CHECK(needs_area_code("555-0123 x1234", "415", "+1"));
  CHECK_FALSE(needs_area_code("415-555-0123", "415", "+1"));
  CHECK_FALSE(needs_area_code("2125550123", "12", "+1"));
  // Argentina, where 15 stands behind the area code of a mobile.
  CHECK(needs_area_code("15-2345-6789", "11", "+54"));
  // Spain, Poland, Switzerland: numbers have nine digits.
  CHECK_FALSE(needs_area_code("612 345 678", "91", "+34"));
  CHECK_FALSE(needs_area_code("22 123 45 67", "22", "+48"));
  CHECK_FALSE(needs_area_code("44 668 18 00", "044", "+41"));
  CHECK_FALSE(needs_area_code("791234567", "044", "+41"));
  CHECK(needs_area_code("668 18 00", "044", "+41"));
}

}  // namespace kartei
