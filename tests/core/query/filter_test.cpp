#include "query/filter.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {
namespace {

using Kind = Filter::Kind;

// Anna, Jörg and a nameless number.
Columns three_contacts() {
  Columns columns;
  columns.put(1, make_contact({.name = "Anna Weiß",
                               .email = "anna@example.org",
                               .phone = "0151 234 567-89",
                               .country_code = "+49",
                               .created_at = "2026-01-10T12:00:00Z",
                               .last_contact_at = "2026-02-01"}));
  columns.put(2, make_contact({.name = "Jörg Müller",
                               .email = "jm@beispiel.de",
                               .phone = "+43 1 5050505",
                               .created_at = "2026-01-20"}));
  columns.put(3, make_contact({.phone = "+1 212 555 0100", .created_at = "2026-01-30"}));
  return columns;
}

std::string matching(const Filter& filter) {
  static const Columns columns = three_contacts();
  const Matcher matcher(filter);
  std::string keys;
  for (ContactKey key = 1; key <= columns.last_key(); ++key) {
    if (matcher.matches(columns, key)) keys += std::to_string(key);
  }
  return keys;
}

Filter text(const char* words) { return {.kind = Kind::text, .text = words}; }

Filter where(Field field, Operator op, std::vector<std::string> values = {}, bool flag = true) {
  return {.kind = Kind::condition, .field = field, .op = op, .values = values, .flag = flag};
}

Filter when(Field field, Operator op, const char* from, const char* to = "2026-01-01") {
  return {.kind = Kind::condition,
          .field = field,
          .op = op,
          .from = *parse_timestamp(from),
          .to = *parse_timestamp(to)};
}

}  // namespace

TEST_CASE("Text is found without case and accents, words in any order") {
  CHECK(matching(text("")) == "123");
  CHECK(matching(text("ANNA")) == "1");
  CHECK(matching(text("weiss")) == "1");
  CHECK(matching(text("weiß anna")) == "1");
  CHECK(matching(text("muller jorg")) == "2");
  CHECK(matching(text("beispiel")) == "2");
  CHECK(matching(text("anna müller")) == "");
}

TEST_CASE("Digits find phones whatever the spacing and the prefix") {
  for (const char* digits :
       {"0151 234", "0151234", "+49 151", "0049151", "(0151) 23-45", "23456"}) {
    CAPTURE(digits);
    CHECK(matching(text(digits)) == "1");
  }
  CHECK(matching(text("anna 0151")) == "1");
  CHECK(matching(text("jörg 0151")) == "");
  CHECK(matching(text("555 0100")) == "3");
}

TEST_CASE("Fields are asked one by one") {
  CHECK(matching(where(Field::name, Operator::contains, {"NNA"})) == "1");
  CHECK(matching(where(Field::name, Operator::starts_with, {"jo"})) == "2");
  CHECK(matching(where(Field::name, Operator::equals, {"jorg muller"})) == "2");
  CHECK(matching(where(Field::name, Operator::equals, {"jorg"})) == "");
  CHECK(matching(where(Field::name, Operator::empty)) == "3");
  CHECK(matching(where(Field::name, Operator::empty, {}, false)) == "12");
  CHECK(matching(where(Field::email, Operator::contains, {"@Example"})) == "1");
  CHECK(matching(where(Field::country_code, Operator::equals, {"+43"})) == "2");
  CHECK(matching(where(Field::country_code, Operator::any_of, {"+43", "+1"})) == "23");
  CHECK(matching(where(Field::country_code, Operator::any_of, {})) == "");
}

TEST_CASE("A phone's beginning may be given with or without its calling code") {
  CHECK(matching(where(Field::phone, Operator::starts_with, {"+49 151"})) == "1");
  CHECK(matching(where(Field::phone, Operator::starts_with, {"0151"})) == "1");
  CHECK(matching(where(Field::phone, Operator::starts_with, {"151"})) == "1");
  CHECK(matching(where(Field::phone, Operator::starts_with, {"234"})) == "");
  CHECK(matching(where(Field::phone, Operator::equals, {"0151/23456789"})) == "1");
  CHECK(matching(where(Field::phone, Operator::contains, {"abc"})) == "");
  CHECK(matching(where(Field::phone, Operator::empty, {}, false)) == "123");
}

TEST_CASE("Dates: before and the end of between are exclusive") {
  CHECK(matching(when(Field::created_at, Operator::before, "2026-01-20")) == "1");
  CHECK(matching(when(Field::created_at, Operator::after, "2026-01-20")) == "23");
  CHECK(matching(when(Field::created_at, Operator::between, "2026-01-10", "2026-01-20")) == "1");
  // Who has no date is neither before nor after one.
  CHECK(matching(when(Field::last_contact_at, Operator::before, "2030-01-01")) == "1");
  CHECK(matching(where(Field::last_contact_at, Operator::empty)) == "23");
}

TEST_CASE("Trees combine") {
  const Filter anna = text("anna"), joerg = text("jörg");
  CHECK(matching({.kind = Kind::any, .children = {anna, joerg}}) == "12");
  CHECK(matching({.kind = Kind::all, .children = {anna, joerg}}) == "");
  CHECK(matching({.kind = Kind::negation, .children = {anna}}) == "23");
  CHECK(matching({.kind = Kind::all}) == "123");
  CHECK(matching({.kind = Kind::any}) == "");
}

TEST_CASE("Operators belong to fields") {
  CHECK(has_operator(Field::name, Operator::contains));
  CHECK_FALSE(has_operator(Field::name, Operator::before));
  CHECK_FALSE(has_operator(Field::country_code, Operator::contains));
  CHECK_FALSE(has_operator(Field::none, Operator::empty));
  for (const Operator op : kAllOperators) CHECK(find_operator(operator_name(op)) == op);
  CHECK_FALSE(find_operator("like"));
}

}  // namespace kartei
