#include "import_export/importer.h"

#include <algorithm>

#include "base/text.h"
#include "contact/plain_contact.h"
#include "csv/placeholder.h"

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

}  // namespace

Importer::Importer(ImportOptions options, std::unique_ptr<ExistingContacts> existing, uint64_t seed)
    : ReviewedFile(options.dialect, seed),
      options_(std::move(options)),
      existing_(std::move(existing)),
      email_index_(seed),
      phone_index_(seed),
      rules_{options_.duplicates, options_.duplicates} {}

// --- reading --------------------------------------------------------------------------------

Result<void> Importer::take_columns(std::span<const std::vector<std::string>> first_rows) {
  const std::vector<std::string_view> views(headers().begin(), headers().end());
  auto mapping = ColumnMapping::make(views, first_rows, options_.mapping);
  if (!mapping) return std::unexpected(mapping.error());
  mapping_ = std::move(*mapping);
  mapping_.tell_date_order(first_rows, options_.date_order, options_.default_country_code);
  return csv::check_mapping(mapping_.targets());
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
  read_contact(cells, contact_, field_issues_);
  // "Summe", and nobody who could be reached.
  const bool is_nobody = contact_.email.empty() && contact_.phone.empty() && field_issues_.empty();
  if (is_nobody && csv::is_total(contact_.name)) {
    state.is_rejected = true;
    return note(ErrorCode::contact_empty, 0);
  }
  if (field_issues_.empty()) {
    state.is_plain = is_plain_contact(raw_, contact_);
    return;
  }
  note(field_issues_.front().code, mapping_.column_of(field_issues_.front().field, cells));
  settle_invalid(contact_, field_issues_);
  state.is_rejected = !field_issues_.empty();
}

void Importer::take_raw(std::span<const std::string_view> cells) const {
  country_code_ = mapping_.fill(cells, raw_, made_, options_.default_country_code);
  if (raw_.source.empty()) raw_.source = options_.source;
}

std::string Importer::phone(size_t row) const {
  std::vector<std::string_view> cells;
  rows().cells(row, cells);
  take_raw(cells);
  return std::string(trim(raw_.phone));
}

void Importer::read_contact(std::span<const std::string_view> cells, Contact& contact,
                            std::vector<FieldIssue>& issues) const {
  take_raw(cells);
  normalize(contact, issues);
}

void Importer::normalize(Contact& contact, std::vector<FieldIssue>& issues) const {
  issues.clear();
  normalize_contact(raw_, {.default_country_code = country_code_}, contact, issues);
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
    // Without a calling code that is none, the number may be a good one.
    if (std::ranges::contains(issues, Field::country_code, &FieldIssue::field)) {
      raw_.country_code = {};
      normalize(contact, issues);
    }
    for (const FieldIssue& issue : issues) {
      if (issue.field == Field::email) contact.email.clear();
      if (issue.field == Field::phone) contact.phone.clear();
    }
  }
  std::erase_if(issues, is_settled);
  if (contact.name.empty() && contact.email.empty() && contact.phone.empty() && issues.empty()) {
    issues.push_back({ErrorCode::contact_empty});
  }
}

void Importer::count(const RowState& state) {
  if (state.is_rejected) ++rejected_;
  if (state.has_issue) ++problems_[state.issue];
  if (state.is_duplicate()) ++(state.matches_book() ? duplicates_in_book_ : duplicates_in_file_);
}

// --- changes --------------------------------------------------------------------------------

void Importer::recheck(size_t row) {
  restore_email_hashes();
  RowState& state = mutable_rows().state(row);
  rows().cells(row, cells_);
  judge(cells_, state);
  take_row_keys(row, state);
  state.match_kind = MatchKind::none;
}

void Importer::decide_invalid(InvalidAction action) {
  if (options_.invalid == action) return;
  options_.invalid = action;
  recheck_all();
  compare_all();
}

std::optional<Importer::MendedPhone> Importer::mend_phone(size_t row) {
  rows().cells(row, cells_);
  read_contact(cells_, contact_, field_issues_);
  if (contact_.phone_e164.empty()) return std::nullopt;
  return MendedPhone{contact_.phone, contact_.phone_e164};
}

void Importer::find_emails(std::span<const std::string_view> cells,
                           std::vector<uint32_t>& columns) const {
  columns.assign(1, mapping_.column_of(Field::email, cells));
}

// --- review ---------------------------------------------------------------------------------

DuplicateAction Importer::action(size_t row) const {
  const auto own = row_actions_.find(row);
  return own == row_actions_.end() ? rules_[static_cast<size_t>(kind_of(row))] : own->second;
}

DuplicateKind Importer::kind_of(size_t row) const {
  return rows().state(row).matches_book() ? DuplicateKind::of_book : DuplicateKind::of_file;
}

bool Importer::is_undecided(size_t row) const {
  return rows().state(row).is_duplicate() && action(row) == DuplicateAction::ask;
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
    if (action == DuplicateAction::ask) counts.undecided += rows;
  };
  std::array<uint64_t, 2> by_rule = {duplicates_in_book_, duplicates_in_file_};
  counts.created = counts.rows - rejected_ - duplicates_in_book_ - duplicates_in_file_;
  for (const auto& [row, action] : row_actions_) {
    count(action, 1);
    --by_rule[static_cast<size_t>(kind_of(row))];
  }
  for (size_t kind = 0; kind < by_rule.size(); ++kind) count(rules_[kind], by_rule[kind]);
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
                           (filter == RowFilter::created && outcome(row) == RowOutcome::created) ||
                           (filter == RowFilter::undecided && is_undecided(row));
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
  for (Error& error : errors) error.row = rows().number(row);
  return errors;
}

Result<void> Importer::decide(const ImportDecision& decision) {
  const auto& [action, number, kind, is_for_remaining] = decision;
  if (!number) {
    const auto is_meant = [&](DuplicateKind one) { return !kind || *kind == one; };
    for (const auto one : {DuplicateKind::of_book, DuplicateKind::of_file}) {
      if (is_meant(one)) rule(one) = action;
    }
    std::erase_if(row_actions_, [&](const auto& own) {
      return is_meant(kind_of(own.first)) &&
             (!is_for_remaining || own.second == DuplicateAction::ask);
    });
    return {};
  }
  const auto row = rows().find(*number);
  if (row && rows().state(*row).is_duplicate()) {
    row_actions_[*row] = action;
    return {};
  }
  return std::unexpected(Error{.code = ErrorCode::request_malformed,
                               .detail = "the row is no duplicate",
                               .field = "row",
                               .row = *number});
}

// --- plan -----------------------------------------------------------------------------------

std::optional<ImportStep> Importer::next_step() {
  // Their memory is the columns' from here on.
  if (next_row_ == 0) email_hashes_ = {};
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
