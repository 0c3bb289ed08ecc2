#include "book/wire_contact.h"

#include "base/text.h"
#include "json/object_reader.h"

namespace kartei {
namespace {

Json write_time(std::optional<Timestamp> time) {
  return time ? Json(format_timestamp(*time)) : Json(nullptr);
}

std::optional<Uuid> read_uuid(ObjectReader& reader, std::string_view key) {
  const auto text = reader.optional_text(key);
  if (!text) return std::nullopt;
  const auto id = parse_uuid(*text);
  if (!id) reader.refuse(key, "a UUID is expected");
  return id;
}

void read_attributes(ObjectReader& reader, Draft& draft) {
  const Json* attributes = reader.find("attributes");
  if (!attributes || attributes->is_null()) return;
  if (!attributes->is_object()) return reader.refuse("attributes", "an object is expected");
  for (const auto& [name, value] : attributes->items()) {
    if (trim(name).empty()) return reader.refuse("attributes", "a name is expected");
    if (value.is_null()) {
      draft.attributes.emplace_back(name, std::nullopt);
    } else if (value.is_string()) {
      draft.attributes.emplace_back(name, value.get<std::string>());
    } else {
      return reader.refuse("attributes", "a text or null is expected");
    }
  }
}

}  // namespace

Json write_contact(const Contact& contact) {
  Json attributes = Json::object();
  for (const auto& [name, value] : contact.attributes) attributes[name] = value;
  return {{"id", format_uuid(contact.id)},
          {"name", contact.name},
          {"email", contact.email},
          {"phone", contact.phone},
          {"country_code", contact.country_code},
          {"created_at", format_timestamp(contact.created_at)},
          {"updated_at", format_timestamp(contact.updated_at)},
          {"last_contact_at", write_time(contact.last_contact_at)},
          {"deleted_at", write_time(contact.deleted_at)},
          {"source", contact.source},
          {"tags", contact.tags},
          {"attributes", std::move(attributes)}};
}

Json write_error(const Error& error) {
  Json json = {{"code", error_code_name(error.code)},
               {"message", error.message()},
               {"field", error.field},
               {"row", error.row},
               {"column", error.column}};
  if (!error.issues.empty()) json["issues"] = write_issues(error.issues);
  return json;
}

Json write_issues(const std::vector<Error>& issues) {
  Json list = Json::array();
  for (const Error& issue : issues) list.push_back(write_error(issue));
  return list;
}

Result<Draft> read_draft(const Json& json) {
  ObjectReader reader(json);
  Draft draft{.id = read_uuid(reader, "id"),
              .name = reader.optional_text("name"),
              .email = reader.optional_text("email"),
              .phone = reader.optional_text("phone"),
              .country_code = reader.optional_text("country_code"),
              .source = reader.optional_text("source"),
              .last_contact_at = reader.optional_text("last_contact_at"),
              .tags = reader.optional_texts("tags")};
  // Here null is a value: there was no contact yet.
  if (const Json* time = reader.find("last_contact_at"); time && time->is_null()) {
    draft.last_contact_at = "";
  }
  read_attributes(reader, draft);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return draft;
}

Result<Uuid> read_id(const Json& json) {
  ObjectReader reader(json);
  const auto id = read_uuid(reader, "id");
  if (!id) reader.refuse("id", "a UUID is expected");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return *id;
}

}  // namespace kartei
