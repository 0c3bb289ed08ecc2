// From the id of a contact to its key: an open hash table of 4 bytes an entry, that keeps no id but
// asks its owner for it.
#pragma once

#include <cstdint>
#include <optional>

#include "base/chunked_vector.h"
#include "base/uuid.h"
#include "contact/contact.h"

namespace kartei {

class IdIndex {
 public:
  IdIndex() { slots_.resize(64); }

  // `ids[key]` is the id of each key that is registered, in all calls.
  using Ids = ChunkedVector<Uuid>;

  void reserve(size_t count, const Ids& ids);
  // Registers `key`, whose id is `ids[key]`; in the place of another key with this id.
  void put(ContactKey key, const Ids& ids);
  std::optional<ContactKey> find(const Uuid& id, const Ids& ids) const;
  // Forgets `key`, if it is the one that stands under its id.
  void erase(ContactKey key, const Ids& ids);
  // Slots, of 4 bytes each.
  size_t size() const { return slots_.size(); }

 private:
  size_t first_slot(const Uuid& id) const;
  void rehash(size_t slots, const Ids& ids);

  // Keys start at 1: 0 is a slot that was never used, kErased one that is used no more.
  static constexpr ContactKey kErased = UINT32_MAX;
  // Megabytes, for which there is room after an import only in pieces.
  ChunkedVector<ContactKey> slots_;
  // Not 0.
  size_t used_ = 0;
};

}  // namespace kartei
