#include "store/backup_format.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.h"
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
  // JSON has no infinity. A REAL stays one: 1 is written as 1.0. Not by std::to_chars, whose tables
  // for reals are 115 KB.
  out.append(dump_json(std::clamp(real, -kLargest, kLargest)));
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kShort = "\b\f\n\r\t\"\\", kLetters = "bfnrt\"\\";
  out.push_back('\\');
  if (const size_t found = kShort.find(c); found != std::string_view::npos) {
    out.push_back(kLetters[found]);
  } else {
    out.append("u00").append({kHexDigits[c >> 4 & 15], kHexDigits[c & 15]});
  }
}

void append_text(std::string& out, std::string_view text) {
  // Nothing ill-formed is ever stored; what a rescue finds may be.
  if (!is_valid_utf8(text)) return append_text(out, replace_invalid_utf8(text));
  out.push_back('"');
  size_t plain = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text, plain, i - plain);
    append_escaped(out, text[i]);
    plain = i + 1;
  }
  out.append(text, plain).push_back('"');
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
  if (const auto* text = std::get_if<std::string_view>(&value)) return append_text(out, *text);
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
    const std::string_view start = rest_;
    const size_t decoded_start = decoded_.size();
    bool is_plain = true;
    while (true) {
      const size_t end = rest_.find_first_of("\"\\");
      if (end == std::string_view::npos) return false;
      if (!is_plain) decoded_.append(rest_, 0, end);
      const bool is_end = rest_[end] == '"';
      if (!is_end && is_plain) decoded_.append(start, 0, start.size() - rest_.size() + end);
      is_plain = is_plain && is_end;
      rest_.remove_prefix(end + 1);
      if (is_end) break;
      if (!parse_escape()) return false;
    }
    const std::string_view text = is_plain ? start.substr(0, start.size() - rest_.size() - 1)
                                           : std::string_view(decoded_).substr(decoded_start);
    value = text;
    return is_valid_utf8(text);
  }

  bool parse_escape() {
    if (rest_.empty()) return false;
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == 'u') return parse_code_point();
    constexpr std::string_view kLetters = "bfnrt\"\\/", kShort = "\b\f\n\r\t\"\\/";
    const size_t found = kLetters.find(c);
    if (found == std::string_view::npos) return false;
    decoded_.push_back(kShort[found]);
    return true;
  }

  // RFC 8259, 7: beyond the basic plane as two surrogates.
  bool parse_code_point() {
    char32_t code_point = 0;
    if (!parse_unit(code_point)) return false;
    if (code_point >= 0xD800 && code_point < 0xDC00) {
      char32_t low = 0;
      if (!take("\\u") || !parse_unit(low) || low < 0xDC00 || low > 0xDFFF) return false;
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
    } else if (code_point >= 0xDC00 && code_point <= 0xDFFF) {
      return false;
    }
    append_code_point(decoded_, code_point);
    return true;
  }

  bool parse_unit(char32_t& unit) {
    if (rest_.size() < 4) return false;
    for (size_t i = 0; i < 4; ++i) {
      const int digit = digit_of(rest_[i]);
      if (digit < 0) return false;
      unit = unit << 4 | static_cast<char32_t>(digit);
    }
    rest_.remove_prefix(4);
    return true;
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
