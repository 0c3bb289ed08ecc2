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

}  // namespace kartei
