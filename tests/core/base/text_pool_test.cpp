#include "base/text_pool.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("A text has one number, and a number its text, also after a move") {
  TextPool pool;
  CHECK(pool.number_of("") == 0);
  const uint32_t vip = pool.number_of("vip"), chat = pool.number_of("chat");
  CHECK(vip != chat);
  CHECK(pool.number_of("vip") == vip);
  CHECK(pool.find("chat") == chat);
  CHECK_FALSE(pool.find("VIP"));
  const TextPool moved = std::move(pool);
  CHECK(moved[vip] == "vip");
  CHECK(moved[0].empty());
  CHECK(moved.size() == 3);
}

}  // namespace kartei
