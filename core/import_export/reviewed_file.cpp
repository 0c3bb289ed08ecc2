#include "import_export/reviewed_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "contact/country.h"
#include "contact/email.h"
#include "contact/email_suggestion.h"
#include "csv/header_map.h"
#include "csv/writer.h"
#include "dedupe/keys.h"
#include "import_export/first_rows.h"

namespace kartei {
namespace {

void add_sample(std::vector<FixSample>& samples, uint64_t number, uint32_t column,
                std::string before, std::string after) {
  if (samples.size() == ReviewedFile::kFixSamples) return;
  samples.push_back({number, column, std::move(before), std::move(after)});
}

// Of the row itself: what the parser says, and a width that is not the header's.
bool is_damaged(const RowState& state) {
  using enum ErrorCode;
  constexpr std::array kDamages = {csv_unterminated_quote, csv_too_few_cells, csv_too_many_cells,
                                   csv_cell_too_large,     csv_row_too_large, csv_too_many_columns,
                                   csv_invalid_utf8,       csv_footer};
  return state.has_issue && std::ranges::contains(kDamages, state.issue);
}

// Which domains are probably mistyped. Most rows have one of few, and finding what was meant by one
// takes microseconds: so what was found stands under the domain's hash. Of two with one hash one
// may get no suggestion.
class SuspectDomains {
 public:
  explicit SuspectDomains(uint64_t seed) : verdicts_(seed) {}

  bool has(std::string_view domain) {
    const auto is_same = [](uint32_t) { return true; };
    const uint32_t hash = verdicts_.hash(domain);
    if (const auto known = verdicts_.find(hash, is_same)) return *known != 0;
    const bool is_suspect = suggest_email("a@" + std::string(domain)).has_value();
    verdicts_.add(hash, is_suspect, is_same);
    return is_suspect;
  }

 private:
  KeyIndex verdicts_;
};

// What a cell says: without the guard against formulas.
std::string_view read_address(std::span<const std::string_view> cells, uint32_t column) {
  if (column == 0 || column > cells.size()) return {};
  return trim(csv::restore_cell(cells[column - 1]));
}

// How many bytes before the domain, where that alone changes; else none.
size_t unchanged_part(std::string_view address, std::string_view meant) {
  const size_t local = address.find('@') + 1;
  return meant.starts_with(address.substr(0, local)) ? local : 0;
}

// Whether it is no domain, but stands for all addresses that are written otherwise.
bool is_address_written_otherwise(std::string_view text) { return suggest_email(text).has_value(); }

}  // namespace

// --- reading --------------------------------------------------------------------------------

Result<void> ReviewedFile::feed(std::span<const std::byte> chunk) {
  if (!parser_) {
    sample_.insert(sample_.end(), chunk.begin(), chunk.end());
    if (sample_.size() <= kDialectSampleBytes) return {};
    return start_parser(false);
  }
  auto fed = parser_->feed(chunk);
  if (error_) return std::unexpected(*error_);
  return fed;
}

Result<void> ReviewedFile::finish_parser() {
  auto finished = parser_->finish();
  if (error_) return std::unexpected(*error_);
  return finished;
}

Result<void> ReviewedFile::finish() {
  if (!parser_) {
    if (auto started = start_parser(true); !started) return started;
  }
  if (auto finished = finish_parser(); !finished) return finished;
  dialect_.encoding = parser_->encoding();
  is_finished_ = true;
  end_rows();
  reject_footer();
  return {};
}

// Reports say below their table who made it and when: behind an empty line, in one cell each.
void ReviewedFile::reject_footer() {
  std::vector<std::string_view> cells;
  const auto is_text = [&](size_t row) {
    if (rows_.state(row).issue != ErrorCode::csv_too_few_cells) return false;
    rows_.cells(row, cells);
    return cells.size() == 1 && !cells.front().contains('@');
  };
  size_t first = rows_.size();
  while (first > 0 && is_text(first - 1)) --first;
  if (first == 0 || first == rows_.size()) return;
  const bool is_behind_gap = rows_.number(first) - rows_.number(first - 1) > 1;
  if (!is_behind_gap) return;
  for (size_t row = first; row < rows_.size(); ++row) reject(row, ErrorCode::csv_footer, 0);
  compare_all();
}

Result<void> ReviewedFile::start_parser(bool is_whole) {
  const auto dialect = csv::detect_dialect(sample_, overrides_);
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

Result<void> ReviewedFile::take_header(const csv::Row& row) {
  if (row.damage && dialect_.has_header) return std::unexpected(*row.damage);
  const size_t width = dialect_.has_header ? csv::own_width(row.cells) : row.cells.size();
  has_reasons_ = width < row.cells.size();
  for (const std::string_view header : row.cells.first(width)) {
    headers_.emplace_back(dialect_.has_header ? trim(header) : std::string_view());
  }
  return take_columns(std::exchange(first_rows_, {}));
}

std::span<const std::string_view> ReviewedFile::own_cells(std::span<const std::string_view> cells) {
  if (!has_reasons_ || cells.size() <= headers_.size()) return cells;
  own_cells_.clear();
  const size_t behind = headers_.size() + csv::kRejectedColumns.size();
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i < headers_.size() || i >= behind) own_cells_.push_back(cells[i]);
  }
  return own_cells_;
}

