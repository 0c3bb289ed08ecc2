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

class ReviewedFile : private csv::RowHandler {
 public:
  // Takes the next bytes of the file, of any number. Errors end the reading: csv_empty,
  // csv_not_text, csv_oversize, a damaged header, and what is wrong with the columns.
  Result<void> feed(std::span<const std::byte> chunk);

  // The end of the file; the same errors.
  Result<void> finish();
  bool is_finished() const { return is_finished_; }

  const csv::Dialect& dialect() const { return dialect_; }
  // One for each column, trimmed; empty texts where the file has no header.
  const std::vector<std::string>& headers() const { return headers_; }
  const ImportRows& rows() const { return rows_; }
  // All issues of a row, each with its row and column in the file.
  virtual std::vector<Error> issues(size_t row) const = 0;

 protected:
  // What the person says of the dialect; the rest is detected.
  explicit ReviewedFile(const csv::DialectOverrides& dialect) : overrides_(dialect) {}

  // headers() are known now; `first_rows` are for recognising what the columns are.
  virtual Result<void> take_columns(std::span<const std::vector<std::string>> first_rows) = 0;
  // Whether something is wrong with a row of the file that is not damaged itself.
  virtual void judge(std::span<const std::string_view> cells, RowState& state) = 0;
  // Compares a row with those before it, whose number is rows().size(), and counts it, at
  // end_rows() at the latest; it is kept afterwards. Rows in which every cell is empty are none:
  // spreadsheets write them by the thousand behind the last one that has something.
  virtual void compare(RowState& state) = 0;
  virtual void end_rows() {}

  ImportRows& mutable_rows() { return rows_; }

 private:
  void on_row(const csv::Row& row) override;
  Result<void> start_parser(bool is_whole);
  Result<void> take_header(const csv::Row& row);

  const csv::DialectOverrides overrides_;
  // Until detection has enough.
  std::vector<std::byte> sample_;
  // Until the columns are recognised.
  std::vector<std::vector<std::string>> first_rows_;
  csv::Dialect dialect_;
  std::unique_ptr<csv::Parser> parser_;
  // An error found inside on_row().
  std::optional<Error> error_;
  bool has_columns_ = false, is_finished_ = false;
  std::vector<std::string> headers_;
  ImportRows rows_;
};

}  // namespace kartei
