// A CSV file whose rows are read, judged and kept, to be looked at and mended: what an import and a
// check have in common.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "csv/dialect_detection.h"
#include "csv/parser.h"
#include "import_export/import_rows.h"

namespace kartei {

// What is done to one cell, or to many: the record's number in the file and the column, 1-based.
struct FixSample {
  uint64_t row = 0;
  uint32_t column = 0;
  std::string before, after;
  // How many values it stands for; `row` is that of the first.
  uint64_t rows = 1;
  // Of the row as it was, which its cells do not say; else internal.
  ErrorCode damage = ErrorCode::internal;
};

// The same mending of many rows: of those with one problem, without the value or with a calling
// code; of those whose e-mail domain is probably mistyped; or taking the last one back.
struct FixQuery {
  ErrorCode problem = ErrorCode::internal;
  // "+49"; empty: the value is left out.
  std::string country_code;
  // See ReviewedFile::correct_domains().
  std::optional<std::vector<std::string>> email_domains = {};
  bool is_undo = false;
  // Only what would be.
  bool is_trial = false;
};
struct BulkFix {
  uint64_t rows = 0;
  std::vector<FixSample> samples;
};

class ReviewedFile : private csv::RowHandler {
 public:
  // Takes the next bytes of the file, of any number. Errors end the reading: csv_empty,
  // csv_not_text, csv_oversize, a damaged row of headers, and what is wrong with the columns.
  Result<void> feed(std::span<const std::byte> chunk);

  // Takes the next bytes up to where a row begins behind a LF and another parser may go on
  // (csv::Parser::checkpoint()). Returns how many they were; nothing where there is no such place
  // in them, which has taken all of them.
  Result<std::optional<size_t>> feed_row_end(std::span<const std::byte> bytes);

  // The end of the file; the same errors.
  Result<void> finish();
  bool is_finished() const { return is_finished_; }

  const csv::Dialect& dialect() const { return dialect_; }
  // One for each column, trimmed; empty texts where the file has no header. Columns that say why
  // rows were rejected (csv::kRejectedColumns) are none of the file's.
  const std::vector<std::string>& headers() const { return headers_; }
  const ImportRows& rows() const { return rows_; }
  // All issues of a row, each with its row and column in the file.
  virtual std::vector<Error> issues(size_t row) const = 0;

  // --- a large file in slices ---
  // It is read by several at once, each in a thread of its own. All of them have the same options,
  // seed and beginning of the file, by which they know its columns. One gets all rows: it has taken
  // the beginning up to feed_row_end(). The others read slices of what is behind. Where a row
  // begins in one is not known, and guessed: so a slice is taken only where it begins where the one
  // before has ended; else its bytes are fed. (C. Ge et al.: Speculative Distributed CSV Data
  // Parsing for Big Data Analytics, SIGMOD 2019.)
  struct Slice {
    // Of the bytes that were given: where its first row begins, and behind its last one's line.
    size_t begin = 0, end = 0;
    csv::Checkpoint length;
    // Its rows, for take_slice().
    std::string rows;
  };
  // `bytes` are of the file: the slice's first row begins behind a LF of them, and its last one
  // before `end`, or it is the file's. Nothing where that cannot be told out of them, or the rows
  // are none that can be read without those before.
  std::optional<Slice> read_slice(std::span<const std::byte> bytes, size_t end, bool is_last);
  // What is fed afterwards, too, stands behind it. False, and nothing is done, where the slice was
  // read in another encoding than what stands before it.
  bool take_slice(const csv::Checkpoint& length, std::string_view rows);

  // --- mending ---
  // Each of these checks what it has changed again, and compares all rows with each other anew.

  // Another value for one cell, by the row's number in the file and the column, 1-based. A row that
  // is too short has its missing cells then, all of them. One with bytes that are no UTF-8 stays
  // rejected until none is left. Errors: request_malformed where there is no such cell;
  // field_too_long beyond kMaxCellBytes.
  Result<void> fix_cell(uint64_t number, uint32_t column, std::string_view value);

  // The same for many rows. `samples`, at most kFixSamples of them, are what was and what would be
  // there. With `is_trial` nothing changes.
  static constexpr size_t kFixSamples = 20;
  // Without the value that the issue is about, where it is a row's first; what a row that is too
  // short lacks is empty. Returns how many rows.
  uint64_t leave_out(ErrorCode issue, bool is_trial, std::vector<FixSample>& samples);
  // Phone numbers without a calling code are from there ("+49"). Returns how many rows it mends;
  // where it is none, nothing changes.
  uint64_t assume_country_code(std::string_view code, bool is_trial,
                               std::vector<FixSample>& samples);
  // E-mail addresses become what was probably meant (contact/email_suggestion.h): those of these
  // domains as they are written, or all where there are none. Each sample is one domain; the first
  // address stands for all that are written otherwise ("anna(at)x.de"). Returns how many addresses.
  uint64_t correct_domains(std::span<const std::string> domains, bool is_trial,
                           std::vector<FixSample>& samples);
  // Takes the newest of these back that was not yet, but for cells that were changed since, and for
  // what had been decided about rows that were no duplicates any more. False where there is none.
  bool undo_fix();
  // Any of these. Errors: those of parse_country_code().
  Result<BulkFix> fix_all(const FixQuery& query);

