#include "csv/dialect.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "contact/email.h"
#include "contact/phone.h"
#include "csv/decoder.h"
#include "csv/header_meaning.h"
#include "csv/parser.h"
#include "csv/writer.h"

namespace kartei::csv {
namespace {

using namespace std::string_view_literals;

// In the order of the enumeration.
constexpr std::array<std::string_view, 5> kEncodingNames = {"utf-8", "utf-8-bom", "utf-16le",
                                                            "utf-16be", "windows-1252"};

// In the order of preference where nothing else decides.
constexpr std::array kDelimiters = {',', ';', '\t', '|'};

// --- is it text? ----------------------------------------------------------------------------

struct Signature {
  std::string_view bytes;
  std::string_view detail;
};

// What people take for a CSV file, and what a picker lets through.
constexpr std::array kSignatures = {
    Signature{"PK\x03\x04"sv, "zip: an Excel workbook? save it as CSV"},
    Signature{"PK\x05\x06"sv, "zip, without any file in it"},
    Signature{"\xD0\xCF\x11\xE0"sv, "an old Excel workbook? save it as CSV"},
    Signature{"%PDF-"sv, "PDF"},
    Signature{"\x89PNG\r\n\x1A\n"sv, "PNG image"},
    Signature{"GIF87a"sv, "GIF image"},
    Signature{"GIF89a"sv, "GIF image"},
    Signature{"\xFF\xD8\xFF"sv, "JPEG image"},
    Signature{"\x1F\x8B"sv, "gzip: unpack it first"},
    Signature{"SQLite format 3\0"sv, "SQLite database"},
};

std::unexpected<Error> not_text(std::string_view detail) {
  return std::unexpected(Error{.code = ErrorCode::csv_not_text, .detail = std::string(detail)});
}

bool is_control(char byte) {
  return (static_cast<uint8_t>(byte) < 0x20 && !(byte >= '\t' && byte <= '\r')) || byte == 0x7F;
}

Result<void> check_text(std::string_view text) {
  if (text.contains('\0')) return not_text("NUL bytes: UTF-16 without a byte order mark?");
  // One in a hundred, and always one, may have slipped in.
  const auto controls = static_cast<size_t>(std::ranges::count_if(text, is_control));
  if (controls > 1 + text.size() / 100) return not_text("control characters");
  if (trim(text).empty()) return failure(ErrorCode::csv_empty);
  return {};
}

// --- encoding -------------------------------------------------------------------------------

// Whether whole sequences outnumber what is damaged by far: letters of Windows-1252 hardly ever
// stand in the order that UTF-8 asks for, so a stray byte among them is damage.
bool is_mostly_utf8(std::string_view sample) {
  const std::string text = replace_invalid_utf8(sample);
  size_t sequences = 0, damaged = 0;
  for (size_t position = 0; position < text.size();) {
    const char32_t c = next_code_point(text, position);
    damaged += c == 0xFFFD;
    sequences += c >= 0x80 && c != 0xFFFD;
  }
  return sequences > 4 * damaged;
}

Encoding detect_encoding(std::string_view sample, bool may_be_cut) {
  if (sample.starts_with(kUtf8Bom)) return Encoding::utf8_bom;
  if (sample.starts_with("\xFF\xFE")) return Encoding::utf16le;
  if (sample.starts_with("\xFE\xFF")) return Encoding::utf16be;
  const size_t valid = valid_utf8_prefix(sample);
  if (valid == sample.size()) return Encoding::utf8;
  // What a lead byte begins, and only the end of the sample keeps from being well-formed, is one
  // replacement character. At the end of a short sample it is rather a letter of Windows-1252,
  // unless there are whole sequences before it.
  const std::string_view rest = sample.substr(valid);
  const bool is_cut = rest.size() < 4 && rest.front() >= '\xC2' && rest.front() <= '\xF4' &&
                      replace_invalid_utf8(rest) == "\uFFFD";
  const bool has_sequences = count_code_points(sample.substr(0, valid)) < valid;
  const bool is_utf8 = (is_cut && (may_be_cut || has_sequences)) || is_mostly_utf8(sample);
  return is_utf8 ? Encoding::utf8 : Encoding::windows_1252;
}

// As valid UTF-8, whatever was in it.
std::string decode(std::span<const std::byte> sample, Encoding encoding) {
  std::string text;
  Decoder decoder(encoding);
  while (!sample.empty()) text.append(decoder.decode(sample));
  return replace_invalid_utf8(text);
}

// --- delimiter and header -------------------------------------------------------------------

bool is_email(std::string_view cell) { return is_valid_email(trim(cell)); }

// A phone number, or a date in whatever order: digits with points, blanks and strokes. Years and
// other short numbers do stand in headers.
bool is_phone_or_date(std::string_view cell) {
  cell = trim(cell);
  return cell.size() >= 6 && (parse_phone(cell, "+49") || parse_timestamp(cell));
}

bool has_half_a_quotation(std::string_view cell) { return std::ranges::count(cell, '"') % 2 != 0; }

// Headers that name a field of a contact.
size_t count_fields(std::span<const std::string> row) {
  return static_cast<size_t>(std::ranges::count_if(
      row, [](const std::string& cell) { return read_header(cell).kind != ColumnKind::none; }));
}

bool is_header(std::span<const std::string> row) {
  if (std::ranges::any_of(row, is_email)) return false;
  return std::ranges::none_of(row, is_phone_or_date) || count_fields(row) >= 2;
}

// The sample as one delimiter divides it.
struct Division final : RowHandler {
  explicit Division(char byte) : delimiter(byte) {}

