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
  std::string id = {}, name = {};
  // The tree as JSON; nothing where it is a list.
  std::optional<std::string> filter = {};
  // Of a list: the keys of its contacts (store/key_runs.h), those of the trash too.
  std::optional<std::string> members = {};
  bool operator==(const StoredSegment&) const = default;
};

// What an entry of the journal has done to its segment.
struct SegmentChange {
  enum class Kind : uint8_t { created, changed, deleted };
  Kind kind = Kind::changed;
  // The last that it had.
  std::string name = {};
  bool operator==(const SegmentChange&) const = default;
};

class SegmentTable {
 public:
  // `database` must outlive it.
  explicit SegmentTable(Database& database) : database_(&database) {}

  // --- reading ---

  using Rows = std::vector<StoredSegment>;

  // In no certain order, without their members.
  Result<Rows> all();
  // The one with that id; none where there is none.
  Result<Rows> find(std::string_view id);
  // What the segment was that the entry changed: without a name where the entry made it. None for
  // other entries.
  Result<Rows> before(EntryId entry);
  // The same of later entries that are in force, about the same segment.
  Result<Rows> changed_later(EntryId entry);
  // Nothing for other entries.
  Result<std::optional<SegmentChange>> change_of(EntryId entry);

  // --- writing, inside a transaction ---

  // Makes the segment, or puts it in the place of the one with its id; null removes that one. What
  // was there is kept.
  Result<void> put(EntryId entry, std::string_view id, const StoredSegment* segment);
  // No list has these contacts any more, nor had them. `keys` are sorted.
  Result<void> forget(std::span<const ContactKey> keys);

 private:
  Result<Rows> read(std::string_view sql, const ValueView& parameter = {});
  Result<void> forget_in(std::string_view table, std::span<const ContactKey> keys);

  Database* database_;
};

}  // namespace kartei
