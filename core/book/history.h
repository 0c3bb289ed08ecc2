// What the journal and the trash show a person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/contact_store.h"

namespace kartei {

struct HistoryRow {
  JournalEntry entry;
  // Where it is of one contact that still exists.
  std::optional<Uuid> contact_id;
  // Of that contact, or of a segment.
  std::string name;
  // Where it is of a segment.
  std::optional<SegmentChange::Kind> segment;
};

struct History {
  // All entries.
  uint64_t total = 0;
  // What undo and redo would take back now; 0 for nothing.
  EntryId undo = 0, redo = 0;
  // Newest first.
  std::vector<HistoryRow> rows;
};

struct Trash {
  // All deleted contacts.
  uint64_t total = 0;
  // The last deleted first.
  std::vector<Contact> rows;
};

Result<History> read_history(ContactStore& store, uint64_t offset, uint64_t limit);
Result<Trash> read_trash(ContactStore& store, uint64_t offset, uint64_t limit);

}  // namespace kartei
