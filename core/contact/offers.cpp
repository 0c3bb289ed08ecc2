#include "contact/offers.h"

#include <array>
#include <optional>

#include "contact/email_suggestion.h"
#include "contact/person_name.h"
#include "contact/phone.h"
#include "contact/phone_number.h"

namespace kartei {
namespace {

constexpr std::array<std::string_view, 5> kReasonNames = {"email_domain", "phone_leading_zero_lost",
                                                          "phone_scientific_notation",
                                                          "phone_decimal", "name_spelling"};

OfferReason to_reason(ErrorCode damage) {
  switch (damage) {
    case ErrorCode::phone_scientific_notation:
      return OfferReason::phone_scientific_notation;
    case ErrorCode::phone_decimal:
      return OfferReason::phone_decimal;
    default:
      return OfferReason::phone_leading_zero_lost;
  }
}

std::optional<Offer> offer_phone(const Contact& contact) {
  const auto phone = parse_phone(contact.phone, contact.country_code);
  if (!phone || !phone->damage) return std::nullopt;
  const auto number = parse_phone_number(phone->e164, nullptr);
  if (!number) return std::nullopt;
  std::string repaired = format_phone_number(*number, PhoneFormat::national);
  if (repaired == contact.phone) return std::nullopt;
  return Offer{Field::phone, to_reason(*phone->damage), std::move(repaired)};
}

}  // namespace

std::string_view offer_reason_name(OfferReason reason) {
  return kReasonNames[static_cast<size_t>(reason)];
}

std::vector<Offer> find_offers(const Contact& contact) {
  std::vector<Offer> offers;
  if (auto name = tidy_person_name(contact.name)) {
    offers.push_back({Field::name, OfferReason::name_spelling, std::move(*name)});
  }
  if (auto email = suggest_email(contact.email)) {
    offers.push_back({Field::email, OfferReason::email_domain, std::move(*email)});
  }
  if (auto phone = offer_phone(contact)) offers.push_back(std::move(*phone));
  return offers;
}

}  // namespace kartei
