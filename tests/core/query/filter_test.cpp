#include "query/filter.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("Operators belong to fields") {
  CHECK(has_operator(Field::name, Operator::contains));
  CHECK_FALSE(has_operator(Field::name, Operator::before));
  CHECK_FALSE(has_operator(Field::country_code, Operator::contains));
  CHECK_FALSE(has_operator(Field::none, Operator::empty));
  for (const Operator op : kAllOperators) CHECK(find_operator(operator_name(op)) == op);
  CHECK_FALSE(find_operator("like"));
}

TEST_CASE("A filter is narrower where letters were typed on, and only there") {
  const auto is_narrower_text = [](const char* text, const char* before) {
    return is_narrower({.kind = Filter::Kind::text, .text = text},
                       {.kind = Filter::Kind::text, .text = before});
  };
  CHECK(is_narrower_text("ann", "an"));
  CHECK(is_narrower_text("0151 ann", "0151 a"));
  CHECK_FALSE(is_narrower_text("an", "ann"));
  CHECK_FALSE(is_narrower_text("a", ""));
  CHECK_FALSE(is_narrower_text("a1", "a"));
  CHECK_FALSE(is_narrower_text("01a", "01"));
  CHECK_FALSE(is_narrower_text("a b", "a"));
  CHECK_FALSE(is_narrower_text("\"ab", "\"a"));
  const Filter empty{.kind = Filter::Kind::condition, .field = Field::name, .op = Operator::empty};
  const Filter an{.kind = Filter::Kind::text, .text = "an"};
  const Filter a{.kind = Filter::Kind::text, .text = "a"};
  CHECK(is_narrower({.children = {an, empty}}, {.children = {a, empty}}));
  CHECK_FALSE(is_narrower({.children = {an, empty}}, {.children = {a}}));
  const auto negation = Filter::Kind::negation;
  CHECK_FALSE(
      is_narrower({.kind = negation, .children = {an}}, {.kind = negation, .children = {a}}));
}

}  // namespace kartei
