// Segments: named filters and lists. One write, one entry of the journal, which undo takes back.
#include <utility>

#include "base/text.h"
#include "book/answers.h"
#include "book/contact_book.h"
#include "store/key_runs.h"

namespace kartei {

// --- reading --------------------------------------------------------------------------------

Result<Segments*> ContactBook::load_segments() {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  if (!segments_) {
    auto loaded = Segments::load(store_);
    if (!loaded) return std::unexpected(loaded.error());
    segments_ = std::move(*loaded);
    query_engine_.expect_filters(segments_->all().size());
  }
  return &*segments_;
}

void ContactBook::drop_segments() {
  segments_.reset();
  columns_.raise_version();
}

Result<void> ContactBook::resolve(Filter& filter) {
  if (!has_segments(filter)) return {};
  const auto segments = load_segments();
  if (!segments) return std::unexpected(segments.error());
  return (*segments)->resolve(filter, store_, key_count());
}

Result<std::vector<SegmentRow>> ContactBook::segments(bool has_counts) {
  const auto segments = load_segments();
  if (!segments) return std::unexpected(segments.error());
  std::vector<SegmentRow> rows;
  for (const Segment& segment : (*segments)->all()) {
    const StoredSegment& stored = segment.stored;
    SegmentRow& row = rows.emplace_back(stored.id, stored.name, stored.filter, std::nullopt);
    if (!has_counts) continue;
    const auto counted = count({.filter = {.kind = Filter::Kind::segment, .text = stored.id}});
    if (counted) row.count = *counted;
  }
  return rows;
}

// --- writing --------------------------------------------------------------------------------

Result<KeySet> ContactBook::edit_list(const SegmentDraft& draft, Segment* before,
                                      uint64_t& changed) {
  if (draft.edit != ListEdit::replace && !(before && before->is_list())) {
    return failure(ErrorCode::segment_not_list);
  }
  const auto selected = select(*draft.contacts);
  if (!selected) return std::unexpected(selected.error());
  KeySet old(key_count());
  if (before && before->is_list()) {
    const auto members = segments_->members(*before, store_, key_count());
    if (!members) return std::unexpected(members.error());
    old |= **members;
  }
  KeySet keys = draft.edit == ListEdit::replace ? KeySet(key_count()) : old;
  for (const ContactKey key : *selected) keys.set(key, draft.edit != ListEdit::remove);
  KeySet added = keys, removed = old;
  changed = (added -= old).count() + (removed -= keys).count();
  return keys;
}

Result<SavedSegment> ContactBook::save_segment(const SegmentDraft& draft) {
  if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  const auto segments = load_segments();
  if (!segments) return std::unexpected(segments.error());
  const auto before = draft.id ? (*segments)->find(*draft.id) : Result<Segment*>(nullptr);
  if (!before) return std::unexpected(before.error());

  SavedSegment saved{.id = *before ? *draft.id : format_uuid(ids_.next())};
  StoredSegment after{.id = saved.id, .name = *before ? (*before)->stored.name : ""};
  if (draft.name) after.name = trim(*draft.name);
  after.filter = draft.filter;
  if (*before && !draft.filter && !draft.contacts) after.filter = (*before)->stored.filter;
  if (draft.contacts) {
    const auto keys = edit_list(draft, *before, saved.count);
    if (!keys) return std::unexpected(keys.error());
    after.members = write_key_runs(*keys);
  } else if (!after.filter && *before) {
    const auto found = store_.segments().find(saved.id);
    if (!found) return std::unexpected(found.error());
    if (!found->empty()) after.members = found->front().members;
  }
  if (auto sound = (*segments)->check(after, store_, key_count()); !sound) {
    return std::unexpected(sound.error());
  }
  const bool is_same = *before && after.name == (*before)->stored.name &&
                       after.filter == (*before)->stored.filter && saved.count == 0;
  if (is_same) return saved;
  return write_segment(std::move(saved), &after);
}

Result<SavedSegment> ContactBook::delete_segment(const std::string& id) {
  if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  const auto segments = load_segments();
  if (!segments) return std::unexpected(segments.error());
  if (auto unused = (*segments)->check_removal(id); !unused) {
    return std::unexpected(unused.error());
  }
  return write_segment({.id = id}, nullptr);
}

Result<SavedSegment> ContactBook::write_segment(SavedSegment saved, const StoredSegment* after) {
  auto write = JournaledWrite::begin(store_, ChangeKind::segment, environment_.now_ms());
  if (!write) return std::unexpected(write.error());
  saved.entry = write->entry();
  if (auto put = store_.segments().put(saved.entry, saved.id, after); !put) {
    return std::unexpected(put.error());
  }
  if (auto done = write->commit(1, format_answer(saved)); !done) {
    return std::unexpected(done.error());
  }
  drop_segments();
  return saved;
}

Result<void> ContactBook::revert_segment(const JournalEntry& target, bool overwrite) {
  const auto before = store_.segments().before(target.entry);
  if (!before) return std::unexpected(before.error());
  if (before->empty() || target.undone_by != 0) return {};
  const auto segments = load_segments();
  if (!segments) return std::unexpected(segments.error());
  const auto later = store_.segments().changed_later(target.entry);
  if (!later) return std::unexpected(later.error());
  if (!later->empty() && !overwrite) return failure(ErrorCode::segment_changed);
  const StoredSegment& segment = before->front();
  const bool was_there = !segment.name.empty();
  auto sound = was_there ? (*segments)->check(segment, store_, key_count())
                         : (*segments)->check_removal(segment.id);
  if (!sound) return std::unexpected(sound.error());
  auto put = store_.segments().put(bulk_->entry(), segment.id, was_there ? &segment : nullptr);
  if (put) bulk_->add_segment(later->empty());
  return put;
}

}  // namespace kartei
