#include "query/sort.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "base/ascii.h"

namespace kartei {
namespace {

bool is_text(Field field) {
  return field == Field::name || field == Field::email || field == Field::phone ||
         field == Field::attributes;
}

// Codes compare as numbers: +7 before +49.
uint64_t number_of_code(std::string_view code) {
  uint64_t number = 0;
  for (const char c : code.substr(std::min<size_t>(1, code.size()))) {
    if (is_ascii_digit(c)) number = number * 10 + static_cast<uint64_t>(c - '0');
  }
  return number;
}

}  // namespace

// What decides most comparisons, so that few have to look further.
struct Comparison::Row {
  // Never contradicts the comparison by the key: where that says less, it is less or equal.
  uint64_t prefix = 0;
  ContactKey key = 0;
  // Where its text begins in the texts that were made for the comparison; a NUL ends it, which none
  // of them has.
  uint32_t text = 0;
};

namespace {

// Stable, from the lowest bits to the highest, without those in which all are the same (Knuth, The
// Art of Computer Programming 3, 5.2.5).
template <class Row>
void sort_by_prefix(std::vector<Row>& rows, std::vector<Row>& other) {
  constexpr int kDigitBits = 11;
  constexpr size_t kBuckets = size_t{1} << kDigitBits, kPasses = 64 / kDigitBits + 1;
  const auto digit_of = [](const Row& row, size_t pass) {
    return static_cast<size_t>(row.prefix >> (pass * kDigitBits)) & (kBuckets - 1);
  };
  // How often each digit comes, of all passes in one.
  std::vector<uint32_t> counts(kBuckets * kPasses);
  for (const Row& row : rows) {
    for (size_t pass = 0; pass < kPasses; ++pass) ++counts[pass * kBuckets + digit_of(row, pass)];
  }
  other.resize(rows.size());
  for (size_t pass = 0; pass < kPasses; ++pass) {
    const auto places = std::span(counts).subspan(pass * kBuckets, kBuckets);
    if (std::ranges::find(places, rows.size()) != places.end()) continue;
    uint32_t place = 0;
    for (uint32_t& count : places) place += std::exchange(count, place);
    for (const Row& row : rows) other[places[digit_of(row, pass)]++] = row;
    rows.swap(other);
  }
}

// The eight bytes from here on, and zeros behind a NUL.
uint64_t read_prefix(const char* text) {
  uint64_t prefix = 0;
  for (int shift = 56; shift >= 0 && *text != '\0'; shift -= 8) {
    prefix |= uint64_t{static_cast<uint8_t>(*text++)} << shift;
  }
  return prefix;
}

}  // namespace

bool is_sortable(Field field) {
  return is_text(field) || field == Field::country_code || field == Field::created_at ||
         field == Field::updated_at || field == Field::last_contact_at;
}

const Collator& collator_of(std::string_view locale) {
  const Collator* known = Collator::find(locale);
  return known ? *known : *Collator::find("en");
}

Comparison::Comparison(const Columns& columns, std::vector<SortKey> keys, const Collator& collator)
    : columns_(&columns), keys_(std::move(keys)), collator_(&collator) {}

// Nothing for nothing: that is how it is known to be empty.
void Comparison::append_collated(std::string_view text, std::string& out) const {
  if (!text.empty()) collator_->append_sort_key(text, out);
}

void Comparison::append_text_key(size_t key, ContactKey contact, std::string& out) const {
  switch (keys_[key].field) {
    case Field::email:
      out.append(columns_->email(contact));
      return;
    case Field::phone:
      out.append(columns_->phone(contact));
      return;
    case Field::attributes:
      return append_collated(columns_->attribute(contact, keys_[key].attribute), out);
    default:
      append_collated(columns_->display_name(contact), out);
  }
}

int Comparison::compare_by(size_t key, ContactKey a, ContactKey b) const {
  texts_.clear();
  Row left{.key = a}, right{.key = b};
  look_at(key, left, texts_);
  look_at(key, right, texts_);
  if (left.prefix != right.prefix) return left.prefix < right.prefix ? -1 : 1;
  return is_text(keys_[key].field) ? compare_texts(key, left, right, texts_) : 0;
}

bool Comparison::operator()(ContactKey a, ContactKey b) const {
  for (size_t key = 0; key < keys_.size(); ++key) {
    if (const int compared = compare_by(key, a, b)) return compared < 0;
  }
  return columns_->id(a) < columns_->id(b);
}

int Comparison::compare_texts(size_t key, const Row& a, const Row& b,
                              std::string_view texts) const {
  const int order = std::strcmp(texts.data() + a.text, texts.data() + b.text);
  return keys_[key].is_descending ? -order : order;
}

// What is empty last, either way.
uint64_t Comparison::directed(size_t key, uint64_t prefix, bool is_empty) const {
  if (is_empty) return UINT64_MAX;
  return keys_[key].is_descending ? ~prefix : prefix;
}

uint64_t Comparison::prefix_of_number(size_t key, ContactKey contact) const {
  if (keys_[key].field == Field::country_code) {
    const uint64_t number = number_of_code(columns_->country_code(contact));
    return directed(key, number, number == 0);
  }
  const auto time = columns_->time(contact, keys_[key].field);
  // From the earliest time on.
  return directed(key, static_cast<uint64_t>(time.value_or(0)) + (uint64_t{1} << 63), !time);
}

uint64_t Comparison::prefix_of(size_t key, ContactKey contact) const {
  const auto& [field, is_descending, attribute] = keys_[key];
  // No key has a byte 0: this one is of none.
  const auto of_text = [&](uint64_t prefix) { return directed(key, prefix, prefix == 0); };
  switch (field) {
    case Field::name:
      return of_text(collator_->sort_key_prefix(columns_->display_name(contact), texts_));
    case Field::attributes:
      return of_text(collator_->sort_key_prefix(columns_->attribute(contact, attribute), texts_));
    case Field::email:
      return of_text(prefix_of_bytes(columns_->email(contact)));
    case Field::phone:
      return of_text(prefix_of_bytes(columns_->phone(contact)));
    default:
      return prefix_of_number(key, contact);
  }
}

void Comparison::look_at(size_t key, Row& row, std::string& texts) const {
  if (!is_text(keys_[key].field)) {
    row.prefix = prefix_of_number(key, row.key);
    return;
  }
  row.text = static_cast<uint32_t>(texts.size());
  append_text_key(key, row.key, texts);
  const std::string_view text = std::string_view(texts).substr(row.text);
  row.prefix = directed(key, prefix_of_bytes(text), text.empty());
  texts.push_back('\0');
}

std::vector<ContactKey> Comparison::first(const KeySet& keys, size_t count) const {
  const auto is_before = [&](const Row& a, const Row& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : (*this)(a.key, b.key);
  };
  // The last one of them on top.
  std::vector<Row> heap;
  if (count > 0) {
    keys.for_each([&](ContactKey key) {
      const Row row{.prefix = keys_.empty() ? 0 : prefix_of(0, key), .key = key};
      if (heap.size() == count) {
        if (!is_before(row, heap.front())) return;
        std::ranges::pop_heap(heap, is_before);
        heap.pop_back();
      }
      heap.push_back(row);
      std::ranges::push_heap(heap, is_before);
    });
  }
  std::ranges::sort_heap(heap, is_before);
  std::vector<ContactKey> first;
  for (const Row& row : heap) first.push_back(row.key);
  return first;
}

std::vector<ContactKey> Comparison::sort_all() const {
  std::vector<Row> rows, other;
  rows.reserve(columns_->live_count());
  columns_->live().for_each([&](ContactKey key) { rows.push_back({.key = key}); });
  // Ids rise with keys in most books.
  const auto id_of = [&](const Row& row) { return columns_->id(row.key); };
  if (!std::ranges::is_sorted(rows, {}, id_of)) std::ranges::sort(rows, {}, id_of);
  // By the last key first: each one leaves what is equal as the ones behind it have put it.
  std::string texts;
  for (size_t key = keys_.size(); key-- > 0;) {
    texts.clear();
    // About what names take, so that it is seldom copied to grow.
    if (is_text(keys_[key].field)) texts.reserve(rows.size() * 20);
    for (Row& row : rows) look_at(key, row, texts);
    sort_by_prefix(rows, other);
    if (is_text(keys_[key].field)) sort_equal_prefixes(key, rows, texts);
  }
  std::vector<ContactKey> order;
  order.reserve(rows.size());
  for (const Row& row : rows) order.push_back(row.key);
  return order;
}

// Rows of one prefix by the eight bytes of their texts that follow, and so on: so each level looks
// once at each text, wherever it lies, and not once for each comparison.
void Comparison::sort_equal_prefixes(size_t key, std::vector<Row>& rows,
                                     std::string_view texts) const {
  struct Group {
    size_t begin, end;
    // Bytes of their texts that are equal.
    uint32_t depth;
  };
  std::vector<Group> groups;
  const uint64_t flip = keys_[key].is_descending ? UINT64_MAX : 0;
  const auto goes_on = [&](uint64_t prefix) {
    // The first is what is empty, the other what ends within the prefix.
    return prefix != UINT64_MAX && ((prefix ^ flip) & 0xFF) != 0;
  };
  const auto add_groups = [&](size_t begin, size_t end, uint32_t depth) {
    for (size_t next = begin + 1; begin < end; begin = next++) {
      while (next < end && rows[next].prefix == rows[begin].prefix) ++next;
      if (next - begin > 1 && goes_on(rows[begin].prefix)) groups.push_back({begin, next, depth});
    }
  };
  add_groups(0, rows.size(), sizeof(Row::prefix));
  while (!groups.empty()) {
    const auto [begin, end, depth] = groups.back();
    groups.pop_back();
    const auto group = std::span(rows).subspan(begin, end - begin);
    for (Row& row : group) row.prefix = read_prefix(texts.data() + row.text + depth) ^ flip;
    std::ranges::stable_sort(group, {}, &Row::prefix);
    add_groups(begin, end, depth + static_cast<uint32_t>(sizeof(Row::prefix)));
  }
}

}  // namespace kartei
