// CSV out (RFC 4180): CRLF line ends, cells quoted where they must be, safe to open in a
// spreadsheet.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kartei::csv {

inline constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

struct WriteOptions {
  char delimiter = ',';
  // A cell that a spreadsheet would take for a formula gets a leading apostrophe, which makes it
  // text there: behind any blanks and apostrophes of its own it begins with = + - @ tab CR LF, or
  // with a full-width = + - @. restore_cell() is the exact inverse, so every cell survives a round
  // trip.
  bool formula_safe = true;
};

// Appends one row, of at least one cell, with its line end.
void append_row(std::string& out, std::span<const std::string_view> cells,
                const WriteOptions& options = {});

// Takes off the apostrophe that append_row put before a formula character; other cells are
// returned as they are. Spreadsheets use the same sign for "this is text".
std::string_view restore_cell(std::string_view cell);

}  // namespace kartei::csv
