#include "contact/phone_number.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

PhoneNumber read_number(std::string_view text, std::string_view region = "") {
  const auto number = parse_phone_number(text, find_plan(region));
  REQUIRE(number);
  return *number;
}

std::string written(std::string_view text, std::string_view region, PhoneFormat format) {
  return format_phone_number(read_number(text, region), format);
}

PhoneParseFault fault(std::string_view text, std::string_view region = "") {
  const auto number = parse_phone_number(text, find_plan(region));
  REQUIRE_FALSE(number);
  return number.error();
}

}  // namespace

TEST_CASE("a number is read where it is dialled") {
  for (const std::string text :
       {"0151 / 123 456-78", "+49 (0)151 12345678", "0049 151 12345678", "tel:+49-151-12345678",
        "15112345678", "Tel.: 0151 12345678", "\uFF0B\uFF14\uFF19 151 12345678"}) {
    CAPTURE(text);
    CHECK(written(text, "DE", PhoneFormat::e164) == "+4915112345678");
  }
  CHECK(written("011 49 151 12345678", "US", PhoneFormat::e164) == "+4915112345678");
  CHECK(written("1-800-FLOWERS", "US", PhoneFormat::e164) == "+18003569377");
  CHECK(written("0343 15-555-1212", "AR", PhoneFormat::e164) == "+5493435551212");
  CHECK(written("06 1234 5678", "IT", PhoneFormat::e164) == "+390612345678");
}

TEST_CASE("why a text is no number") {
  CHECK(fault("0151 12345678") == PhoneParseFault::invalid_country_code);
  CHECK(fault("+999 12345678") == PhoneParseFault::invalid_country_code);
  CHECK(fault("anna@example.org", "DE") == PhoneParseFault::not_a_number);
  CHECK(fault("", "DE") == PhoneParseFault::not_a_number);
  CHECK(fault("+49 1", "DE") == PhoneParseFault::too_short_nsn);
  CHECK(fault("0011", "DE") == PhoneParseFault::too_short_after_idd);
  CHECK(fault("+49 123456789012345678", "DE") == PhoneParseFault::too_long);
  CHECK(fault("030 1;phone-context=", "DE") == PhoneParseFault::not_a_number);
  CHECK(fault(std::string(251, '1'), "DE") == PhoneParseFault::too_long);
}

TEST_CASE("what is possible, and what is valid and where") {
  const PhoneNumber guernsey = read_number("+44 1481 256789");
  CHECK(phone_possibility(guernsey) == PhonePossibility::is_possible);
  CHECK(plan_of_number(guernsey)->region() == "GG");
  CHECK(plan_of_number(read_number("+44 20 7946 0018"))->region() == "GB");
  CHECK(plan_of_number(read_number("+1 246 234 5678"))->region() == "BB");
  CHECK(plan_of_number(read_number("+800 1234 5678"))->region() == "001");
  CHECK(phone_possibility(read_number("+33 12345678")) == PhonePossibility::too_short);
  CHECK(phone_possibility(read_number("+33 1234567890")) == PhonePossibility::too_long);
}

TEST_CASE("four ways of writing a number") {
  const std::string_view text = "030 1234567 Ext. 89";
  CHECK(written(text, "DE", PhoneFormat::e164) == "+49301234567");
  CHECK(written(text, "DE", PhoneFormat::national) == "030 1234567 ext. 89");
  CHECK(written(text, "DE", PhoneFormat::international) == "+49 30 1234567 ext. 89");
  CHECK(written(text, "DE", PhoneFormat::rfc3966) == "tel:+49-30-1234567;ext=89");
  CHECK(written("2125550123", "US", PhoneFormat::national) == "(212) 555-0123");
  CHECK(written("2125550123", "US", PhoneFormat::international) == "+1 212-555-0123");
  CHECK(written("0343 15-555-1212", "AR", PhoneFormat::national) == "03435 15-55-1212");
  CHECK(written("+44 1481 256789", "", PhoneFormat::national) == "01481 256789");
}

TEST_CASE("of seventeen digits the last are rounded as JavaScript would") {
  CHECK(written("+1 94614781897448707", "", PhoneFormat::e164) == "+194614781897448700");
  CHECK(written("+1 9007199254740992", "", PhoneFormat::e164) == "+19007199254740992");
  CHECK(written("+1 9007199254740993", "", PhoneFormat::e164) == "+19007199254740992");
}

}  // namespace kartei
