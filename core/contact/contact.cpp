#include "contact/contact.h"

#include <algorithm>
#include <array>

namespace kartei {
namespace {

// In the order of Field.
constexpr std::array<std::string_view, kFieldCount> kFieldNames = {
    "",           "name",       "email",           "phone",  "country_code",
    "created_at", "updated_at", "last_contact_at", "source", "tags",
    "attributes", "deleted_at"};

// Calls `act` with the member of each contact that the field names.
template <class Act>
void with_field(Field field, auto& one, auto& other, Act&& act) {
  switch (field) {
    case Field::none:
      return;
    case Field::name:
      return act(one.name, other.name);
    case Field::email:
      return act(one.email, other.email);
    case Field::phone:
      return act(one.phone, other.phone);
    case Field::country_code:
      return act(one.country_code, other.country_code);
    case Field::created_at:
      return act(one.created_at, other.created_at);
    case Field::updated_at:
      return act(one.updated_at, other.updated_at);
    case Field::last_contact_at:
      return act(one.last_contact_at, other.last_contact_at);
    case Field::source:
      return act(one.source, other.source);
    case Field::tags:
      return act(one.tags, other.tags);
    case Field::attributes:
      return act(one.attributes, other.attributes);
    case Field::deleted_at:
      return act(one.deleted_at, other.deleted_at);
  }
}

}  // namespace

std::string_view field_name(Field field) { return kFieldNames[static_cast<size_t>(field)]; }

Field find_field(std::string_view name) {
  const auto found = std::ranges::find(kFieldNames, name) - kFieldNames.begin();
  const bool is_known = static_cast<size_t>(found) < static_cast<size_t>(Field::deleted_at);
  return is_known ? static_cast<Field>(found) : Field::none;
}

bool is_same_field(Field field, const Contact& one, const Contact& other) {
  bool is_same = true;
  with_field(field, one, other, [&](const auto& a, const auto& b) { is_same = a == b; });
  return is_same;
}

void copy_field(Field field, const Contact& from, Contact& to) {
  with_field(field, from, to, [](const auto& source, auto& target) { target = source; });
}

FieldSet changed_fields(const Contact& before, const Contact& after) {
  FieldSet changed;
  for (const Field field : kAllFields) {
    if (!is_same_field(field, before, after)) changed.add(field);
  }
  return changed;
}

Error FieldIssue::to_error() const {
  return {.code = code, .field = std::string(field_name(field)), .column = column};
}

}  // namespace kartei
