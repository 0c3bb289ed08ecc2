#include "book/import_session.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "book/answers.h"
#include "contact/normalize.h"
#include "dedupe/merge.h"

namespace kartei {
namespace {

uint64_t random_seed(Environment& environment) {
  uint64_t seed;
  environment.fill_random(std::as_writable_bytes(std::span(&seed, 1)));
  return seed;
}

// Whether a contact has this key text.
struct HasText {
  const Columns& columns;
  std::string_view (Columns::*text_of)(ContactKey) const;
  std::string_view text;

  bool operator()(ContactKey key) const { return (columns.*text_of)(key) == text; }
};

// The live contacts of the book by e-mail and phone, as they are when this is made.
class ExistingInColumns final : public ExistingContacts {
 public:
  ExistingInColumns(const Columns& columns, uint64_t seed)
      : columns_(columns), emails_(seed), phones_(seed) {
    for (ContactKey key = 1; key <= columns.last_key(); ++key) {
      if (!columns.is_live(key)) continue;
      add(emails_, key, &Columns::exact_email);
      add(phones_, key, &Columns::exact_phone);
    }
  }
  bool is_empty() const override { return emails_.size() + phones_.size() == 0; }
  std::optional<ContactKey> find_email(std::string_view email) override {
    return emails_.find(emails_.hash(email), HasText(columns_, &Columns::exact_email, email));
  }
  std::optional<ContactKey> find_phone(std::string_view phone) override {
    return phones_.find(phones_.hash(phone), HasText(columns_, &Columns::exact_phone, phone));
  }

 private:
  void add(KeyIndex& index, ContactKey key, decltype(HasText::text_of) text_of) {
    const std::string_view text = (columns_.*text_of)(key);
    index.add(index.hash(text), key, HasText(columns_, text_of, text));
  }

