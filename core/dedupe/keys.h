// What makes two contacts the same for certain: an equal e-mail address or an equal phone number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/chunked_vector.h"
#include "contact/contact.h"

namespace kartei {

// The e-mail address in lower case. RFC 5321, 2.4 lets a host tell "Anna" from "anna" before the @;
// no host that people have addresses at does. Empty where there is no valid address.
std::string exact_email_key(const Contact& contact);
// The same in `buffer`, whose memory is reused.
std::string_view exact_email_key(const Contact& contact, std::string& buffer);

// The number in E.164 form without its +, and its extension: "4930123456", "4930123456;17". People
// of one company differ in it alone. Empty where there is no valid number. `buffer` holds the
// second form; for the others it stays as it is.
std::string_view exact_phone_key(const Contact& contact, std::string& buffer);

// From key texts to the number of the first that has each: an open hash table of 8 bytes an entry
// that keeps no text. Where hashes are equal it asks its owner, who has the text or can make it
// again, whether the number stands for the same one. It only grows, where it is: made for one
// import, then dropped.
//
//   KeyIndex index(seed);
//   const uint32_t hash = index.hash("anna@example.org");
//   index.add(hash, 7, [&](uint32_t number) { return texts[number] == "anna@example.org"; });
class KeyIndex {
 public:
  // `seed` keeps the author of a file from choosing collisions.
  explicit KeyIndex(uint64_t seed) : seed_(seed) { slots_.resize(64); }

  // Of a key text; 0 for an empty one, and for no other.
  uint32_t hash(std::string_view text) const;
  // Of a key that is a number; 0 for 0, and for no other.
  uint32_t hash(uint64_t number) const;

  // Fetches the place of a key with this hash, as an instruction would that WebAssembly does not
  // have: the places are anywhere in megabytes, and where several are fetched in a row, the
  // processor waits for all of them at a time.
  void fetch(uint32_t hash) const {
    const uint32_t entry = slots_[hash & (slots_.size() - 1)].entry;
    // Else the compiler would see that nobody asks what stands there.
    asm volatile("" ::"r"(entry));
  }

  // Registers `number` under a text with this hash unless the text has a number already or is
  // empty. `is_same(other)`: whether the text of `other` is the same.
  template <class IsSame>
  void add(uint32_t hash, uint32_t number, IsSame&& is_same) {
    if (hash == 0) return;
    if (size_ * 3 >= slots_.size() * 2) grow();
    Slot& slot = find_slot(hash, is_same);
    if (slot.entry != 0) return;
    slot = {.hash = hash, .entry = number + 1};
    ++size_;
  }

  // The number that stands under a text with this hash; nothing for an empty text.
  template <class IsSame>
  std::optional<uint32_t> find(uint32_t hash, IsSame&& is_same) const {
    if (hash == 0) return std::nullopt;
    const Slot& slot = const_cast<KeyIndex*>(this)->find_slot(hash, is_same);
    if (slot.entry == 0) return std::nullopt;
    return slot.entry - 1;
  }

  size_t size() const { return size_; }

 private:
  struct Slot {
    uint32_t hash = 0;
    // Number + 1; 0 is an empty slot.
    uint32_t entry = 0;
  };

  template <class IsSame>
  Slot& find_slot(uint32_t hash, IsSame& is_same) {
    const size_t mask = slots_.size() - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
      Slot& slot = slots_[i];
      if (slot.entry == 0 || (slot.hash == hash && is_same(slot.entry - 1))) return slot;
    }
  }
  void grow();
  void move(Slot slot);

  uint64_t seed_;
  ChunkedVector<Slot> slots_;
  size_t size_ = 0;
};

}  // namespace kartei
