#include "query/sort.h"

#include <doctest/doctest.h>

#include <random>

#include "fixtures.h"

namespace kartei {
namespace {

Columns five_contacts() {
  Columns columns;
  columns.put(1, make_contact({.name = "Zoe", .phone = "+7 9121234567"}, 5));
  columns.put(2, make_contact({.name = "ärzte", .phone = "+49 30 1234"}, 4));
  columns.put(3, make_contact({.email = "b@x.org", .created_at = "2026-01-02"}, 3));
  columns.put(4, make_contact({.name = "Anna", .email = "A@x.org", .created_at = "2026-01-01"}, 2));
  columns.put(5, make_contact({.name = "Anna", .phone = "+351 21 1234567"}, 1));
  return columns;
}

std::string order(std::vector<SortKey> keys) {
  std::string text;
  const Columns columns = five_contacts();
  for (const ContactKey key : Comparison(columns, keys).sort_all()) text += std::to_string(key);
  return text;
}

}  // namespace

TEST_CASE("Names sort without case and accents, empty ones last, ties by id") {
  CHECK(order({{Field::name}}) == "54213");
  CHECK(order({{Field::name, true}}) == "12543");
}

TEST_CASE("Each field sorts both ways") {
  CHECK(order({{Field::email}}).starts_with("43"));
  CHECK(order({{Field::email, true}}).starts_with("34"));
  // As numbers: +7, +49, +351.
  CHECK(order({{Field::country_code}}).starts_with("125"));
  CHECK(order({{Field::country_code, true}}).starts_with("521"));
  CHECK(order({{Field::phone}}).starts_with("521"));
  CHECK(order({{Field::created_at, true}}).starts_with("34"));
}

TEST_CASE("What is equal in its first eight bytes, and times before 1970") {
  Columns columns;
  columns.put(1, make_contact({.name = "Maximilian Z", .created_at = "1969-12-31"}, 1));
  columns.put(2, make_contact({.name = "Maximilian A", .created_at = "1970-01-02"}, 2));
  columns.put(3, make_contact({.name = "Maximili", .created_at = "0001-01-01"}, 3));
  columns.put(4, make_contact({.name = "Max", .created_at = "2026-01-01"}, 4));
  const auto order_of = [&](const SortKey& key) { return Comparison(columns, {key}).sort_all(); };
  CHECK(order_of({Field::name}) == std::vector<ContactKey>{4, 3, 2, 1});
  CHECK(order_of({Field::name, true}) == std::vector<ContactKey>{1, 2, 3, 4});
  CHECK(order_of({Field::created_at}) == std::vector<ContactKey>{3, 1, 2, 4});
  CHECK(order_of({Field::created_at, true}) == std::vector<ContactKey>{4, 2, 1, 3});
}

TEST_CASE("Several keys") {
  CHECK(order({{Field::name}, {Field::email}}) == "45213");
  CHECK(order({}) == "54321");
}

TEST_CASE("Only what can be compared is sortable") {
  CHECK(is_sortable(Field::name));
  CHECK_FALSE(is_sortable(Field::tags));
  CHECK_FALSE(is_sortable(Field::none));
}

TEST_CASE("The first ones are those with which all of them begin") {
  std::mt19937 random(11);
  const auto any = [&](std::initializer_list<const char*> texts) {
    return *(texts.begin() + random() % texts.size());
  };
  Columns columns;
  for (ContactKey key = 1; key <= 1'000; ++key) {
    Contact contact = make_contact(
        {.name = any({"", "Maximilian Z", "Maximilian A", "maximilian a", "Ärzte", "Иван"}),
         .email = any({"", "b@x.org", "a-very-long@x.org", "a-very-longer@x.org"}),
         .phone = any({"", "+49 30 1234", "+7 9121234567", "12"}),
         .created_at = any({"2026-01-02", "1969-12-31"}),
         .attributes = {{"Ort", any({"", "Ulm", "Köln", "\u200B"})}}});
    contact.id.bytes[13] = static_cast<uint8_t>(random());
    contact.id.bytes[14] = static_cast<uint8_t>(key >> 8);
    contact.id.bytes[15] = static_cast<uint8_t>(key);
    columns.put(key, contact);
  }
  const std::vector<std::vector<SortKey>> sorts = {{},
                                                   {{Field::name}},
                                                   {{Field::name, true}, {Field::email}},
                                                   {{Field::email}, {Field::phone, true}},
                                                   {{Field::phone}},
                                                   {{Field::country_code}, {Field::name}},
                                                   {{Field::created_at, true}},
                                                   {{Field::last_contact_at}},
                                                   {{Field::attributes, false, "Ort"}},
                                                   {{Field::attributes, true, "Ort"}}};
  for (const auto& sort : sorts) {
    const Comparison comparison(columns, sort);
    const auto all = comparison.sort_all();
    for (const size_t count : {0, 1, 50, 999, 1'000, 2'000}) {
      const size_t size = std::min(count, all.size());
      CHECK(comparison.first(columns.live(), count) ==
            std::vector(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size)));
    }
  }
}

TEST_CASE("Texts that are equal for long are in the order of the comparison, either way") {
  std::mt19937 random(5);
  Columns columns;
  for (ContactKey key = 1; key <= 3'000; ++key) {
    std::string text(random() % 5 ? random() % 40 : 0, 'a');
    if (!text.empty() && random() % 2) text[random() % text.size()] = random() % 2 ? 'b' : '.';
    Contact contact = make_contact({.name = text, .email = text + "@x.org"});
    contact.id.bytes[14] = static_cast<uint8_t>(key >> 8);
    contact.id.bytes[15] = static_cast<uint8_t>(key);
    columns.put(key, contact);
  }
  for (const Field field : {Field::name, Field::email}) {
    for (const bool is_descending : {false, true}) {
      const Comparison comparison(columns, {{field, is_descending}});
      const auto order = comparison.sort_all();
      CHECK(order.size() == 3'000);
      CHECK(std::ranges::is_sorted(order, comparison));
    }
  }
}

}  // namespace kartei
