// Between a contact and the record that a server has of it.
//
// What is compared are `fields`: a flat JSON object of the mapped fields that are not empty, texts
// as they are, times in milliseconds, tags sorted, each attribute by itself:
//   {"email": "a@b.de", "tags": ["vip"], "attributes.company": "ACME"}
// A server's values come through normalize_contact() like everybody's, so that " A@B.de " there
// and "a@b.de" here are no difference that anybody would push.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/uuid.h"
#include "contact/contact.h"
#include "json/json.h"
#include "sync/profile.h"

namespace kartei {

struct RemoteRecord {
  std::string id;
  // What the client that made it called it; of a record that no client has made what all of them
  // call it, which follows from its id.
  std::optional<Uuid> ref;
  std::string version;
  // The server's own text.
  std::string updated;
  bool is_deleted = false;
  // As it came.
  Json json;
};

// Errors: answer_unreadable where it has no id.
Result<RemoteRecord> read_record(const Profile& profile, const Json& json);

// Those of them that have an id.
std::vector<RemoteRecord> read_records(const Profile& profile, const std::vector<Json>& list);

// A text or a whole number as text; empty for anything else.
std::string scalar_text(const Json* json);

Json fields_of(const Profile& profile, const Contact& contact);
Json fields_of_record(const Profile& profile, const Json& record);

// A new contact with what the record says.
Contact contact_of_record(const Profile& profile, const Json& record);

// The value of a field; null where it is empty.
Json field_value(const Json& fields, const std::string& name);

// `contact` with these fields: those that are mapped and absent are emptied, others stay.
Contact with_fields(const Profile& profile, const Contact& contact, const Json& fields);

// The names of fields in which they differ. A time of creation that only the contact has is none:
// else whoever has pulled a record without one would take it for an edit, and bring back what
// others have deleted.
std::vector<std::string> changed_names(const Json& before, const Json& after);

// What a create sends: all fields, the profile's constants, `ref` and, where the client chooses
// it, `id`.
Json make_created(const Profile& profile, const Contact& contact, std::string_view id,
                  const Uuid& ref);

// `record` with the named fields as the contact has them: what it will be once they are sent.
Json make_updated(const Profile& profile, const Json& record, const Contact& contact,
                  const std::vector<std::string>& names);

// Of make_updated() only what it has set.
Json make_patch(const Profile& profile, const Json& record, const Contact& contact,
                const std::vector<std::string>& names);

// Milliseconds of a server's time in any of the forms that profiles know.
std::optional<Timestamp> parse_remote_time(const Json* json);

// When the server says that the record was changed last.
std::optional<Timestamp> find_updated(const Profile& profile, const Json& record);

// Whether the profile names the field itself: "attributes.city" is not named by "attributes".
bool is_mapped(const Profile& profile, std::string_view name);

MergePolicy policy_of(const Profile& profile, std::string_view name);

}  // namespace kartei
