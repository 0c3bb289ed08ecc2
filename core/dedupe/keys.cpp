#include "dedupe/keys.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "contact/idna.h"
#include "contact/phone.h"

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

std::string_view exact_phone_key(const Contact& contact, std::string& buffer) {
  if (contact.phone_e164.empty()) return {};
  const auto digits = std::string_view(contact.phone_e164).substr(1);
  const std::string extension = phone_extension(contact.phone);
  if (extension.empty()) return digits;
  return buffer.assign(digits).append(";").append(extension);
}

namespace {

// Multiply and fold, 4 bytes at a time, as wyhash32 does it
// (https://github.com/wangyi-fudan/wyhash): WebAssembly has no multiplication of 64 bits by 64.
class Hash {
 public:
  explicit Hash(uint64_t seed)
      : low_(static_cast<uint32_t>(seed)), high_(static_cast<uint32_t>(seed >> 32)) {
    mix();
  }

  void add(uint32_t low, uint32_t high) {
    low_ ^= low;
    high_ ^= high;
    mix();
  }

  // Not 0.
  uint32_t finish() {
    mix();
    const uint32_t hashed = low_ ^ high_;
    return hashed ? hashed : 1;
  }

 private:
  void mix() {
    constexpr uint32_t kFirst = 0x53c5ca59, kSecond = 0x74743c1b;
    const uint64_t product = uint64_t{low_ ^ kFirst} * (high_ ^ kSecond);
    low_ = static_cast<uint32_t>(product);
    high_ = static_cast<uint32_t>(product >> 32);
  }

  uint32_t low_, high_;
};

}  // namespace

uint32_t KeyIndex::hash(std::string_view text) const {
  if (text.empty()) return 0;
  Hash hash(seed_);
  uint32_t words[2] = {};
  for (size_t end = sizeof words; end < text.size(); end += sizeof words) {
    std::memcpy(words, text.data() + end - sizeof words, sizeof words);
    hash.add(words[0], words[1]);
  }
  // The last bytes, some of them again where they are not a multiple of 8.
  if (text.size() >= sizeof words) {
    std::memcpy(words, text.data() + text.size() - sizeof words, sizeof words);
  } else {
    std::memcpy(words, text.data(), text.size());
  }
  hash.add(words[0], words[1]);
  hash.add(static_cast<uint32_t>(text.size()), 0);
  return hash.finish();
}

uint32_t KeyIndex::hash(uint64_t number) const {
  if (number == 0) return 0;
  Hash hash(seed_);
  hash.add(static_cast<uint32_t>(number), static_cast<uint32_t>(number >> 32));
  return hash.finish();
}

// A second table to move to would be megabytes that are new to the process, for this once.
void KeyIndex::grow() {
  const size_t size = slots_.size();
  slots_.resize(2 * size);
  // From an empty slot on, one after another: each key finds its place at or before where it was,
  // or in the new half, with none before it that is still to be moved. But those in front of the
  // first empty slot may have gone over the end, and come last.
  std::vector<Slot> front;
  size_t at = 0;
  for (; slots_[at].entry != 0; ++at) front.push_back(std::exchange(slots_[at], {}));
  for (; at < size; ++at) move(std::exchange(slots_[at], {}));
  for (const Slot& slot : front) move(slot);
}

void KeyIndex::move(Slot slot) {
  if (slot.entry == 0) return;
  size_t at = slot.hash & (slots_.size() - 1);
  while (slots_[at].entry != 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = slot;
}

}  // namespace kartei
