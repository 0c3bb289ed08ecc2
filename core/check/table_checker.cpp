#include "check/table_checker.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "contact/country.h"
#include "csv/writer.h"
#include "import_export/first_rows.h"

namespace kartei {
namespace {

// What a cell says: without the guard against formulas.
std::string_view read_cell(std::string_view cell) { return trim(csv::restore_cell(cell)); }

std::string_view cell_at(std::span<const std::string_view> cells, size_t column) {
  return column < cells.size() ? read_cell(cells[column]) : std::string_view();
}

}  // namespace

TableChecker::TableChecker(CheckOptions options, PatternMatcher& patterns, uint64_t seed)
    : options_(std::move(options)), patterns_(patterns), seed_(seed) {
  if (options_.columns.empty()) options_.columns = contact_columns();
}

// --- reading --------------------------------------------------------------------------------

Result<void> TableChecker::feed(std::span<const std::byte> chunk) {
  if (!parser_) {
    sample_.insert(sample_.end(), chunk.begin(), chunk.end());
    if (sample_.size() <= kDialectSampleBytes) return {};
    return start_parser(false);
  }
  auto fed = parser_->feed(chunk);
  if (error_) return std::unexpected(*error_);
  return fed;
}

Result<void> TableChecker::finish() {
  if (!parser_) {
    if (auto started = start_parser(true); !started) return started;
  }
  auto finished = parser_->finish();
  if (error_) return std::unexpected(*error_);
  if (!finished) return finished;
  dialect_.encoding = parser_->encoding();
  is_finished_ = true;
  return {};
}

Result<void> TableChecker::start_parser(bool is_whole) {
  const auto dialect = csv::detect_dialect(sample_, options_.dialect);
  if (!dialect) return std::unexpected(dialect.error());
  dialect_ = *dialect;
  auto first_rows = read_first_rows(sample_, is_whole, dialect_);
  if (!first_rows) return std::unexpected(first_rows.error());
  first_rows_ = std::move(first_rows->rows);
  // Not make_unique: that we handle rows is nobody else's business.
  parser_.reset(new csv::Parser(dialect_, *this));
  const auto sample = std::exchange(sample_, {});
  return feed(sample);
}

Result<void> TableChecker::take_header(const csv::Row& row) {
  if (row.damage) return std::unexpected(*row.damage);
  for (const std::string_view cell : row.cells) {
    headers_.emplace_back(dialect_.has_header ? read_cell(cell) : std::string_view());
  }
  auto matches =
      match_columns(headers_, std::exchange(first_rows_, {}), options_.columns, options_.mapping);
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
    if (expected.is_unique) {
      uniques_.push_back(std::make_unique<UniqueColumn>(column, seed_));
    }
  }
  return {};
}

void TableChecker::on_row(const csv::Row& row) {
  if (error_) return;
  if (!std::exchange(has_columns_, true)) {
    if (auto taken = take_header(row); !taken) error_ = taken.error();
    if (error_ || dialect_.has_header) return;
  }
  // Spreadsheets write them by the thousand, behind the last row that has something.
  const bool is_empty = std::ranges::all_of(row.cells, &std::string_view::empty);
  if (is_empty && !row.damage) return;
  RowState state{.number = static_cast<uint32_t>(row.number)};
  if (row.damage) {
    state.is_rejected = state.has_issue = true;
    state.issue = row.damage->code;
    state.issue_column = static_cast<uint16_t>(row.damage->column);
  } else {
    judge(row.cells, state);
  }
  const size_t index = rows_.size();
  rows_.add(row.cells, state);
  RowState& added = rows_.state(index);
  take_keys(index, added);
  find_duplicate(index, added);
  count(added);
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
  if (const auto width = check_width(cells, headers_.size()); !width) {
    issues.push_back({width.error().code, width.error().column, std::nullopt});
    return;
  }
  const RowCountry country = read_country(cells);
  for (size_t column = 0; column < matches_.size(); ++column) {
    if (!matches_[column]) continue;
    normal_.clear();
    const auto wrong = check_cell(*matches_[column], read_cell(cells[column]), country);
    if (wrong) issues.push_back({*wrong, static_cast<uint32_t>(column + 1), matches_[column]});
    for (const auto& unique : uniques_) {
      if (unique->column != column) continue;
      unique->key = wrong ? "" : comparison_key(options_.columns[*matches_[column]], normal_);
    }
  }
}

// normal_ becomes what the cell says, where it is good.
std::optional<ErrorCode> TableChecker::check_cell(size_t index, std::string_view cell,
                                                  const RowCountry& country) const {
  const ColumnRule& rule = options_.columns[index];
  if (cell.empty())
    return rule.is_required ? std::optional(ErrorCode::cell_required) : std::nullopt;
  if (const auto wrong = check_value(rule, cell, country, normal_)) return wrong;
  if (rule.has_pattern && !patterns_.matches(index, cell)) return ErrorCode::cell_pattern;
  return std::nullopt;
}