  void on_row(const Row& row) override {
    if (rows++ == 0) first_row.assign(row.cells.begin(), row.cells.end());
    ++rows_by_width[row.cells.size()];
    if (rows > kRowsForHints) return;
    hints += std::ranges::count_if(row.cells, is_email);
    hints -= std::ranges::count_if(row.cells, has_half_a_quotation);
  }

  // Counts the rows that agree on a number of cells, unless most have but one.
  void finish() {
    hints += static_cast<ptrdiff_t>(count_fields(first_row));
    for (const auto& [width, count] : rows_by_width) {
      if (width > 1) agreeing = std::max(agreeing, count);
    }
    if (agreeing < rows_by_width[1]) agreeing = 0;
  }

  bool is_better_than(const Division& other) const {
    const uint64_t own = uint64_t{agreeing} * other.rows, others = uint64_t{other.agreeing} * rows;
    return own != others ? own > others : agreeing > 0 && hints > other.hints;
  }

  static constexpr size_t kRowsForHints = 20;

  char delimiter;
  size_t rows = 0, agreeing = 0;
  // Cells that make sense: e-mail addresses in the first rows, names of fields in the first one;
  // less those in which a quotation was cut in two.
  ptrdiff_t hints = 0;
  std::map<size_t, size_t> rows_by_width;
  std::vector<std::string> first_row;
};

Division divide(std::string_view text, char delimiter, bool may_be_cut) {
  Division division(delimiter);
  Parser parser({.delimiter = delimiter}, division);
  // A sample is smaller than anything that the parser would refuse.
  (void)parser.feed(std::as_bytes(std::span(text)));
  // The last row of a cut sample says nothing.
  if (!may_be_cut || division.rows == 0) (void)parser.finish();
  division.finish();
  return division;
}

Division find_division(std::string_view text, bool may_be_cut) {
  Division best = divide(text, kDelimiters.front(), may_be_cut);
  for (const char delimiter : std::span(kDelimiters).subspan(1)) {
    Division next = divide(text, delimiter, may_be_cut);
    if (next.is_better_than(best)) best = std::move(next);
  }
  return best;
}

bool is_possible_delimiter(char byte) {
  return (byte >= ' ' && byte < 0x7F && byte != Dialect().quote) || byte == '\t';
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  return kEncodingNames[static_cast<size_t>(encoding)];
}

std::optional<Encoding> find_encoding(std::string_view name) {
  const auto found = std::ranges::find(kEncodingNames, name);
  if (found == kEncodingNames.end()) return std::nullopt;
  return static_cast<Encoding>(found - kEncodingNames.begin());
}

Result<Dialect> detect_dialect(std::span<const std::byte> sample,
                               const DialectOverrides& overrides) {
  if (overrides.delimiter && !is_possible_delimiter(*overrides.delimiter)) {
    return std::unexpected(Error{.code = ErrorCode::request_malformed, .field = "delimiter"});
  }
  const bool may_be_cut = sample.size() >= kDialectSampleBytes;
  sample = sample.first(std::min(sample.size(), kDialectSampleBytes));
  const std::string_view bytes(reinterpret_cast<const char*>(sample.data()), sample.size());
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.bytes)) return not_text(signature.detail);
  }
  Dialect dialect;
  dialect.encoding = overrides.encoding.value_or(detect_encoding(bytes, may_be_cut));
  const std::string text = decode(sample, dialect.encoding);
  if (auto checked = check_text(text); !checked) return std::unexpected(checked.error());
  const Division division = overrides.delimiter ? divide(text, *overrides.delimiter, may_be_cut)
                                                : find_division(text, may_be_cut);
  dialect.delimiter = division.delimiter;
  dialect.has_header = overrides.has_header.value_or(is_header(division.first_row));
  return dialect;
}

}  // namespace kartei::csv
