#include "query/order.h"

#include <algorithm>
#include <functional>

namespace kartei {

Order::Order(const Columns& columns, std::vector<SortKey> sort, const Collator& collator)
    : sort_(std::move(sort)), collator_(&collator), is_before_(columns, sort_, collator) {
  const std::vector<ContactKey> keys = is_before_.sort_all();
  for (size_t at = 0; at < keys.size(); at += kBlockKeys) {
    const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(at);
    const size_t size = std::min(kBlockKeys, keys.size() - at);
    blocks_.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(size));
  }
}

size_t Order::block_of(ContactKey key) const {
  const auto found = std::ranges::partition_point(
      blocks_, [&](const Block& block) { return !is_before_(key, block.front()); });
  return static_cast<size_t>(std::max<std::ptrdiff_t>(0, found - blocks_.begin() - 1));
}

void Order::erase(ContactKey key) {
  if (blocks_.empty()) return;
  const size_t number = block_of(key);
  Block& block = blocks_[number];
  const auto found = std::ranges::lower_bound(block, key, std::cref(is_before_));
  if (found == block.end() || *found != key) return;
  block.erase(found);
  if (block.empty()) blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(number));
}

void Order::insert(ContactKey key) {
  if (blocks_.empty()) return blocks_.emplace_back().push_back(key);
  const size_t number = block_of(key);
  Block& block = blocks_[number];
  block.insert(std::ranges::lower_bound(block, key, std::cref(is_before_)), key);
  if (block.size() < 2 * kBlockKeys) return;
  const auto middle = block.begin() + static_cast<std::ptrdiff_t>(kBlockKeys);
  Block second(middle, block.end());
  block.erase(middle, block.end());
  blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(number) + 1, std::move(second));
}

}  // namespace kartei
