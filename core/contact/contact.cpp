#include "contact/contact.h"

#include <algorithm>
#include <array>

namespace kartei {
namespace {

// In the order of Field.
constexpr std::array<std::string_view, 11> kFieldNames = {
    "",           "name",       "email",           "phone",  "country_code",
    "created_at", "updated_at", "last_contact_at", "source", "tags",
    "attributes"};
static_assert(kFieldNames.size() == static_cast<size_t>(Field::attributes) + 1);

}  // namespace

std::string_view field_name(Field field) { return kFieldNames[static_cast<size_t>(field)]; }

Field find_field(std::string_view name) {
  const auto found = std::ranges::find(kFieldNames, name);
  return found == kFieldNames.end() ? Field::none : static_cast<Field>(found - kFieldNames.begin());
}

Error FieldIssue::to_error() const {
  return {.code = code, .field = std::string(field_name(field)), .column = column};
}

}  // namespace kartei
