// The orders in which a list can be shown.
#pragma once

#include <span>
#include <vector>

#include "contact/contact.h"
#include "query/columns.h"

namespace kartei {

struct SortKey {
  Field field = Field::name;
  bool is_descending = false;

  bool operator==(const SortKey&) const = default;
};

// name, email, phone, country_code, created_at, updated_at, last_contact_at
bool is_sortable(Field field);

// All live contacts by the first key, ties by the next one, at last by id. Texts compare folded;
// what is empty comes last in both directions.
std::vector<ContactKey> sort_contacts(const Columns& columns, std::span<const SortKey> keys);

}  // namespace kartei