void ReviewedFile::on_row(const csv::Row& row) {
  if (error_) return;
  if (!std::exchange(has_columns_, true)) {
    if (auto taken = take_header(row); !taken) error_ = taken.error();
    if (error_ || dialect_.has_header) return;
  }
  const auto cells = own_cells(row.cells);
  // Files that were put together have their header again and again.
  const bool is_nobody =
      std::ranges::all_of(cells, is_blank) || std::ranges::equal(cells, headers_);
  if (is_nobody && !row.damage) return;
  RowState state;
  if (row.damage) {
    state.is_rejected = state.has_issue = true;
    state.issue = row.damage->code;
    state.issue_column = static_cast<uint16_t>(row.damage->column);
  } else {
    judge(cells, state);
  }
  compare(state);
  rows_.add(cells, row.number, state);
}

// --- mending --------------------------------------------------------------------------------

Result<void> ReviewedFile::fix_cell(uint64_t number, uint32_t column, std::string_view value) {
  const auto row = rows_.find(number);
  std::vector<std::string_view> cells;
  if (row) rows_.cells(*row, cells);
  const auto refuse = [&](ErrorCode code) {
    return std::unexpected(Error{.code = code, .field = "column", .row = number, .column = column});
  };
  std::string_view* cell = find_cell(cells, column);
  if (!row || !cell) return refuse(ErrorCode::request_malformed);
  if (value.size() > kMaxCellBytes) return refuse(ErrorCode::field_too_long);
  *cell = value;
  rows_.set_cells(*row, cells);
  recheck_mended(*row);
  compare_all();
  return {};
}

void ReviewedFile::recheck_all() {
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (!is_damaged(rows_.state(row))) recheck(row);
  }
}

// A row that is too short has the cells that it lacks, once one of them is mended: spreadsheets
// leave out empty ones at its end.
std::string_view* ReviewedFile::find_cell(std::vector<std::string_view>& cells,
                                          size_t column) const {
  if (column > cells.size() && column <= headers_.size()) cells.resize(headers_.size());
  return column == 0 || column > cells.size() ? nullptr : &cells[column - 1];
}

void ReviewedFile::begin_fix() { undo_.push_back({.before = default_country_code()}); }

// What has mended nothing is no step to be taken back.
void ReviewedFile::end_fix(uint64_t rows) { rows == 0 ? undo_.pop_back() : compare_all(); }

void ReviewedFile::reject(size_t row, ErrorCode damage, size_t column) {
  rows_.state(row) = {.issue_column = static_cast<uint16_t>(column),
                      .issue = damage,
                      .is_rejected = true,
                      .has_issue = true};
}

