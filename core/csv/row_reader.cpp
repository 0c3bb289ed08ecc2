#include "csv/row_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "base/limits.h"
#include "base/text.h"

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

struct Block {
  // Bit i is set where the byte i is special.
  uint64_t specials = 0;
  bool is_ascii = true;
};

Block read_block(const char* bytes, const Specials& specials) {
  Block block;
  Lane all = 0;
  for (size_t i = 0; i < kBlockBytes; i += sizeof(Lane)) {
    Lane lane;
    std::memcpy(&lane, bytes + i, sizeof lane);
    all |= lane;
    const auto hits = (lane == specials.delimiter) | (lane == specials.quote) |
                      (lane == specials.escape) | (lane == '\n') | (lane == '\r');
    const uint64_t bits = std::bit_cast<uint16_t>(__builtin_convertvector(hits, LaneBits));
    block.specials |= bits << i;
  }
  block.is_ascii = std::bit_cast<uint16_t>(__builtin_convertvector(all < 0, LaneBits)) == 0;
  return block;
}

// What a cell that begins with a quote says: the text between its quotes, "" as one quote, and
// whatever stands behind the closing quote. Appended to `out`, which has room, where it is not one
// piece of `cell`.
std::string_view unquote(std::string_view cell, char quote, std::string& out) {
  cell.remove_prefix(1);
  size_t end = cell.find(quote);
  if (end == cell.npos) return cell;
  if (end + 1 == cell.size()) return cell.substr(0, end);
  const size_t begin = out.size();
  for (; end != cell.npos; end = cell.find(quote)) {
    const bool is_escaped = cell.substr(end + 1).starts_with(quote);
    out.append(cell, 0, end + is_escaped);
    cell.remove_prefix(end + 1 + is_escaped);
    if (!is_escaped) break;
  }
  out.append(cell);
  return std::string_view(out).substr(begin);
}

// The same where `escape` stands before quotes and itself inside the quotes; before anything else
// it is text.
std::string_view unescape(std::string_view cell, char quote, char escape, std::string& out) {
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
  out.append(cell.substr(std::min(at + 1, cell.size())));
  return std::string_view(out).substr(begin);
}

}  // namespace

RowReader::RowReader(const Dialect& dialect, RowHandler& handler)
    : delimiter_(dialect.delimiter),
      quote_(dialect.quote == kNoQuote ? dialect.delimiter : dialect.quote),
      escape_(dialect.escape == dialect.quote || dialect.quote == kNoQuote ? dialect.delimiter
                                                                           : dialect.escape),
      skips_space_(dialect.skip_initial_space && dialect.delimiter != ' '),
      skip_rows_(dialect.skip_rows),
      handler_(handler) {}

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
  line_ = quote_line_;
  place_ = Place::outside_quotes;
  is_quote_unclosed_ = true;
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
  const Specials specials{delimiter_, quote_, escape_};
  const auto take = [&](const char* bytes, size_t offset) {
    const Block block = read_block(bytes, specials);
    if (!block.is_ascii) wide_end_ = text_begin_ + offset + kBlockBytes;
    take_specials(block.specials, offset);
  };
  size_t offset = 0;
  for (; offset + kBlockBytes <= text.size() && !error_; offset += kBlockBytes) {
    take(text.data() + offset, offset);
  }
  if (offset < text.size() && !error_) {
    char block[kBlockBytes] = {};
    std::memcpy(block, text.data() + offset, text.size() - offset);
    take(block, offset);
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

void RowReader::take_specials(uint64_t specials, size_t offset) {
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
      take_line_end(byte, at);
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
    has_quoted_cell_ = true;
    quote_line_ = line_;
  }
}

// Whether nothing of the cell stands before `at`.
bool RowReader::begins_cell(uint64_t at) const {
  if (at == cell_begin_ || !skips_space_) return at == cell_begin_;
  const auto are_blanks = [](std::string_view text) {
    return text.find_first_not_of(' ') == text.npos;
  };
  if (cell_begin_ >= text_begin_) {
    return are_blanks(text_.substr(in_text(cell_begin_), in_text(at) - in_text(cell_begin_)));
  }
  return are_blanks(std::string_view(carried_).substr(in_record(cell_begin_))) &&
         are_blanks(text_.substr(0, in_text(at)));
}

void RowReader::take_escape(uint64_t at) {
  if (place_ == Place::in_quotes && at != literal_at_) literal_at_ = at + 1;
}

void RowReader::take_line_end(char byte, uint64_t at) {
  const bool is_second_half = byte == '\n' && at == behind_cr_;
  if (byte == '\r') behind_cr_ = at + 1;
  if (!is_second_half) ++line_;
  if (place_ == Place::in_quotes) return;
  if (at > record_begin_) end_record(at);
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
  is_quote_unclosed_ = has_quoted_cell_ = false;
}

void RowReader::end_record(uint64_t at) {
  end_cell(at);
  ++number_;
  const std::string_view record = take_record(at);
  fill_cells(record);
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
  if (is_quote_unclosed_) {
    // The record was cut behind the quote's cell.
    row.damage = error_at(ErrorCode::csv_unterminated_quote, places().size() - 1);
  }
  if (!row.damage && wide_end_ > record_begin_) row.damage = find_text_damage(record);
  if (number_ > skip_rows_) handler_.on_row(row);
}

// The bytes of the record that ends before `end`.
std::string_view RowReader::take_record(uint64_t end) {
  if (record_begin_ >= text_begin_) {
    return text_.substr(in_text(record_begin_), in_record(end));
  }
  carried_.append(text_, 0, in_text(end));
  return carried_;
}

void RowReader::fill_cells(std::string_view record) {
  const auto places = this->places();
  if (!has_quoted_cell_ && !skips_space_) {
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
      cell = escape_ == delimiter_ ? unquote(cell, quote_, unquoted_)
                                   : unescape(cell, quote_, escape_, unquoted_);
    }
    cells_.push_back(cell);
  }
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
