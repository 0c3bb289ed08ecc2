#include "contact/offers.h"

#include <doctest/doctest.h>

#include "contact/normalize.h"

namespace kartei {
namespace {

std::vector<Offer> offers(const RawContact& raw) {
  Contact contact;
  std::vector<FieldIssue> issues;
  normalize_contact(raw, {}, contact, issues);
  return find_offers(contact);
}

using enum OfferReason;

}  // namespace

TEST_CASE("Offers: what was probably meant") {
  CHECK(offers({.name = "ANNA  MÜLLER", .email = "anna@gmial.com"}) ==
        std::vector<Offer>{{Field::name, name_spelling, "Anna Müller"},
                           {Field::email, email_domain, "anna@gmail.com"}});
  CHECK(
      offers({.name = "Anna Müller", .email = "anna@gmail.com", .phone = "+49 30 123456"}).empty());
  CHECK(offers({}).empty());
}

TEST_CASE("Offers: what a spreadsheet did to a phone number") {
  CHECK(offers({.phone = "15112345678", .country_code = "+49"}) ==
        std::vector<Offer>{{Field::phone, phone_leading_zero_lost, "01511 2345678"}});
  CHECK(offers({.phone = "4,915112345678E+12", .country_code = "+49"}) ==
        std::vector<Offer>{{Field::phone, phone_scientific_notation, "01511 2345678"}});
  CHECK(offers({.phone = "4915112345678.0", .country_code = "+49"}) ==
        std::vector<Offer>{{Field::phone, phone_decimal, "01511 2345678"}});
  // Digits are lost: nothing can be offered.
  CHECK(offers({.phone = "4,91512E+11", .country_code = "+49"}).empty());
}

TEST_CASE("Offers: reasons have names") {
  CHECK(offer_reason_name(email_domain) == "email_domain");
  CHECK(offer_reason_name(name_spelling) == "name_spelling");
}

}  // namespace kartei
