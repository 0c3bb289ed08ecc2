// What a person may be asked about a contact: values that are probably meant. Nothing of it is ever
// applied unasked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contact/contact.h"

namespace kartei {

enum class OfferReason : uint8_t {
  // A domain that is nearly a well-known one's.
  email_domain,
  // What a spreadsheet has made of a phone number and could be repaired (contact/phone.h).
  phone_leading_zero_lost,
  phone_scientific_notation,
  phone_decimal,
  // Blanks and capitals.
  name_spelling,
};
// "email_domain"
std::string_view offer_reason_name(OfferReason reason);

struct Offer {
  Field field = Field::none;
  OfferReason reason = OfferReason::email_domain;
  // What the field would hold: "anna@gmail.com", "0151 12345678".
  std::string value;

  bool operator==(const Offer&) const = default;
};

// `contact` as normalize_contact() leaves it, with or without issues. At most one offer per field,
// none that is what the field already holds.
std::vector<Offer> find_offers(const Contact& contact);

}  // namespace kartei
