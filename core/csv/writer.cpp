#include "csv/writer.h"

#include "base/text.h"
#include "csv/encoder.h"

namespace kartei::csv {
namespace {

using namespace std::string_view_literals;

// What begins a formula in Excel, LibreOffice Calc, Google Sheets (OWASP, CSV Injection) or
// Numbers, which normalizes first: all that NFKC makes of = + - @ and of the minus sign.
bool is_formula_sign(char32_t c) { return U"=+-@\t\r\n＝﹦⁼₌⩵⩶＋﹢⁺₊﬩－﹣−⁻₋＠﹫"sv.contains(c); }

// What may stand before it: blanks and invisible characters, which an importer might trim, quotes,
// which it might take off, and apostrophes, so that restore_cell() can tell its own from theirs.
bool is_before_formula(char32_t c) {
  return c <= ' ' || c == '\'' || c == '"' || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x34F ||
         c == 0x61C || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

bool reads_as_formula(std::string_view cell) {
  for (size_t position = 0; position < cell.size();) {
    const char32_t c = next_code_point(cell, position);
    if (is_formula_sign(c)) return true;
    if (!is_before_formula(c)) break;
  }
  return false;
}

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

// RFC 4180, 2.6 and 2.7; and cells whose blanks a reader might trim, or whose beginning it might
// take for a byte order mark.
bool needs_quotes(std::string_view cell, const WriteOptions& options) {
  if (cell.empty()) return false;
  const std::string_view signs = options.formula_safe ? "\"\r\n,;\t|" : "\"\r\n";
  return is_blank(cell.front()) || is_blank(cell.back()) || cell.starts_with(kUtf8Bom) ||
         cell.contains(options.delimiter) || cell.find_first_of(signs) != cell.npos;
}

void append_quoted(std::string& out, std::string_view cell) {
  out.push_back('"');
  for (size_t quote; (quote = cell.find('"')) != cell.npos; cell.remove_prefix(quote + 1)) {
    out.append(cell, 0, quote + 1).push_back('"');
  }
  out.append(cell).push_back('"');
}

void append_cell(std::string& out, std::string_view cell, const WriteOptions& options,
                 bool is_quoted) {
  std::string safe;
  if (options.formula_safe && reads_as_formula(cell)) cell = safe.append("'").append(cell);
  if ((is_quoted && !cell.empty()) || needs_quotes(cell, options)) {
    append_quoted(out, cell);
  } else {
    out.append(cell);
  }
}

}  // namespace

void append_row(std::string& out, std::span<const std::string_view> cells,
                const WriteOptions& options, bool is_quoted) {
  // One empty cell alone would be an empty line, which is no record.
  if (cells.size() == 1 && cells.front().empty()) out.append("\"\"");
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out.push_back(options.delimiter);
    append_cell(out, cells[i], options, is_quoted);
  }
  out.append("\r\n");
}

std::string_view restore_guarded_cell(std::string_view cell) {
  if (cell.starts_with('\'') && reads_as_formula(cell)) return cell.substr(1);
  if (cell.size() > 3 && cell[0] == '=' && cell[1] == '"' && cell.ends_with('"')) {
    const std::string_view text = cell.substr(2, cell.size() - 3);
    if (!text.contains('"')) return text;
  }
  return cell;
}

Result<void> Writer::write(std::span<const std::string_view> cells, std::string& out,
                           bool is_quoted) {
  row_.clear();
  const bool has_mark = encoding_ == Encoding::utf8_bom || encoding_ == Encoding::utf16le ||
                        encoding_ == Encoding::utf16be;
  if (++rows_ == 1 && has_mark) row_.append(kUtf8Bom);
  append_row(row_, cells, options_, is_quoted);
  if (encode(row_, encoding_, out) == row_.size()) return {};
  return std::unexpected(find_refused(cells));
}

Error Writer::find_refused(std::span<const std::string_view> cells) const {
  Error error{.code = ErrorCode::csv_character_not_in_encoding, .row = rows_};
  std::string ignored;
  for (const std::string_view cell : cells) {
    ++error.column;
    const size_t encoded = encode(cell, encoding_, ignored);
    if (encoded == cell.size()) continue;
    if (valid_utf8_prefix(cell) <= encoded) error.code = ErrorCode::csv_invalid_utf8;
    break;
  }
  return error;
}

}  // namespace kartei::csv
