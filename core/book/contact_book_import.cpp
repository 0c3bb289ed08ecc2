// ContactBook's calls for reading a CSV file, reviewing it and writing it.
#include <algorithm>

#include "base/limits.h"
#include "book/contact_book.h"
#include "contact/country.h"
#include "csv/writer.h"

namespace kartei {
namespace {

// What the cells of a row say: without the guard against formulas.
std::vector<std::string> read_cells(const Importer& importer, size_t row) {
  std::vector<std::string_view> views;
  importer.rows().cells(row, views);
  std::vector<std::string> cells;
  for (const std::string_view view : views) cells.emplace_back(csv::restore_cell(view));
  return cells;
}

}  // namespace

Result<ImportPreview> ContactBook::preview_import(std::span<const std::byte> sample, bool is_whole,
                                                  const ImportOptions& options) const {
  return preview_csv(sample, is_whole, options);
}

Result<void> ContactBook::begin_import(ImportOptions options) {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  if (import_ && !import_->is_committed()) return failure(ErrorCode::import_already_open);
  if (auto free = refuse_while_writing(); !free) return free;
  cancel_import();
  if (!options.default_country_code.empty()) {
    auto code = parse_country_code(options.default_country_code);
    if (!code) return std::unexpected(code.error());
    options.default_country_code = *code;
  }
  import_ =
      std::make_unique<ImportSession>(std::move(options), store_, columns_, ids_, environment_);
  return {};
}

// What has been read is reviewed, and may be being written.
Result<Importer*> ContactBook::reading_import() {
  if (!import_ || import_->importer().is_finished()) return failure(ErrorCode::import_not_open);
  return &import_->importer();
}

Result<void> ContactBook::feed_import(std::span<const std::byte> chunk) {
  const auto reading = reading_import();
  if (!reading) return std::unexpected(reading.error());
  auto fed = (*reading)->feed(chunk);
  if (!fed) cancel_import();
  return fed;
}

Result<std::optional<size_t>> ContactBook::feed_import_row_end(std::span<const std::byte> bytes) {
  const auto reading = reading_import();
  if (!reading) return std::unexpected(reading.error());
  auto fed = (*reading)->feed_row_end(bytes);
  if (!fed) cancel_import();
  return fed;
}

Result<std::optional<ReviewedFile::Slice>> ContactBook::read_import_slice(
    std::span<const std::byte> bytes, size_t end, bool is_last) {
  return reading_import().transform(
      [&](Importer* reading) { return reading->read_slice(bytes, end, is_last); });
}

Result<bool> ContactBook::take_import_slice(const csv::Checkpoint& length, std::string_view rows) {
  return reading_import().transform(
      [&](Importer* reading) { return reading->take_slice(length, rows); });
}

Result<void> ContactBook::finish_import() {
  if (!import_) return failure(ErrorCode::import_not_open);
  auto finished = import_->importer().finish();
  if (!finished) cancel_import();
  return finished;
}

Result<const Importer*> ContactBook::import() const {
  if (!import_) return failure(ErrorCode::import_not_open);
  if (!import_->importer().is_finished()) return failure(ErrorCode::import_not_finished);
  return &import_->importer();
}

Result<ReviewPage> ContactBook::review_import(const ReviewQuery& query) {
  const auto importer = import();
  if (!importer) return std::unexpected(importer.error());
  if (import_->is_committed() && query.only != RowFilter::rejected) {
    return failure(ErrorCode::import_not_open);
  }
  ReviewPage page;
  const uint64_t limit = std::min<uint64_t>(query.limit, kMaxReviewRows);
  for (const size_t row :
       (*importer)->select(query.only, query.problem, query.offset, limit, page.total)) {
    auto reviewed = review_row(**importer, row);
    if (!reviewed) return std::unexpected(reviewed.error());
    page.rows.push_back(std::move(*reviewed));
  }
  return page;
}

Result<ReviewRow> ContactBook::review_row(const Importer& importer, size_t row) {
  const RowState& state = importer.rows().state(row);
  ReviewRow reviewed{.number = importer.rows().number(row),
                     .outcome = importer.outcome(row),
                     .issues = importer.issues(row)};
  reviewed.cells = read_cells(importer, row);
  if (!state.is_duplicate()) return reviewed;
  if (state.matches_book()) {
    auto contact = store_.load(state.match);
    // Erased since, so nobody's duplicate; the commit compares again.
    if (!contact && contact.error().code == ErrorCode::contact_unknown) return reviewed;
    if (!contact) return std::unexpected(contact.error());
    reviewed.existing = std::move(*contact);
  }
  const bool by_email =
      state.match_kind == MatchKind::book_email || state.match_kind == MatchKind::file_email;
  reviewed.duplicate_field = by_email ? Field::email : Field::phone;
  reviewed.decision = importer.action(row);
  reviewed.phone = importer.phone(row);
  if (reviewed.existing) return reviewed;
  reviewed.existing_row = importer.rows().number(state.match);
  reviewed.existing_cells = read_cells(importer, state.match);
  reviewed.existing_phone = importer.phone(state.match);
  return reviewed;
}

Result<Importer*> ContactBook::reviewed_import() {
  if (auto importer = import(); !importer) return std::unexpected(importer.error());
  if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  if (import_->is_committed()) return failure(ErrorCode::import_not_open);
  return &import_->importer();
}

Result<ImportCounts> ContactBook::decide_import(const ImportDecision& decision) {
  const auto importer = reviewed_import();
  if (!importer) return std::unexpected(importer.error());
  if (auto decided = (*importer)->decide(decision); !decided) {
    return std::unexpected(decided.error());
  }
  return (*importer)->counts();
}

Result<ImportCounts> ContactBook::decide_invalid(InvalidAction action) {
  const auto importer = reviewed_import();
  if (!importer) return std::unexpected(importer.error());
  (*importer)->decide_invalid(action);
  return (*importer)->counts();
}

Result<ImportCounts> ContactBook::fix_cell(uint64_t row, uint32_t column, std::string_view value) {
  const auto importer = reviewed_import();
  if (!importer) return std::unexpected(importer.error());
  if (auto fixed = (*importer)->fix_cell(row, column, value); !fixed) {
    return std::unexpected(fixed.error());
  }
  return (*importer)->counts();
}

Result<ImportFix> ContactBook::fix_all(const FixQuery& query) {
  const auto importer = reviewed_import();
  if (!importer) return std::unexpected(importer.error());
  auto fix = (*importer)->fix_all(query);
  if (!fix) return std::unexpected(fix.error());
  return ImportFix{fix->rows, std::move(fix->samples), (*importer)->counts()};
}

Result<CommitProgress> ContactBook::commit_import(uint64_t rows,
                                                  std::span<const std::string> tags) {
  if (!import_) return failure(ErrorCode::import_not_open);
  if (!import_->is_writing()) {
    if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  }
  return import_->commit(rows, tags);
}

void ContactBook::stop_commit() {
  if (import_) import_->stop_writing();
}

void ContactBook::cancel_import() {
  if (std::holds_alternative<RejectedFile>(output_)) output_.emplace<std::monostate>();
  import_.reset();
}

Result<std::vector<ImportRecord>> ContactBook::imports() {
  return catch_up().and_then([&] { return store_.journal().imports(); });
}

}  // namespace kartei
