#include "csv/parser.h"

#include "csv/decoder.h"
#include "csv/row_reader.h"
#include "csv/writer.h"

namespace kartei::csv {

struct Parser::State {
  State(const Dialect& dialect, RowHandler& handler)
      : decoder(dialect.encoding), rows(dialect, handler) {}

  // U+FEFF at the start of the text is a byte order mark in each of the encodings that can have
  // one. It may come in pieces.
  void read(std::string_view text) {
    while (is_at_start && !text.empty()) {
      if (text.front() != kUtf8Bom[bom_bytes]) {
        end_start();
        break;
      }
      text.remove_prefix(1);
      if (++bom_bytes == kUtf8Bom.size()) is_at_start = false;
    }
    rows.read(text);
  }

  // What was no byte order mark after all is text.
  void end_start() {
    if (is_at_start) rows.read(kUtf8Bom.substr(0, bom_bytes));
    is_at_start = false;
  }

  Result<void> result() const {
    if (rows.error()) return std::unexpected(*rows.error());
    return {};
  }

  Decoder decoder;
  RowReader rows;
  bool is_at_start = true;
  size_t bom_bytes = 0;
};

Parser::Parser(const Dialect& dialect, RowHandler& handler)
    : state_(std::make_unique<State>(dialect, handler)) {}

Parser::~Parser() = default;

Result<void> Parser::feed(std::span<const std::byte> chunk) {
  while (!chunk.empty() && !state_->rows.error()) state_->read(state_->decoder.decode(chunk));
  return state_->result();
}

Result<void> Parser::finish() {
  state_->read(state_->decoder.finish());
  state_->end_start();
  state_->rows.finish();
  return state_->result();
}

uint64_t Parser::scanned_bytes() const { return state_->rows.scanned_bytes(); }

}  // namespace kartei::csv
