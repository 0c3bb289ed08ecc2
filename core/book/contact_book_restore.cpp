// ContactBook's calls for reading a backup back.
#include "book/answers.h"
#include "book/contact_book.h"

namespace kartei {

Result<void> ContactBook::begin_restore(RestoreMode mode) {
  restore_.reset();
  if (auto free = refuse_while_writing(); !free) return free;
  if (mode == RestoreMode::replace) {
    if (import_ && !import_->is_committed()) return failure(ErrorCode::import_already_open);
    cancel_import();
    // A backend is the place's, not the book's: what comes out of a backup is linked anew.
    sync_.reset();
    output_.emplace<std::monostate>();
  }
  restore_ = std::make_unique<RestoreSession>(mode, store_, columns_, environment_);
  return {};
}

Result<void> ContactBook::feed_restore(std::span<const std::byte> chunk) {
  if (!restore_) return failure(ErrorCode::restore_not_open);
  auto fed = restore_->feed(chunk);
  if (!fed) cancel_restore();
  return fed;
}

Result<RestoreAnswer> ContactBook::finish_restore() {
  if (!restore_) return failure(ErrorCode::restore_not_open);
  auto summary = restore_->finish();
  Result<RestoreAnswer> answer = !summary                 ? std::unexpected(summary.error())
                                 : restore_->is_writing() ? commit_restore()
                                                          : Result<RestoreAnswer>(*summary);
  cancel_restore();
  return answer;
}

Result<RestoreAnswer> ContactBook::commit_restore() {
  const RestoreResult result = restore_->result();
  const bool is_replacing = restore_->is_replacing();
  auto done = store_.journal().remember(format_answer(result), std::nullopt).and_then([&] {
    return restore_->commit();
  });
  if (!done) return std::unexpected(done.error());
  if (!is_replacing) return result;
  segments_.reset();
  Columns columns;
  auto loaded = store_.for_each([&](ContactKey key, const Contact& contact, EntryId import) {
    columns.stage(key, contact, import);
  });
  columns.publish(1, columns.last_key());
  // It is written, whether it can be read at once or not.
  loaded ? columns_.replace(std::move(columns)) : store_.doubt();
  return result;
}

}  // namespace kartei
