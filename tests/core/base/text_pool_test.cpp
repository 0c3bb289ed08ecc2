#include "base/text_pool.h"

#include <doctest/doctest.h>

#include <string>

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

TEST_CASE("Texts of all lengths, asked for again and again, keep their numbers") {
  TextPool pool;
  std::string text;
  for (uint32_t i = 0; i < 500; ++i) {
    text.push_back(static_cast<char>('a' + i % 7));
    CHECK(pool.number_of(text) == i + 1);
    CHECK(pool.number_of("") == 0);
    CHECK(pool.number_of(text.substr(0, i / 2 + 1)) == i / 2 + 1);
  }
  CHECK(pool.size() == 501);
}

}  // namespace kartei