  // What an address was probably meant to be; column 1-based.
  struct Suggestion {
    uint32_t column = 0;
    std::string address;
  };
  std::vector<Suggestion> suggestions(size_t row) const;
  // Indexes of the rows that have one, from `offset`, at most `limit`; `total` is how many there
  // are.
  std::vector<size_t> select_suggested(uint64_t offset, uint64_t limit, uint64_t& total) const;

 protected:
  // What the person says of the dialect; the rest is detected. `seed` is random.
  ReviewedFile(const csv::DialectOverrides& dialect, uint64_t seed)
      : overrides_(dialect), seed_(seed) {}

  // headers() are known now; `first_rows` are for recognising what the columns are.
  virtual Result<void> take_columns(std::span<const std::vector<std::string>> first_rows) = 0;
  // Whether something is wrong with a row of the file that is not damaged itself.
  virtual void judge(std::span<const std::string_view> cells, RowState& state) = 0;
  // Compares a row with those before it, whose number is rows().size(), and counts it, at
  // compare_waiting() at the latest; it is kept afterwards. Rows in which every cell is empty are
  // none: spreadsheets write them by the thousand behind the last one that has something; nor are
  // those that repeat the header. Whoever reads slices only keeps by what a row is compared.
  virtual void compare(RowState& state) = 0;
  // `are_taken`: the rows that wait are those of a slice.
  virtual void compare_waiting(bool /*are_taken*/) {}
  virtual void end_rows() {}
  bool reads_slices() const { return reads_slices_; }
  // By what rows are compared, as far as their states do not say it: of those of a slice, which are
  // forgotten with them; for whoever takes it; and from there, the first bytes of what was written.
  virtual void forget_keys() {}
  virtual void write_keys(std::string&) const {}
  virtual void take_keys(std::string_view& /*written*/) {}

  // Judges a row anew; compare_all() follows.
  virtual void recheck(size_t row) = 0;
  // Compares all rows with each other, and counts them.
  virtual void compare_all() = 0;
  // "+49", or empty: of phone numbers in rows that have none.
  virtual std::string& default_country_code() = 0;
  // The number of a row whose first issue is that it lacks a calling code: as it stands there, and
  // in E.164 form where the default is enough for it.
  struct MendedPhone {
    std::string before, e164;
  };
  virtual std::optional<MendedPhone> mend_phone(size_t row) = 0;
  // Replaces `columns` by those that hold the row's e-mail addresses, 1-based.
  virtual void find_emails(std::span<const std::string_view> cells,
                           std::vector<uint32_t>& columns) const = 0;

  ImportRows& mutable_rows() { return rows_; }
  // All rows but those that are damaged themselves, which no decision about values mends.
  void recheck_all();
  uint64_t seed() const { return seed_; }

 private:
  // Calls `take(row, column, address, meant)` for every address for which there is a suggestion.
  template <typename Take>
  void find_suspects(Take&& take) const;
  std::string_view* find_cell(std::vector<std::string_view>& cells, size_t column) const;
  void begin_fix();
  void end_fix(uint64_t rows);
  void reject(size_t row, ErrorCode damage, size_t column);
  void recheck_mended(size_t row);
  void replace_cell(size_t row, uint32_t column, std::string_view text);
  void on_row(const csv::Row& row) override;
  Result<void> start_parser(bool is_whole);
  // The parser's, not the whole file's.
  Result<void> finish_parser();
  // The parser is at the file's beginning before its columns are known: at none, then.
  std::optional<csv::Checkpoint> checkpoint() const;
  // Bytes of the file from there on are fed next, to a parser of their own.
  void go_on_from(const csv::Checkpoint& place);
  size_t guess_row_begin(std::span<const std::byte> bytes) const;
  Result<void> take_header(const csv::Row& row);
  void reject_footer();
  std::span<const std::string_view> own_cells(std::span<const std::string_view> cells);

  const csv::DialectOverrides overrides_;
  const uint64_t seed_;
  // Until detection has enough.
  std::vector<std::byte> sample_;
  // Until the columns are recognised.
  std::vector<std::vector<std::string>> first_rows_;
  csv::Dialect dialect_;
  std::unique_ptr<csv::Parser> parser_;
  // An error found inside on_row().
  std::optional<Error> error_;
  bool has_columns_ = false, is_finished_ = false, reads_slices_ = false;
  std::vector<std::string> headers_;
  // Whether the file is one of rejected rows, and the cells of one without what is said about it.
  bool has_reasons_ = false;
  std::vector<std::string_view> own_cells_;
  ImportRows rows_;

  // How to take fixes back: of each an entry without a column, whose text is the calling code that
  // was the default, then its cells; `row` is an index.
  std::vector<FixSample> undo_;
};

}  // namespace kartei
