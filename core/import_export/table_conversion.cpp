#include "import_export/table_conversion.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/limits.h"
#include "base/text.h"
#include "import_export/json_table.h"
#include "import_export/table_reader.h"
#include "json/json_string.h"

namespace kartei {
namespace {

// Which key each column has: its header; one that stands to its left already gets a number
// ("name_2"), and one that has none is "column_3", by its position.
class ColumnKeys {
 public:
  void set_headers(std::span<const std::string_view> headers) {
    // What is a header keeps its name before what is made up.
    for (const std::string_view header : headers) reserved_.emplace(header);
    for (const std::string_view header : headers) add(header);
  }

  const std::string& operator[](size_t column) {
    while (column >= keys_.size()) add({});
    return keys_[column];
  }

  size_t size() const { return keys_.size(); }

 private:
  void add(std::string_view header) {
    const bool is_first = !header.empty() && used_.emplace(header).second;
    std::string base(header), key = base;
    if (header.empty()) key = base = "column_" + std::to_string(keys_.size() + 1);
    // Where counting goes on, so that a thousand equal headers are not compared with each other.
    size_t& number = numbers_.try_emplace(base, 1).first->second;
    while (!is_first && (reserved_.contains(key) || used_.contains(key))) {
      key = base + "_" + std::to_string(++number);
    }
    used_.insert(key);
    keys_.push_back(std::move(key));
  }

  std::vector<std::string> keys_;
  std::unordered_set<std::string> reserved_, used_;
  std::unordered_map<std::string, size_t> numbers_;
};

Error error_in(ErrorCode code, uint64_t row, size_t column) {
  return {.code = code, .row = row, .column = static_cast<uint32_t>(column)};
}

// Whether somebody may read a header as one more row, because a name has no letters or may be an
// address, a number or a date: then it is marked (import_export/table_reader.h).
bool may_be_taken_for_values(std::span<const std::string_view> headers) {
  return std::ranges::any_of(headers, [](std::string_view header) {
    return (!header.empty() && std::ranges::none_of(header, may_be_letter)) ||
           header.contains('@') || std::ranges::count_if(header, is_ascii_digit) >= 6;
  });
}

class FromCsv final : public TableConversion, private TableReader {
 public:
  FromCsv(const ConversionOptions& options, std::function<void()> after_row)
      : TableReader(options.dialect),
        is_json_(options.to_json),
        writer_(options.encoding, options.csv),
        after_row_(std::move(after_row)) {}

  uint32_t skipped_rows() const override { return dialect().skip_rows; }

  Result<void> feed(std::span<const std::byte> chunk, std::string& out) override {
    out_ = &out;
    return TableReader::feed(chunk);
  }

  Result<void> finish(std::string& out) override {
    out_ = &out;
    const auto finished = TableReader::finish();
    if (is_json_) out.append(objects_ == 0 ? "[\n]\n" : "\n]\n");
    return finished;
  }

 private:
  Result<void> take_row(const csv::Row& row) override {
    auto written = write_row(row);
    after_row_();
    return written;
  }

  Result<void> write_row(const csv::Row& row) {
    const bool is_header = !std::exchange(has_header_, true) && dialect().has_header;
    // Its last cell is what stood behind the limit, delimiters and all; or every row would repeat
    // what is beyond the limits.
    if (row.damage &&
        (row.damage->code == ErrorCode::csv_too_many_columns || (is_header && is_json_))) {
      return std::unexpected(*row.damage);
    }
    cells_.clear();
    for (const std::string_view cell : row.cells) cells_.push_back(csv::restore_cell(cell));
    if (!is_json_) {
      return writer_.write(cells_, *out_, is_header && may_be_taken_for_values(cells_));
    }
    for (size_t i = 0; row.damage && i < cells_.size(); ++i) {
      if (!is_valid_utf8(cells_[i])) {
        return std::unexpected(error_in(ErrorCode::csv_invalid_utf8, row.number, i + 1));
      }
    }
    if (is_header) {
      keys_.set_headers(cells_);
    } else {
      append_object();
    }
    return {};
  }

  void append_object() {
    out_->append(objects_++ == 0 ? "[\n{" : ",\n{");
    for (size_t i = 0; i < cells_.size(); ++i) {
      if (i > 0) out_->push_back(',');
      append_json_string(*out_, keys_[i]);
      out_->push_back(':');
      append_json_string(*out_, cells_[i]);
    }
    out_->push_back('}');
  }

  bool is_json_, has_header_ = false;
  csv::Writer writer_;
  ColumnKeys keys_;
  uint64_t objects_ = 0;
  std::vector<std::string_view> cells_;
  std::function<void()> after_row_;
  // During a call.
  std::string* out_ = nullptr;
};

class FromJson final : public TableConversion, private JsonTable {
 public:
  FromJson(const ConversionOptions& options, std::function<void()> after_row)
      : writer_(options.encoding, options.csv), after_row_(std::move(after_row)) {}

  int passes() const override { return 2; }

  Result<void> feed(std::span<const std::byte> chunk, std::string& out) override {
    out_ = &out;
    return JsonTable::feed(chunk);
  }

  Result<void> finish(std::string& out) override {
    if (const auto finished = JsonTable::finish(); !finished) return finished;
    if (std::exchange(has_columns_, true)) return {};
    if (columns_.empty()) {
      if (objects_ == 0) return {};
      return malformed("no object has a key: there is no column", first_position_);
    }
    std::vector<std::string_view> headers(columns_.size());
    for (const auto& [key, column] : columns_) headers[column] = key;
    return writer_.write(headers, out, may_be_taken_for_values(headers));
  }

 private:
  Result<void> take_object(JsonMembers& members) override {
    if (++objects_ == 1) first_position_ = object_position();
    if (!has_columns_) {
      for (auto& [key, value] : members) columns_.try_emplace(std::move(key), columns_.size());
      if (columns_.size() <= kMaxColumns) return {};
      return std::unexpected(error_in(ErrorCode::csv_too_many_columns, objects_, kMaxColumns + 1));
    }
    cells_.assign(columns_.size(), {});
    for (const auto& [key, value] : members) {
      const auto column = columns_.find(key);
      // The file is another one than in the first pass.
      if (column == columns_.end()) return failure(ErrorCode::file_unreadable);
      cells_[column->second] = value;
    }
    auto written = writer_.write(cells_, *out_);
    after_row_();
    return written;
  }

  csv::Writer writer_;
  bool has_columns_ = false;
  std::unordered_map<std::string, size_t> columns_;
  uint64_t objects_ = 0;
  Position first_position_;
  std::vector<std::string_view> cells_;
  std::function<void()> after_row_;
  // During a call.
  std::string* out_ = nullptr;
};

}  // namespace

std::unique_ptr<TableConversion> make_conversion(const ConversionOptions& options,
                                                 std::function<void()> after_row) {
  if (options.from_json) return std::make_unique<FromJson>(options, std::move(after_row));
  return std::make_unique<FromCsv>(options, std::move(after_row));
}

}  // namespace kartei
