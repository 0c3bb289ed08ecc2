// How a CSV file is written: encoding, delimiter, quotes, what stands before its rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kartei::csv {

enum class Encoding : uint8_t {
  utf8,
  utf8_bom,
  utf16le,
  utf16be,
  windows_1252,
  iso_8859_15,
  cp850,
  macintosh,
  // UTF-8 that was taken for Windows-1252 and saved as UTF-8: "MÃ¼ller". Read, never written.
  utf8_twice,
};

// "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15", "cp850",
// "macintosh", "utf-8-twice"
std::string_view encoding_name(Encoding encoding);
std::optional<Encoding> find_encoding(std::string_view name);
// Of those that files are written in.
std::optional<Encoding> find_written_encoding(std::string_view name);

// Printable ASCII but the quote, or a tab.
inline bool is_possible_delimiter(char byte) {
  return (byte >= ' ' && byte < 0x7F && byte != '"') || byte == '\t';
}

inline constexpr char kNoQuote = '\0';

enum class LineEnd : uint8_t { lf, crlf, cr, mixed };
// "lf", "crlf", "cr", "mixed"
std::string_view line_end_name(LineEnd line_end);

// Excel's first line of a file, which is no row of the sheet: sep=; (with or without quotes). The
// delimiter that it names; nothing where the text begins with another line.
std::optional<char> find_separator_line(std::string_view text);

struct Dialect {
  Encoding encoding = Encoding::utf8;
  // Nothing but ASCII was seen yet: the parser decides when something else comes.
  bool is_encoding_open = false;
  char delimiter = ',';
  // Or kNoQuote.
  char quote = '"';
  // What stands before a quote inside quotes: the quote itself (RFC 4180), or a backslash.
  char escape = '"';
  // Whether blanks behind a delimiter are no part of the cell, so that quotes can follow them.
  bool skip_initial_space = false;
  // Whether rows stand in quotes as wholes, as one cell: "Anna,""Berg, Dr."",a@b.de". They are what
  // a spreadsheet makes of a file that it has opened with another delimiter.
  bool has_quoted_rows = false;
  bool has_header = true;
  // Records before the header, or before the first row: a title, Excel's "sep=;".
  uint32_t skip_rows = 0;
  // Said, not needed: every reader takes all of them.
  LineEnd line_end = LineEnd::lf;
  // 0 to 1: how well the rows agree on it.
  double confidence = 1;

  bool operator==(const Dialect&) const = default;
};

}  // namespace kartei::csv
