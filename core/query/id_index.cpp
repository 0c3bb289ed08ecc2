#include "query/id_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace kartei {
namespace {

// Most slots that are looked at hold another id, and memcmp is a call.
bool is_same(const Uuid& a, const Uuid& b) {
  std::array<uint64_t, 2> left, right;
  std::memcpy(left.data(), a.bytes.data(), sizeof left);
  std::memcpy(right.data(), b.bytes.data(), sizeof right);
  return ((left[0] ^ right[0]) | (left[1] ^ right[1])) == 0;
}

}  // namespace

size_t IdIndex::first_slot(const Uuid& id) const {
  // The last 8 bytes of a UUID of version 7 are random; multiplied, so that those of other makers
  // do.
  uint64_t random;
  std::memcpy(&random, id.bytes.data() + 8, sizeof random);
  return static_cast<size_t>((random * 0x9e3779b97f4a7c15) >> 32) & (slots_.size() - 1);
}

void IdIndex::reserve(size_t count, const Ids& ids) {
  const size_t slots = std::bit_ceil((used_ + count) * 3 / 2 + 1);
  if (slots > slots_.size()) rehash(slots, ids);
}

void IdIndex::rehash(size_t slots, const Ids& ids) {
  const auto old = std::exchange(slots_, {});
  slots_.resize(slots);
  used_ = 0;
  for (size_t at = 0; at < old.size(); ++at) {
    const ContactKey key = old[at];
    if (key == 0 || key == kErased) continue;
    size_t i = first_slot(ids[key]);
    while (slots_[i] != 0) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = key;
    ++used_;
  }
}

void IdIndex::put(ContactKey key, const Ids& ids) {
  if (used_ * 3 >= slots_.size() * 2) rehash(slots_.size() * 2, ids);
  const Uuid& id = ids[key];
  std::optional<size_t> erased;
  for (size_t i = first_slot(id);; i = (i + 1) & (slots_.size() - 1)) {
    const ContactKey known = slots_[i];
    if (known == kErased && !erased) erased = i;
    if (known != 0 && (known == kErased || !is_same(ids[known], id))) continue;
    // Whoever changes takes the place that it had: the table grows with contacts, not with changes.
    used_ += known == 0 && !erased;
    slots_[known == 0 ? erased.value_or(i) : i] = key;
    return;
  }
}

std::optional<ContactKey> IdIndex::find(const Uuid& id, const Ids& ids) const {
  for (size_t i = first_slot(id); slots_[i] != 0; i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i] != kErased && is_same(ids[slots_[i]], id)) return slots_[i];
  }
  return std::nullopt;
}

void IdIndex::erase(ContactKey key, const Ids& ids) {
  for (size_t i = first_slot(ids[key]); slots_[i] != 0; i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i] == key) {
      slots_[i] = kErased;
      return;
    }
  }
}

}  // namespace kartei
