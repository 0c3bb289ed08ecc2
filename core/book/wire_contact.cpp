#include "book/wire_contact.h"

#include "base/text.h"

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

std::optional<Timestamp> read_time(ObjectReader& reader, std::string_view key) {
  const auto text = reader.optional_text(key);
  if (!text) return std::nullopt;
  const auto time = parse_timestamp(*text);
  if (!time) reader.refuse(key, "a date as ISO 8601 is expected");
  return time ? std::optional(*time) : std::nullopt;
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

std::vector<std::pair<std::string, std::optional<std::string>>> read_attributes(
    ObjectReader& reader) {
  std::vector<std::pair<std::string, std::optional<std::string>>> attributes;
  const auto refuse = [&](std::string_view why) {
    reader.refuse("attributes", why);
    return std::vector<std::pair<std::string, std::optional<std::string>>>();
  };
  const Json* json = reader.find("attributes");
  if (!json || json->is_null()) return attributes;
  if (!json->is_object()) return refuse("an object is expected");
  for (const auto& [name, value] : json->items()) {
    if (is_blank(name)) return refuse("a name is expected");
    if (value.is_null()) {
      attributes.emplace_back(name, std::nullopt);
    } else if (value.is_string()) {
      attributes.emplace_back(name, value.get<std::string>());
    } else {
      return refuse("a text or null is expected");
    }
  }
  return attributes;
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
              .tags = reader.optional_texts("tags"),
              .attributes = read_attributes(reader),
              .expected_updated_at = read_time(reader, "expected_updated_at")};
  // Here null is a value: there was no contact yet.
  if (const Json* time = reader.find("last_contact_at"); time && time->is_null()) {
    draft.last_contact_at = "";
  }
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
