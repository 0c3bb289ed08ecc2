#include "book/answers.h"

#include <doctest/doctest.h>

#include "book/wire_contact.h"
#include "fixtures.h"

namespace kartei {

TEST_CASE("Answers are what crosses the boundary") {
  const Contact anna = make_contact({.name = "Anna"});
  CHECK(format_answer(anna) == dump_json(write_contact(anna)));
  CHECK(format_answer(BulkChange{.count = 2, .entry = 5}) ==
        R"({"count":2,"entry":5,"refused":0})");
  CHECK(format_answer(uint64_t{3}) == R"({"count":3})");
  CHECK(format_answer(Reverted{.count = 1, .entry = 2}) ==
        R"({"count":1,"entry":2,"kept":0,"kept_contacts":[]})");
  CHECK(format_answer(CommitProgress{.done = 1, .total = 1}) ==
        R"({"done":1,"total":1,"is_done":false})");
}

}  // namespace kartei
