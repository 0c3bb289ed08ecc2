// The tables `segments` and `segment_changes`: named filters and lists of contacts, and what each
// was before an entry of the journal changed it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"
#include "store/database.h"
#include "store/journal.h"

namespace kartei {

struct StoredSegment {
  // A UUID as text.
  std::string id, name;
  // The tree as JSON; nothing where it is a list.
  std::optional<std::string> filter = {};
  // Of a list: the keys of its contacts (store/key_runs.h), those of the trash too.
  std::optional<std::string> members = {};
  bool operator==(const StoredSegment&) const = default;
};

// What an entry was made on.
struct SegmentChange {
  std::string id;
  // Nothing where the entry has made the segment.
  std::optional<StoredSegment> before;
};

class SegmentTable {
 public:
  // `database` must outlive it.
  explicit SegmentTable(Database& database) : database_(&database) {}

  // --- reading ---

  // In no certain order, without their members.
  Result<std::vector<StoredSegment>> all();
  // Of a list. Errors: segment_unknown.
  Result<std::string> members(std::string_view id);
  // What the entry did to a segment, if it did.
  Result<std::optional<SegmentChange>> change(EntryId entry);
  // Whether a later entry that is in force has changed the segment.
  Result<bool> is_changed_after(EntryId entry, std::string_view id);
  // What the segment that the entry changed is called, or was last; empty for other entries.
  Result<std::string> name_in(EntryId entry);

  // --- writing, inside a transaction ---

  // Makes the segment, or puts it in the place of the one with its id; that one is kept.
  Result<void> put(EntryId entry, const StoredSegment& segment);
  Result<void> remove(EntryId entry, std::string_view id);
  // No list has these contacts any more, nor had them. `keys` are sorted.
  Result<void> forget(std::span<const ContactKey> keys);

 private:
  Result<void> keep(EntryId entry, std::string_view id);
  Result<void> forget_in(std::string_view table, std::span<const ContactKey> keys);

  Database* database_;
};

}  // namespace kartei
