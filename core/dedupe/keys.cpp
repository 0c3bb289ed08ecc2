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

// Multiply and fold, 8 bytes at a time, as wyhash does it (https://github.com/wangyi-fudan/wyhash).
uint32_t KeyIndex::hash(std::string_view text) const {
  if (text.empty()) return 0;
  const auto mix = [](uint64_t a, uint64_t b) {
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  };
  constexpr uint64_t kFirst = 0xa0761d6478bd642f, kSecond = 0xe7037ed1a0b428db;
  uint64_t state = seed_ ^ kFirst;
  for (size_t i = 0; i < text.size(); i += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + i, std::min<size_t>(8, text.size() - i));
    state = mix(state ^ word, kSecond ^ seed_);
  }
  const auto hashed = static_cast<uint32_t>(mix(state ^ text.size(), kFirst));
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
