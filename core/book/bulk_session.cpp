#include "book/bulk_session.h"

#include <algorithm>
#include <utility>

#include "book/answers.h"

namespace kartei {

namespace {

ChangeKind kind_of(const BulkAction& action) {
  if (const auto* revert = std::get_if<Revert>(&action)) {
    return revert->target().kind == ChangeKind::undo ? ChangeKind::redo : ChangeKind::undo;
  }
  const auto* move = std::get_if<TrashMove>(&action);
  if (!move) return ChangeKind::update;
  return *move == TrashMove::remove ? ChangeKind::remove : ChangeKind::restore;
}

}  // namespace

Result<BulkSession> BulkSession::begin(std::vector<ContactKey> keys, BulkAction action,
                                       ContactStore& store, Columns& columns,
                                       Environment& environment) {
  const Timestamp now = environment.now_ms();
  const auto* revert = std::get_if<Revert>(&action);
  auto write = JournaledWrite::begin(store, kind_of(action), now,
                                     revert ? revert->target().entry : EntryId{0});
  if (!write) return std::unexpected(write.error());
  return BulkSession(std::move(keys), std::move(action), std::move(*write), now, store, columns);
}

Result<BulkProgress> BulkSession::write(uint64_t contacts) {
  const size_t end = static_cast<size_t>(std::min<uint64_t>(keys_.size(), next_ + contacts));
  for (; next_ < end; ++next_) {
    const auto done =
        std::visit([&](auto& action) { return change(keys_[next_], action); }, action_);
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
  return update(key, *before, after);
}

Result<void> BulkSession::change(ContactKey key, TrashMove move) {
  const bool to_live = move == TrashMove::restore;
  if (columns_->is_live(key) == to_live) return {};
  return set_deleted(key, to_live ? std::nullopt : std::optional(now_));
}

Result<void> BulkSession::change(ContactKey key, Revert& revert) {
  auto before = store_->load(key);
  if (!before) return std::unexpected(before.error());
  const auto after = revert.put_back(*store_, key, *before, now_);
  if (!after) return std::unexpected(after.error());
  if (*after == *before) return {};
  // Contacts that go or come back are by far the most: they need no image of the whole contact.
  const auto deleted_at = std::exchange(before->deleted_at, after->deleted_at);
  if (*after == *before) return set_deleted(key, after->deleted_at);
  before->deleted_at = deleted_at;
  return update(key, *before, *after);
}

Result<void> BulkSession::update(ContactKey key, const Contact& before, const Contact& after) {
  changed_.push_back(key);
  auto updated = store_->update(key, before, after, write_->entry());
  if (updated) columns_->put(key, after);
  return updated;
}

Result<void> BulkSession::set_deleted(ContactKey key, std::optional<Timestamp> deleted_at) {
  changed_.push_back(key);
  auto set = store_->set_deleted(key, deleted_at, write_->entry());
  if (set) columns_->set_live(key, !deleted_at);
  return set;
}

Result<BulkProgress> BulkSession::commit() {
  BulkProgress progress{.done = keys_.size(), .total = keys_.size(), .is_done = true};
  if (auto* revert = std::get_if<Revert>(&action_)) {
    auto reverted = finish_revert(*revert);
    if (!reverted) return std::unexpected(reverted.error());
    progress.answer = std::move(*reverted);
    return progress;
  }
  BulkChange change{.count = changed_.size(), .refused = refused_};
  // Without a commit nothing of it stays.
  if (!changed_.empty()) {
    change.entry = write_->entry();
    auto done = write_->commit(change.count, format_answer(change));
    if (!done) return std::unexpected(done.error());
  }
  progress.answer = change;
  return progress;
}

Result<BulkAnswer> BulkSession::finish_revert(Revert& revert) {
  Reverted reverted = revert.take_kept();
  reverted.count = changed_.size() + (has_segment_ ? 1 : 0);
  // A second undo of what is undone already writes no entry.
  if (revert.target().undone_by != 0 && reverted.count == 0) return reverted;
  reverted.entry = write_->entry();
  return store_->journal()
      .mark_reverted(revert.target(), reverted.entry, revert.is_exact() && is_segment_exact_)
      .and_then([&] { return write_->commit(reverted.count, format_answer(reverted)); })
      .transform([&] { return BulkAnswer(std::move(reverted)); });
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
