#include "query/query.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {
namespace {

constexpr Timestamp kStart = 0;

Columns hundred_contacts() {
  Columns columns;
  for (uint8_t i = 1; i <= 100; ++i) {
    const std::string name = (i % 2 ? "odd " : "even ") + std::to_string(1000 + i);
    columns.put(i, make_contact({.name = name}, i));
  }
  return columns;
}

}  // namespace

TEST_CASE("A page is a piece of the filtered, sorted list") {
  Columns columns = hundred_contacts();
  QueryEngine engine(columns);
  const Query query{.filter = {.kind = Filter::Kind::text, .text = "odd"},
                    .sort = {{Field::name, true}},
                    .offset = 10,
                    .limit = 3};
  const Hits hits = engine.run(query, kStart);
  CHECK(hits.total == 50);
  CHECK(hits.keys == std::vector<ContactKey>{79, 77, 75});
  CHECK(engine.count(query.filter, kStart) == 50);
  CHECK(engine.run({.offset = 99, .limit = 10}, kStart).keys == std::vector<ContactKey>{100});
  CHECK(engine.run({.offset = 1000}, kStart).keys.empty());
  CHECK(engine.run({.offset = UINT64_MAX, .limit = UINT64_MAX}, kStart).total == 100);
}

TEST_CASE("Answers follow every change of the columns") {
  Columns columns = hundred_contacts();
  QueryEngine engine(columns);
  const Query query{.filter = {.kind = Filter::Kind::text, .text = "odd"}, .sort = {{Field::name}}};
  const uint64_t version = engine.run(query, kStart).version;
  columns.put(1, make_contact({.name = "renamed"}, 1));
  columns.set_live(3, false);
  const Hits hits = engine.run(query, kStart);
  CHECK(hits.total == 48);
  CHECK(hits.keys.front() == 5);
  CHECK(hits.version > version);
}

TEST_CASE("More orders than are kept are still right") {
  Columns columns = hundred_contacts();
  QueryEngine engine(columns);
  for (int round = 0; round < 3; ++round) {
    for (const Field field : {Field::name, Field::email, Field::phone, Field::country_code,
                              Field::created_at, Field::updated_at}) {
      for (const bool is_descending : {false, true}) {
        const std::vector<SortKey> sort = {{field, is_descending}};
        const auto expected = Comparison(columns, sort).sort_all();
        CHECK(engine.all({}, sort, "", kStart) == expected);
      }
    }
  }
}

TEST_CASE("Pages that are picked and pages of an order are the same, whatever changes") {
  Columns columns = hundred_contacts();
  QueryEngine engine(columns);
  const Filter odd{.kind = Filter::Kind::text, .text = "odd"};
  const std::vector<SortKey> sort = {{Field::name, true}};
  for (uint8_t round = 0; round < 20; ++round) {
    for (const Filter& filter : {Filter{}, odd}) {
      const Hits hits =
          engine.run({.filter = filter, .sort = sort, .offset = 5, .limit = 10}, kStart);
      std::vector<ContactKey> expected;
      for (const ContactKey key : Comparison(columns, sort).sort_all()) {
        if (Matcher(filter).matches(columns, key)) expected.push_back(key);
      }
      CHECK(hits.total == expected.size());
      CHECK(hits.keys == std::vector(expected.begin() + 5, expected.begin() + 15));
    }
    columns.put(round + 1u, make_contact({.name = round % 3 ? "odd one" : "zoe"}, round));
  }
}

TEST_CASE("What is typed letter by letter finds what a new search would") {
  Columns columns;
  const std::vector<std::string> names = {"Anna Müller", "Annette Mueller", "Jörg Muller",
                                          "Anna-Lena",   "O'Anna 0151",     "ANNA müll"};
  for (size_t i = 0; i < names.size(); ++i) {
    columns.put(static_cast<ContactKey>(i + 1),
                make_contact({.name = names[i], .phone = "0151 2345678", .country_code = "+49"},
                             static_cast<uint8_t>(i + 1)));
  }
  QueryEngine engine(columns);
  for (const std::string typed : {"anna müller", "annette mue", "0151 anna", "\"anna m\"", "jorg m",
                                  "a 0151a", "müllx", "o'anna"}) {
    for (size_t size = 1; size <= typed.size(); ++size) {
      // A letter of two bytes is typed at once.
      if (size < typed.size() && (typed[size] & 0xC0) == 0x80) continue;
      const Filter text{.kind = Filter::Kind::text, .text = typed.substr(0, size)};
      const Filter filter{.kind = Filter::Kind::all, .children = {text}};
      CAPTURE(text.text);
      CHECK(engine.keys(filter, kStart) == Matcher(filter, kStart).run(columns));
      if (size == 3) columns.put(2, make_contact({.name = "Anna " + typed}, 2));
    }
  }
}

}  // namespace kartei
