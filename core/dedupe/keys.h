// What makes two contacts the same for certain: an equal e-mail address or an equal phone number.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contact/contact.h"

namespace kartei {

// The e-mail address in lower case. RFC 5321, 2.4 lets a host tell "Anna" from "anna" before the @;
// no host that people have addresses at does. Empty where there is no valid address.
std::string exact_email_key(const Contact& contact);

// The number in E.164 form without its +; empty where there is no valid one.
std::string_view exact_phone_key(const Contact& contact);

// From key texts to the number of the first that has each: an open hash table of 8 bytes an entry
// that keeps no text but asks its owner for it. It only grows: made for one import, then dropped.
class KeyIndex {
 public:
  // The key text of a number, as it is now.
  using TextOf = std::function<std::string_view(uint32_t)>;

  // `text_of` must answer the same for a number as long as the index lives; `seed` keeps the author
  // of a file from choosing collisions.
  KeyIndex(TextOf text_of, uint64_t seed);

  // Registers `number` under its text unless the text has a number already or is empty. Returns the
  // number that stands under the text now.
  uint32_t add(uint32_t number);

  // The number that stands under `text`; nothing for an empty text.
  std::optional<uint32_t> find(std::string_view text);

  size_t size() const { return size_; }

 private:
  struct Slot {
    uint32_t hash = 0;
    // Number + 1; 0 is an empty slot.
    uint32_t entry = 0;
  };
  uint32_t hash(std::string_view text) const;
  Slot& find_slot(std::string_view text, uint32_t hash);
  void grow();

  TextOf text_of_;
  uint64_t seed_;
  std::vector<Slot> slots_;
  size_t size_ = 0;
};

}  // namespace kartei
