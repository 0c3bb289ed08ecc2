#include "base/text_pool.h"

namespace kartei {

uint32_t TextPool::number_of(std::string_view text) {
  if (const auto known = find(text)) return *known;
  const auto number = static_cast<uint32_t>(texts_.size());
  const auto [entry, is_new] = numbers_.emplace(text, number);
  texts_.push_back(&entry->first);
  return number;
}

std::optional<uint32_t> TextPool::find(std::string_view text) const {
  const auto found = numbers_.find(text);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace kartei
