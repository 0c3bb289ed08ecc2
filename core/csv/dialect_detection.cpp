#include "csv/dialect_detection.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/written_date.h"
#include "contact/phone.h"
#include "csv/column_content.h"
#include "csv/decoder.h"
#include "csv/encoding_detection.h"
#include "csv/header_meaning.h"
#include "csv/parser.h"

namespace kartei::csv {
namespace {

// In the order of preference where nothing else decides.
constexpr std::array kDelimiters = {',', ';', '\t', '|'};
// Signs of many texts: only where rows agree on them, and on none of the others.
constexpr std::array kRareDelimiters = {'#', ':', '^', '~', ' '};
constexpr size_t kRowsToTrustRare = 3;
constexpr uint32_t kMaxPreamble = 20;

// --- cells and rows -------------------------------------------------------------------------

using Cells = std::vector<std::string>;

// A phone number, or a date in whatever order: digits with points, blanks and strokes. Years and
// other short numbers do stand in headers.
bool is_phone_or_date(std::string_view cell) {
  cell = trim(cell);
  return cell.size() >= 6 &&
         (parse_phone(cell, "+49") || parse_written_date(cell, DateOrder::day_first));
}

// "06 12 34 56 78", "+41 79 123 45 67"
bool is_phone(std::string_view cell) {
  return (cell.starts_with('+') || cell.starts_with('0')) && !cell.contains('.') &&
         !parse_written_date(cell, DateOrder::day_first) && parse_phone(cell, "+49");
}

bool is_phone_alone(const Cells& cells) { return cells.size() == 1 && is_phone(cells[0]); }

// A remark in many formats.
bool is_comment(const Row& row) { return row.cells[0].starts_with('#'); }

// The first line of DATEV's files says what is in them, for which year and client. EXTF: written by
// another program.
bool is_datev_head(const Cells& row) { return row[0] == "EXTF" || row[0] == "DTVF"; }

// One cell that could be a row: of headers, or one with an address or quotes.
bool may_be_quoted(const Row& row) {
  const std::string_view cell = row.cells[0];
  return cell.find_first_of(",;\t|") != cell.npos &&
         (row.number == 1 || cell.find_first_of("@\"") != cell.npos) &&
         std::ranges::all_of(row.cells.subspan(1), &std::string_view::empty);
}

bool has_half_a_quotation(std::string_view cell) { return std::ranges::count(cell, '"') % 2 != 0; }

bool has_tab(std::string_view cell) { return cell.contains('\t'); }

bool has_letter(std::string_view cell) { return std::ranges::any_of(cell, may_be_letter); }

// Headers that name a field of a contact.
size_t count_fields(const Cells& row) {
  return static_cast<size_t>(std::ranges::count_if(
      row, [](const std::string& cell) { return read_header(cell).kind != ColumnKind::none; }));
}

size_t count_filled(const Cells& row) {
  return row.size() - static_cast<size_t>(std::ranges::count_if(row, is_blank));
}

// Digits with a sign, points and commas.
bool is_number(std::string_view cell) {
  cell = trim(cell);
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  return !cell.empty() && cell.front() >= '0' && cell.front() <= '9' &&
         cell.find_first_not_of("0123456789.,") == cell.npos;
}

bool is_year(std::string_view cell) {
  cell = trim(cell);
  return cell.size() == 4 && (cell.starts_with("19") || cell.starts_with("20"));
}

// A number at the head of a column of numbers is one of them; but years do head such columns.
bool has_number_over_numbers(std::span<const Cells> rows) {
  for (size_t i = 0; i < rows.front().size(); ++i) {
    if (!is_number(rows.front()[i]) || is_year(rows.front()[i])) continue;
    if (std::ranges::all_of(rows, [i](const Cells& row) {
          return i >= row.size() || trim(row[i]).empty() || is_number(row[i]);
        })) {
      return true;
    }
  }
  return false;
}

// Whether the first of the rows is one.
bool is_header(std::span<const Cells> rows) {
  const Cells& row = rows.front();
  if (std::ranges::any_of(row, is_address) || std::ranges::none_of(row, has_letter)) return false;
  // One word in a row of many cells is a name of a column only if it is a known one.
  if (row.size() > 2 && count_filled(row) == 1 && count_fields(row) == 0) return false;
  return count_fields(row) >= 2 ||
         (std::ranges::none_of(row, is_phone_or_date) && !has_number_over_numbers(rows));
}

// --- delimiter ------------------------------------------------------------------------------

// The sample as one dialect divides it.
struct Division final : RowHandler {
  explicit Division(const Dialect& made_with) : dialect(made_with) {}

