#include "book/revert.h"

#include <algorithm>
#include <unordered_map>

#include "base/limits.h"
#include "book/draft.h"
#include "store/contact_json.h"

namespace kartei {
namespace {

// For the contacts of one entry, the values that the first later change of each field found: what
// the entry had written there.
using LaterChanges = std::unordered_map<ContactKey, PartialContact>;

Result<LaterChanges> read_later(ContactStore& store, EntryId entry,
                                const std::vector<JournalChange>& changes) {
  LaterChanges later;
  auto read = store.journal().for_each_later(entry, [&](ContactKey key, std::string_view before) {
    if (!std::ranges::binary_search(changes, key, {}, &JournalChange::key)) return;
    const PartialContact image = parse_image(before);
    PartialContact& first = later[key];
    for (const Field field : kAllFields) {
      if (!image.fields.has(field) || first.fields.has(field)) continue;
      copy_field(field, image.values, first.values);
      first.fields.add(field);
    }
  });
  if (!read) return std::unexpected(read.error());
  return later;
}

// One contact on its way back.
struct Step {
  const Contact& current;
  // Null where nothing was changed later.
  const PartialContact* later;
  bool overwrite;
  Contact target;
  FieldSet kept;

  // Whether the field holds what the entry wrote.
  bool is_unchanged(Field field) const {
    return !later || !later->fields.has(field) || is_same_field(field, current, later->values);
  }

  void remove_created(Timestamp now) {
    if (current.deleted_at) return;
    for (const Field field : kAllFields) {
      const bool counts = field != Field::updated_at && field != Field::deleted_at;
      if (counts && !is_unchanged(field)) kept.add(field);
    }
    if (overwrite) kept = {};
    if (kept.is_empty()) target.deleted_at = now;
  }

  void put_back(const PartialContact& before, Timestamp now) {
    for (const Field field : kAllFields) {
      if (field == Field::updated_at || !before.fields.has(field)) continue;
      if (is_same_field(field, current, before.values)) continue;
      if (overwrite || is_unchanged(field)) {
        copy_field(field, before.values, target);
      } else {
        kept.add(field);
      }
    }
    if (target == current) return;
    derive_fields(target);
    if (!before.fields.has(Field::updated_at)) return;
    const bool is_whole = kept.is_empty() && is_unchanged(Field::updated_at);
    target.updated_at = is_whole ? before.values.updated_at : now;
  }
};

// Deleting and restoring are by far the most: they need no image of the whole contact.
Result<void> save(ContactStore& store, ContactKey key, const Contact& before, const Contact& after,
                  EntryId entry) {
  Contact otherwise_same = after;
  otherwise_same.deleted_at = before.deleted_at;
  if (otherwise_same == before) return store.set_deleted(key, after.deleted_at, entry);
  return store.update(key, before, after, entry);
}

}  // namespace

Result<Reverted> revert(ContactStore& store, const JournalEntry& target, bool overwrite,
                        Timestamp now, const JournaledWrite& write,
                        std::vector<ContactKey>& changed) {
  const auto changes = store.journal().changes(target.entry);
  if (!changes) return std::unexpected(changes.error());
  const auto later = read_later(store, target.entry, *changes);
  if (!later) return std::unexpected(later.error());

  Reverted reverted{.entry = write.entry()};
  for (const JournalChange& change : *changes) {
    const auto current = store.load(change.key);
    if (!current) return std::unexpected(current.error());
    const auto found = later->find(change.key);
    Step step{.current = *current,
              .later = found == later->end() ? nullptr : &found->second,
              .overwrite = overwrite,
              .target = *current,
              .kept = {}};
    change.before ? step.put_back(parse_image(*change.before), now) : step.remove_created(now);
    if (!step.kept.is_empty()) {
      if (reverted.kept++ < kMaxKeptContacts) {
        reverted.kept_contacts.push_back({.id = current->id, .fields = step.kept});
      }
    }
    if (step.target == *current) continue;
    if (auto saved = save(store, change.key, *current, step.target, write.entry()); !saved) {
      return std::unexpected(saved.error());
    }
    changed.push_back(change.key);
  }
  reverted.count = changed.size();
  auto marked = store.journal().mark_reverted(target, write.entry(), reverted.kept == 0);
  if (!marked) return std::unexpected(marked.error());
  return reverted;
}

}  // namespace kartei
