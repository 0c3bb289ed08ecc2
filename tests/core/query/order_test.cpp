#include "query/order.h"

#include <doctest/doctest.h>

#include <random>

#include "fixtures.h"

namespace kartei {
namespace {

std::vector<ContactKey> keys_of(const Order& order) {
  std::vector<ContactKey> keys;
  order.visit(0, UINT64_MAX, [&](ContactKey key) { keys.push_back(key); });
  return keys;
}

Contact make_numbered(std::mt19937& random, ContactKey key) {
  Contact contact = make_contact({.name = std::string(1, static_cast<char>('a' + random() % 26)) +
                                          std::to_string(random() % 50)});
  contact.id.bytes[12] = static_cast<uint8_t>(key >> 8);
  contact.id.bytes[13] = static_cast<uint8_t>(key);
  contact.created_at = static_cast<Timestamp>(random() % 100);
  return contact;
}

}  // namespace

TEST_CASE("An order that is kept in step is that which is made anew") {
  std::mt19937 random(7);
  Columns columns;
  const std::vector<SortKey> sort = {{Field::created_at, true}, {Field::name}};
  for (ContactKey key = 1; key <= 3'000; ++key) columns.put(key, make_numbered(random, key));
  Order order(columns, sort);
  for (int round = 0; round < 6'000; ++round) {
    const auto key = static_cast<ContactKey>(1 + random() % 6'000);
    if (columns.is_live(key)) order.erase(key);
    columns.put(key, make_numbered(random, key));
    if (random() % 4 == 0) columns.set_live(key, false);
    if (columns.is_live(key)) order.insert(key);
  }
  CHECK(keys_of(order) == Comparison(columns, sort).sort_all());
}

TEST_CASE("An order can become empty, and be filled again") {
  std::mt19937 random(8);
  Columns columns;
  columns.put(1, make_numbered(random, 1));
  Order order(columns, {});
  order.erase(1);
  order.erase(1);
  CHECK(keys_of(order).empty());
  order.insert(1);
  CHECK(keys_of(order) == std::vector<ContactKey>{1});
}

TEST_CASE("A page of some keys begins at the offset among them") {
  std::mt19937 random(9);
  Columns columns;
  for (ContactKey key = 1; key <= 5'000; ++key) columns.put(key, make_numbered(random, key));
  const Order order(columns, {{Field::name}});
  KeySet even(columns.last_key() + size_t{1});
  for (ContactKey key = 2; key <= 5'000; key += 2) even.set(key, true);
  std::vector<ContactKey> expected;
  for (const ContactKey key : keys_of(order)) {
    if (key % 2 == 0) expected.push_back(key);
  }
  for (const size_t offset : {0, 1, 1'000, 2'499, 2'500, 9'999}) {
    std::vector<ContactKey> page;
    order.visit(even, offset, 7, [&](ContactKey key) { page.push_back(key); });
    const size_t begin = std::min(offset, expected.size());
    const size_t size = std::min<size_t>(7, expected.size() - begin);
    const auto first = expected.begin() + static_cast<std::ptrdiff_t>(begin);
    CHECK(page == std::vector<ContactKey>(first, first + static_cast<std::ptrdiff_t>(size)));
    std::vector<ContactKey> all;
    order.visit(offset, 2, [&](ContactKey key) { all.push_back(key); });
    CHECK(all.size() == std::min<uint64_t>(2, offset > 5'000 ? 0 : 5'000 - offset));
  }
}

}  // namespace kartei