// One of whose cells is another now. What is left of its damage rejects it as before.
void ReviewedFile::recheck_mended(size_t row) {
  std::vector<std::string_view> cells;
  rows_.cells(row, cells);
  const auto damaged = std::ranges::find_if_not(cells, is_valid_utf8);
  if (damaged == cells.end()) return recheck(row);
  reject(row, ErrorCode::csv_invalid_utf8, static_cast<size_t>(damaged - cells.begin()) + 1);
}

// As part of the newest fix.
void ReviewedFile::replace_cell(size_t row, uint32_t column, std::string_view text) {
  std::vector<std::string_view> cells;
  rows_.cells(row, cells);
  std::string_view& cell = *find_cell(cells, column);
  undo_.push_back({row, column, std::string(cell), std::string(text)});
  if (is_damaged(rows_.state(row))) undo_.back().damage = rows_.state(row).issue;
  cell = text;
  rows_.set_cells(row, cells);
  recheck_mended(row);
}

bool ReviewedFile::undo_fix() {
  if (undo_.empty()) return false;
  std::vector<std::string_view> cells;
  for (bool is_whole = false; !is_whole;) {
    const FixSample last = std::move(undo_.back());
    undo_.pop_back();
    is_whole = last.column == 0;
    if (is_whole) {
      if (last.before == default_country_code()) continue;
      default_country_code() = last.before;
      recheck_all();
      continue;
    }
    const auto row = static_cast<size_t>(last.row);
    rows_.cells(row, cells);
    std::string_view& cell = cells[last.column - 1];
    if (cell != last.after) continue;
    cell = last.before;
    const bool was_short = last.damage == ErrorCode::csv_too_few_cells;
    // Unless somebody has filled what it lacked.
    const auto lacking = std::span(cells).subspan(last.column - 1);
    if (was_short && std::ranges::all_of(lacking, &std::string_view::empty)) {
      cells.resize(last.column - 1);
    }
    rows_.set_cells(row, cells);
    recheck_mended(row);
    const bool is_damaged_again = last.damage != ErrorCode::internal && !was_short;
    if (is_damaged_again) reject(row, last.damage, last.column);
  }
  compare_all();
  return true;
}

uint64_t ReviewedFile::leave_out(ErrorCode issue, bool is_trial, std::vector<FixSample>& samples) {
  uint64_t count = 0;
  std::vector<std::string_view> cells;
  if (!is_trial) begin_fix();
  for (size_t row = 0; row < rows_.size(); ++row) {
    const RowState state = rows_.state(row);
    if (!state.has_issue || state.issue != issue || state.issue_column == 0) continue;
    rows_.cells(row, cells);
    const std::string_view* cell = find_cell(cells, state.issue_column);
    if (!cell) continue;
    ++count;
    add_sample(samples, rows_.number(row), state.issue_column, replace_invalid_utf8(*cell), {});
    if (!is_trial) replace_cell(row, state.issue_column, {});
  }
  if (!is_trial) end_fix(count);
  return count;
}

uint64_t ReviewedFile::assume_country_code(std::string_view code, bool is_trial,
                                           std::vector<FixSample>& samples) {
  uint64_t count = 0;
  std::string before = std::exchange(default_country_code(), code);
  for (size_t row = 0; row < rows_.size(); ++row) {
    const RowState state = rows_.state(row);
    if (!state.has_issue || state.issue != ErrorCode::phone_calling_code_missing) continue;
    auto mended = mend_phone(row);
    if (!mended) continue;
    ++count;
    add_sample(samples, rows_.number(row), state.issue_column, std::move(mended->before),
               std::move(mended->e164));
  }
  // Where it mends no row, it must not change the others.
  if (is_trial || count == 0) {
    default_country_code() = std::move(before);
    return count;
  }
  undo_.push_back({.before = std::move(before)});
  // It says something about every number that has no calling code of its own.
  recheck_all();
  compare_all();
  return count;
}

