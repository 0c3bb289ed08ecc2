// How two contacts stand to each other, and all of them in a row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/collation.h"
#include "contact/contact.h"
#include "query/columns.h"

namespace kartei {

struct SortKey {
  Field field = Field::name;
  bool is_descending = false;
  // Its name, where field is attributes.
  std::string attribute = {};

  bool operator==(const SortKey&) const = default;
};

// name, email, phone, country_code, created_at, updated_at, last_contact_at, attributes
bool is_sortable(Field field);

// The order of a language, that of English (CLDR's root) where it is not known how the language
// sorts; see Collator::find().
const Collator& collator_of(std::string_view locale);

// Live or not, by the first key, ties by the next one, at last by id: a strict order. What is empty
// comes last in both directions. Names and attributes compare as the language says, calling codes
// as numbers.
class Comparison {
 public:
  // `columns` must outlive it.
  Comparison(const Columns& columns, std::vector<SortKey> keys,
             const Collator& collator = collator_of(""));

  bool operator()(ContactKey a, ContactKey b) const;

  // All live contacts in order: key by key from the last to the first, by radix on its first eight
  // bytes, then by comparing what is equal there.
  std::vector<ContactKey> sort_all() const;

  // The first `count` of `keys` in order, or all where there are fewer: in one pass, with a heap of
  // so many.
  std::vector<ContactKey> first(const KeySet& keys, size_t count) const;

 private:
  struct Row;
  int compare_by(size_t key, ContactKey a, ContactKey b) const;
  // Of rows whose prefixes are equal.
  int compare_texts(size_t key, const Row& a, const Row& b, std::string_view texts) const;
  // Appends what a text field is compared by, byte by byte; nothing where it is empty.
  void append_text_key(size_t key, ContactKey contact, std::string& out) const;
  void append_collated(std::string_view text, std::string& out) const;
  // What Row::prefix is.
  uint64_t prefix_of(size_t key, ContactKey contact) const;
  uint64_t prefix_of_number(size_t key, ContactKey contact) const;
  uint64_t directed(size_t key, uint64_t prefix, bool is_empty) const;
  // Fills what a row is compared by; a text is appended to `texts`.
  void look_at(size_t key, Row& row, std::string& texts) const;
  void sort_equal_prefixes(size_t key, std::vector<Row>& rows, std::string_view texts) const;

  const Columns* columns_;
  std::vector<SortKey> keys_;
  const Collator* collator_;
  // Reused.
  mutable std::string texts_;
};

}  // namespace kartei
