#include "store/backup_format.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "json/json_string.h"
#include "json/object_reader.h"
#include "store/migrations.h"

namespace kartei {
namespace {

constexpr int64_t kFormat = 1;
constexpr std::string_view kHexDigits = "0123456789abcdef";

// --- writing --------------------------------------------------------------------------------

void append_integer(std::string& out, int64_t integer) {
  char digits[32];
  out.append(digits, std::to_chars(digits, std::end(digits), integer).ptr);
}

void append_real(std::string& out, double real) {
  constexpr double kLargest = std::numeric_limits<double>::max();
  // JSON has no infinity. A REAL stays one: 1 is written as 1.0.
  out.append(dump_json(std::clamp(real, -kLargest, kLargest)));
}

void append_blob(std::string& out, std::span<const uint8_t> blob) {
  out.append("{\"blob\":\"");
  for (const uint8_t byte : blob) {
    out.push_back(kHexDigits[byte >> 4]);
    out.push_back(kHexDigits[byte & 15]);
  }
  out.append("\"}");
}

void append_value(std::string& out, const ValueView& value) {
  if (const auto* integer = std::get_if<int64_t>(&value)) return append_integer(out, *integer);
  if (const auto* text = std::get_if<std::string_view>(&value))
    return append_json_string(out, *text);
  if (const auto* blob = std::get_if<std::span<const uint8_t>>(&value)) {
    return append_blob(out, *blob);
  }
  if (const auto* real = std::get_if<double>(&value)) return append_real(out, *real);
  out.append("null");
}

// --- reading --------------------------------------------------------------------------------

int digit_of(char c) {
  const size_t digit = kHexDigits.find(c);
  return digit == std::string_view::npos ? -1 : static_cast<int>(digit);
}

// Reads a row from its first byte to its last. What is decoded goes to `decoded`, which never grows
// beyond the line, so that views of it stay valid.
class RowParser {
 public:
  RowParser(std::string_view line, std::string& decoded) : rest_(line), decoded_(decoded) {
    decoded_.clear();
    decoded_.reserve(line.size());
  }

  bool parse(size_t columns, std::vector<ValueView>& values) {
    values.clear();
    for (size_t i = 0; i < columns; ++i) {
      if (!take(i == 0 ? "[" : ",") || !parse_value(values.emplace_back())) return false;
    }
    return take("]") && rest_.empty();
  }

 private:
  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  bool parse_value(ValueView& value) {
    if (take("null")) return true;
    if (take("\"")) return parse_text(value);
    if (take("{\"blob\":\"")) return parse_blob(value);
    return parse_number(value);
  }

  bool parse_number(ValueView& value) {
    const size_t end = std::min(rest_.find_first_of(",]"), rest_.size());
    const std::string_view token = rest_.substr(0, end);
    rest_.remove_prefix(end);
    // from_chars takes 01, JSON does not.
    const std::string_view digits = token.substr(token.starts_with('-') ? 1 : 0);
    if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return false;
    int64_t integer = 0;
    const auto read = std::from_chars(token.data(), token.data() + token.size(), integer);
    if (read.ec == std::errc() && read.ptr == token.data() + token.size()) {
      value = integer;
      return true;
    }
    const auto json = parse_json(token);
    if (!json || !json->is_number_float()) return false;
    value = json->get<double>();
    return true;
  }

  bool parse_text(ValueView& value) {
    std::string_view text;
    const bool is_valid = read_json_string(rest_, decoded_, text);
    value = text;
    return is_valid;
  }

  bool parse_blob(ValueView& value) {
    const size_t start = decoded_.size();
    while (rest_.size() >= 2 && rest_.front() != '"') {
      const int high = digit_of(rest_[0]), low = digit_of(rest_[1]);
      if (high < 0 || low < 0) return false;
      decoded_.push_back(static_cast<char>(high << 4 | low));
      rest_.remove_prefix(2);
    }
    value = std::span(reinterpret_cast<const uint8_t*>(decoded_.data()) + start,
                      decoded_.size() - start);
    return take("\"}");
  }

  std::string_view rest_;
  std::string& decoded_;
};

}  // namespace

std::unexpected<Error> backup_damaged(std::string_view detail) {
  return std::unexpected(Error{.code = ErrorCode::backup_damaged, .detail = std::string(detail)});
}

std::string format_backup_header(const BackupHeader& header) {
  return dump_json({{"kartei_backup", kFormat},
                    {"schema", header.schema},
                    {"created_at", format_timestamp(header.created_at)},
                    {"contacts", header.contacts},
                    {"trash", header.trash},
                    {"entries", header.entries}}) +
         '\n';
}

std::string format_backup_table(const BackupTable& table) {
  return dump_json({{"table", table.name}, {"columns", table.columns}}) + '\n';
}

void append_backup_row(std::string& out, std::span<const ValueView> values) {
  char before = '[';
  for (const ValueView& value : values) {
    out.push_back(before);
    append_value(out, value);
    before = ',';
  }
  out.append("]\n");
}

std::string format_backup_end(uint64_t rows, std::string_view sha256) {
  return dump_json({{"rows", rows}, {"sha256", sha256}}) + '\n';
}

Result<BackupHeader> parse_backup_header(std::string_view line) {
  const auto json = parse_json(line);
  const auto mark =
      json && json->is_object() ? json->find("kartei_backup") : Json::const_iterator();
  if (!json || !json->is_object() || mark == json->end() || !mark->is_number_integer()) {
    return failure(ErrorCode::backup_unknown);
  }
  ObjectReader reader(*json);
  const auto format = static_cast<int64_t>(reader.integer("kartei_backup", 0));
  if (format > kFormat) {
    return std::unexpected(
        Error{.code = ErrorCode::backup_newer, .detail = "format " + std::to_string(format)});
  }
  BackupHeader header{.schema = static_cast<int64_t>(reader.integer("schema", 0))};
  const auto created_at = parse_timestamp(reader.text("created_at"));
  header.contacts = reader.integer("contacts", 0);
  header.trash = reader.integer("trash", 0);
  header.entries = reader.integer("entries", 0);
  if (!reader.finish() || !created_at || format != kFormat || header.schema < 1) {
    return backup_damaged("header");
  }
  header.created_at = *created_at;
  if (header.schema > schema_version()) {
    return std::unexpected(Error{.code = ErrorCode::backup_newer,
                                 .detail = "schema " + std::to_string(header.schema)});
  }
  return header;
}

bool is_backup_table(std::string_view line) { return line.starts_with("{\"table\":"); }

bool is_backup_end(std::string_view line) { return line.starts_with("{\"rows\":"); }

Result<BackupTable> parse_backup_table(std::string_view line) {
  const auto json = parse_json(line);
  if (!json) return backup_damaged("no table");
  ObjectReader reader(*json);
  BackupTable table{
      .name = reader.text("table"),
      .columns = reader.optional_texts("columns").value_or(std::vector<std::string>())};
  if (!reader.finish() || table.columns.empty()) return backup_damaged("no table");
  return table;
}

bool BackupRow::parse(std::string_view line, size_t columns) {
  return RowParser(line, decoded_).parse(columns, values_);
}

}  // namespace kartei
