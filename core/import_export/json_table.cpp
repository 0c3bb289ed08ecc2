#include "import_export/json_table.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "base/text.h"
#include "csv/writer.h"
#include "json/json.h"
#include "json/json_string.h"

namespace kartei {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// What is wrong with an object, in words for whoever made the file.
constexpr char kNoUtf8[] = "bytes that are no UTF-8";
constexpr char kNoKey[] = "a key in quotation marks is expected";
constexpr char kNoColon[] = "a colon is expected behind a key";
constexpr char kNoObjectEnd[] = "a comma or } is expected";
constexpr char kNoArrayEnd[] = "a comma or ] is expected";
constexpr char kNoValue[] = "a value is expected";
constexpr char kNoNumber[] = "no number is written like this";
constexpr char kControlCharacter[] = "a control character in a string has to be escaped";
constexpr char kNoEscape[] = "no character is escaped like this";
constexpr char kTooDeep[] = "arrays and objects are nested too deep";

// One object, by the grammar of RFC 8259. Each reader moves past what it has read, and says whether
// it was there.
class ObjectText {
 public:
  explicit ObjectText(std::string_view text) : whole_(text), text_(text) {}

  bool read(JsonMembers& members) {
    const size_t valid = valid_utf8_prefix(text_);
    if (valid == text_.size()) return read_members(&members, 1);
    text_.remove_prefix(valid);
    return fail(kNoUtf8);
  }

  // After a failure: what is wrong, and where, in bytes.
  const char* fault() const { return fault_; }
  size_t fault_offset() const { return fault_offset_; }

 private:
  bool fail(const char* fault) {
    if (!fault_) {
      fault_ = fault;
      fault_offset_ = whole_.size() - text_.size();
    }
    return false;
  }

  void skip_space() {
    text_.remove_prefix(
        static_cast<size_t>(std::ranges::find_if_not(text_, is_space) - text_.begin()));
  }

  bool take(std::string_view sign) {
    skip_space();
    if (!text_.starts_with(sign)) return false;
    text_.remove_prefix(sign.size());
    return true;
  }

  // The members of an object are kept where there is a place for them.
  bool read_members(JsonMembers* members, int depth) {
    if (take("{") && take("}")) return true;
    do {
      std::string key, value;
      skip_space();
      if (!text_.starts_with('"')) return fail(kNoKey);
      if (!read_string(key)) return false;
      if (!take(":")) return fail(kNoColon);
      if (!read_value(value, depth)) return false;
      if (members) members->emplace_back(std::move(key), std::move(value));
    } while (take(","));
    return take("}") || fail(kNoObjectEnd);
  }

  bool read_elements(int depth) {
    if (take("[") && take("]")) return true;
    std::string ignored;
    do {
      if (!read_value(ignored, depth)) return false;
    } while (take(","));
    return take("]") || fail(kNoArrayEnd);
  }

  bool read_value(std::string& value, int depth) {
    if (depth > kMaxJsonDepth) return fail(kTooDeep);
    skip_space();
    if (text_.starts_with('"')) return read_string(value);
    if (take("null")) return true;
    const std::string_view rest = text_;
    const bool is_read = text_.starts_with('{')   ? read_members(nullptr, depth + 1)
                         : text_.starts_with('[') ? read_elements(depth + 1)
                                                  : take("true") || take("false") || read_number();
    value = rest.substr(0, rest.size() - text_.size());
    return is_read;
  }

  size_t skip_digits() {
    const size_t count = std::min(text_.find_first_not_of("0123456789"), text_.size());
    text_.remove_prefix(count);
    return count;
  }

  bool skip_one_of(std::string_view signs) {
    const bool is_there = !text_.empty() && signs.contains(text_.front());
    if (is_there) text_.remove_prefix(1);
    return is_there;
  }

  bool read_number() {
    const bool has_sign = skip_one_of("-");
    const bool has_zero = skip_one_of("0");
    if (!has_zero && skip_digits() == 0) return fail(has_sign ? kNoNumber : kNoValue);
    if (skip_one_of(".") && skip_digits() == 0) return fail(kNoNumber);
    if (!skip_one_of("eE")) return true;
    skip_one_of("+-");
    return skip_digits() > 0 || fail(kNoNumber);
  }

  bool read_string(std::string& out) {
    std::string decoded;
    std::string_view text;
    text_.remove_prefix(1);
    if (!read_json_string(text_, decoded, text)) {
      // What was read last is what it is about.
      text_ = whole_.substr(whole_.size() - text_.size() - 1);
      return fail(static_cast<unsigned char>(text_.front()) < 0x20 ? kControlCharacter : kNoEscape);
    }
    out = text;
    return true;
  }