  void on_row(const Row& row) override {
    if (first_rows.size() < kRowsForHints) {
      first_rows.emplace_back(row.cells.begin(), row.cells.end());
    }
    if (is_comment(row)) return;
    ++rows;
    may_have_quoted_rows = may_have_quoted_rows || may_be_quoted(row);
    damaged += row.damage.has_value();
    ++rows_by_width[row.cells.size()];
    if (rows > kRowsForHints) return;
    hints += std::ranges::count_if(row.cells, is_address);
    hints -= std::ranges::count_if(row.cells, has_half_a_quotation);
    hints -= std::ranges::count_if(row.cells, has_tab);
  }

  // Counts the rows that agree on a number of cells, unless most have but one.
  void finish() {
    if (!first_rows.empty()) hints += static_cast<ptrdiff_t>(count_fields(first_rows.front()));
    for (const auto& [size, count] : rows_by_width) {
      if (size > 1 && count >= agreeing) {
        agreeing = count;
        width = size;
      }
    }
    if (agreeing < rows_by_width[1]) agreeing = 0;
  }

  bool agrees_better_than(const Division& other) const {
    return uint64_t{agreeing} * other.rows > uint64_t{other.agreeing} * rows;
  }
  bool is_better_than(const Division& other) const {
    if (agrees_better_than(other)) return true;
    return !other.agrees_better_than(*this) && agreeing > 0 && hints > other.hints;
  }
  double agreement() const {
    return rows == 0 ? 0 : static_cast<double>(agreeing) / static_cast<double>(rows);
  }

  static constexpr size_t kRowsForHints = 20;

  Dialect dialect;
  size_t rows = 0, damaged = 0;
  bool may_have_quoted_rows = false;
  // How many agree on `width` cells.
  size_t agreeing = 0, width = 1;
  // Cells that make sense: e-mail addresses in the first rows, names of fields in the first one;
  // less those in which a quotation was cut in two, or with a tab, which nobody types.
  ptrdiff_t hints = 0;
  std::map<size_t, size_t> rows_by_width;
  std::vector<Cells> first_rows;
};

struct Sample {
  std::string_view text;
  // Then the last row says nothing.
  bool may_be_cut;
};

Division divide(const Sample& sample, Dialect dialect) {
  dialect.encoding = Encoding::utf8;
  Division division(dialect);
  Parser parser(dialect, division);
  // A sample is smaller than anything that the parser would refuse.
  (void)parser.feed(std::as_bytes(std::span(sample.text)));
  if (!sample.may_be_cut || division.rows == 0) (void)parser.finish();
  division.finish();
  return division;
}

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// Cells that begin and end with the quote.
size_t count_quoted(std::string_view text, char delimiter, char quote) {
  const auto ends_cell = [&](char c) { return c == delimiter || is_line_end(c); };
  size_t count = 0;
  for (size_t at = text.find(quote); at != text.npos; at = text.find(quote, at + 1)) {
    const bool begins = at == 0 || ends_cell(text[at - 1]);
    if (!begins) continue;
    at = text.find(quote, at + 1);
    if (at == text.npos) break;
    count += at + 1 == text.size() || ends_cell(text[at + 1]);
  }
  return count;
}

// "a, "b, c"": blanks behind delimiters are not part of cells.
bool has_blanks_before_quotes(std::string_view text, char quote) {
  for (const char delimiter : kDelimiters) {
    if (text.contains(std::string{delimiter, ' ', quote})) return true;
  }
  return false;
}

Division find_delimiter(const Sample& sample, Dialect dialect) {
  const auto with = [&](char delimiter) {
    dialect.delimiter = delimiter;
    return divide(sample, dialect);
  };
  // What is nowhere divides nothing.
  const auto is_there = [&](char delimiter) { return sample.text.contains(delimiter); };
  Division best = with(kDelimiters.front());
  for (const char delimiter : std::span(kDelimiters).subspan(1)) {
    if (!is_there(delimiter)) continue;
    Division next = with(delimiter);
    if (next.is_better_than(best)) best = std::move(next);
  }
  const Division common = best;
  const bool is_even = common.agreement() >= 0.5;
  // Quotes stand beside delimiters, also where rows are uneven.
  const auto quoted_with = [&](char delimiter) {
    return count_quoted(sample.text, delimiter, dialect.quote);
  };
  if (!is_even && !has_blanks_before_quotes(sample.text, dialect.quote)) {
    const size_t least =
        std::max({kRowsToTrustRare, common.rows, quoted_with(common.dialect.delimiter) + 1});
    for (const char delimiter : kRareDelimiters) {
      if (quoted_with(delimiter) >= least) return with(delimiter);
    }
  }
  for (const char delimiter : kRareDelimiters) {
    const bool is_blank = delimiter == ' ';
    // Where a common one divides the rows as well, a rare one has to divide them much finer, and be
    // a sign that texts do not have.
    if (!is_there(delimiter) || (is_even && (is_blank || delimiter == ':'))) continue;
    if (is_blank && std::ranges::any_of(common.first_rows, is_phone_alone)) continue;
    Division next = with(delimiter);
    // Of blanks there have to be many: names and sentences have one or two.
    const size_t least_width = std::max<size_t>(is_blank ? 4 : 2, is_even ? 3 * common.width : 0);
    const bool is_trusted = next.rows >= kRowsToTrustRare && next.agreement() >= 0.9 &&
                            next.width >= least_width && next.first_rows[0].size() == next.width;
    if (!is_trusted) continue;
    const bool is_wider = !best.agrees_better_than(next) && next.width > best.width;
    if (next.agrees_better_than(best) || is_wider) best = std::move(next);
  }
  return best;
}

// --- quotes ---------------------------------------------------------------------------------

// Backslashes before quotes that do not end a cell, as in "say \"hello\" to"; less quotes that are
// doubled.
bool has_escaped_quotes(std::string_view text, char delimiter, char quote) {
  size_t escaped = 0, doubled = 0;
  for (size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] != quote) continue;
    const char before = text[at - 1], after = text[at + 1];
    const bool is_cell_end = after == delimiter || is_line_end(after);
    const bool is_cell_start = before == delimiter || is_line_end(before);
    escaped += before == '\\' && !is_cell_end;
    doubled += before == quote && !is_cell_end && !is_cell_start &&
               (at < 2 || (text[at - 2] != delimiter && !is_line_end(text[at - 2])));
  }
  return escaped > doubled;
}

