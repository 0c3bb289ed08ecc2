#include "csv/parser.h"

#include <string>
#include <utility>

#include "csv/decoder.h"
#include "csv/encoding_detection.h"
#include "csv/row_reader.h"
#include "csv/writer.h"

namespace kartei::csv {

struct Parser::State {
  State(const Dialect& dialect, RowHandler& handler, const std::optional<Checkpoint>& from)
      : encoding(from ? from->encoding.value_or(dialect.encoding) : dialect.encoding),
        is_encoding_open(dialect.is_encoding_open && !(from && from->encoding)),
        decoder(encoding),
        rows(dialect, handler, from),
        is_at_start(!from) {}

  void feed(std::span<const std::byte> chunk) {
    if (is_encoding_open) chunk = wait_for_encoding(chunk);
    while (!chunk.empty() && !rows.error()) read(decoder.decode(chunk));
  }

  // ASCII is the same in all of them. From the first other byte on so many are looked at that the
  // encoding is clear, however the file was split; returns what can be decoded already.
  std::span<const std::byte> wait_for_encoding(std::span<const std::byte> chunk) {
    size_t ascii = 0;
    if (waiting.empty()) {
      while (ascii < chunk.size() && (chunk[ascii] & std::byte{0x80}) == std::byte{}) ++ascii;
    }
    const auto rest = chunk.subspan(ascii);
    waiting.append(reinterpret_cast<const char*>(rest.data()), rest.size());
    chunk = chunk.first(ascii);
    while (!chunk.empty() && !rows.error()) read(decoder.decode(chunk));
    if (waiting.size() >= kEncodingBytes) decide_encoding(true);
    return {};
  }

  void decide_encoding(bool may_be_cut) {
    is_encoding_open = false;
    encoding =
        detect_later_encoding(std::string_view(waiting).substr(0, kEncodingBytes), may_be_cut);
    decoder = Decoder(encoding);
    const std::string text = std::exchange(waiting, {});
    feed(std::as_bytes(std::span(text)));
  }

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

  static constexpr size_t kEncodingBytes = 4096;

  Encoding encoding;
  bool is_encoding_open;
  std::string waiting;
  Decoder decoder;
  RowReader rows;
  bool is_at_start;
  size_t bom_bytes = 0;
};

Parser::Parser(const Dialect& dialect, RowHandler& handler, std::optional<Checkpoint> from)
    : state_(std::make_unique<State>(dialect, handler, from)) {}

Parser::~Parser() = default;

Result<void> Parser::feed(std::span<const std::byte> chunk) {
  state_->feed(chunk);
  return state_->result();
}

Result<void> Parser::finish() {
  if (!state_->waiting.empty()) state_->decide_encoding(false);
  state_->read(state_->decoder.finish());
  state_->end_start();
  state_->rows.finish();
  return state_->result();
}

std::optional<Checkpoint> Parser::checkpoint() const {
  const Encoding encoding = state_->encoding;
  // The decoder may have part of a character.
  const bool has_units = encoding == Encoding::utf16le || encoding == Encoding::utf16be ||
                         encoding == Encoding::utf8_twice;
  if (state_->is_at_start || has_units || !state_->waiting.empty()) return std::nullopt;
  auto place = state_->rows.checkpoint();
  if (place && !state_->is_encoding_open) place->encoding = encoding;
  return place;
}

Encoding Parser::encoding() const { return state_->encoding; }

uint64_t Parser::scanned_bytes() const { return state_->rows.scanned_bytes(); }

}  // namespace kartei::csv
