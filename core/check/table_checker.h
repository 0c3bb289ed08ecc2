// Checks a CSV file against what an application expects of its columns: rows in, good rows and
// issues out, all of it open to being mended.
//
//   TableChecker checker({.columns = rules}, patterns, seed);
//   while (...) if (auto fed = checker.feed(chunk); !fed) return fed.error();
//   if (auto finished = checker.finish(); !finished) return finished.error();
//   checker.counts();  // rows = good + duplicates + rejected
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/chunked_vector.h"
#include "base/error_counts.h"
#include "check/column_rule.h"
#include "dedupe/keys.h"
#include "import_export/import_rows.h"
#include "import_export/reviewed_file.h"

namespace kartei {

struct CheckOptions {
  csv::DialectOverrides dialect;
  // contact_columns() where there are none.
  std::vector<ColumnRule> columns;
  // Names of rules, or empty texts, one for each column of the file; recognised where absent.
  std::optional<std::vector<std::string>> mapping;
  // "+49", or empty: for phone numbers in rows without a calling code.
  std::string default_country_code;
  // Of dates like "03/04/2026": settle_date_order().
  DateOrder date_order = DateOrder::unknown;
};

struct CheckCounts {
  uint64_t rows = 0, good = 0, duplicates = 0, rejected = 0;
};

enum class CheckedRow : uint8_t { good, duplicate, rejected };

class TableChecker final : public ReviewedFile {
 public:
  // `patterns` must outlive the checker; `seed` is random.
  TableChecker(CheckOptions options, PatternMatcher& patterns, uint64_t seed);

  // feed() and finish() have these errors besides: csv_column_twice, csv_column_unknown. A column
  // that has to be there and is not rejects every row (csv_column_missing); so does a file of which
  // no column is one that is expected (csv_columns_unrecognised), since nothing of it was checked.

  const std::vector<ColumnRule>& columns() const { return options_.columns; }
  const ColumnMatches& matches() const { return matches_; }
  // Rules whose column has to be there and is not.
  const std::vector<size_t>& missing() const { return missing_; }

  CheckCounts counts() const;
  // Rows by the code of their first issue.
  const ErrorCounts& problems() const { return problems_; }
  CheckedRow outcome(size_t row) const;
  // All issues of a row, with its number in the file, the column, and the rule as field.
  std::vector<Error> issues(size_t row) const override;
  // The number of the earlier row with the same value, of a duplicate.
  std::optional<uint64_t> duplicate_of(size_t row) const;

  // Indexes of the rows with this outcome and this first issue, as far as they are given: from
  // `offset`, at most `limit`; `total` is how many there are.
  std::vector<size_t> select(std::optional<CheckedRow> outcome, std::optional<ErrorCode> problem,
                             uint64_t offset, uint64_t limit, uint64_t& total) const;

  // What one of a good row's cells says: trimmed, as it stands or in its normal form.
  std::string value(std::span<const std::string_view> cells, size_t column, bool is_normal) const;

 private:
  static constexpr size_t kWaitingRows = 32;

  // An issue of a row while it is checked; column 1-based, 0 for the row.
  struct Found {
    ErrorCode code;
    uint32_t column = 0;
    std::optional<size_t> rule;
  };

  Result<void> take_columns(std::span<const std::vector<std::string>> first_rows) override;
  void judge(std::span<const std::string_view> cells, RowState& state) override;
  void compare(RowState& state) override;
  void compare_waiting(bool are_taken) override;
  void end_rows() override;
  void forget_keys() override;
  void write_keys(std::string& out) const override;
  void take_keys(std::string_view& written) override;
  void drop_indexes();
  void find_issues(std::span<const std::string_view> cells, std::vector<Found>& issues) const;
  std::optional<ErrorCode> check_cell(size_t rule, std::string_view cell,
                                      const RowContext& context) const;
  RowContext read_context(std::span<const std::string_view> cells) const;
  // Of the columns in which no value may stand twice.
  struct UniqueColumn;
  void take_hashes(size_t row, const RowState& state);
  void read_key(const UniqueColumn& unique, size_t row, std::string& key);
  void find_duplicate(size_t row, RowState& state, bool has_keys);
  void count(const RowState& state);
  void recheck(size_t row) override;
  void compare_all() override;
  std::string& default_country_code() override { return options_.default_country_code; }
  std::optional<MendedPhone> mend_phone(size_t row) override;
  void find_emails(std::span<const std::string_view> cells,
                   std::vector<uint32_t>& columns) const override;
  bool is_unrecognised() const;
  void tell_date_order(std::span<const std::vector<std::string>> rows);

  struct UniqueColumn {
    UniqueColumn(size_t column_index, uint64_t seed) : column(column_index), index(seed) {}

    size_t column;
    // Empty but while rows are compared.
    KeyIndex index;
    // Of each row's value; 0 where it has none, or is rejected.
    ChunkedVector<uint32_t> hashes;
    // By which rows are compared: of the one that is judged, of those that wait, and of the one
    // that is compared. Of the others they are made again where hashes are equal.
    std::string judged_key;
    std::array<std::string, kWaitingRows> waiting_keys;
    std::string compared_key;
  };

  CheckOptions options_;
  PatternMatcher& patterns_;

  ColumnMatches matches_;
  std::vector<size_t> missing_;
  // The column of the calling code, or else that of a country, where there is one.
  std::optional<size_t> country_column_;
  std::vector<std::unique_ptr<UniqueColumn>> uniques_;

  ErrorCounts problems_;
  uint64_t rejected_ = 0, duplicates_ = 0;
  // How many rows are compared; the others wait until several can be (KeyIndex::fetch()).
  size_t compared_ = 0;

  // Reused for each row.
  std::vector<Found> found_;
  std::vector<std::string_view> cells_;
  mutable std::string normal_;
  std::string other_key_;
};

}  // namespace kartei
