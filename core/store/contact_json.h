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

// Some fields of a contact: {"email":"a@b.de","tags":[],"deleted_at":null}. Dates are milliseconds.
std::string format_image(const Contact& contact, const FieldSet& fields);

// What was before both of two changes: of a field that both have, what the first has.
std::string merge_images(std::string_view first, std::string_view second);

// What format_image() did not write is read as no field.
PartialContact parse_image(std::string_view text);

}  // namespace kartei
