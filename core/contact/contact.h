// A contact, its fields by name, and what is said about them. One spelling everywhere:
// C++ member = SQLite column = JSON key = CSV header.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/timestamp.h"
#include "base/uuid.h"

namespace kartei {

enum class Field : uint8_t {
  none,
  name,
  email,
  phone,
  country_code,
  created_at,
  updated_at,
  last_contact_at,
  source,
  tags,
  attributes,
  deleted_at,
};
inline constexpr size_t kFieldCount = static_cast<size_t>(Field::deleted_at) + 1;

// "country_code"; empty for none.
std::string_view field_name(Field field);

// The field of that name that a filter, a sort or a file may mean, or none: deleted_at is set by
// deleting and by nothing else.
Field find_field(std::string_view name);

class FieldSet {
 public:
  void add(Field field) { fields_.set(static_cast<size_t>(field)); }
  bool has(Field field) const { return fields_.test(static_cast<size_t>(field)); }
  bool is_empty() const { return fields_.none(); }
  bool operator==(const FieldSet&) const = default;

 private:
  std::bitset<kFieldCount> fields_;
};

// Every field but none.
inline constexpr auto kAllFields = [] {
  std::array<Field, kFieldCount - 1> fields;
  for (size_t i = 0; i < fields.size(); ++i) fields[i] = static_cast<Field>(i + 1);
  return fields;
}();

// The number of a contact within one book: SQLite's integer key and the position in the columns in
// memory. Dense, from 1.
using ContactKey = uint32_t;

using Attribute = std::pair<std::string, std::string>;

struct Contact {
  Uuid id{};
  std::string name;
  // As entered: trimmed, NFC.
  std::string email;
  std::string phone;
  // The calling code, "+49", or empty.
  std::string country_code;
  Timestamp created_at = 0;
  Timestamp updated_at = 0;
  std::optional<Timestamp> last_contact_at;
  std::optional<Timestamp> deleted_at;
  // Where the contact came from: "manual", "import", "chat", or what an application says.
  std::string source;
  std::vector<std::string> tags;
  // Any further columns, kept as text, in the order they came; names are unique.
  std::vector<Attribute> attributes;

  // Derived by normalize_contact, never exported. Empty where the source field is.
  std::string email_normalized;
  std::string phone_e164;

  bool operator==(const Contact&) const = default;
};

// Some fields of a contact with their values; the others are without meaning.
struct PartialContact {
  FieldSet fields;
  Contact values;
};

bool is_same_field(Field field, const Contact& one, const Contact& other);
// Derived fields follow only with normalize_contact().
void copy_field(Field field, const Contact& from, Contact& to);
FieldSet changed_fields(const Contact& before, const Contact& after);

// What a person, a file or a program gave, before anybody looked at it.
struct RawContact {
  std::string_view name, email, phone, country_code, created_at, last_contact_at, source;
  // Separated by commas or semicolons.
  std::string_view tags;
  std::vector<std::pair<std::string_view, std::string_view>> attributes;
};

// An Error about one field of a contact, in the small form that a million rows can afford.
struct FieldIssue {
  ErrorCode code = ErrorCode::internal;
  Field field = Field::none;
  // 1-based, in characters of the value; 0 where there is none.
  uint32_t column = 0;

  Error to_error() const;
  bool operator==(const FieldIssue&) const = default;
};

}  // namespace kartei
