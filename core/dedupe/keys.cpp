#include "dedupe/keys.h"

#include <algorithm>
#include <cstring>

#include "contact/idna.h"

namespace kartei {

std::string exact_email_key(const Contact& contact) {
  std::string key;
  idna::append_lower(key, contact.email_normalized);
  return key;
}

std::string_view exact_phone_key(const Contact& contact) {
  const std::string_view e164 = contact.phone_e164;
  return e164.empty() ? e164 : e164.substr(1);
}

KeyIndex::KeyIndex(TextOf text_of, uint64_t seed)
    : text_of_(std::move(text_of)), seed_(seed), slots_(64) {}

// Multiply and fold, 8 bytes at a time, as wyhash does it (https://github.com/wangyi-fudan/wyhash).
uint32_t KeyIndex::hash(std::string_view text) const {
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
  return static_cast<uint32_t>(mix(state ^ text.size(), kFirst));
}

KeyIndex::Slot& KeyIndex::find_slot(std::string_view text, uint32_t hash) {
  const size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.entry == 0) return slot;
    if (slot.hash == hash && text_of_(slot.entry - 1) == text) return slot;
  }
}

uint32_t KeyIndex::add(uint32_t number) {
  const std::string_view text = text_of_(number);
  if (text.empty()) return number;
  if (size_ * 3 >= slots_.size() * 2) grow();
  const uint32_t hashed = hash(text);
  Slot& slot = find_slot(text, hashed);
  if (slot.entry == 0) {
    slot = {.hash = hashed, .entry = number + 1};
    ++size_;
  }
  return slot.entry - 1;
}

std::optional<uint32_t> KeyIndex::find(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const Slot& slot = find_slot(text, hash(text));
  if (slot.entry == 0) return std::nullopt;
  return slot.entry - 1;
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
