#include "base/heap_sort.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kartei {

TEST_CASE("A heap puts things in the order that std::sort does") {
  std::mt19937 random(11);
  for (const size_t size : {0, 1, 2, 3, 100, 5'000}) {
    std::vector<uint32_t> numbers;
    for (size_t i = 0; i < size; ++i) numbers.push_back(static_cast<uint32_t>(random() % 500));
    auto expected = numbers;
    std::ranges::sort(expected);
    heap_sort(numbers);
    CHECK(numbers == expected);
    heap_sort(numbers, std::ranges::greater());
    std::ranges::reverse(expected);
    CHECK(numbers == expected);
  }
  std::vector<std::pair<int, std::string>> pairs = {{1, "c"}, {2, "a"}, {3, "b"}};
  heap_sort(pairs, {}, &std::pair<int, std::string>::second);
  CHECK(pairs.front().first == 2);
  CHECK(pairs.back().first == 1);
}

}  // namespace kartei
