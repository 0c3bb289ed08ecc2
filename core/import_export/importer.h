// Reads a CSV file into a plan: which rows are new, which are duplicates of what, which are
// rejected and why. Nothing is written here: the book takes the plan's steps once the person
// agrees.
//
//   Importer importer(options, existing, seed);
//   while (...) importer.feed(chunk);
//   importer.finish();
//   importer.counts();                        // the review
//   while (auto step = importer.next_step())  // the plan, row by row
//
// A row is compared with the book and with the new rows before it. Rows in = new + updated +
// skipped + rejected, at any time; rows of empty cells are none.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error_counts.h"
#include "contact/contact.h"
#include "contact/normalize.h"
#include "csv/dialect_detection.h"
#include "csv/header_map.h"
#include "dedupe/keys.h"
#include "import_export/column_mapping.h"
#include "import_export/import_rows.h"
#include "import_export/reviewed_file.h"

namespace kartei {

// fill: only what the existing contact has not. ask: nobody has decided yet, and the import cannot
// be written before somebody has.
enum class DuplicateAction : uint8_t { skip, update, fill, create, ask };
// What becomes of a row with a value that is not valid: it is rejected; taken with the value as it
// is, marked as not valid; or taken without the value.
enum class InvalidAction : uint8_t { reject, keep, leave_out };
// Where the contact is that a row doubles.
enum class DuplicateKind : uint8_t { of_book, of_file };
enum class RowOutcome : uint8_t { created, updated, skipped, rejected };

struct ImportOptions {
  DuplicateAction duplicates = DuplicateAction::skip;
  InvalidAction invalid = InvalidAction::reject;
  csv::DialectOverrides dialect;
  // One per column; recognised by header where absent.
  std::optional<std::vector<csv::ColumnTarget>> mapping;
  // "+49" or empty: for numbers that come without a calling code.
  std::string default_country_code;
  // Of dates like "03/04/2026"; recognised where unknown (ColumnMapping::tell_date_order()).
  DateOrder date_order = DateOrder::unknown;
  std::string source = "import";
  std::string file_name;
  // Random: by which rows are compared. The same for all that read slices of one file; 0 where
  // there are none.
  uint64_t seed = 0;
};

// What becomes of duplicates: of all, or all of one kind, and what was said of single rows is
// forgotten; of those of which nothing was said by themselves; or of one row, by its number in the
// file.
struct ImportDecision {
  DuplicateAction action = DuplicateAction::skip;
  std::optional<uint64_t> row = {};
  std::optional<DuplicateKind> kind = {};
  bool is_for_remaining = false;
};

struct ImportCounts {
  uint64_t rows = 0, created = 0, updated = 0, skipped = 0, rejected = 0;
  // Of the skipped: the duplicates that nobody has decided about (DuplicateAction::ask).
  uint64_t undecided = 0;

  bool operator==(const ImportCounts&) const = default;
};

// What the importer may ask of the book: who has this e-mail or phone (dedupe/keys.h)?
class ExistingContacts {
 public:
  virtual ~ExistingContacts() = default;
  // Whether nobody has any.
  virtual bool is_empty() const { return false; }
  virtual std::optional<ContactKey> find_email(std::string_view exact_key) = 0;
  virtual std::optional<ContactKey> find_phone(std::string_view exact_key) = 0;
};

// One row of the plan. A duplicate of an earlier row names the row: its contact has no key until
// the plan has made it.
struct ImportStep {
  size_t row = 0;
  RowOutcome outcome = RowOutcome::skipped;
  // updated: whether only gaps are filled, and the contact, by key or by the row that made it.
  bool fills_gaps = false;
  std::optional<ContactKey> existing;
  size_t existing_row = 0;
  // Valid until the next call; the caller may change it.
  Contact* incoming = nullptr;
};

enum class RowFilter : uint8_t { all, created, duplicates, rejected, undecided };

class Importer final : public ReviewedFile {
 public:
  // `existing` must outlive the importer and stay the same; `seed` is random.
  Importer(ImportOptions options, std::unique_ptr<ExistingContacts> existing, uint64_t seed);

  // feed() and finish() have these errors besides: csv_header_missing, csv_column_twice,
  // csv_column_unknown.

  // --- review ---
  const ImportOptions& options() const { return options_; }
  const std::vector<csv::ColumnTarget>& mapping() const { return mapping_.targets(); }

  ImportCounts counts() const;
  uint64_t duplicates_in_book() const { return duplicates_in_book_; }
  uint64_t duplicates_in_file() const { return duplicates_in_file_; }
  // Rows with issues by the code of the first one, rejected or not.
  const ErrorCounts& problems() const { return problems_; }

