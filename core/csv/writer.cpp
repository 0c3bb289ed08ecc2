#include "csv/writer.h"

#include <algorithm>
#include <array>

namespace kartei::csv {
namespace {

// What begins a formula in Excel, LibreOffice Calc or Google Sheets, with the full-width forms
// that they take for the same (OWASP, CSV Injection).
constexpr std::array<std::string_view, 11> kFormulaSigns = {"=",
                                                            "+",
                                                            "-",
                                                            "@",
                                                            "\t",
                                                            "\r",
                                                            "\n",
                                                            "\xEF\xBC\x9D" /* ＝ */,
                                                            "\xEF\xBC\x8B" /* ＋ */,
                                                            "\xEF\xBC\x8D" /* － */,
                                                            "\xEF\xBC\xA0" /* ＠ */};

// What may stand before it: blanks that an importer might trim, and apostrophes, so that
// restore_cell() can tell its own from theirs.
constexpr std::array<std::string_view, 6> kBeforeFormula = {
    "'",     " ", "\xC2\xA0", "\xE2\x80\x8B" /* zero width */, "\xE3\x80\x80" /* ideographic */,
    kUtf8Bom};

template <size_t N>
size_t match_front(std::string_view text, const std::array<std::string_view, N>& options) {
  const auto found = std::ranges::find_if(options, [&](auto o) { return text.starts_with(o); });
  return found == options.end() ? 0 : found->size();
}

bool reads_as_formula(std::string_view cell) {
  while (const size_t size = match_front(cell, kBeforeFormula)) cell.remove_prefix(size);
  return match_front(cell, kFormulaSigns) != 0;
}

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

// RFC 4180, 2.6 and 2.7; and cells whose blanks a reader might trim, or whose beginning it might
// take for a byte order mark.
bool needs_quotes(std::string_view cell, char delimiter) {
  if (cell.empty()) return false;
  const char special[] = {delimiter, '"', '\r', '\n'};
  return is_blank(cell.front()) || is_blank(cell.back()) || cell.starts_with(kUtf8Bom) ||
         cell.find_first_of({special, sizeof special}) != cell.npos;
}

void append_quoted(std::string& out, std::string_view cell) {
  out.push_back('"');
  for (size_t quote; (quote = cell.find('"')) != cell.npos; cell.remove_prefix(quote + 1)) {
    out.append(cell, 0, quote + 1).push_back('"');
  }
  out.append(cell).push_back('"');
}

void append_cell(std::string& out, std::string_view cell, const WriteOptions& options) {
  if (options.formula_safe && reads_as_formula(cell)) {
    std::string safe = "'";
    append_cell(out, safe.append(cell), {.delimiter = options.delimiter, .formula_safe = false});
  } else if (needs_quotes(cell, options.delimiter)) {
    append_quoted(out, cell);
  } else {
    out.append(cell);
  }
}

}  // namespace

void append_row(std::string& out, std::span<const std::string_view> cells,
                const WriteOptions& options) {
  // One empty cell alone would be an empty line, which is no record.
  if (cells.size() == 1 && cells.front().empty()) out.append("\"\"");
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out.push_back(options.delimiter);
    append_cell(out, cells[i], options);
  }
  out.append("\r\n");
}

std::string_view restore_cell(std::string_view cell) {
  if (cell.starts_with('\'') && reads_as_formula(cell)) cell.remove_prefix(1);
  return cell;
}

}  // namespace kartei::csv
