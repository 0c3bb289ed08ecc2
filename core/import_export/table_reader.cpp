#include "import_export/table_reader.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "csv/decoder.h"
#include "csv/writer.h"

namespace kartei {

namespace {

// The cells of a text by RFC 4180, each as it is written.
class WrittenCells {
 public:
  WrittenCells(std::string_view text, const csv::Dialect& dialect)
      : text_(text), dialect_(dialect) {}

  // False at the end of the text, also for a cell that the sample ends in.
  bool next() {
    if (at_ >= text_.size()) return false;
    const size_t start = at_;
    is_quoted_ = text_[at_] == dialect_.quote;
    for (bool inside = false; at_ < text_.size() && (inside || !is_end(text_[at_])); ++at_) {
      if (text_[at_] == dialect_.quote) inside = !inside;
    }
    if (at_ == text_.size()) return false;
    cell_ = text_.substr(start, at_ - start);
    ends_row_ = text_[at_] != dialect_.delimiter;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    return true;
  }

  bool is_empty() const { return cell_.empty(); }
  bool ends_row() const { return ends_row_; }
  // Whether it would be the same without its quotes.
  bool is_marked() const {
    if (!is_quoted_ || cell_.size() < 3) return false;
    const std::string_view inner = cell_.substr(1, cell_.size() - 2);
    // Careful writers put every program's delimiter in quotes (csv/writer.h).
    const auto is_sign = [&](char c) {
      return is_end(c) || c == dialect_.quote || std::string_view(",;\t|").contains(c);
    };
    return std::ranges::none_of(inner, is_sign) && trim(inner) == inner;
  }

 private:
  bool is_end(char c) const { return c == dialect_.delimiter || c == '\n' || c == '\r'; }

  std::string_view text_, cell_;
  const csv::Dialect& dialect_;
  size_t at_ = 0;
  bool is_quoted_ = false, ends_row_ = false;
};

bool has_marked_header(std::string_view text, const csv::Dialect& dialect) {
  if (dialect.quote == csv::kNoQuote || dialect.skip_rows > 0) return false;
  bool is_header = true, has_names = false, has_rows = false;
  for (WrittenCells cells(text, dialect); cells.next();) {
    if (is_header ? !cells.is_empty() && !cells.is_marked() : cells.is_marked()) return false;
    has_names = has_names || cells.is_marked();
    has_rows = !is_header;
    is_header = is_header && !cells.ends_row();
  }
  return has_names && has_rows;
}

}  // namespace

Result<csv::Dialect> detect_table(std::span<const std::byte> sample,
                                  const csv::DialectOverrides& overrides) {
  auto dialect = csv::detect_dialect(sample, overrides);
  if (dialect && !dialect->has_header && !overrides.has_header) {
    sample = sample.first(std::min(sample.size(), kDialectSampleBytes));
    const std::string text = csv::decode_sample(sample, dialect->encoding);
    dialect->has_header = has_marked_header(text, *dialect);
  }
  return dialect;
}

Result<void> TableReader::start() {
  const auto dialect = detect_table(sample_, overrides_);
  if (!dialect) return std::unexpected(dialect.error());
  dialect_ = *dialect;
  // Not make_unique: that we handle rows is nobody else's business.
  parser_.reset(new csv::Parser(dialect_, *this));
  return parser_->feed(std::exchange(sample_, {}));
}

Result<void> TableReader::feed(std::span<const std::byte> chunk) {
  Result<void> fed;
  if (parser_) {
    fed = parser_->feed(chunk);
  } else {
    sample_.insert(sample_.end(), chunk.begin(), chunk.end());
    if (sample_.size() > kDialectSampleBytes) fed = start();
  }
  return taken_ ? fed : taken_;
}

Result<void> TableReader::finish() {
  Result<void> finished;
  if (!parser_) finished = start();
  if (finished) finished = parser_->finish();
  if (empty_rows_.size() == 1 && empty_rows_.front().second == 1) take_empty_rows();
  return taken_ ? finished : taken_;
}

void TableReader::on_row(const csv::Row& row) {
  if (std::ranges::all_of(row.cells, &std::string_view::empty)) {
    const auto width = static_cast<uint32_t>(row.cells.size());
    if (empty_rows_.empty() || empty_rows_.back().first != width)
      empty_rows_.emplace_back(width, 0);
    ++empty_rows_.back().second;
    return;
  }
  take_empty_rows();
  if (taken_) taken_ = take_row(row);
}

void TableReader::take_empty_rows() {
  for (auto [width, count] : std::exchange(empty_rows_, {})) {
    const std::vector<std::string_view> cells(width);
    for (; taken_ && count > 0; --count) taken_ = take_row({.cells = cells});
  }
}

}  // namespace kartei