// The most cells in such quotes under any of the common delimiters.
size_t count_quoted(std::string_view text, char quote) {
  size_t most = 0;
  for (const char delimiter : kDelimiters) {
    most = std::max(most, count_quoted(text, delimiter, quote));
  }
  return most;
}

// Whether cells are in apostrophes, rather than in quotes.
bool has_apostrophes(std::string_view text) {
  const size_t count = text.contains('\'') ? count_quoted(text, '\'') : 0;
  return count >= 2 && count > count_quoted(text, '"');
}

Division find_division(const Sample& sample, const Dialect& given, const DialectOverrides& known) {
  Dialect dialect = given;
  const bool is_apostrophe = known.delimiter != '\'' && has_apostrophes(sample.text);
  dialect.quote = known.quote.value_or(is_apostrophe ? '\'' : '"');
  dialect.escape = dialect.quote;
  const auto divided = [&] {
    return known.delimiter ? divide(sample, dialect) : find_delimiter(sample, dialect);
  };
  Division best = divided();
  if (has_blanks_before_quotes(sample.text, best.dialect.quote)) {
    dialect.skip_initial_space = true;
    Division other = divided();
    if (other.agrees_better_than(best)) best = std::move(other);
    dialect.skip_initial_space = best.dialect.skip_initial_space;
  }
  if (best.may_have_quoted_rows) {
    dialect.has_quoted_rows = true;
    Division other = divided();
    // "Berg, Anna" is a cell like any other.
    if (other.is_better_than(best) && other.hints > 1) best = std::move(other);
  }
  const char quote = best.dialect.quote;
  const bool is_escaped = known.escape
                              ? *known.escape != quote
                              : has_escaped_quotes(sample.text, best.dialect.delimiter, quote);
  if (!is_escaped) return best;
  dialect = best.dialect;
  dialect.escape = known.escape.value_or('\\');
  Division escaped = divide(sample, dialect);
  const bool is_worse = best.agrees_better_than(escaped) || escaped.damaged > best.damaged;
  return is_worse && !known.escape ? best : escaped;
}

// --- what stands before the table -----------------------------------------------------------

// The first row that names several fields and is wider than all before it: reports have titles of
// several cells, and people name groups of columns above them ("Contact;;Reachable by;;"). Behind
// an address or a number there are rows of the table only.
size_t find_header(std::span<const Cells> rows) {
  size_t widest = 0;
  for (size_t i = 0; i < std::min<size_t>(rows.size(), kMaxPreamble); ++i) {
    if (std::ranges::any_of(rows[i], is_address) || std::ranges::any_of(rows[i], is_phone)) break;
    const size_t filled = count_filled(rows[i]);
    if (filled > widest && count_fields(rows[i]) > 1) return i;
    widest = std::max(widest, filled);
  }
  return 0;
}

