#include "book/history.h"

#include <utility>

namespace kartei {
namespace {

Result<HistoryRow> read_row(ContactStore& store, JournalEntry entry) {
  HistoryRow row{.entry = std::move(entry), .contact_id = {}, .name = {}};
  if (row.entry.count != 1) return row;
  const auto keys = store.journal().keys(row.entry.entry);
  if (!keys) return std::unexpected(keys.error());
  // It may have been erased since.
  if (keys->empty()) {
    auto change = store.segments().change_of(row.entry.entry);
    if (!change) return std::unexpected(change.error());
    if (*change) {
      row.name = std::move((*change)->name);
      row.segment = (*change)->kind;
    }
    return row;
  }
  auto contact = store.load(keys->front());
  if (!contact) return std::unexpected(contact.error());
  row.contact_id = contact->id;
  row.name = std::move(contact->name);
  return row;
}

}  // namespace

Result<History> read_history(ContactStore& store, uint64_t offset, uint64_t limit) {
  const auto state = store.journal().state();
  if (!state) return std::unexpected(state.error());
  auto entries = store.journal().entries(offset, limit);
  if (!entries) return std::unexpected(entries.error());
  History history{.total = state->entries, .undo = state->undo, .redo = state->redo, .rows = {}};
  for (JournalEntry& entry : *entries) {
    auto row = read_row(store, std::move(entry));
    if (!row) return std::unexpected(row.error());
    history.rows.push_back(std::move(*row));
  }
  return history;
}

Result<Trash> read_trash(ContactStore& store, uint64_t offset, uint64_t limit) {
  const auto total = store.count_deleted();
  if (!total) return std::unexpected(total.error());
  const auto keys = store.deleted(offset, limit);
  if (!keys) return std::unexpected(keys.error());
  Trash trash{.total = *total, .rows = {}};
  for (const ContactKey key : *keys) {
    auto contact = store.load(key);
    if (!contact) return std::unexpected(contact.error());
    trash.rows.push_back(std::move(*contact));
  }
  return trash;
}

}  // namespace kartei
