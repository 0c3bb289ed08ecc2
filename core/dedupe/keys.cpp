#include "dedupe/keys.h"

#include <algorithm>
#include <cstring>

#include "contact/idna.h"

namespace kartei {

std::string exact_email_key(const Contact& contact) {
  std::string key;
  exact_email_key(contact, key);
  return key;
}

std::string_view exact_email_key(const Contact& contact, std::string& buffer) {
  buffer.clear();
  idna::append_lower(buffer, contact.email_normalized);
  return buffer;
}

std::string_view exact_phone_key(const Contact& contact) {
  const std::string_view e164 = contact.phone_e164;
  return e164.empty() ? e164 : e164.substr(1);
}

// Multiply and fold, 4 bytes at a time, as wyhash32 does it
// (https://github.com/wangyi-fudan/wyhash): WebAssembly has no multiplication of 64 bits by 64.
uint32_t KeyIndex::hash(std::string_view text) const {
  if (text.empty()) return 0;
  constexpr uint32_t kFirst = 0x53c5ca59, kSecond = 0x74743c1b;
  auto low = static_cast<uint32_t>(seed_), high = static_cast<uint32_t>(seed_ >> 32);
  const auto mix = [&] {
    const uint64_t product = uint64_t{low ^ kFirst} * (high ^ kSecond);
    low = static_cast<uint32_t>(product);
    high = static_cast<uint32_t>(product >> 32);
  };
  mix();
  for (size_t i = 0; i < text.size(); i += 8) {
    uint32_t words[2] = {};
    std::memcpy(words, text.data() + i, std::min<size_t>(8, text.size() - i));
    low ^= words[0];
    high ^= words[1];
    mix();
  }
  low ^= static_cast<uint32_t>(text.size());
  mix();
  mix();
  const uint32_t hashed = low ^ high;
  return hashed ? hashed : 1;
}

void KeyIndex::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.entry == 0) continue;
    size_t i = slot.hash & mask;
    while (slots_[i].entry != 0) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

}  // namespace kartei
