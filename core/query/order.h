// A sorted list that is kept in order while single contacts change: keys in blocks, so that putting
// one in or taking one out moves a block and not a million keys.
#pragma once

#include <vector>

#include "query/key_set.h"
#include "query/sort.h"

namespace kartei {

class Order {
 public:
  // All live contacts. `columns` must outlive it.
  Order(const Columns& columns, std::vector<SortKey> sort,
        const Collator& collator = collator_of(""));

  const std::vector<SortKey>& sort() const { return sort_; }
  const Collator& collator() const { return *collator_; }

  // Before a contact changes, and after it: what it is sorted by must be the same in between.
  void erase(ContactKey key);
  void insert(ContactKey key);

  // Calls visit(key) for `limit` of those in `keys`, from the `offset`-th of them on.
  template <class Visit>
  void visit(const KeySet& keys, uint64_t offset, uint64_t limit, Visit&& visit) const {
    for (const Block& block : blocks_) {
      for (const ContactKey key : block) {
        if (limit == 0) return;
        if (!keys.has(key)) continue;
        if (offset > 0) {
          --offset;
          continue;
        }
        visit(key);
        --limit;
      }
    }
  }

  // The same for all that are live, where nothing has to be looked at on the way.
  template <class Visit>
  void visit(uint64_t offset, uint64_t limit, Visit&& visit) const {
    for (const Block& block : blocks_) {
      if (offset >= block.size()) {
        offset -= block.size();
        continue;
      }
      for (size_t i = static_cast<size_t>(offset); i < block.size() && limit > 0; ++i, --limit) {
        visit(block[i]);
      }
      offset = 0;
      if (limit == 0) return;
    }
  }

 private:
  using Block = std::vector<ContactKey>;
  static constexpr size_t kBlockKeys = 1024;

  // The block in which the key stands, or would.
  size_t block_of(ContactKey key) const;

  std::vector<SortKey> sort_;
  const Collator* collator_;
  Comparison is_before_;
  // None is empty, none has more than twice kBlockKeys.
  std::vector<Block> blocks_;
};

}  // namespace kartei
