// The one gate by which every contact enters: from a form, a file, a chat or a backend.
//
//   Contact contact;
//   std::vector<FieldIssue> issues;
//   normalize_contact({.name = " Anna ", .email = "anna@example.org"}, {}, contact, issues);
#pragma once

#include <string_view>
#include <vector>

#include "contact/contact.h"

namespace kartei {

struct NormalizeOptions {
  // "+49", for numbers that carry no calling code while the contact has none either; or empty.
  std::string_view default_country_code;
};

// Fills every field of `contact` that `raw` speaks of, and the derived ones; id, updated_at and
// deleted_at are left alone, created_at is 0 where raw has none.
//
// All text is trimmed and NFC. A line break in a name or a phone, with the blanks around it,
// becomes one blank; in an e-mail address it is taken out where that gives a valid one, as HTML
// does. Tags are split at , and ; and :::, and each kept once. Attributes without value are
// dropped; of two with one name the later value stays. A phone that has or is given a calling code
// fills an empty country_code, and overrules one that came as the name or ISO code of a country:
// where somebody lives says nothing about a number that says its own country.
//
// Appends what is wrong to `issues`, at most one per field: a field with an issue keeps its text
// (a date: none) and its derived values are empty. Text that is not UTF-8 is an issue
// (text_invalid_utf8) and is kept with U+FFFD in place of what could not be read. Limits:
// field_too_long for texts over kMaxFieldBytes, and for tags and attributes beyond kMaxTags and
// kMaxAttributes, or beyond as many as `contact` came with, which are dropped. Issues stand in the
// order in which one would mend them: contact_empty, then name, email, country_code (before the
// phone that needs it), phone and the rest.
//
// `contact` and `issues` are passed in so that a million rows reuse their memory; `raw` must not
// look into `contact`.
void normalize_contact(const RawContact& raw, const NormalizeOptions& options, Contact& contact,
                       std::vector<FieldIssue>& issues);

}  // namespace kartei
