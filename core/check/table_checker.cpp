#include "check/table_checker.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "contact/country.h"
#include "csv/header_meaning.h"
#include "csv/writer.h"

namespace kartei {
namespace {

// What a cell says: without the guard against formulas.
std::string_view read_cell(std::string_view cell) { return trim(csv::restore_cell(cell)); }

std::string_view cell_at(std::span<const std::string_view> cells, size_t column) {
  return column < cells.size() ? read_cell(cells[column]) : std::string_view();
}

}  // namespace

TableChecker::TableChecker(CheckOptions options, PatternMatcher& patterns, uint64_t seed)
    : ReviewedFile(options.dialect, seed), options_(std::move(options)), patterns_(patterns) {
  if (options_.columns.empty()) options_.columns = contact_columns();
}

// --- reading --------------------------------------------------------------------------------

Result<void> TableChecker::take_columns(std::span<const std::vector<std::string>> first_rows) {
  auto matches = match_columns(headers(), first_rows, options_.columns, options_.mapping);
  if (!matches) return std::unexpected(matches.error());
  matches_ = std::move(*matches);
  for (size_t rule = 0; rule < options_.columns.size(); ++rule) {
    const ColumnRule& expected = options_.columns[rule];
    const auto found = std::ranges::find(matches_, std::optional(rule));
    if (found == matches_.end()) {
      if (expected.is_required) missing_.push_back(rule);
      continue;
    }
    const auto column = static_cast<size_t>(found - matches_.begin());
    if (expected.type == ColumnType::country_code) country_column_ = column;
    if (expected.is_unique) uniques_.push_back(std::make_unique<UniqueColumn>(column, seed()));
  }
  // Where somebody lives says where a number is dialled that does not say so.
  const bool has_phone = std::ranges::any_of(matches_, [&](const auto& rule) {
    return rule && options_.columns[*rule].type == ColumnType::phone;
  });
  for (size_t i = 0; has_phone && i < headers().size() && !country_column_; ++i) {
    if (csv::read_header(headers()[i]).kind == csv::ColumnKind::country) country_column_ = i;
  }
  tell_date_order(first_rows);
  return {};
}

void TableChecker::tell_date_order(std::span<const std::vector<std::string>> rows) {
  DateOrders orders;
  for (const auto& row : rows) {
    for (size_t column = 0; column < std::min(row.size(), matches_.size()); ++column) {
      const auto rule = matches_[column];
      if (rule && options_.columns[*rule].type == ColumnType::date) orders.add(trim(row[column]));
    }
  }
  options_.date_order =
      settle_date_order(options_.date_order, orders, options_.default_country_code);
}

bool TableChecker::is_unrecognised() const {
  return std::ranges::none_of(matches_, [](const auto& rule) { return rule.has_value(); });
}

void TableChecker::compare(RowState& state) {
  if (reads_slices()) return take_hashes(rows().size(), state);
  if (rows().size() - compared_ == kWaitingRows) compare_waiting(false);
  take_hashes(rows().size(), state);
  for (const auto& unique : uniques_) {
    unique->waiting_keys[rows().size() - compared_].swap(unique->judged_key);
  }
}

// Those of a slice have no texts of their keys; of others there are kWaitingRows at most.
void TableChecker::compare_waiting(bool are_taken) {
  while (compared_ < rows().size()) {
    const size_t first = compared_, end = std::min(first + kWaitingRows, rows().size());
    for (const auto& unique : uniques_) {
      for (size_t row = first; row < end; ++row) unique->index.fetch(unique->hashes[row]);
    }
    for (; compared_ < end; ++compared_) {
      for (const auto& unique : uniques_) {
        if (!are_taken) unique->compared_key.swap(unique->waiting_keys[compared_ - first]);
      }
      RowState& state = mutable_rows().state(compared_);
      find_duplicate(compared_, state, !are_taken);
      count(state);
    }
  }
}

void TableChecker::end_rows() {
  compare_waiting(false);
  drop_indexes();
}

void TableChecker::forget_keys() {
  for (const auto& unique : uniques_) unique->hashes.resize(0);
}

void TableChecker::write_keys(std::string& out) const {
  for (const auto& unique : uniques_) unique->hashes.write(out);
}

void TableChecker::take_keys(std::string_view& written) {
  for (const auto& unique : uniques_) unique->hashes.append(written);
}

// They are needed only while rows are compared.
void TableChecker::drop_indexes() {
  for (const auto& unique : uniques_) unique->index = KeyIndex(seed());
}

// --- judging --------------------------------------------------------------------------------

void TableChecker::judge(std::span<const std::string_view> cells, RowState& state) {
  find_issues(cells, found_);
  state.is_rejected = state.has_issue = !found_.empty();
  if (found_.empty()) return;
  state.issue = found_.front().code;
  state.issue_column = static_cast<uint16_t>(found_.front().column);
}

// In the order of the columns; for a row that is good, the keys of the unique columns too.
void TableChecker::find_issues(std::span<const std::string_view> cells,
                               std::vector<Found>& issues) const {
  issues.clear();
  for (const size_t rule : missing_) issues.push_back({ErrorCode::csv_column_missing, 0, rule});
  if (missing_.empty() && is_unrecognised()) {
    issues.push_back({ErrorCode::csv_columns_unrecognised, 0, std::nullopt});
  }
  if (const auto width = check_width(cells, headers().size()); !width) {
    issues.push_back({width.error().code, width.error().column, std::nullopt});
    return;
  }
  const RowContext context = read_context(cells);
  for (size_t column = 0; column < matches_.size(); ++column) {
    if (!matches_[column]) continue;
    normal_.clear();
    const auto wrong = check_cell(*matches_[column], read_cell(cells[column]), context);
    if (wrong) issues.push_back({*wrong, static_cast<uint32_t>(column + 1), matches_[column]});
    for (const auto& unique : uniques_) {
      if (unique->column != column) continue;
      unique->judged_key.clear();
      if (!wrong)
        make_comparison_key(options_.columns[*matches_[column]], normal_, unique->judged_key);
    }
  }
}

// normal_ becomes what the cell says, where it is good.
std::optional<ErrorCode> TableChecker::check_cell(size_t index, std::string_view cell,
                                                  const RowContext& context) const {
  const ColumnRule& rule = options_.columns[index];
  if (cell.empty())
    return rule.is_required ? std::optional(ErrorCode::cell_required) : std::nullopt;
  if (const auto wrong = check_value(rule, cell, context, normal_)) return wrong;
  if (rule.has_pattern && !patterns_.matches(index, cell)) return ErrorCode::cell_pattern;
  return std::nullopt;
}

// A country by its name says where somebody lives, which contradicts no number.
RowContext TableChecker::read_context(std::span<const std::string_view> cells) const {
  const std::string_view cell = country_column_ ? cell_at(cells, *country_column_) : "";
  RowContext context{.country_code = options_.default_country_code,
                     .date_order = options_.date_order};
  if (cell.empty()) return context;
  const auto code = parse_country_code(cell);
  // Of a column that nobody expects, what is no country says nothing.
  if (!code && !matches_[*country_column_]) return context;
  context.country_code = code.value_or("");
  context.is_calling_code = code && std::ranges::any_of(cell, is_ascii_digit);
  return context;
}

// By what judge() has left in the keys.
void TableChecker::take_hashes(size_t row, const RowState& state) {
  for (const auto& unique : uniques_) {
    if (row == unique->hashes.size()) unique->hashes.push_back(0);
    unique->hashes[row] = state.is_rejected ? 0 : unique->index.hash(unique->judged_key);
  }
}

// Of a row that is not rejected.
void TableChecker::read_key(const UniqueColumn& unique, size_t row, std::string& key) {
  rows().cells(row, cells_);
  const ColumnRule& rule = options_.columns[*matches_[unique.column]];
  check_value(rule, cell_at(cells_, unique.column), read_context(cells_), normal_);
  make_comparison_key(rule, normal_, key);
}

// The row is a duplicate by the first column that says so; then it stands for nothing itself.
// `has_keys`: whether the columns' compared keys are the row's; else they are made where needed.
void TableChecker::find_duplicate(size_t row, RowState& state, bool has_keys) {
  if (state.is_rejected) return;
  state.has_issue = false;
  for (const auto& unique : uniques_) {
    bool has_key = has_keys;
    const auto is_same = [&](uint32_t other) {
      if (!std::exchange(has_key, true)) read_key(*unique, row, unique->compared_key);
      read_key(*unique, other, other_key_);
      return other_key_ == unique->compared_key;
    };
    const auto earlier = unique->index.find(unique->hashes[row], is_same);
    if (!earlier) continue;
    state.has_issue = true;
    state.issue = ErrorCode::cell_duplicate;
    state.issue_column = static_cast<uint16_t>(unique->column + 1);
    state.match = *earlier;
    return;
  }
  for (const auto& unique : uniques_) {
    // What is the same would have been found.
    const auto is_other = [](uint32_t) { return false; };
    unique->index.add(unique->hashes[row], static_cast<uint32_t>(row), is_other);
  }
}

void TableChecker::count(const RowState& state) {
  if (state.has_issue) ++problems_[state.issue];
  if (state.is_rejected) ++rejected_;
  if (state.has_issue && !state.is_rejected) ++duplicates_;
}

// --- changes --------------------------------------------------------------------------------

void TableChecker::recheck(size_t row) {
  rows().cells(row, cells_);
  judge(cells_, mutable_rows().state(row));
  take_hashes(row, rows().state(row));
}

// In the order of the file: a row that was mended may be the one that others are duplicates of.
void TableChecker::compare_all() {
  problems_.clear();
  rejected_ = duplicates_ = 0;
  for (size_t row = 0; row < rows().size(); ++row) {
    find_duplicate(row, mutable_rows().state(row), false);
    count(rows().state(row));
  }
  drop_indexes();
}

std::optional<TableChecker::MendedPhone> TableChecker::mend_phone(size_t row) {
  rows().cells(row, cells_);
  const uint32_t column = rows().state(row).issue_column;
  const std::string_view cell = cell_at(cells_, column - 1);
  if (check_cell(*matches_[column - 1], cell, read_context(cells_))) return std::nullopt;
  return MendedPhone{std::string(cell), normal_};
}

void TableChecker::find_emails(std::span<const std::string_view>,
                               std::vector<uint32_t>& columns) const {
  columns.clear();
  for (size_t column = 0; column < matches_.size(); ++column) {
    const auto rule = matches_[column];
    if (!rule || options_.columns[*rule].type != ColumnType::email) continue;
    columns.push_back(static_cast<uint32_t>(column + 1));
  }
}

// --- review ---------------------------------------------------------------------------------

CheckCounts TableChecker::counts() const {
  return {.rows = rows().size(),
          .good = rows().size() - duplicates_ - rejected_,
          .duplicates = duplicates_,
          .rejected = rejected_};
}

CheckedRow TableChecker::outcome(size_t row) const {
  const RowState& state = rows().state(row);
  if (state.is_rejected) return CheckedRow::rejected;
  return state.has_issue ? CheckedRow::duplicate : CheckedRow::good;
}

std::optional<uint64_t> TableChecker::duplicate_of(size_t row) const {
  if (outcome(row) != CheckedRow::duplicate) return std::nullopt;
  return rows().number(rows().state(row).match);
}

std::vector<Error> TableChecker::issues(size_t row) const {
  const RowState& state = rows().state(row);
  if (!state.has_issue) return {};
  std::vector<std::string_view> cells;
  rows().cells(row, cells);
  std::vector<Found> found;
  find_issues(cells, found);
  // Damage and duplicates are nothing that the cells say by themselves.
  if (found.empty() || found.front().code != state.issue) {
    const bool has_rule = state.issue_column > 0 && state.issue_column <= matches_.size();
    found = {{state.issue, state.issue_column,
              has_rule ? matches_[state.issue_column - 1] : std::nullopt}};
  }
  std::vector<Error> errors;
  for (const auto& [code, column, rule] : found) {
    errors.push_back({.code = code,
                      .field = rule ? options_.columns[*rule].name : std::string(),
                      .row = rows().number(row),
                      .column = column});
  }
  return errors;
}

std::vector<size_t> TableChecker::select(std::optional<CheckedRow> wanted,
                                         std::optional<ErrorCode> problem, uint64_t offset,
                                         uint64_t limit, uint64_t& total) const {
  std::vector<size_t> selected;
  total = 0;
  for (size_t row = 0; row < rows().size(); ++row) {
    if (wanted && outcome(row) != *wanted) continue;
    const RowState& state = rows().state(row);
    if (problem && (!state.has_issue || state.issue != *problem)) continue;
    if (total >= offset && selected.size() < limit) selected.push_back(row);
    ++total;
  }
  return selected;
}

std::string TableChecker::value(std::span<const std::string_view> cells, size_t column,
                                bool is_normal) const {
  const std::string_view cell = cell_at(cells, column);
  const auto rule = column < matches_.size() ? matches_[column] : std::nullopt;
  if (!rule || cell.empty()) return std::string(cell);
  // An allowed value is written as the application spells it, which compares to the letter.
  if (!is_normal && options_.columns[*rule].allowed.empty()) return std::string(cell);
  return check_cell(*rule, cell, read_context(cells)) ? std::string(cell) : normal_;
}

}  // namespace kartei
