// Contacts and drafts as JSON: the shapes of web/types.js.
#pragma once

#include "base/error.h"
#include "book/draft.h"
#include "contact/contact.h"
#include "json/json.h"
#include "json/object_reader.h"

namespace kartei {

// {id, name, …}: everything but the derived fields.
Json write_contact(const Contact& contact);

Result<Draft> read_draft(const Json& json);

// "attributes": names with a text, or with null for one that is to be removed.
std::vector<std::pair<std::string, std::optional<std::string>>> read_attributes(
    ObjectReader& reader);

// "id": a UUID. Errors: request_malformed.
Result<Uuid> read_id(const Json& json);

}  // namespace kartei