template <typename Take>
void ReviewedFile::find_suspects(Take&& take) const {
  SuspectDomains suspects(seed_);
  std::vector<std::string_view> cells;
  std::vector<uint32_t> columns;
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (is_damaged(rows_.state(row))) continue;
    rows_.cells(row, cells);
    find_emails(cells, columns);
    for (const uint32_t column : columns) {
      const std::string_view address = read_address(cells, column);
      const size_t at_sign = address.find('@');
      const bool is_suspect = at_sign != address.npos && suspects.has(address.substr(at_sign + 1));
      // Most are good, and looking for a suggestion takes longer than seeing that.
      if (!is_suspect && !rows_.state(row).has_issue) continue;
      const auto meant = suggest_email(address);
      if (meant) take(row, column, address, *meant);
      // It may have changed the row.
      rows_.cells(row, cells);
    }
  }
}

uint64_t ReviewedFile::correct_domains(std::span<const std::string> domains, bool is_trial,
                                       std::vector<FixSample>& samples) {
  uint64_t count = 0;
  const bool are_all = domains.empty();
  const bool has_whole = are_all || std::ranges::any_of(domains, is_address_written_otherwise);
  // The one that stands for all that are written otherwise.
  std::string whole;
  if (!is_trial) begin_fix();
  find_suspects([&](size_t row, uint32_t column, std::string_view address,
                    const std::string& meant) {
    const size_t same = unchanged_part(address, meant);
    const bool is_whole = same == 0;
    const std::string before(address.substr(same));
    if (!(is_whole ? has_whole : are_all || std::ranges::contains(domains, before))) return;
    ++count;
    if (is_whole && whole.empty()) whole = before;
    const auto sample = std::ranges::find(samples, is_whole ? whole : before, &FixSample::before);
    if (sample != samples.end()) {
      ++sample->rows;
    } else {
      add_sample(samples, rows_.number(row), column, before, meant.substr(same));
    }
    if (!is_trial) replace_cell(row, column, meant);
  });
  if (!is_trial) end_fix(count);
  return count;
}

Result<BulkFix> ReviewedFile::fix_all(const FixQuery& query) {
  BulkFix fix;
  if (query.is_undo) {
    fix.rows = undo_fix();
  } else if (query.email_domains) {
    fix.rows = correct_domains(*query.email_domains, query.is_trial, fix.samples);
  } else if (query.country_code.empty()) {
    fix.rows = leave_out(query.problem, query.is_trial, fix.samples);
  } else {
    const auto code = parse_country_code(query.country_code);
    if (!code) return std::unexpected(code.error());
    fix.rows = assume_country_code(*code, query.is_trial, fix.samples);
  }
  return fix;
}

std::vector<ReviewedFile::Suggestion> ReviewedFile::suggestions(size_t row) const {
  std::vector<Suggestion> found;
  if (is_damaged(rows_.state(row))) return found;
  std::vector<std::string_view> cells;
  std::vector<uint32_t> columns;
  rows_.cells(row, cells);
  find_emails(cells, columns);
  for (const uint32_t column : columns) {
    const std::string_view address = read_address(cells, column);
    // What is none may have been read as "Anna <anna@x.de>" is.
    if (!rows_.state(row).has_issue && !is_valid_email(address)) continue;
    if (auto meant = suggest_email(address)) {
      found.push_back({column, std::move(*meant)});
    }
  }
  return found;
}

std::vector<size_t> ReviewedFile::select_suggested(uint64_t offset, uint64_t limit,
                                                   uint64_t& total) const {
  std::vector<size_t> selected;
  total = 0;
  std::optional<size_t> last;
  find_suspects([&](size_t row, uint32_t, std::string_view, const std::string&) {
    if (last == row) return;
    last = row;
    if (total >= offset && selected.size() < limit) selected.push_back(row);
    ++total;
  });
  return selected;
}

}  // namespace kartei
