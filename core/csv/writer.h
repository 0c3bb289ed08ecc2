// CSV out (RFC 4180): CRLF line ends, cells quoted where they must be, safe to open in a
// spreadsheet.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "csv/dialect.h"

namespace kartei::csv {

inline constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

struct WriteOptions {
  char delimiter = ',';
  // A cell that a spreadsheet would take for a formula gets a leading apostrophe, which makes it
  // text there: behind any blanks, invisible characters, quotes and apostrophes of its own it
  // begins with = + - @ tab CR LF, or with what Unicode says is a form of = + - @ (full-width,
  // small, raised, lowered; the minus sign). restore_cell() is the inverse, so every cell
  // survives a round trip. Cells with a delimiter of other files are quoted: that is no guard
  // against a program that opens this one with that (docs/formats.md).
  bool formula_safe = true;
};

// Appends one row, of at least one cell, with its line end, in UTF-8; in quotes whatever is not
// empty, if `is_quoted`, else what must be.
void append_row(std::string& out, std::span<const std::string_view> cells,
                const WriteOptions& options = {}, bool is_quoted = false);

// What restore_cell() does to a cell that begins with an apostrophe or an equals sign.
std::string_view restore_guarded_cell(std::string_view cell);

// Takes off the apostrophe that append_row put before a formula character, and what programs write
// around a text so that spreadsheets keep it as one (="0301234"); other cells are returned as they
// are. Spreadsheets use the apostrophe for "this is text", too. Here, because a look at one byte
// says so of most.
inline std::string_view restore_cell(std::string_view cell) {
  const bool is_guarded = cell.starts_with('\'') || cell.starts_with('=');
  return is_guarded ? restore_guarded_cell(cell) : cell;
}

// A whole file, row by row, in any encoding: with byte order mark in UTF-16 and utf8_bom.
class Writer {
 public:
  explicit Writer(Encoding encoding = Encoding::utf8, const WriteOptions& options = {})
      : encoding_(encoding), options_(options) {}

  // Appends the next row, of at least one cell. Nothing is replaced and nothing dropped: where the
  // encoding has no such character, the row is refused. Errors, with row (the first is 1) and
  // column: csv_character_not_in_encoding; csv_invalid_utf8, which only UTF-8 can hold. Cells are
  // in quotes where they must be, or, if `is_quoted`, wherever they are not empty.
  Result<void> write(std::span<const std::string_view> cells, std::string& out,
                     bool is_quoted = false);

 private:
  Error find_refused(std::span<const std::string_view> cells) const;

  Encoding encoding_;
  WriteOptions options_;
  uint64_t rows_ = 0;
  std::string row_;
};

}  // namespace kartei::csv
