#include "book/revert.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "book/draft.h"

namespace kartei {
namespace {

// One contact on its way back.
struct Step {
  const Contact& current;
  // Null where nothing was changed later.
  const PartialContact* later;
  bool overwrite;
  Contact target;
  // What was changed since: kept, unless it is overwritten.
  FieldSet changed;
  // Whether a field was as before already, but not by what is taken back.
  bool was_back = false;

  // Whether the field holds what the entry wrote.
  bool is_unchanged(Field field) const {
    return !later || !later->fields.has(field) || is_same_field(field, current, later->values);
  }

  // A calling code is a part of the number: one without the other would be another number.
  bool still_stands(Field field) const {
    const bool is_number = field == Field::phone || field == Field::country_code;
    if (!is_number) return is_unchanged(field);
    return is_unchanged(Field::phone) && is_unchanged(Field::country_code);
  }

  void remove_created(Timestamp now) {
    if (current.deleted_at) return;
    for (const Field field : kAllFields) {
      const bool counts = field != Field::updated_at && field != Field::deleted_at;
      if (counts && !is_unchanged(field)) changed.add(field);
    }
    if (overwrite || changed.is_empty()) target.deleted_at = now;
  }

  void put_back(const PartialContact& before, Timestamp now) {
    for (const Field field : kAllFields) {
      if (field == Field::updated_at || !before.fields.has(field)) continue;
      const bool is_ours = still_stands(field);
      if (is_same_field(field, current, before.values)) {
        was_back |= !is_ours;
        continue;
      }
      if (!is_ours) changed.add(field);
      if (is_ours || overwrite) copy_field(field, before.values, target);
    }
    // The days in the trash count from when it goes there again.
    if (target.deleted_at) target.deleted_at = current.deleted_at.value_or(now);
    if (target == current) return;
    derive_fields(target);
    if (!before.fields.has(Field::updated_at)) return;
    const bool is_whole = changed.is_empty() && is_unchanged(Field::updated_at);
    target.updated_at = is_whole ? before.values.updated_at : now;
  }
};

}  // namespace

Result<Revert> Revert::begin(ContactStore& store, const JournalEntry& target, bool overwrite,
                             std::span<const ContactKey> keys) {
  Revert revert(target, overwrite);
  const auto take = [&](ContactKey key, std::string_view before) {
    if (!std::ranges::binary_search(keys, key)) return;
    const PartialContact image = parse_image(before);
    PartialContact& first = revert.later_[key];
    for (const Field field : kAllFields) {
      if (!image.fields.has(field) || first.fields.has(field)) continue;
      copy_field(field, image.values, first.values);
      first.fields.add(field);
    }
  };
  if (auto read = store.journal().for_each_later(target.entry, take); !read) {
    return std::unexpected(read.error());
  }
  return revert;
}

Result<Contact> Revert::put_back(ContactStore& store, ContactKey key, const Contact& current,
                                 Timestamp now) {
  const auto before = store.journal().before(target_.entry, key);
  if (!before) return std::unexpected(before.error());
  const auto later = later_.find(key);
  Step step{.current = current,
            .later = later == later_.end() ? nullptr : &later->second,
            .overwrite = overwrite_,
            .target = current,
            .changed = {},
            .was_back = false};
  *before ? step.put_back(parse_image(**before), now) : step.remove_created(now);
  is_exact_ &= step.changed.is_empty() && !step.was_back;
  if (step.changed.is_empty()) return std::move(step.target);
  if (!overwrite_ && kept_.kept++ < kMaxKeptContacts) {
    kept_.kept_contacts.push_back({.id = current.id, .fields = step.changed});
  }
  return std::move(step.target);
}

}  // namespace kartei
