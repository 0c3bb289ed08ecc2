#include "store/free_keys.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("Free keys are given from the lowest on, and again if they are not kept") {
  FreeKeys keys;
  for (const ContactKey used : {2u, 3u, 100'000u}) keys.note_used(used);
  keys.finish();
  CHECK(keys.take() == 1);
  CHECK(keys.take() == 4);
  keys.give_back();
  CHECK(keys.take() == 1);
  keys.keep();
  keys.give_back();
  CHECK(keys.take() == 4);
  for (ContactKey key = 5; key < 100'000; ++key) CHECK(keys.take() == key);
  CHECK_FALSE(keys.take());
  CHECK_FALSE(keys.take());
}

TEST_CASE("Where few keys are free, none is given") {
  FreeKeys none;
  none.finish();
  CHECK_FALSE(none.take());
  FreeKeys few, many;
  for (ContactKey key = 50'000; key <= 100'000; ++key) {
    few.note_used(key);
    if (key % 2 == 0) many.note_used(key);
  }
  few.finish();
  many.finish();
  CHECK_FALSE(few.take());
  CHECK(many.take() == 1);
}

}  // namespace kartei