// Titles, remarks and empty rows before a table: how many.
uint32_t count_preamble(const Division& division) {
  if (const size_t header = find_header(division.first_rows)) return static_cast<uint32_t>(header);
  if (division.agreement() < 0.5 || division.agreeing < 2) return 0;
  const auto& rows = division.first_rows;
  size_t count = 0, first_whole = rows.size();
  for (size_t i = 0; i < rows.size(); ++i) {
    const size_t filled = count_filled(rows[i]);
    // In a table of two columns a row with one can be a row of it, unless nothing follows on it.
    const bool is_before_empty = i + 1 < rows.size() && count_filled(rows[i + 1]) == 0;
    // "#" is also how a column of numbers is headed.
    const bool is_remark = rows[i][0].starts_with('#') && rows[i].size() != division.width;
    const bool is_datev = i == 0 && is_datev_head(rows[i]);
    const bool is_title = rows[i].size() == 1 || is_remark || is_datev || filled == 0 ||
                          (filled == 1 && (division.width > 2 || is_before_empty));
    if (!is_title) {
      count = rows[i].size() == division.width ? i : 0;
      // Where no header follows, it is the first of the table.
      if (!is_header(std::span(rows).subspan(i))) count = std::min(count, first_whole);
      break;
    }
    const bool is_whole = filled == 1 && !is_remark && rows[i].size() == division.width;
    if (is_whole) first_whole = std::min(first_whole, i);
  }
  return count < kMaxPreamble ? static_cast<uint32_t>(count) : 0;
}

LineEnd find_line_end(std::string_view text) {
  size_t lf = 0, cr = 0, crlf = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++(i > 0 && text[i - 1] == '\r' ? crlf : lf);
    } else {
      cr += text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    }
  }
  const bool is_mixed = (lf > 0) + (cr > 0) + (crlf > 0) > 1;
  if (is_mixed) return LineEnd::mixed;
  return crlf > 0 ? LineEnd::crlf : cr > 0 ? LineEnd::cr : LineEnd::lf;
}

}  // namespace

Result<Dialect> detect_dialect(std::span<const std::byte> sample,
                               const DialectOverrides& overrides) {
  if (overrides.delimiter && !is_possible_delimiter(*overrides.delimiter)) {
    return failure(ErrorCode::request_malformed, "delimiter");
  }
  if (overrides.quote && overrides.quote == overrides.delimiter) {
    return failure(ErrorCode::request_malformed, "quote");
  }
  const bool may_be_cut = sample.size() >= kDialectSampleBytes;
  sample = sample.first(std::min(sample.size(), kDialectSampleBytes));
  const std::string_view bytes(reinterpret_cast<const char*>(sample.data()), sample.size());
  if (auto checked = check_signature(bytes); !checked) return std::unexpected(checked.error());
  Dialect dialect;
  dialect.encoding = overrides.encoding.value_or(detect_encoding(bytes, may_be_cut));
  const std::string text = replace_invalid_utf8(decode_sample(sample, dialect.encoding));
  if (auto checked = check_text(text); !checked) return std::unexpected(checked.error());

  DialectOverrides known = overrides;
  const auto separator = find_separator_line(text);
  if (separator && is_possible_delimiter(*separator)) {
    if (!known.delimiter) known.delimiter = separator;
    dialect.skip_rows = 1;
  }
  dialect.delimiter = known.delimiter.value_or(dialect.delimiter);
  const Division division = find_division({text, may_be_cut}, dialect, known);
  const Encoding encoding = dialect.encoding;
  dialect = division.dialect;
  dialect.encoding = encoding;
  dialect.is_encoding_open = may_be_cut && !overrides.encoding && encoding == Encoding::utf8 &&
                             std::ranges::none_of(bytes, [](char c) { return (c & 0x80) != 0; });
  dialect.line_end = find_line_end(text);
  dialect.confidence = division.agreeing > 0 ? division.agreement() : 0.5;
  // Of the rows that the division has, the first of the table.
  const uint32_t skipped = dialect.skip_rows;
  dialect.skip_rows = overrides.skip_rows.value_or(skipped + count_preamble(division));
  const size_t first = dialect.skip_rows > skipped ? dialect.skip_rows - skipped : 0;
  const auto& rows = division.first_rows;
  dialect.has_header = overrides.has_header.value_or(first >= rows.size() ||
                                                     is_header(std::span(rows).subspan(first)));
  return dialect;
}

}  // namespace kartei::csv
