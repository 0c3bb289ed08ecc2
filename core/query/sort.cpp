#include "query/sort.h"

#include <algorithm>

namespace kartei {
namespace {

// Negative, 0 or positive. Codes compare as numbers: +7 before +49.
int compare_codes(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

template <class Value, class Compare>
int compare_values(const Value& a, const Value& b, bool a_empty, bool b_empty, bool is_descending,
                   Compare compare) {
  if (a_empty || b_empty) return int{a_empty} - int{b_empty};
  const int order = compare(a, b);
  return is_descending ? -order : order;
}

int compare_texts(std::string_view a, std::string_view b) { return a.compare(b); }

int compare_times(const std::optional<Timestamp>& a, const std::optional<Timestamp>& b) {
  return a < b ? -1 : int{b < a};
}

int compare_by(const Columns& columns, const SortKey& key, ContactKey a, ContactKey b) {
  const auto texts = [&](std::string_view left, std::string_view right, auto compare) {
    return compare_values(left, right, left.empty(), right.empty(), key.is_descending, compare);
  };
  switch (key.field) {
    case Field::name:
      return texts(columns.name(a), columns.name(b), compare_texts);
    case Field::email:
      return texts(columns.email(a), columns.email(b), compare_texts);
    case Field::phone:
      return texts(columns.phone(a), columns.phone(b), compare_texts);
    case Field::country_code:
      return texts(columns.country_code(a), columns.country_code(b), compare_codes);
    default: {
      const auto left = columns.time(a, key.field), right = columns.time(b, key.field);
      return compare_values(left, right, !left, !right, key.is_descending, compare_times);
    }
  }
}

}  // namespace

bool is_sortable(Field field) {
  return field == Field::name || field == Field::email || field == Field::phone ||
         field == Field::country_code || field == Field::created_at || field == Field::updated_at ||
         field == Field::last_contact_at;
}

std::vector<ContactKey> sort_contacts(const Columns& columns, std::span<const SortKey> keys) {
  std::vector<ContactKey> order;
  order.reserve(columns.live_count());
  for (ContactKey key = 1; key <= columns.last_key(); ++key) {
    if (columns.is_live(key)) order.push_back(key);
  }
  std::ranges::sort(order, [&](ContactKey a, ContactKey b) {
    for (const SortKey& key : keys) {
      if (const int compared = compare_by(columns, key, a, b)) return compared < 0;
    }
    return columns.id(a) < columns.id(b);
  });
  return order;
}

}  // namespace kartei
