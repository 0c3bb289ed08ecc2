#include "book/bulk_session.h"

#include <algorithm>

#include "book/answers.h"

namespace kartei {

Result<BulkSession> BulkSession::begin(std::vector<ContactKey> keys, BulkAction action,
                                       ContactStore& store, Columns& columns,
                                       Environment& environment) {
  const Timestamp now = environment.now_ms();
  const TrashMove* const move = std::get_if<TrashMove>(&action);
  const ChangeKind kind = !move                        ? ChangeKind::update
                          : *move == TrashMove::remove ? ChangeKind::remove
                                                       : ChangeKind::restore;
  auto write = JournaledWrite::begin(store, kind, now);
  if (!write) return std::unexpected(write.error());
  return BulkSession(std::move(keys), std::move(action), std::move(*write), now, store, columns);
}

Result<BulkProgress> BulkSession::write(uint64_t contacts) {
  const size_t end = static_cast<size_t>(std::min<uint64_t>(keys_.size(), next_ + contacts));
  for (; next_ < end; ++next_) {
    const auto done =
        std::visit([&](const auto& action) { return change(keys_[next_], action); }, action_);
    if (!done) return std::unexpected(done.error());
  }
  if (next_ < keys_.size()) return BulkProgress{.done = next_, .total = keys_.size()};
  return commit();
}

Result<void> BulkSession::change(ContactKey key, const BulkEdit& edit) {
  const auto before = store_->load(key);
  if (!before) return std::unexpected(before.error());
  std::vector<FieldIssue> issues;
  Contact after = apply_edit(*before, edit, issues);
  refused_ += issues.empty() ? 0 : 1;
  if (!issues.empty() || after == *before) return {};
  after.updated_at = now_;
  changed_.push_back(key);
  auto updated = store_->update(key, *before, after, write_->entry());
  if (updated) columns_->put(key, after);
  return updated;
}

Result<void> BulkSession::change(ContactKey key, TrashMove move) {
  const bool to_live = move == TrashMove::restore;
  if (columns_->is_live(key) == to_live) return {};
  const auto deleted_at = to_live ? std::nullopt : std::optional(now_);
  changed_.push_back(key);
  auto set = store_->set_deleted(key, deleted_at, write_->entry());
  if (set) columns_->set_live(key, to_live);
  return set;
}

Result<BulkProgress> BulkSession::commit() {
  BulkProgress progress{.done = keys_.size(),
                        .total = keys_.size(),
                        .is_done = true,
                        .change = {.count = changed_.size(), .refused = refused_}};
  // Without a commit nothing of it stays.
  if (changed_.empty()) return progress;
  progress.change.entry = write_->entry();
  auto done = write_->commit(changed_.size(), format_answer(progress.change));
  if (!done) return std::unexpected(done.error());
  return progress;
}

void BulkSession::stop() {
  write_.reset();
  // Where it is open what is stored, all columns are read anew.
  if (store_->is_unsettled()) return;
  for (const ContactKey key : changed_) {
    const auto contact = store_->load(key);
    contact ? columns_->put(key, *contact) : store_->doubt();
  }
}

}  // namespace kartei
