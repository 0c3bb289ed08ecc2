// Sorting where little depends on its speed: std::ranges::sort is 2 to 3 KB of code for each type,
// a heap a fifth of that.
#pragma once

#include <algorithm>
#include <functional>
#include <ranges>

namespace kartei {

// In n log n steps at most; not stable.
template <std::ranges::random_access_range Range, class Less = std::ranges::less,
          class Projection = std::identity>
void heap_sort(Range& range, Less less = {}, Projection projection = {}) {
  std::ranges::partial_sort(range, std::ranges::end(range), less, projection);
}

}  // namespace kartei
