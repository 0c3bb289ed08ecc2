#include "csv/row_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "csv/quoted_row.h"

namespace kartei::csv {
namespace {

constexpr size_t kBlockBytes = 64;

// Clang's vectors: SSE2, NEON or WebAssembly's SIMD, whatever the target has.
using Lane = signed char __attribute__((ext_vector_type(16)));
using LaneBits = bool __attribute__((ext_vector_type(16)));

// What is looked at one by one, besides line ends; a dialect that has less has one of them twice.
struct Specials {
  char delimiter, quote, escape;
};

uint64_t to_bits(auto hits) {
  return std::bit_cast<uint16_t>(__builtin_convertvector(hits, LaneBits));
}

// Calls take(lane, place of its first byte) for each 16 bytes of a block.
void for_each_lane(const char* bytes, auto&& take) {
  for (size_t i = 0; i < kBlockBytes; i += sizeof(Lane)) {
    Lane lane;
    std::memcpy(&lane, bytes + i, sizeof lane);
    take(lane, i);
  }
}

Block read_block(const char* bytes, const Specials& specials) {
  Block block;
  for_each_lane(bytes, [&](Lane lane, size_t i) {
    block.delimiters |= to_bits(lane == specials.delimiter) << i;
    block.quotes |= to_bits(lane == specials.quote) << i;
    block.escapes |= to_bits(lane == specials.escape) << i;
    block.line_ends |= to_bits((lane == '\n') | (lane == '\r')) << i;
    block.wide |= to_bits(lane < 0) << i;
  });
  return block;
}

// What is not ASCII in a block of UTF-8.
struct WideBytes {
  uint64_t continuing = 0;
  // First bytes of two and of three whose second byte can be any that continues.
  uint64_t leads_of_two = 0, leads_of_three = 0;
};

WideBytes read_wide(const char* bytes) {
  const auto byte = [](int value) { return static_cast<signed char>(value); };
  WideBytes wide;
  for_each_lane(bytes, [&](Lane lane, size_t i) {
    wide.continuing |= to_bits(lane < byte(0xC0)) << i;
    wide.leads_of_two |= to_bits((lane >= byte(0xC2)) & (lane < byte(0xE0))) << i;
    const auto is_of_three = (lane > byte(0xE0)) & (lane < byte(0xF0)) & (lane != byte(0xED));
    wide.leads_of_three |= to_bits(is_of_three) << i;
  });
  return wide;
}

// Bit i says whether an odd number of the bits up to and including i are set.
uint64_t parity_up_to_each(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

// CR, LF, or both in this order.
uint64_t count_line_ends(std::string_view text) {
  uint64_t count = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    count += text[i] == '\r' || (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'));
  }
  return count;
}

// What a cell that begins with a quote says: the text between its quotes, "" as one quote, and the
// `rest`, which stands behind the closing quote. Appended to `out`, which has room, where it is not
// one piece of `cell`.
std::string_view unquote(std::string_view cell, char quote, std::string& out,
                         std::string_view& rest) {
  cell.remove_prefix(1);
  size_t end = cell.find(quote);
  if (end == cell.npos) return cell;
  if (end + 1 == cell.size()) return cell.substr(0, end);
  const size_t begin = out.size();
  for (; end != cell.npos; end = cell.find(quote)) {
    const bool is_escaped = cell.substr(end + 1).starts_with(quote);
    out.append(cell, 0, end + is_escaped);
    cell.remove_prefix(end + 1 + is_escaped);
    if (is_escaped) continue;
    rest = cell;
    break;
  }
  out.append(cell);
  return std::string_view(out).substr(begin);
}

// The same where `escape` stands before quotes and itself inside the quotes; before anything else
// it is text.
std::string_view unescape(std::string_view cell, char quote, char escape, std::string& out,
                          std::string_view& rest) {
  const size_t begin = out.size();
  size_t at = 1;
  for (; at < cell.size(); ++at) {
    const bool is_last = at + 1 == cell.size();
    if (cell[at] == escape && !is_last && (cell[at + 1] == quote || cell[at + 1] == escape)) {
      out.push_back(cell[++at]);
    } else if (cell[at] == quote && !is_last && cell[at + 1] == quote) {
      out.push_back(cell[++at]);
    } else if (cell[at] == quote) {
      break;
    } else {
      out.push_back(cell[at]);
    }
  }
  rest = cell.substr(std::min(at + 1, cell.size()));
  out.append(rest);
  return std::string_view(out).substr(begin);
}

}  // namespace

RowReader::RowReader(const Dialect& dialect, RowHandler& handler,
                     const std::optional<Checkpoint>& from)
    : delimiter_(dialect.delimiter),
      quote_(dialect.quote == kNoQuote ? dialect.delimiter : dialect.quote),
      escape_(dialect.escape == dialect.quote || dialect.quote == kNoQuote ? dialect.delimiter
                                                                           : dialect.escape),
      skips_space_(dialect.skip_initial_space && dialect.delimiter != ' '),
      has_quoted_rows_(dialect.has_quoted_rows),
      skip_rows_(from ? 0 : dialect.skip_rows),
      handler_(handler),
      number_(from ? from->rows : 0),
      line_(from ? from->lines + 1 : 1),
      record_line_(line_) {}

std::optional<Checkpoint> RowReader::checkpoint() const {
  const bool is_between_rows = position_ == record_begin_ && position_ != behind_cr_;
  const bool has_skipped = records_ >= skip_rows_;
  if (error_ || oversize_bytes_ > 0 || !is_between_rows || !has_skipped) return std::nullopt;
  return Checkpoint{.rows = number_, .lines = line_ - 1};
}

void RowReader::read(std::string_view text) {
  while (!text.empty() && !error_) {
    // Never past the byte that makes the open record too large, so that the error is the same
    // however the file was split.
    const uint64_t room = kMaxOversizeBytes + 1 - (position_ - record_begin_);
    const auto piece = text.substr(0, static_cast<size_t>(std::min<uint64_t>(room, text.size())));
    text.remove_prefix(piece.size());
    scan(piece);
    if (error_ || position_ - record_begin_ <= kMaxOversizeBytes) continue;
    ++number_;
    error_ = error_at(
        place_ == Place::in_quotes ? ErrorCode::csv_unterminated_quote : ErrorCode::csv_oversize,
        places().size());
  }
}

void RowReader::finish() {
  if (error_) return;
  if (place_ == Place::in_quotes) rewind_open_quote();
  text_ = {};
  text_begin_ = position_;
  if (continued_ != 0) doubtful_bytes_.note();
  if (!error_ && position_ > record_begin_) {
    end_record(position_);
    begin_record(position_);
  }
}

// A quote is open at the end of the file. Its cell shall end with the line it is on; what comes
// after is read again, as if the quote had been closed there. That happens once: the quote is open
// because every run of quotes behind it is of even length, and where such a run begins a cell, it
// closes what it opens. Escapes break that rule; then what is left is read without quotes.
void RowReader::rewind_open_quote() {
  const std::string record = std::exchange(carried_, {});
  const size_t line_end =
      std::min(record.find_first_of("\r\n", in_record(cell_begin_)), record.size());
  carried_.assign(record, 0, line_end);
  position_ = record_begin_ + line_end;
  line_ =
      record_line_ + count_line_ends(std::string_view(record).substr(0, in_record(cell_begin_)));
  place_ = Place::outside_quotes;
  unclosed_cell_ = columns_;
  scan(std::string_view(record).substr(line_end));
  if (place_ != Place::in_quotes || error_) return;
  ensure(escape_ != delimiter_, "lines that a quote had swallowed leave no quote open");
  quote_ = delimiter_;
  rewind_open_quote();
}

void RowReader::scan(std::string_view text) {
  text_ = text;
  text_begin_ = position_;
  scanned_bytes_ += text.size();
  size_t offset = 0;
  for (; offset + kBlockBytes <= text.size() && !error_; offset += kBlockBytes) {
    take_block(text.data() + offset, offset);
  }
  if (offset < text.size() && !error_) {
    char block[kBlockBytes] = {};
    std::memcpy(block, text.data() + offset, text.size() - offset);
    take_block(block, offset);
  }
  position_ += text.size();
  if (position_ > record_begin_) {
    carried_.append(text.substr(in_text(std::max(record_begin_, text_begin_))));
  }
}

inline void RowReader::end_cell(uint64_t at) {
  const auto begin = static_cast<uint32_t>(in_record(cell_begin_));
  const auto end = static_cast<uint32_t>(in_record(at));
  if (columns_ < places_.size()) {
    places_[columns_] = {begin, end};
  } else {
    places_.back().end = end;
  }
  ++columns_;
  cell_begin_ = at + 1;
  place_ = Place::outside_quotes;
}

// `bytes` are those of text_ from `offset` on, and zeros behind its end.
inline void RowReader::take_block(const char* bytes, size_t offset) {
  const Block block = read_block(bytes, {delimiter_, quote_, escape_});
  block_begin_ = text_begin_ + offset;
  check_text(block, bytes);
  const bool is_whole = text_.size() - offset >= kBlockBytes;
  if (!is_whole || !take_plain(block)) take_specials(block, offset);
  quoted_cells_.end_block();
  doubtful_bytes_.end_block();
}

// Letters of all living scripts but a few are two or three bytes, whose places in a block say that
// they are UTF-8; anything else is for find_text_damage().
inline void RowReader::check_text(const Block& block, const char* bytes) {
  if ((block.wide | continued_) == 0) return;
  const WideBytes wide = read_wide(bytes);
  const uint64_t leads = wide.leads_of_two | wide.leads_of_three;
  const uint64_t expected = continued_ | leads << 1 | wide.leads_of_three << 2;
  const bool is_known = block.wide == (wide.continuing | leads);
  continued_ = leads >> (kBlockBytes - 1) | wide.leads_of_three >> (kBlockBytes - 2);
  if (is_known && wide.continuing == expected) return;
  // The record that is open may end where a character should have gone on.
  doubtful_bytes_.note();
  doubtful_bytes_.begin_block(UINT64_MAX);
}

// Reads a block in which quotes stand only where a cell begins and where it ends, or as two. Then
// an odd number of them stands before whatever is quoted (G. Langdale, D. Lemire: Parsing Gigabytes
// of JSON per Second, 2019, 3.1.1). False, and nothing is done, where that is not so.
inline bool RowReader::take_plain(const Block& block) {
  const bool has_escapes = escape_ != delimiter_, has_quotes = quote_ != delimiter_;
  if (has_escapes || !has_quotes || skips_space_) return false;
  // From each quote that opens to before the one that closes.
  uint64_t quoted = place_ == Place::in_quotes ? UINT64_MAX : 0;
  if (block.quotes != 0) {
    quoted ^= parity_up_to_each(block.quotes);
    const bool is_first_good = block_begin_ == cell_begin_ ||
                               (place_ == Place::after_quote && block_begin_ == quote_at_ + 1);
    const uint64_t may_open =
        (block.delimiters | block.line_ends | block.quotes) << 1 | uint64_t{is_first_good};
    if ((block.quotes & quoted & ~may_open) != 0) return false;
  }
  quoted_cells_.begin_block(block.quotes);
  uint64_t ends = (block.delimiters & ~quoted) | block.line_ends;
  for (; ends != 0; ends &= ends - 1) {
    const uint64_t bit = ends & -ends;
    const uint64_t at = block_begin_ + static_cast<uint64_t>(std::countr_zero(ends));
    if ((block.delimiters & bit) != 0) {
      end_cell(at);
      continue;
    }
    count_line(text_[in_text(at)], at);
    if ((quoted & bit) != 0) continue;
    end_line(at);
    if (error_) return true;
  }
  constexpr uint64_t kLast = uint64_t{1} << (kBlockBytes - 1);
  const bool is_closed_last = (block.quotes & ~quoted & kLast) != 0;
  place_ = (quoted & kLast) != 0 ? Place::in_quotes
           : is_closed_last      ? Place::after_quote
                                 : Place::outside_quotes;
  quote_at_ = block_begin_ + kBlockBytes - 1;
  return true;
}

void RowReader::take_specials(const Block& block, size_t offset) {
  uint64_t specials = block.delimiters | block.quotes | block.escapes | block.line_ends;
  for (; specials != 0 && !error_; specials &= specials - 1) {
    const size_t index = offset + static_cast<size_t>(std::countr_zero(specials));
    const char byte = text_[index];
    const uint64_t at = text_begin_ + index;
    if (byte == delimiter_) {
      if (place_ != Place::in_quotes) end_cell(at);
    } else if (byte == quote_) {
      take_quote(at);
    } else if (byte == escape_) {
      take_escape(at);
    } else {
      count_line(byte, at);
      if (place_ != Place::in_quotes) end_line(at);
    }
  }
}

void RowReader::take_quote(uint64_t at) {
  if (place_ == Place::in_quotes) {
    if (at == literal_at_) return;
    place_ = Place::after_quote;
    quote_at_ = at;
  } else if (place_ == Place::after_quote) {
    place_ = at == quote_at_ + 1 ? Place::in_quotes : Place::outside_quotes;
  } else if (begins_cell(at)) {
    place_ = Place::in_quotes;
    quoted_cells_.note();
  }
}

// Whether nothing of the cell stands before `at`. Its blanks are looked at twice, not for each of
// its quotes.
bool RowReader::begins_cell(uint64_t at) {
  if (at == cell_begin_ || !skips_space_) return at == cell_begin_;
  if (filled_cell_ == cell_begin_) return false;
  const auto are_blanks = [](std::string_view text) {
    return text.find_first_not_of(' ') == text.npos;
  };
  const bool is_here = cell_begin_ >= text_begin_;
  const size_t begin = is_here ? in_text(cell_begin_) : 0;
  const bool is_first =
      are_blanks(text_.substr(begin, in_text(at) - begin)) &&
      (is_here || are_blanks(std::string_view(carried_).substr(in_record(cell_begin_))));
  if (!is_first) filled_cell_ = cell_begin_;
  return is_first;
}

void RowReader::take_escape(uint64_t at) {
  if (place_ == Place::in_quotes && at != literal_at_) literal_at_ = at + 1;
}

void RowReader::count_line(char byte, uint64_t at) {
  const bool is_second_half = byte == '\n' && at == behind_cr_;
  if (byte == '\r') behind_cr_ = at + 1;
  if (!is_second_half) ++line_;
}

void RowReader::end_line(uint64_t at) {
  const bool is_second_half = at == behind_cr_;
  if (at > record_begin_) {
    end_record(at);
  } else if (!is_second_half) {
    ++number_;
  }
  begin_record(at + 1);
}

std::span<const RowReader::CellPlace> RowReader::places() const {
  return std::span(places_).first(std::min(columns_, places_.size()));
}

void RowReader::begin_record(uint64_t at) {
  record_begin_ = cell_begin_ = at;
  record_line_ = line_;
  columns_ = 0;
  carried_.clear();
  unclosed_cell_.reset();
  quoted_cells_.begin_record(in_block(at));
  doubtful_bytes_.begin_record(in_block(at));
}

void RowReader::end_record(uint64_t at) {
  end_cell(at);
  ++number_;
  const std::string_view record = take_record(at);
  fill_cells(record, quoted_cells_.is_seen_before(in_block(at)));
  if (has_quoted_rows_) divide_quoted_row();
  Row row{.cells = cells_, .number = number_, .line = record_line_};
  const bool is_within_limits = columns_ <= kMaxColumns && record.size() <= kMaxCellBytes;
  if (!is_within_limits) row.damage = find_limit_damage(record);
  if (row.damage) {
    oversize_bytes_ += record.size();
    if (oversize_bytes_ > kMaxOversizeBytes) {
      error_ = error_at(ErrorCode::csv_oversize, row.damage->column - 1);
      return;
    }
  }
  if (unclosed_cell_) row.damage = error_at(ErrorCode::csv_unterminated_quote, *unclosed_cell_);
  if (!row.damage && doubtful_bytes_.is_seen_before(in_block(at)))
    row.damage = find_text_damage(record);
  if (++records_ > skip_rows_) return handler_.on_row(row);
  // Excel swallows it.
  if (records_ == 1 && find_separator_line(record)) --number_;
}

// The bytes of the record that ends before `end`.
std::string_view RowReader::take_record(uint64_t end) {
  if (record_begin_ >= text_begin_) {
    return text_.substr(in_text(record_begin_), in_record(end));
  }
  carried_.append(text_, 0, in_text(end));
  return carried_;
}

void RowReader::fill_cells(std::string_view record, bool has_quoted_cells) {
  const auto places = this->places();
  if (!has_quoted_cells && !skips_space_) {
    cells_.resize(places.size());
    for (size_t i = 0; i < places.size(); ++i) {
      cells_[i] = {record.data() + places[i].begin, places[i].end - places[i].begin};
    }
    return;
  }
  cells_.clear();
  unquoted_.clear();
  for (const CellPlace& place : places) {
    std::string_view cell = record.substr(place.begin, place.end - place.begin);
    const bool is_joined = columns_ > kMaxColumns + 1 && &place == &places.back();
    if (skips_space_) cell.remove_prefix(std::min(cell.find_first_not_of(' '), cell.size()));
    if (cell.starts_with(quote_) && quote_ != delimiter_ && !is_joined) {
      // Views of earlier cells must stay valid.
      if (unquoted_.empty()) unquoted_.reserve(record.size());
      const std::string_view quoted = cell;
      std::string_view rest;
      cell = escape_ == delimiter_ ? unquote(cell, quote_, unquoted_, rest)
                                   : unescape(cell, quote_, escape_, unquoted_, rest);
      // Over lines, and closed in the middle of a text: by a quote that opens something else.
      const bool goes_on = rest.find_first_not_of(' ') != rest.npos;
      if (goes_on && !unclosed_cell_ && count_line_ends(quoted) > 0) unclosed_cell_ = cells_.size();
    }
    cells_.push_back(cell);
  }
}

// Puts the cells of a row that was one cell in its place. Others stay: nobody quotes all of them.
void RowReader::divide_quoted_row() {
  const auto others = std::span(cells_).subspan(1);
  const bool is_one = std::ranges::all_of(others, &std::string_view::empty);
  if (unclosed_cell_ || !is_one || !cells_.front().contains(delimiter_)) return;
  quoted_row_ = cells_.front();
  divide_row(quoted_row_, delimiter_, quote_, unquoted_, cells_);
}

// --- damage ---------------------------------------------------------------------------------

std::optional<Error> RowReader::find_limit_damage(std::string_view record) const {
  if (columns_ > kMaxColumns) return error_at(ErrorCode::csv_too_many_columns, kMaxColumns);
  if (record.size() <= kMaxCellBytes) return std::nullopt;
  for (size_t i = 0; i < cells_.size(); ++i) {
    if (cells_[i].size() > kMaxCellBytes) return error_at(ErrorCode::csv_cell_too_large, i);
  }
  if (record.size() <= kMaxRowBytes) return std::nullopt;
  return error_at(ErrorCode::csv_row_too_large, cell_at(kMaxRowBytes));
}

std::optional<Error> RowReader::find_text_damage(std::string_view record) const {
  const size_t valid = valid_utf8_prefix(record);
  if (valid == record.size()) return std::nullopt;
  return error_at(ErrorCode::csv_invalid_utf8, cell_at(valid));
}

Error RowReader::error_at(ErrorCode code, size_t cell) const {
  const size_t column = std::min(cell, kMaxColumns) + 1;
  return {.code = code, .row = number_, .column = static_cast<uint32_t>(column)};
}

// The cell in which the byte at `offset` of the record lies; a delimiter is part of the cell before
// it.
size_t RowReader::cell_at(size_t offset) const {
  const auto place = std::ranges::lower_bound(places(), offset, {}, &CellPlace::end);
  return static_cast<size_t>(place - places().begin());
}

}  // namespace kartei::csv