  RowOutcome outcome(size_t row) const;
  // What was decided about a duplicate.
  DuplicateAction action(size_t row) const;
  // Indexes of the rows that the filter selects, and, where `issue` is given, that have it as their
  // first; from `offset`, at most `limit`; `total` is how many there are.
  std::vector<size_t> select(RowFilter filter, std::optional<ErrorCode> issue, uint64_t offset,
                             uint64_t limit, uint64_t& total) const;
  std::vector<Error> issues(size_t row) const override;
  // What a row says of a phone, with the area code of a column of its own.
  std::string phone(size_t row) const;

  // Errors: request_malformed where the row is no duplicate.
  Result<void> decide(const ImportDecision& decision);

  // For all rows that have a value which is not valid.
  void decide_invalid(InvalidAction action);

  // The book has changed, these contacts (sorted) among others: compares all rows with what is
  // there now. Whether something else becomes of any row, or one is to change what nobody has seen.
  bool compare_again(std::unique_ptr<ExistingContacts> existing,
                     std::span<const ContactKey> changed);

  // --- plan ---
  // The next row that changes the book, in the order of the file.
  std::optional<ImportStep> next_step();
  // Rows that next_step() has passed.
  size_t steps_done() const { return next_row_; }
  // The key of the contact that a step has created: later steps may refer to its row.
  void remember_created(size_t row, ContactKey key);
  ContactKey created_key(size_t row) const { return rows().state(row).match; }
  // Starts the plan again, after a commit that failed.
  void rewind();
  // After a commit: of all rows but the rejected ones the cells are given back.
  void keep_rejected() { mutable_rows().keep_rejected(); }

 private:
  Result<void> take_columns(std::span<const std::vector<std::string>> first_rows) override;
  void judge(std::span<const std::string_view> cells, RowState& state) override;
  void compare(RowState& state) override;
  void compare_waiting(bool are_taken) override;
  void end_rows() override;
  void settle_invalid(Contact& contact, std::vector<FieldIssue>& issues) const;
  void forget_keys() override { email_hashes_.resize(0); }
  void write_keys(std::string& out) const override { email_hashes_.write(out); }
  void take_keys(std::string_view& written) override { email_hashes_.append(written); }
  void take_row_keys(size_t row, RowState& state);
  void restore_email_hashes();
  // Of what becomes of all rows.
  uint64_t hash_of_plan() const;
  void find_match(size_t row, RowState& state, bool has_key);
  void read_email_key(size_t row, std::string& key);
  void read_phone_key(size_t row, std::string& key);
  void read_key_contact(size_t row, std::string_view RawContact::* field);
  void drop_indexes();
  void count(const RowState& state);
  void recheck(size_t row) override;
  void compare_all() override;
  std::string& default_country_code() override { return options_.default_country_code; }
  std::optional<MendedPhone> mend_phone(size_t row) override;
  void find_emails(std::span<const std::string_view> cells,
                   std::vector<uint32_t>& columns) const override;
  bool is_undecided(size_t row) const;
  DuplicateKind kind_of(size_t row) const;
  DuplicateAction& rule(DuplicateKind kind) { return rules_[static_cast<size_t>(kind)]; }
  void take_raw(std::span<const std::string_view> cells) const;
  void read_contact(std::span<const std::string_view> cells, Contact& contact,
                    std::vector<FieldIssue>& issues) const;
  // Of what take_raw() has taken.
  void normalize(Contact& contact, std::vector<FieldIssue>& issues) const;

  ImportOptions options_;
  std::unique_ptr<ExistingContacts> existing_;

  ColumnMapping mapping_;
  // The rows that match nothing, by what they are compared by; empty once all are compared.
  KeyIndex email_index_, phone_index_;
  // KeyIndex::hash() of each row's e-mail; 0 where it has no valid one, or is rejected. None while
  // the plan is carried out.
  ChunkedVector<uint32_t> email_hashes_;
  // Rows before this one are compared; the next ones wait, with the text of their e-mails, so that
  // their places in the tables can be fetched together.
  size_t compared_ = 0;
  std::array<std::string, 32> waiting_email_keys_;
  ErrorCounts problems_;
  uint64_t duplicates_in_book_ = 0, duplicates_in_file_ = 0, rejected_ = 0;
  // By DuplicateKind, and what was said of single rows.
  std::array<DuplicateAction, 2> rules_;
  std::unordered_map<size_t, DuplicateAction> row_actions_;

  size_t next_row_ = 0;

  // Reused for each row.
  mutable RawContact raw_;
  mutable ColumnMapping::Made made_;
  mutable std::string_view country_code_;
  Contact contact_;
  std::vector<FieldIssue> field_issues_;
  std::vector<std::string_view> cells_;
  // By what a row is compared with another.
  std::string email_key_, other_email_key_, phone_key_, other_phone_key_;
  Contact key_contact_;
  std::vector<FieldIssue> key_issues_;
  std::vector<std::string_view> key_cells_;
};

}  // namespace kartei