  const Columns& columns_;
  KeyIndex emails_, phones_;
};

// As a contact has them: trimmed, in normal form, each once.
std::vector<std::string> read_tags(std::span<const std::string> tags) {
  std::string joined;
  for (const std::string& tag : tags) joined.append(tag).push_back(',');
  Contact contact;
  std::vector<FieldIssue> issues;
  normalize_contact({.tags = joined}, {}, contact, issues);
  return std::move(contact.tags);
}

void add_tags(const std::vector<std::string>& tags, Contact& contact) {
  for (const std::string& tag : tags) {
    const bool is_known = std::ranges::find(contact.tags, tag) != contact.tags.end();
    if (!is_known && contact.tags.size() < kMaxTags) contact.tags.push_back(tag);
  }
}

}  // namespace

ImportSession::ImportSession(ImportOptions options, ContactStore& store, Columns& columns,
                             UuidGenerator& ids, Environment& environment)
    : store_(store),
      columns_(columns),
      ids_(ids),
      environment_(environment),
      importer_(options, std::make_unique<ExistingInColumns>(columns, random_seed(environment)),
                options.seed ? options.seed : random_seed(environment)),
      compared_version_(columns.version()),
      compared_entry_(newest_entry().value_or(0)) {}

// What comes from the server in a row is one entry, which may go on.
Result<EntryId> ImportSession::newest_entry() {
  const auto entries = store_.journal().entries(0, 1);
  if (!entries) return std::unexpected(entries.error());
  if (entries->empty()) return EntryId{0};
  const bool may_go_on = entries->front().kind == ChangeKind::sync;
  return entries->front().entry - (may_go_on ? 1 : 0);
}

Result<void> ImportSession::compare_again() {
  if (columns_.version() == compared_version_) return {};
  std::vector<ContactKey> changed;
  auto read = store_.journal().for_each_later(
      compared_entry_, [&](ContactKey key, std::string_view) { changed.push_back(key); });
  if (!read) return read;
  const auto newest = newest_entry();
  if (!newest) return std::unexpected(newest.error());
  compared_version_ = columns_.version();
  compared_entry_ = *newest;
  auto existing = std::make_unique<ExistingInColumns>(columns_, random_seed(environment_));
  std::ranges::sort(changed);
  const bool is_other = importer_.compare_again(std::move(existing), changed);
  return is_other ? failure(ErrorCode::import_outdated) : Result<void>();
}

Result<CommitProgress> ImportSession::commit(uint64_t rows, std::span<const std::string> tags) {
  if (const auto answer = std::exchange(late_answer_, std::nullopt)) return *answer;
  if (is_committed_) return failure(ErrorCode::import_not_open);
  if (!importer_.is_finished()) return failure(ErrorCode::import_not_finished);
  const auto stopped = [this](Error error) {
    stop_writing();
    return std::unexpected(std::move(error));
  };
  if (!writing_) {
    if (auto compared = compare_again(); !compared) return std::unexpected(compared.error());
    if (importer_.counts().undecided) return failure(ErrorCode::import_undecided);
    if (auto begun = begin_writing(tags); !begun) return stopped(begun.error());
  }
  bool is_done = false;
  if (auto written = write_rows(rows, is_done); !written) return stopped(written.error());
  if (!is_done) {
    return CommitProgress{.done = importer_.steps_done(), .total = importer_.rows().size()};
  }
  auto finished = finish_writing();
  if (!finished) return stopped(finished.error());
  return finished;
}

void ImportSession::stop_writing() {
  if (is_committed_) return;
  writing_.reset();
  importer_.rewind();
}

Result<void> ImportSession::begin_writing(std::span<const std::string> tags) {
  const Timestamp now = environment_.now_ms();
  auto write = JournaledWrite::begin(store_, ChangeKind::import, now);
  if (!write) return std::unexpected(write.error());
  writing_.emplace(Writing{.write = std::move(*write), .now = now, .tags = read_tags(tags)});
  return {};
}

Result<void> ImportSession::write_rows(uint64_t rows, bool& is_done) {
  const uint64_t enough = importer_.steps_done() + rows;
  while (importer_.steps_done() < enough) {
    const auto step = importer_.next_step();
    if (!step) {
      is_done = true;
      return {};
    }
    add_tags(writing_->tags, *step->incoming);
    auto written = step->outcome == RowOutcome::updated ? update(*step) : create(*step);
    if (!written) return written;
  }
  return {};
}

Result<void> ImportSession::create(const ImportStep& step) {
  Contact& contact = *step.incoming;
  contact.id = ids_.next(writing_->now);
  contact.updated_at = writing_->now;
  if (contact.created_at == 0) contact.created_at = writing_->now;
  const auto key = store_.insert(contact, writing_->write.entry(), ChangeKind::import);
  if (!key) return std::unexpected(key.error());
  columns_.stage(*key, contact, writing_->write.entry());
  if (!writing_->first_created) writing_->first_created = *key;
  writing_->last_created = *key;
  importer_.remember_created(step.row, *key);
  return {};
}

Result<void> ImportSession::update(const ImportStep& step) {
  const ContactKey key = step.existing ? *step.existing : importer_.created_key(step.existing_row);
  const auto before = store_.load(key);
  if (!before) return std::unexpected(before.error());
  Contact after =
      step.fills_gaps ? merge_gaps(*before, *step.incoming) : merge_update(*before, *step.incoming);
  if (after == *before) return {};
  after.updated_at = writing_->now;
  if (!step.existing) {
    columns_.stage(key, after);
    return store_.update_created(key, after);
  }
  writing_->updated.push_back(key);
  return store_.update(key, *before, after, writing_->write.entry());
}

Result<CommitProgress> ImportSession::finish_writing() {
  const ImportCounts counts = importer_.counts();
  const CommitProgress progress{.done = counts.rows,
                                .total = counts.rows,
                                .is_done = true,
                                .entry = writing_->write.entry(),
                                .counts = counts};
  Journal& journal = store_.journal();
  auto recorded = journal.add_import({.entry = progress.entry,
                                      .file_name = importer_.options().file_name,
                                      .rows = counts.rows,
                                      .created = counts.created,
                                      .updated = counts.updated,
                                      .skipped = counts.skipped,
                                      .rejected = counts.rejected});
  if (!recorded) return std::unexpected(recorded.error());
  // Several rows may have changed one contact, and a row nothing.
  std::vector<ContactKey>& updated = writing_->updated;
  std::ranges::sort(updated);
  updated.erase(std::ranges::unique(updated).begin(), updated.end());
  auto done = writing_->write.commit(counts.created + updated.size(), format_answer(progress));
  if (!done) {
    if (store_.is_unsettled()) doubtful_ = progress;
    return std::unexpected(done.error());
  }
  // The columns take about as much for what contacts are found by.
  importer_.keep_rejected();
  is_committed_ = true;

  if (writing_->first_created) columns_.publish(*writing_->first_created, *writing_->last_created);
  for (const ContactKey key : updated) {
    // It is written, whether it can be read at once or not.
    const auto contact = store_.load(key);
    contact ? columns_.put(key, *contact) : store_.doubt();
  }
  writing_.reset();
  return progress;
}

Result<void> ImportSession::settle() {
  if (!doubtful_) return {};
  const auto found = store_.journal().entry(doubtful_->entry);
  if (!found && found.error().code != ErrorCode::entry_unknown) {
    return std::unexpected(found.error());
  }
  if (found) {
    is_committed_ = true;
    late_answer_ = doubtful_;
  }
  doubtful_.reset();
  return {};
}

}  // namespace kartei
