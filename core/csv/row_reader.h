// The inner half of the parser: text in pieces of any size, rows out.
//
// Only special bytes are looked at: delimiter, quote, CR and LF, found 64 bytes at a time. What a
// quote means follows from its place alone: it opens a cell where it is the cell's first byte;
// inside an open cell it closes it, unless the very next byte is a quote too, or the dialect's
// escape stands before it; anywhere else it is text. So the state between two special bytes is one
// of three, and a piece may end anywhere. Where all quotes of a block stand as RFC 4180 has them,
// their parity says what is quoted, and only the ends of cells are looked at one by one. Cells are
// kept as places in the record and become views when it ends; a record that lies within one piece
// is never copied.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/limits.h"
#include "csv/dialect.h"
#include "csv/parser.h"

namespace kartei::csv {

// Where in 64 bytes of text something stands: bit i is byte i.
struct Block {
  uint64_t delimiters = 0, quotes = 0, escapes = 0, line_ends = 0;
  // What is not ASCII.
  uint64_t wide = 0;
};

// Whether the open record has had bytes of one kind, out of the blocks that it lies in.
class SeenInRecord {
 public:
  void begin_block(uint64_t bits) { bits_ = bits; }
  void end_block() { is_seen_ = is_seen_ || std::exchange(bits_, 0) != 0; }
  void note() { is_seen_ = true; }
  // Before byte `size` of the block.
  bool is_seen_before(uint64_t size) const { return is_seen_ || (bits_ & first_bits(size)) != 0; }
  void begin_record(uint64_t at) {
    is_seen_ = false;
    bits_ &= ~first_bits(at);
  }

 private:
  static uint64_t first_bits(uint64_t count) {
    return count < 64 ? (uint64_t{1} << count) - 1 : UINT64_MAX;
  }

  bool is_seen_ = false;
  // Of the block that is read, from the open record on.
  uint64_t bits_ = 0;
};

class RowReader {
 public:
  RowReader(const Dialect& dialect, RowHandler& handler, const std::optional<Checkpoint>& from);

  void read(std::string_view text);
  void finish();

  // What ended the reading: see Parser::feed().
  const std::optional<Error>& error() const { return error_; }

  // See Parser::checkpoint().
  std::optional<Checkpoint> checkpoint() const;

  // All bytes looked at, those that were read again as often: see Parser::scanned_bytes().
  uint64_t scanned_bytes() const { return scanned_bytes_; }

 private:
  enum class Place : uint8_t { outside_quotes, in_quotes, after_quote };

  // From the record's start, which is at most kMaxOversizeBytes away; quotes included.
  struct CellPlace {
    uint32_t begin, end;
  };

  void scan(std::string_view text);
  void take_block(const char* bytes, size_t offset);
  void check_text(const Block& block, const char* bytes);
  bool take_plain(const Block& block);
  void take_specials(const Block& block, size_t offset);
  void take_quote(uint64_t at);
  void take_escape(uint64_t at);
  bool begins_cell(uint64_t at);
  void count_line(char byte, uint64_t at);
  void end_line(uint64_t at);
  void end_cell(uint64_t at);
  void end_record(uint64_t at);
  void begin_record(uint64_t at);
  void rewind_open_quote();
  std::string_view take_record(uint64_t end);
  void divide_quoted_row();
  void fill_cells(std::string_view record, bool has_quoted_cells);
  std::optional<Error> find_limit_damage(std::string_view record) const;
  std::optional<Error> find_text_damage(std::string_view record) const;
  Error error_at(ErrorCode code, size_t cell) const;
  size_t cell_at(size_t offset) const;
  std::span<const CellPlace> places() const;
  size_t in_record(uint64_t at) const { return static_cast<size_t>(at - record_begin_); }
  uint64_t in_block(uint64_t at) const { return at - block_begin_; }
  size_t in_text(uint64_t at) const { return static_cast<size_t>(at - text_begin_); }

  const char delimiter_;
  // The delimiter where the dialect has none.
  char quote_;
  const char escape_;
  const bool skips_space_;
  const bool has_quoted_rows_;
  const uint64_t skip_rows_;
  RowHandler& handler_;

  // Positions count bytes from the start of the file.
  std::string_view text_;  // The piece that is scanned, and where it begins.
  uint64_t text_begin_ = 0;
  uint64_t position_ = 0;  // Behind the last piece.
  uint64_t record_begin_ = 0;
  uint64_t cell_begin_ = 0;
  uint64_t filled_cell_ = UINT64_MAX;  // Begin of one that has text before a quote.
  uint64_t quote_at_ = 0;              // The last quote inside quotes.
  uint64_t literal_at_ = UINT64_MAX;   // Behind the last escape.
  uint64_t behind_cr_ = UINT64_MAX;    // Where a LF belongs to the CR before it.
  Place place_ = Place::outside_quotes;

  uint64_t block_begin_ = 0;
  // The open record: its cells that have ended, and its bytes from earlier pieces. Beyond the
  // limit, cells are one cell: a row of a million commas needs no million places.
  std::array<CellPlace, kMaxColumns + 1> places_;
  size_t columns_ = 0;
  std::string carried_;
  // The cell, from 0, that has a quote and no end of its own.
  std::optional<size_t> unclosed_cell_;
  // Bytes that may be no UTF-8 are looked at one by one when the record ends.
  SeenInRecord quoted_cells_, doubtful_bytes_;
  // Bytes of the next block that have to continue a character of the last one.
  uint64_t continued_ = 0;

  uint64_t records_ = 0;
  uint64_t number_ = 0;  // Of the last row, empty lines included.
  uint64_t line_ = 1;
  uint64_t record_line_ = 1;

  uint64_t oversize_bytes_ = 0;
  uint64_t scanned_bytes_ = 0;
  std::optional<Error> error_;

  // Reused from row to row.
  std::vector<std::string_view> cells_;
  std::string unquoted_, quoted_row_;
};

}  // namespace kartei::csv
