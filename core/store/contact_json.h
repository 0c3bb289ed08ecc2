// The parts of a contact that SQLite keeps as JSON text, and the journal's images.
#pragma once

#include <string>
#include <string_view>

#include "contact/contact.h"

namespace kartei {

// Empty where there are none: the column is NULL then.
std::string format_tags(const Contact& contact);
std::string format_attributes(const Contact& contact);

// What was not written by format_* is read as nothing.
void parse_tags(std::string_view text, Contact& contact);
void parse_attributes(std::string_view text, Contact& contact);

// The values that `before` has in the fields where `after` differs, derived ones excepted:
// {"email":"a@b.de","tags":[]}
std::string format_before_image(const Contact& before, const Contact& after);

}  // namespace kartei
