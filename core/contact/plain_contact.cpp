#include "contact/plain_contact.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "contact/numbering_plan.h"

namespace kartei {
namespace {

// A valid phone says its calling code, whatever else was given; without one that is as it was.
bool has_plain_country(const RawContact& raw, const Contact& contact) {
  const std::string_view code = contact.country_code;
  if (contact.phone_e164.empty()) return code == raw.country_code;
  const auto digits = std::string_view(contact.phone_e164).substr(1);
  return code.starts_with('+') && code.substr(1) == leading_calling_code(digits);
}

std::optional<Timestamp> read_date(std::string_view raw) {
  const std::string_view text = trim(raw);
  if (text.empty()) return std::nullopt;
  const auto time = parse_timestamp(text);
  return time ? std::optional(*time) : std::nullopt;
}

}  // namespace

uint64_t pack_e164(std::string_view e164) {
  uint64_t packed = 0;
  for (size_t i = 1; i < e164.size(); ++i) {
    packed = packed * 10 + static_cast<uint64_t>(e164[i] - '0');
  }
  return packed;
}

void append_packed_e164(uint64_t packed, std::string& out) {
  std::array<char, 20> digits;
  size_t begin = digits.size();
  for (; packed != 0; packed /= 10) digits[--begin] = static_cast<char>('0' + packed % 10);
  out.append(digits.data() + begin, digits.size() - begin);
}

bool is_plain_contact(const RawContact& raw, const Contact& contact) {
  const auto is_same = [](const auto& one, const auto& other) {
    return one.first == other.first && one.second == other.second;
  };
  return contact.name == raw.name && contact.email == raw.email &&
         contact.email_normalized == raw.email && contact.phone == raw.phone &&
         has_plain_country(raw, contact) && contact.source == raw.source && raw.tags.empty() &&
         std::ranges::equal(contact.attributes, raw.attributes, is_same);
}

void make_plain_contact(const RawContact& raw, uint64_t phone, Contact& contact) {
  contact.name = raw.name;
  contact.email = contact.email_normalized = raw.email;
  contact.phone = raw.phone;
  contact.phone_e164.clear();
  if (phone == 0) {
    contact.country_code = raw.country_code;
  } else {
    contact.phone_e164 = '+';
    append_packed_e164(phone, contact.phone_e164);
    const auto digits = std::string_view(contact.phone_e164).substr(1);
    contact.country_code = '+';
    contact.country_code.append(leading_calling_code(digits));
  }
  contact.created_at = read_date(raw.created_at).value_or(0);
  contact.last_contact_at = read_date(raw.last_contact_at);
  contact.source = raw.source;
  contact.tags.clear();
  contact.attributes.resize(raw.attributes.size());
  for (size_t i = 0; i < raw.attributes.size(); ++i) {
    contact.attributes[i].first = raw.attributes[i].first;
    contact.attributes[i].second = raw.attributes[i].second;
  }
}

}  // namespace kartei
