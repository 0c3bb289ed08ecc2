// Keys that contacts have had and have no more, to be given again. SQLite gives the key after the
// highest one, so a book that takes in and erases all the time would climb to kMaxContactKey,
// however few contacts it has, and columns take memory for each key up to the highest.
//
// Which keys are free is found out when a book is opened and holds for that long: what is erased
// later is free at the next opening, when nothing in memory has to do with it any more.
#pragma once

#include <cstdint>
#include <optional>

#include "query/key_set.h"

namespace kartei {

class FreeKeys {
 public:
  // While a book is opened: a key that may not be given.
  void note_used(ContactKey key);
  // Then: keeps none where so many keys are in use that it is not worth it. Keys in a row are
  // quicker to write.
  void finish();

  // The lowest one that is free and was not taken before; nothing where there is none.
  std::optional<ContactKey> take();

  // What was taken since the last keep() is free again, or stays taken.
  void give_back() { next_ = kept_; }
  void keep() { kept_ = next_; }

 private:
  KeySet used_;
  ContactKey next_ = 1, kept_ = 1;
};

}  // namespace kartei
