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

// What decides most comparisons, so that few have to look into the columns.
struct Sortable {
  uint64_t prefix;
  ContactKey key;
};

// Never contradicts compare_by() of the first key: where that says less, the prefix is less or
// equal. Of a text its first eight bytes, the first one highest; of a time its distance from the
// earliest. What is empty comes last.
uint64_t prefix_of(const Columns& columns, std::span<const SortKey> keys, ContactKey key) {
  if (keys.empty()) return 0;
  const auto [field, is_descending] = keys.front();
  uint64_t prefix = 0;
  const auto settle = [&](bool is_empty) {
    return is_empty ? UINT64_MAX : is_descending ? ~prefix : prefix;
  };
  if (field == Field::country_code) return 0;
  if (field == Field::name || field == Field::email || field == Field::phone) {
    const std::string_view text = field == Field::name    ? columns.name(key)
                                  : field == Field::email ? columns.email(key)
                                                          : columns.phone(key);
    for (size_t i = 0; i < sizeof prefix; ++i) {
      prefix = prefix << 8 | (i < text.size() ? static_cast<uint8_t>(text[i]) : 0u);
    }
    return settle(text.empty());
  }
  const auto time = columns.time(key, field);
  prefix = static_cast<uint64_t>(time.value_or(0)) + (uint64_t{1} << 63);
  return settle(!time);
}

}  // namespace

bool is_sortable(Field field) {
  return field == Field::name || field == Field::email || field == Field::phone ||
         field == Field::country_code || field == Field::created_at || field == Field::updated_at ||
         field == Field::last_contact_at;
}

std::vector<ContactKey> sort_contacts(const Columns& columns, std::span<const SortKey> keys) {
  std::vector<Sortable> rows;
  rows.reserve(columns.live_count());
  for (ContactKey key = 1; key <= columns.last_key(); ++key) {
    if (columns.is_live(key)) rows.push_back({prefix_of(columns, keys, key), key});
  }
  std::ranges::sort(rows, [&](const Sortable& a, const Sortable& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    for (const SortKey& key : keys) {
      if (const int compared = compare_by(columns, key, a.key, b.key)) return compared < 0;
    }
    return columns.id(a.key) < columns.id(b.key);
  });
  std::vector<ContactKey> order;
  order.reserve(rows.size());
  for (const Sortable& row : rows) order.push_back(row.key);
  return order;
}

}  // namespace kartei
