#include "book/restore_session.h"

#include <utility>

namespace kartei {

RestoreSession::RestoreSession(RestoreMode mode, ContactStore& store, Columns& columns,
                               Environment& environment)
    : mode_(mode),
      store_(store),
      columns_(columns),
      environment_(environment),
      inspection_(environment),
      reader_(*this) {}

RestoreSession::~RestoreSession() = default;

Result<void> RestoreSession::feed(std::span<const std::byte> chunk) { return reader_.feed(chunk); }

Result<void> RestoreSession::begin(const BackupHeader& header) {
  summary_.header = header;
  if (auto begun = inspection_.begin(header); !begun) return begun;
  if (mode_ == RestoreMode::merge) return begin_merge();
  if (mode_ == RestoreMode::inspect) return {};
  auto replacement = store_.begin_replacement();
  if (!replacement) return std::unexpected(replacement.error());
  replacement_ = std::move(*replacement);
  return replacement_->begin(header);
}

Result<void> RestoreSession::begin_table(const BackupTable& table) {
  if (auto begun = inspection_.begin_table(table); !begun) return begun;
  if (mode_ == RestoreMode::merge && inspection_.is_in_contacts()) {
    batch_.emplace(summary_.header.schema, table.columns, environment_);
  }
  return replacement_ ? replacement_->begin_table(table) : Result<void>();
}

Result<void> RestoreSession::add_row(std::span<const ValueView> values) {
  if (auto added = inspection_.add_row(values); !added) return added;
  if (replacement_) {
    if (auto added = replacement_->add_row(values); !added) return added;
  }
  if (!inspection_.is_in_contacts()) return {};
  if (columns_.find(inspection_.contact_id())) ++summary_.known;
  if (!batch_) return {};
  if (auto added = batch_->add(values); !added) return added;
  return batch_->size() < ContactBatch::kRows ? Result<void>() : merge_batch();
}

Result<BackupSummary> RestoreSession::finish() {
  if (auto read = reader_.finish(); !read) return std::unexpected(read.error());
  if (auto right = inspection_.finish(); !right) return std::unexpected(right.error());
  if (replacement_) {
    if (auto finished = replacement_->finish(); !finished) {
      return std::unexpected(finished.error());
    }
  }
  if (batch_) {
    if (auto merged = merge_batch(); !merged) return std::unexpected(merged.error());
  }
  return summary_;
}

RestoreResult RestoreSession::result() const {
  if (!merge_) return {.added = summary_.header.contacts + summary_.header.trash};
  RestoreResult result = merge_->result;
  if (result.added + result.updated > 0) result.entry = merge_->write.entry();
  return result;
}

Result<void> RestoreSession::commit() {
  ensure(is_writing(), "a backup was read into the book");
  if (merge_) return commit_merge();
  const auto done = replacement_->commit();
  replacement_.reset();
  store_.note_commit(done.has_value());
  return done;
}

// --- merging --------------------------------------------------------------------------------

Result<void> RestoreSession::begin_merge() {
  auto write = JournaledWrite::begin(store_, ChangeKind::merge, environment_.now_ms());
  if (!write) return std::unexpected(write.error());
  merge_.emplace(Merge{.write = std::move(*write)});
  return {};
}

Result<void> RestoreSession::merge_batch() {
  const auto contacts = batch_->take();
  if (!contacts) return std::unexpected(contacts.error());
  for (const Contact& contact : *contacts) {
    if (auto merged = merge(contact); !merged) return merged;
  }
  return {};
}

Result<void> RestoreSession::merge(const Contact& contact) {
  RestoreResult& result = merge_->result;
  const auto key = columns_.find(contact.id);
  if (!key) {
    const auto added = store_.insert(contact, merge_->write.entry(), ChangeKind::merge);
    if (!added) return std::unexpected(added.error());
    merge_->changed.push_back(*added);
    ++result.added;
    return {};
  }
  const auto before = store_.load(*key);
  if (!before) return std::unexpected(before.error());
  if (contact.updated_at <= before->updated_at || contact == *before) {
    ++result.unchanged;
    return {};
  }
  merge_->changed.push_back(*key);
  ++result.updated;
  return store_.update(*key, *before, contact, merge_->write.entry());
}

Result<void> RestoreSession::commit_merge() {
  const RestoreResult& result = merge_->result;
  // An entry that changes nothing is not written.
  if (result.added + result.updated == 0) {
    merge_.reset();
    return {};
  }
  if (auto done = merge_->write.commit(result.added + result.updated); !done) return done;
  const auto changed = std::exchange(merge_->changed, {});
  merge_.reset();
  for (const ContactKey key : changed) show(key);
  return {};
}

// The columns know of a contact only when it is kept: they are not to be rolled back.
void RestoreSession::show(ContactKey key) {
  // It is written, whether it can be read at once or not.
  const auto contact = store_.load(key);
  contact ? columns_.put(key, *contact) : store_.doubt();
}

}  // namespace kartei
