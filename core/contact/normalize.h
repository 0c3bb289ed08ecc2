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
// deleted_at are left alone, created_at is 0 where raw has none. Appends what is wrong to `issues`:
// a field with an issue keeps its text as entered (trimmed, NFC) and its derived values are empty.
// A phone in international form fills an empty country_code. Text that is not UTF-8 is an issue
// (text_invalid_utf8) and is kept with U+FFFD in place of what could not be read.
// `contact` and `issues` are passed in so that a million rows reuse their memory.
void normalize_contact(const RawContact& raw, const NormalizeOptions& options, Contact& contact,
                       std::vector<FieldIssue>& issues);

}  // namespace kartei
