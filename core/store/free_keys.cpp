#include "store/free_keys.h"

#include "base/limits.h"

namespace kartei {
namespace {

// A column's memory grows by so many at a time.
constexpr size_t kFewKeys = size_t{1} << 14;

}  // namespace

void FreeKeys::note_used(ContactKey key) {
  // A link can name any, in a backup that somebody has made up.
  if (key > kMaxContactKey) return;
  if (key >= used_.size()) used_.resize(size_t{key} + 1);
  used_.set(key, true);
}

void FreeKeys::finish() {
  if (used_.size() <= kFewKeys + 2 * used_.count()) used_ = KeySet();
}

std::optional<ContactKey> FreeKeys::take() {
  while (used_.has(next_)) ++next_;
  if (next_ >= used_.size()) return std::nullopt;
  return next_++;
}

}  // namespace kartei
