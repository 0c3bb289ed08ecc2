// Streaming CSV reader (RFC 4180, read generously): bytes in chunks of any size, rows out. The rows
// do not depend on how the bytes were split.
//
// Lines end with LF, CRLF or CR, also mixed. A quote opens a quoted cell only as its first byte;
// inside other cells it is text, and text behind a closing quote is kept as it is ("a"b is ab);
// where such a cell goes over lines, its quote was never closed and has met that of a later row,
// which rejects what lies between. A byte order mark at the start is dropped.
//
//   struct Print final : csv::RowHandler {
//     void on_row(const csv::Row& row) override { ... }
//   } print;
//   csv::Parser parser(dialect, print);
//   while (...) if (auto read = parser.feed(chunk); !read) return read.error();
//   parser.finish();
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/error.h"
#include "csv/dialect.h"

namespace kartei::csv {

// One row, valid during the call that hands it over.
struct Row {
  // UTF-8, unquoted. Where the file is damaged a cell may hold invalid UTF-8: its bytes unchanged.
  std::span<const std::string_view> cells;
  // 1-based number of the row, as a spreadsheet counts that opens the file: a record of several
  // lines is one, and an empty line, which is no record, is one too; but a skipped "sep=;" is none.
  uint64_t number = 0;
  // 1-based line on which the record starts, as a text editor counts.
  uint64_t line = 0;
  // Set where the row itself is broken, with its number and the cell, 1-based; the first that
  // applies of: csv_unterminated_quote, csv_too_many_columns, csv_cell_too_large (1 MiB unquoted),
  // csv_row_too_large (4 MiB as it stands in the file, in UTF-8), csv_invalid_utf8.
  // The row is complete all the same, so that the rejected file can show it; what follows the
  // 1,000th cell of a row with more than 1,001 is one cell, as it stands in the file.
  std::optional<Error> damage;
};

class RowHandler {
 public:
  virtual ~RowHandler() = default;
  virtual void on_row(const Row& row) = 0;
};

// Between two rows, where the reading can go on with another parser.
struct Checkpoint {
  // Before it; empty lines are rows here, as they are in Row::number.
  uint64_t rows = 0, lines = 0;
  // What the text before it has turned out to be; nothing where that is still open.
  std::optional<Encoding> encoding = std::nullopt;
};

class Parser {
 public:
  // `handler` must outlive the parser. With `from` what is fed stands behind that, in the middle of
  // a file: there is no byte order mark and no row to skip.
  Parser(const Dialect& dialect, RowHandler& handler, std::optional<Checkpoint> from = {});
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // Errors, with row and column: csv_oversize where rows beyond the limits of base/limits.h add up
  // to more than kMaxOversizeBytes; csv_unterminated_quote where one quoted cell alone is that
  // large, since then its quote was never closed. After an error there are no more rows, and the
  // same error again.
  Result<void> feed(std::span<const std::byte> chunk);

  // The end of the file, with the same errors. A quote that is still open rejects the line it is
  // on, and the lines that it swallowed are read again as rows of their own, so that one stray
  // quote costs one row.
  Result<void> finish();

  // Where a row begins with the next byte, whatever it is. Nothing inside a row, and where another
  // parser would not read on as this one does: where the file begins, before the rows that are
  // skipped, behind a CR, in UTF-16, after an error, and behind rows beyond the limits.
  std::optional<Checkpoint> checkpoint() const;

  // The dialect's, or what it has turned out to be where that was open.
  Encoding encoding() const;

  // Bytes of text (UTF-8) looked at so far, those read again by finish() included: the measure of
  // the work done, at most twice the text, three times where the dialect has an escape.
  uint64_t scanned_bytes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kartei::csv