// A country by its name says where somebody lives, which contradicts no number.
RowCountry TableChecker::read_country(std::span<const std::string_view> cells) const {
  const std::string_view cell = country_column_ ? cell_at(cells, *country_column_) : "";
  if (cell.empty()) return {.code = options_.default_country_code};
  auto code = parse_country_code(cell);
  if (!code) return {};
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return {.code = std::move(*code), .is_calling_code = std::ranges::any_of(cell, is_digit)};
}

void TableChecker::take_keys(size_t row, const RowState& state) {
  for (const auto& unique : uniques_) {
    unique->keys.set(row, state.is_rejected ? std::string_view() : unique->key);
  }
}

// The row is a duplicate by the first column that says so; then it stands for nothing itself.
void TableChecker::find_duplicate(size_t row, RowState& state) {
  if (state.is_rejected) return;
  state.has_issue = false;
  for (const auto& unique : uniques_) {
    const auto earlier = unique->find(unique->keys[row]);
    if (!earlier) continue;
    state.has_issue = true;
    state.issue = ErrorCode::cell_duplicate;
    state.issue_column = static_cast<uint16_t>(unique->column + 1);
    state.match = *earlier;
    return;
  }
  for (const auto& unique : uniques_) unique->add(static_cast<uint32_t>(row));
}

void TableChecker::count(const RowState& state) {
  if (state.has_issue) ++problems_[state.issue];
  if (state.is_rejected) ++rejected_;
  if (state.has_issue && !state.is_rejected) ++duplicates_;
}

// --- changes --------------------------------------------------------------------------------

void TableChecker::recheck(size_t row) {
  rows_.cells(row, cells_);
  judge(cells_, rows_.state(row));
  take_keys(row, rows_.state(row));
}

// In the order of the file: a row that was mended may be the one that others are duplicates of.
void TableChecker::compare_all() {
  for (const auto& unique : uniques_) unique->index = KeyIndex(seed_);
  problems_.clear();
  rejected_ = duplicates_ = 0;
  for (size_t row = 0; row < rows_.size(); ++row) {
    find_duplicate(row, rows_.state(row));
    count(rows_.state(row));
  }
}

Result<void> TableChecker::fix_cell(uint64_t number, uint32_t column, std::string_view value) {
  const auto row = rows_.find(number);
  if (row) rows_.cells(*row, cells_);
  const auto refuse = [&](ErrorCode code) {
    return std::unexpected(Error{.code = code, .field = "column", .row = number, .column = column});
  };
  if (!row || column == 0 || column > cells_.size()) return refuse(ErrorCode::request_malformed);
  if (value.size() > kMaxCellBytes) return refuse(ErrorCode::field_too_long);
  cells_[column - 1] = value;
  rows_.set_cells(*row, cells_);
  recheck(*row);
  compare_all();
  return {};
}

Result<void> TableChecker::assume_country_code(std::string_view code) {
  auto known = parse_country_code(code);
  if (!known) return std::unexpected(known.error());
  options_.default_country_code = std::move(*known);
  for (size_t row = 0; row < rows_.size(); ++row) {
    const RowState& state = rows_.state(row);
    if (state.is_rejected && state.issue == ErrorCode::phone_calling_code_missing) recheck(row);
  }
  compare_all();
  return {};
}

// --- review ---------------------------------------------------------------------------------

CheckCounts TableChecker::counts() const {
  return {.rows = rows_.size(),
          .good = rows_.size() - duplicates_ - rejected_,
          .duplicates = duplicates_,
          .rejected = rejected_};
}

CheckedRow TableChecker::outcome(size_t row) const {
  const RowState& state = rows_.state(row);
  if (state.is_rejected) return CheckedRow::rejected;
  return state.has_issue ? CheckedRow::duplicate : CheckedRow::good;
}

std::optional<uint64_t> TableChecker::duplicate_of(size_t row) const {
  if (outcome(row) != CheckedRow::duplicate) return std::nullopt;
  return rows_.state(rows_.state(row).match).number;
}

std::vector<Error> TableChecker::issues(size_t row) const {
  const RowState& state = rows_.state(row);
  if (!state.has_issue) return {};
  std::vector<std::string_view> cells;
  rows_.cells(row, cells);
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
                      .row = state.number,
                      .column = column});
  }
  return errors;
}

std::vector<size_t> TableChecker::select(std::optional<CheckedRow> wanted,
                                         std::optional<ErrorCode> problem, uint64_t offset,
                                         uint64_t limit, uint64_t& total) const {
  std::vector<size_t> selected;
  total = 0;
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (wanted && outcome(row) != *wanted) continue;
    const RowState& state = rows_.state(row);
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
  return check_cell(*rule, cell, read_country(cells)) ? std::string(cell) : normal_;
}

}  // namespace kartei
