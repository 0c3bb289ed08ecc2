// What has to be kept of a contact so that it can be made again out of what was given, without
// reading its address and its phone a second time: an import reads a million rows and writes them
// later.
//
//   normalize_contact(raw, {}, contact, issues);
//   if (issues.empty() && is_plain_contact(raw, contact)) phone = pack_e164(contact.phone_e164);
//   ...
//   make_plain_contact(raw, phone, contact);
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "contact/contact.h"

namespace kartei {

// "+4930123456" as the number 4930123456; 0 for an empty text. No calling code begins with 0, and
// no plan has numbers of more than 19 digits with it.
uint64_t pack_e164(std::string_view e164);
// The digits, without a plus sign, appended to `out`; nothing for 0.
void append_packed_e164(uint64_t packed, std::string& out);

// Whether the texts of `contact`, which normalize_contact() has made of `raw` without any issue,
// are those that were given, so that all of it follows from them and from its E.164 form.
bool is_plain_contact(const RawContact& raw, const Contact& contact);

// Makes such a contact again; `contact` may be in any state, and its memory is reused. id,
// updated_at and deleted_at are left alone.
void make_plain_contact(const RawContact& raw, uint64_t phone, Contact& contact);

}  // namespace kartei
