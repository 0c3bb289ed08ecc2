#include "contact/contact.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("every field has a name that finds it") {
  for (int i = 1; i <= static_cast<int>(Field::attributes); ++i) {
    const auto field = static_cast<Field>(i);
    CHECK_FALSE(field_name(field).empty());
    CHECK(find_field(field_name(field)) == field);
  }
  CHECK(field_name(Field::country_code) == "country_code");
  CHECK(field_name(Field::last_contact_at) == "last_contact_at");
  CHECK(field_name(Field::none) == "");
  CHECK(find_field("") == Field::none);
  CHECK(find_field("Name") == Field::none);
  CHECK(find_field("email_key") == Field::none);
  CHECK(field_name(Field::deleted_at) == "deleted_at");
  CHECK(find_field("deleted_at") == Field::none);
}

TEST_CASE("fields are compared and copied one by one") {
  Contact one, other;
  other.email = "a@b.de";
  other.deleted_at = 5;
  FieldSet changed = changed_fields(one, other);
  for (const Field field : kAllFields) {
    CHECK(changed.has(field) == (field == Field::email || field == Field::deleted_at));
    copy_field(field, other, one);
  }
  CHECK(changed_fields(one, other).is_empty());
}

TEST_CASE("an issue becomes an error about its field") {
  const FieldIssue issue{ErrorCode::phone_character, Field::phone, 7};
  CHECK(issue.to_error() ==
        Error{.code = ErrorCode::phone_character, .field = "phone", .column = 7});
  CHECK(FieldIssue{ErrorCode::contact_empty}.to_error() == Error{.code = ErrorCode::contact_empty});
}

}  // namespace kartei
