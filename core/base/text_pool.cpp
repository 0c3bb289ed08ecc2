#include "base/text_pool.h"

namespace kartei {
namespace {

// Of calling codes, words and domains: most differ in their first byte, their last one, or the one
// in the middle.
size_t hash(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](size_t at) { return size_t{static_cast<uint8_t>(text[at])}; };
  return byte(text.size() - 1) + byte(text.size() / 2) * 7 + byte(0) * 31 + text.size() * 3;
}

}  // namespace

uint32_t TextPool::number_of(std::string_view text, size_t most) {
  // All of them are 0, the number of the empty text, at first.
  uint32_t& recent = recent_[hash(text) % recent_.size()];
  if (!texts_.empty() && *texts_[recent] == text) return recent;
  if (const auto known = find(text)) return recent = *known;
  if (texts_.size() >= most) return 0;
  const auto number = static_cast<uint32_t>(texts_.size());
  const auto [entry, is_new] = numbers_.emplace(text, number);
  texts_.push_back(&entry->first);
  return recent = number;
}

std::optional<uint32_t> TextPool::find(std::string_view text) const {
  const auto found = numbers_.find(text);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace kartei
