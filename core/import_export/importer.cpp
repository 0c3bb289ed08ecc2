#include "import_export/importer.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "contact/email_suggestion.h"
#include "contact/plain_contact.h"
#include "csv/writer.h"

namespace kartei {
namespace {

RowOutcome to_outcome(DuplicateAction action) {
  switch (action) {
    case DuplicateAction::update:
    case DuplicateAction::fill:
      return RowOutcome::updated;
    case DuplicateAction::create:
      return RowOutcome::created;
    default:
      return RowOutcome::skipped;
  }
}

void add_sample(std::vector<Importer::FixSample>& samples, const RowState& state, uint32_t column,
                std::string before, std::string after) {
  if (samples.size() == Importer::kFixSamples) return;
  samples.push_back({state.number, column, std::move(before), std::move(after)});
}

// Of the row itself, which no decision about values mends.
bool is_damage(ErrorCode code) { return error_code_name(code).starts_with("csv_"); }

}  // namespace

Importer::Importer(ImportOptions options, std::unique_ptr<ExistingContacts> existing, uint64_t seed)
    : ReviewedFile(options.dialect),
      options_(std::move(options)),
      existing_(std::move(existing)),
      seed_(seed),
      email_index_(seed),
      phone_index_(seed) {}

// --- reading --------------------------------------------------------------------------------

Result<void> Importer::take_columns(std::span<const std::vector<std::string>> first_rows) {
  const std::vector<std::string_view> views(headers().begin(), headers().end());
  auto mapping = ColumnMapping::make(views, first_rows, options_.mapping);
  if (!mapping) return std::unexpected(mapping.error());
  mapping_ = std::move(*mapping);
  return csv::check_mapping(mapping_.targets());
}

void Importer::compare(RowState& state) {
  if (rows().size() - compared_ == waiting_email_keys_.size()) compare_waiting();
  take_keys(state);
  waiting_email_keys_[rows().size() - compared_].swap(email_key_);
}

void Importer::compare_waiting() {
  const size_t first = compared_;
  for (size_t row = first; row < rows().size(); ++row) {
    const RowState& state = rows().state(row);
    email_index_.fetch(state.email_hash);
    phone_index_.fetch(phone_index_.hash(state.phone));
  }
  for (; compared_ < rows().size(); ++compared_) {
    RowState& state = mutable_rows().state(compared_);
    email_key_.swap(waiting_email_keys_[compared_ - first]);
    find_match(compared_, state, true);
    count(state);
  }
}

void Importer::end_rows() {
  compare_waiting();
  drop_indexes();
}

// contact_ is what the row says, if it is not rejected.
void Importer::judge(std::span<const std::string_view> cells, RowState& state) {
  const auto note = [&](ErrorCode code, uint32_t column) {
    state.has_issue = true;
    state.issue = code;
    state.issue_column = static_cast<uint16_t>(column);
  };
  state.is_rejected = state.has_issue = state.is_plain = false;
  if (const auto width = check_width(cells, headers().size()); !width) {
    state.is_rejected = true;
    return note(width.error().code, width.error().column);
  }
  read_contact(cells, contact_, field_issues_, false);
  if (field_issues_.empty()) {
    state.is_plain = is_plain_contact(raw_, contact_);
    return;
  }
  note(field_issues_.front().code, mapping_.column_of(field_issues_.front().field, cells));
  settle_invalid(contact_, field_issues_);
  state.is_rejected = !field_issues_.empty();
}

void Importer::take_raw(std::span<const std::string_view> cells) const {
  mapping_.fill(cells, raw_, joined_name_);
  if (raw_.source.empty()) raw_.source = options_.source;
}

void Importer::read_contact(std::span<const std::string_view> cells, Contact& contact,
                            std::vector<FieldIssue>& issues, bool needs_email_key) const {
  take_raw(cells);
  issues.clear();
  const NormalizeOptions options{.default_country_code = options_.default_country_code,
                                 .needs_email_key = needs_email_key};
  normalize_contact(raw_, options, contact, issues);
}

// Values that are not valid, as it was decided; what is left in `issues` rejects the row.
void Importer::settle_invalid(Contact& contact, std::vector<FieldIssue>& issues) const {
  if (options_.invalid == InvalidAction::reject) return;
  const auto is_settled = [&](const FieldIssue& issue) {
    const bool is_value = issue.field == Field::email || issue.field == Field::phone ||
                          issue.field == Field::country_code || issue.field == Field::created_at ||
                          issue.field == Field::last_contact_at;
    return is_value && issue.code != ErrorCode::field_too_long &&
           issue.code != ErrorCode::text_invalid_utf8;
  };
  if (options_.invalid == InvalidAction::leave_out) {
    for (const FieldIssue& issue : issues) {
      if (issue.field == Field::email) contact.email.clear();
      if (issue.field == Field::phone) contact.phone.clear();
      if (issue.field == Field::country_code) contact.country_code.clear();
    }
  }
  std::erase_if(issues, is_settled);
  if (contact.name.empty() && contact.email.empty() && contact.phone.empty() && issues.empty()) {
    issues.push_back({ErrorCode::contact_empty});
  }
}

void Importer::take_keys(RowState& state) {
  state.email_hash = 0;
  state.phone = 0;
  if (state.is_rejected) return;
  state.email_hash = email_index_.hash(exact_email_key(contact_, email_key_));
  state.phone = pack_e164(contact_.phone_e164);
}

// Compares a row with those before it and with the book. `has_key`: whether email_key_ is the
// row's; else it is read where it is needed.
void Importer::find_match(size_t row, RowState& state, bool has_key) {
  state.match_kind = MatchKind::none;
  const auto match = [&](std::optional<uint32_t> found, MatchKind kind) {
    if (!found) return false;
    state.match = *found;
    state.match_kind = kind;
    return true;
  };
  const auto need_email_key = [&] {
    if (!std::exchange(has_key, true)) read_email_key(row, email_key_);
  };
  const auto is_same_email = [&](uint32_t other) {
    need_email_key();
    read_email_key(other, other_email_key_);
    return other_email_key_ == email_key_;
  };
  const auto is_same_phone = [&](uint32_t other) {
    return rows().state(other).phone == state.phone;
  };
  const bool has_book = !existing_->is_empty();
  if (state.email_hash && has_book) {
    need_email_key();
    if (match(existing_->find_email(email_key_), MatchKind::book_email)) return;
  }
  if (match(email_index_.find(state.email_hash, is_same_email), MatchKind::file_email)) return;
  if (state.phone && has_book) {
    phone_key_.clear();
    append_packed_e164(state.phone, phone_key_);
    if (match(existing_->find_phone(phone_key_), MatchKind::book_phone)) return;
  }
  const uint32_t phone_hash = phone_index_.hash(state.phone);
  if (match(phone_index_.find(phone_hash, is_same_phone), MatchKind::file_phone)) return;
  // What is the same would have been found.
  const auto is_other = [](uint32_t) { return false; };
  email_index_.add(state.email_hash, static_cast<uint32_t>(row), is_other);
  phone_index_.add(phone_hash, static_cast<uint32_t>(row), is_other);
}

// Out of a row's cells: the text is needed only where hashes are equal, so none is kept.
void Importer::read_email_key(size_t row, std::string& key) {
  rows().cells(row, key_cells_);
  mapping_.fill(key_cells_, raw_, joined_name_);
  key_issues_.clear();
  normalize_contact({.email = raw_.email}, {.needs_email_key = false}, key_contact_, key_issues_);
  exact_email_key(key_contact_, key);
}

// They take as much memory as the book's columns are going to need.
void Importer::drop_indexes() {
  email_index_ = KeyIndex(seed_);
  phone_index_ = KeyIndex(seed_);
}

void Importer::count(const RowState& state) {
  if (state.is_rejected) ++rejected_;
  if (state.has_issue) ++problems_[state.issue];
  if (state.is_duplicate()) ++(state.matches_book() ? duplicates_in_book_ : duplicates_in_file_);
}

// --- changes --------------------------------------------------------------------------------

void Importer::recheck(size_t row) {
  RowState& state = mutable_rows().state(row);
  rows().cells(row, cells_);
  judge(cells_, state);
  take_keys(state);
  state.match_kind = MatchKind::none;
}

// All rows but those that are damaged themselves.
void Importer::recheck_all() {
  for (size_t row = 0; row < rows().size(); ++row) {
    const RowState& state = rows().state(row);
    if (!state.has_issue || !is_damage(state.issue)) recheck(row);
  }
}

// What matches what is found out again, in the order of the file: a row that was mended may be the
// one that others are duplicates of.
void Importer::rematch() {
  problems_.clear();
  rejected_ = duplicates_in_book_ = duplicates_in_file_ = 0;
  for (size_t row = 0; row < rows().size(); ++row) {
    RowState& state = mutable_rows().state(row);
    // The book has not changed, and looks first at its e-mail addresses.
    if (state.match_kind != MatchKind::book_email) find_match(row, state, false);
    count(state);
  }
  drop_indexes();
  std::erase_if(row_actions_,
                [this](const auto& action) { return !rows().state(action.first).is_duplicate(); });
}

void Importer::decide_invalid(InvalidAction action) {
  if (options_.invalid == action) return;
  options_.invalid = action;
  recheck_all();
  rematch();
}

Result<void> Importer::fix_cell(uint64_t number, uint32_t column, std::string_view value) {
  const auto row = rows().find(number);
  std::vector<std::string_view> cells;
  if (row) rows().cells(*row, cells);
  const auto refuse = [&](ErrorCode code) {
    return std::unexpected(Error{.code = code, .field = "column", .row = number, .column = column});
  };
  if (column == 0 || column > cells.size()) return refuse(ErrorCode::request_malformed);
  if (value.size() > kMaxCellBytes) return refuse(ErrorCode::field_too_long);
  cells[column - 1] = value;
  mutable_rows().set_cells(*row, cells);
  recheck(*row);
  rematch();
  return {};
}

void Importer::begin_fix() { undo_.push_back({.before = options_.default_country_code}); }

// As part of the newest fix.
void Importer::replace_cell(size_t row, uint32_t column, std::string_view text) {
  std::vector<std::string_view> cells;
  rows().cells(row, cells);
  std::string_view& cell = cells[column - 1];
  undo_.push_back({row, column, std::string(cell), std::string(text)});
  cell = text;
  mutable_rows().set_cells(row, cells);
  recheck(row);
}

bool Importer::undo_fix() {
  if (undo_.empty()) return false;
  for (bool is_whole = false; !is_whole;) {
    const FixSample last = std::move(undo_.back());
    undo_.pop_back();
    is_whole = last.column == 0;
    if (is_whole) {
      if (last.before == options_.default_country_code) continue;
      options_.default_country_code = last.before;
      recheck_all();
      continue;
    }
    const auto row = static_cast<size_t>(last.row);
    rows().cells(row, cells_);
    std::string_view& cell = cells_[last.column - 1];
    if (cell != last.after) continue;
    cell = last.before;
    mutable_rows().set_cells(row, cells_);
    recheck(row);
  }
  rematch();
  return true;
}

uint64_t Importer::leave_out(ErrorCode issue, bool is_trial, std::vector<FixSample>& samples) {
  uint64_t count = 0;
  std::vector<std::string_view> cells;
  if (!is_trial) begin_fix();
  for (size_t row = 0; row < rows().size(); ++row) {
    const RowState state = rows().state(row);
    if (!state.has_issue || state.issue != issue || state.issue_column == 0) continue;
    rows().cells(row, cells);
    if (state.issue_column > cells.size()) continue;
    ++count;
    add_sample(samples, state, state.issue_column,
               replace_invalid_utf8(cells[state.issue_column - 1]), {});
    if (!is_trial) replace_cell(row, state.issue_column, {});
  }
  if (!is_trial) rematch();
  return count;
}

uint64_t Importer::assume_country_code(std::string_view code, bool is_trial,
                                       std::vector<FixSample>& samples) {
  uint64_t count = 0;
  bool is_asked_for = false;
  if (!is_trial) begin_fix();
  const std::string before = std::exchange(options_.default_country_code, code);
  for (size_t row = 0; row < rows().size(); ++row) {
    const RowState state = rows().state(row);
    if (!state.has_issue || state.issue != ErrorCode::phone_calling_code_missing) continue;
    is_asked_for = true;
    rows().cells(row, cells_);
    read_contact(cells_, contact_, field_issues_);
    const bool is_mended = !contact_.phone_e164.empty();
    count += is_mended;
    if (is_mended) {
      add_sample(samples, state, state.issue_column, contact_.phone, contact_.phone_e164);
    }
    // Of the others something else can be said now.
    if (!is_trial) recheck(row);
  }
  // Where no row asks for it, it must not change the others.
  if (is_trial || !is_asked_for) {
    options_.default_country_code = before;
    if (!is_trial) undo_.pop_back();
  } else {
    rematch();
  }
  return count;
}

uint64_t Importer::correct_domains(std::span<const std::string> domains, bool is_trial,
                                   std::vector<FixSample>& samples) {
  // Most rows have one of few domains, and finding what was meant by one takes microseconds: so
  // what was found stands under the domain's hash. Of two with one hash one may get no suggestion.
  KeyIndex verdicts(seed_);
  const auto is_same = [](uint32_t) { return true; };
  uint64_t count = 0;
  std::vector<std::string_view> cells;
  if (!is_trial) begin_fix();
  for (size_t row = 0; row < rows().size(); ++row) {
    const RowState& state = rows().state(row);
    if (state.has_issue && is_damage(state.issue)) continue;
    rows().cells(row, cells);
    const uint32_t column = mapping_.column_of(Field::email, cells);
    if (column == 0 || column > cells.size()) continue;
    const std::string_view address = trim(csv::restore_cell(cells[column - 1]));
    const size_t at_sign = address.find('@');
    if (at_sign == address.npos) continue;
    const std::string_view name = address.substr(at_sign + 1);
    const uint32_t hash = verdicts.hash(name);
    auto is_suspect = verdicts.find(hash, is_same);
    if (!is_suspect) {
      is_suspect = suggest_email("a@" + std::string(name)).has_value();
      verdicts.add(hash, *is_suspect, is_same);
    }
    if (!*is_suspect) continue;
    const auto meant = suggest_email(address);
    if (!meant || (!domains.empty() && std::ranges::find(domains, name) == domains.end())) continue;
    ++count;
    const auto sample = std::ranges::find(samples, name, &FixSample::before);
    if (sample != samples.end()) {
      ++sample->rows;
    } else {
      add_sample(samples, state, column, std::string(name), meant->substr(meant->find('@') + 1));
    }
    if (!is_trial) replace_cell(row, column, *meant);
  }
  if (!is_trial) rematch();
  return count;
}

// --- review ---------------------------------------------------------------------------------

DuplicateAction Importer::action(size_t row) const {
  const auto own = row_actions_.find(row);
  return own == row_actions_.end() ? options_.duplicates : own->second;
}

RowOutcome Importer::outcome(size_t row) const {
  const RowState& state = rows().state(row);
  if (state.is_rejected) return RowOutcome::rejected;
  return state.is_duplicate() ? to_outcome(action(row)) : RowOutcome::created;
}

ImportCounts Importer::counts() const {
  ImportCounts counts{.rows = rows().size(), .rejected = rejected_};
  const auto count = [&](DuplicateAction action, uint64_t rows) {
    const RowOutcome outcome = to_outcome(action);
    (outcome == RowOutcome::updated   ? counts.updated
     : outcome == RowOutcome::created ? counts.created
                                      : counts.skipped) += rows;
  };
  const uint64_t duplicates = duplicates_in_book_ + duplicates_in_file_;
  counts.created = counts.rows - rejected_ - duplicates;
  count(options_.duplicates, duplicates - row_actions_.size());
  for (const auto& [row, action] : row_actions_) count(action, 1);
  return counts;
}

std::vector<size_t> Importer::select(RowFilter filter, std::optional<ErrorCode> issue,
                                     uint64_t offset, uint64_t limit, uint64_t& total) const {
  std::vector<size_t> selected;
  total = 0;
  for (size_t row = 0; row < rows().size(); ++row) {
    const RowState& state = rows().state(row);
    const bool is_wanted = filter == RowFilter::all ||
                           (filter == RowFilter::rejected && state.is_rejected) ||
                           (filter == RowFilter::duplicates && state.is_duplicate()) ||
                           (filter == RowFilter::created && outcome(row) == RowOutcome::created);
    const bool has_issue = !issue || (state.has_issue && state.issue == *issue);
    if (!is_wanted || !has_issue) continue;
    if (total >= offset && selected.size() < limit) selected.push_back(row);
    ++total;
  }
  return selected;
}

std::vector<Error> Importer::issues(size_t row) const {
  const RowState& state = rows().state(row);
  if (!state.has_issue) return {};
  std::vector<std::string_view> cells;
  rows().cells(row, cells);
  // What the fields say is found again; what the row as a whole says was kept.
  std::vector<Error> errors;
  Contact contact;
  std::vector<FieldIssue> field_issues;
  read_contact(cells, contact, field_issues);
  for (const FieldIssue& issue : field_issues) {
    Error error = issue.to_error();
    error.column = mapping_.column_of(issue.field, cells);
    errors.push_back(std::move(error));
  }
  if (errors.empty() || errors.front().code != state.issue) {
    errors.assign(1, Error{.code = state.issue, .column = state.issue_column});
  }
  for (Error& error : errors) error.row = state.number;
  return errors;
}

void Importer::decide(DuplicateAction action) {
  options_.duplicates = action;
  row_actions_.clear();
}

Result<void> Importer::decide_row(uint64_t number, DuplicateAction action) {
  const auto row = rows().find(number);
  if (row && rows().state(*row).is_duplicate()) {
    row_actions_[*row] = action;
    return {};
  }
  return std::unexpected(Error{.code = ErrorCode::request_malformed,
                               .detail = "the row is no duplicate",
                               .field = "row",
                               .row = number});
}

// --- plan -----------------------------------------------------------------------------------

std::optional<ImportStep> Importer::next_step() {
  while (next_row_ < rows().size()) {
    const size_t row = next_row_++;
    ImportStep step{.row = row, .outcome = outcome(row)};
    if (step.outcome == RowOutcome::skipped || step.outcome == RowOutcome::rejected) continue;
    const RowState& state = rows().state(row);
    if (step.outcome == RowOutcome::updated) {
      step.fills_gaps = action(row) == DuplicateAction::fill;
      if (state.matches_book()) step.existing = state.match;
      step.existing_row = state.match;
    }
    rows().cells(row, cells_);
    if (state.is_plain) {
      take_raw(cells_);
      make_plain_contact(raw_, state.phone, contact_);
    } else {
      read_contact(cells_, contact_, field_issues_);
      settle_invalid(contact_, field_issues_);
    }
    step.incoming = &contact_;
    return step;
  }
  return std::nullopt;
}

// Others refer only to rows that match nothing.
void Importer::remember_created(size_t row, ContactKey key) {
  RowState& state = mutable_rows().state(row);
  if (!state.is_duplicate()) state.match = key;
}

void Importer::rewind() { next_row_ = 0; }

}  // namespace kartei
