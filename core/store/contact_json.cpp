#include "store/contact_json.h"

#include "json/json.h"

namespace kartei {
namespace {

Json tags_json(const Contact& contact) { return contact.tags; }

Json attributes_json(const Contact& contact) {
  Json object = Json::object();
  for (const auto& [name, value] : contact.attributes) object[name] = value;
  return object;
}

Json timestamp_json(std::optional<Timestamp> time) { return time ? Json(*time) : Json(nullptr); }

}  // namespace

std::string format_tags(const Contact& contact) {
  return contact.tags.empty() ? std::string() : dump_json(tags_json(contact));
}

std::string format_attributes(const Contact& contact) {
  return contact.attributes.empty() ? std::string() : dump_json(attributes_json(contact));
}

void parse_tags(std::string_view text, Contact& contact) {
  contact.tags.clear();
  if (text.empty()) return;
  const auto json = parse_json(text);
  if (!json || !json->is_array()) return;
  for (const Json& tag : *json) {
    if (tag.is_string()) contact.tags.push_back(tag.get<std::string>());
  }
}

void parse_attributes(std::string_view text, Contact& contact) {
  contact.attributes.clear();
  if (text.empty()) return;
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return;
  for (const auto& [name, value] : json->items()) {
    if (value.is_string()) contact.attributes.emplace_back(name, value.get<std::string>());
  }
}

std::string format_before_image(const Contact& before, const Contact& after) {
  Json image = Json::object();
  const auto text = [&](std::string_view key, const std::string& old, const std::string& now) {
    if (old != now) image[std::string(key)] = old;
  };
  text("name", before.name, after.name);
  text("email", before.email, after.email);
  text("phone", before.phone, after.phone);
  text("country_code", before.country_code, after.country_code);
  text("source", before.source, after.source);
  if (before.created_at != after.created_at) image["created_at"] = before.created_at;
  if (before.updated_at != after.updated_at) image["updated_at"] = before.updated_at;
  if (before.last_contact_at != after.last_contact_at) {
    image["last_contact_at"] = timestamp_json(before.last_contact_at);
  }
  if (before.deleted_at != after.deleted_at) {
    image["deleted_at"] = timestamp_json(before.deleted_at);
  }
  if (before.tags != after.tags) image["tags"] = tags_json(before);
  if (before.attributes != after.attributes) image["attributes"] = attributes_json(before);
  return dump_json(image);
}

}  // namespace kartei