  const std::string_view whole_;
  std::string_view text_;
  const char* fault_ = nullptr;
  size_t fault_offset_ = 0;
};

// One of those that stand twice.
std::optional<std::string_view> find_key_twice(const JsonMembers& members) {
  std::vector<std::string_view> keys;
  for (const auto& [key, value] : members) keys.push_back(key);
  heap_sort(keys);
  const auto found = std::ranges::adjacent_find(keys);
  if (found == keys.end()) return std::nullopt;
  return *found;
}

}  // namespace

void JsonTable::Position::pass(std::string_view text) {
  for (const char byte : text) {
    if (byte == '\n') {
      ++line;
      column = 1;
    } else {
      // A code point is counted at its first byte.
      column += (byte & 0xC0) != 0x80;
    }
  }
}

std::unexpected<Error> JsonTable::malformed(std::string_view why, const Position& position) {
  return std::unexpected(Error{.code = ErrorCode::json_malformed,
                               .detail = std::string(why),
                               .row = position.line,
                               .column = position.column});
}

Result<void> JsonTable::feed(std::span<const std::byte> chunk) {
  std::string_view bytes(reinterpret_cast<const char*>(chunk.data()), chunk.size());
  while (!bytes.empty()) {
    const bool is_inside = place_ == Place::in_object;
    const size_t count = is_inside ? scan_object(bytes) : 1;
    auto taken = is_inside ? take_inside(bytes.substr(0, count)) : take_structure(bytes.front());
    if (!taken) return taken;
    position_.pass(bytes.substr(0, count));
    bytes.remove_prefix(count);
  }
  return {};
}

Result<void> JsonTable::finish() {
  if (place_ == Place::before_array) return malformed("an array is expected: [", position_);
  if (place_ == Place::in_object) return malformed("this object does not end", object_position_);
  if (place_ != Place::after) return malformed("the array does not end", position_);
  place_ = Place::before_array;
  position_ = {};
  number_ = mark_bytes_ = 0;
  return {};
}

// How many of the bytes belong to the open object; it has ended where depth_ is 0 then.
size_t JsonTable::scan_object(std::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size() && depth_ > 0) {
    const char byte = bytes[at++];
    if (in_string_) {
      in_string_ = byte != '"' || is_escaped_;
      is_escaped_ = byte == '\\' && !is_escaped_;
    } else {
      in_string_ = byte == '"';
      depth_ += (byte == '{' || byte == '[') - (byte == '}' || byte == ']');
    }
  }
  return at;
}

Result<void> JsonTable::take_inside(std::string_view bytes) {
  if (object_.size() + bytes.size() > kMaxOversizeBytes) {
    return std::unexpected(Error{.code = ErrorCode::csv_oversize, .row = number_});
  }
  object_.append(bytes);
  if (depth_ > 0) return {};
  place_ = Place::behind;
  members_.clear();
  auto read = read_object();
  object_.clear();
  return read ? take_object(members_) : read;
}

Result<void> JsonTable::read_object() {
  ObjectText text(object_);
  if (!text.read(members_)) {
    Position position = object_position_;
    position.pass(std::string_view(object_).substr(0, text.fault_offset()));
    return malformed(text.fault(), position);
  }
  if (const auto key = find_key_twice(members_)) {
    std::string why = "a key stands twice in this object: ";
    append_json_string(why, *key);
    return malformed(why, object_position_);
  }
  return {};
}

// What stands between the objects.
Result<void> JsonTable::take_structure(char byte) {
  if (place_ == Place::before_array && mark_bytes_ < csv::kUtf8Bom.size() &&
      byte == csv::kUtf8Bom[mark_bytes_]) {
    // It is no character of the first line.
    if (++mark_bytes_ == csv::kUtf8Bom.size()) position_.column = 1;
    return {};
  }
  if (is_space(byte)) return {};
  const auto go = [&](Place place) -> Result<void> {
    place_ = place;
    return {};
  };
  switch (place_) {
    case Place::before_array:
      if (byte == '[' && mark_bytes_ % csv::kUtf8Bom.size() == 0) return go(Place::before_first);
      return malformed("an array is expected: [", position_);
    case Place::before_first:
    case Place::before_object:
      if (byte == ']' && place_ == Place::before_first) return go(Place::after);
      if (byte != '{') return malformed("an object is expected: {", position_);
      ++number_;
      object_.push_back(byte);
      object_position_ = position_;
      depth_ = 1;
      return go(Place::in_object);
    case Place::behind:
      if (byte == ',') return go(Place::before_object);
      if (byte == ']') return go(Place::after);
      return malformed(kNoArrayEnd, position_);
    default:
      return malformed("nothing is expected behind the array", position_);
  }
}

}  // namespace kartei
