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

Json field_json(Field field, const Contact& contact) {
  switch (field) {
    case Field::none:
      return nullptr;
    case Field::name:
      return contact.name;
    case Field::email:
      return contact.email;
    case Field::phone:
      return contact.phone;
    case Field::country_code:
      return contact.country_code;
    case Field::source:
      return contact.source;
    case Field::created_at:
      return contact.created_at;
    case Field::updated_at:
      return contact.updated_at;
    case Field::last_contact_at:
      return timestamp_json(contact.last_contact_at);
    case Field::deleted_at:
      return timestamp_json(contact.deleted_at);
    case Field::tags:
      return tags_json(contact);
    case Field::attributes:
      return attributes_json(contact);
  }
}

void read_tags(const Json& json, Contact& contact) {
  for (const Json& tag : json) {
    if (tag.is_string()) contact.tags.push_back(tag.get<std::string>());
  }
}

void read_attributes(const Json& json, Contact& contact) {
  for (const auto& [name, value] : json.items()) {
    if (value.is_string()) contact.attributes.emplace_back(name, value.get<std::string>());
  }
}

bool read_text(const Json& json, std::string& text) {
  if (json.is_string()) text = json.get<std::string>();
  return json.is_string();
}

bool read_time(const Json& json, std::optional<Timestamp>& time) {
  if (json.is_number_integer()) time = json.get<Timestamp>();
  return json.is_number_integer() || json.is_null();
}

bool read_time(const Json& json, Timestamp& time) {
  if (json.is_number_integer()) time = json.get<Timestamp>();
  return json.is_number_integer();
}

// False: the value is of no type that the field can have.
bool read_field(const Json& json, Field field, Contact& contact) {
  switch (field) {
    case Field::none:
      return false;
    case Field::name:
      return read_text(json, contact.name);
    case Field::email:
      return read_text(json, contact.email);
    case Field::phone:
      return read_text(json, contact.phone);
    case Field::country_code:
      return read_text(json, contact.country_code);
    case Field::source:
      return read_text(json, contact.source);
    case Field::created_at:
      return read_time(json, contact.created_at);
    case Field::updated_at:
      return read_time(json, contact.updated_at);
    case Field::last_contact_at:
      return read_time(json, contact.last_contact_at);
    case Field::deleted_at:
      return read_time(json, contact.deleted_at);
    case Field::tags:
      if (json.is_array()) read_tags(json, contact);
      return json.is_array();
    case Field::attributes:
      if (json.is_object()) read_attributes(json, contact);
      return json.is_object();
  }
}

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
  if (json && json->is_array()) read_tags(*json, contact);
}

void parse_attributes(std::string_view text, Contact& contact) {
  contact.attributes.clear();
  if (text.empty()) return;
  const auto json = parse_json(text);
  if (json && json->is_object()) read_attributes(*json, contact);
}

std::string format_image(const Contact& contact, const FieldSet& fields) {
  Json image = Json::object();
  for (const Field field : kAllFields) {
    if (fields.has(field)) image[std::string(field_name(field))] = field_json(field, contact);
  }
  return dump_json(image);
}

std::string merge_images(std::string_view first, std::string_view second) {
  auto merged = parse_json(second);
  const auto before = parse_json(first);
  if (!merged || !before) return std::string(first);
  for (const auto& [name, value] : before->items()) (*merged)[name] = value;
  return dump_json(*merged);
}

PartialContact parse_image(std::string_view text) {
  PartialContact image;
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return image;
  for (const Field field : kAllFields) {
    const auto value = json->find(field_name(field));
    if (value != json->end() && read_field(*value, field, image.values)) image.fields.add(field);
  }
  return image;
}

}  // namespace kartei
