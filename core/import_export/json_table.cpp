#include "import_export/json_table.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "csv/writer.h"
#include "json/json.h"
#include "json/json_string.h"

namespace kartei {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// One object, by the grammar of RFC 8259. Each reader moves past what it has read, and says whether
// it was there.
class ObjectText {
 public:
  explicit ObjectText(std::string_view text) : text_(text) {}

  bool read(JsonMembers& members) {
    return is_valid_utf8(text_) && read_members(&members, 1) && text_.empty();
  }

 private:
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
    if (!take("{")) return false;
    if (take("}")) return true;
    do {
      std::string key, value;
      skip_space();
      if (!read_string(key) || !take(":") || !read_value(value, depth)) return false;
      if (members) members->emplace_back(std::move(key), std::move(value));
    } while (take(","));
    return take("}");
  }

  bool read_elements(int depth) {
    if (!take("[")) return false;
    if (take("]")) return true;
    std::string ignored;
    do {
      if (!read_value(ignored, depth)) return false;
    } while (take(","));
    return take("]");
  }

  bool read_value(std::string& value, int depth) {
    if (depth > kMaxJsonDepth) return false;
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
    skip_one_of("-");
    const bool has_zero = skip_one_of("0");
    if (!has_zero && skip_digits() == 0) return false;
    if (skip_one_of(".") && skip_digits() == 0) return false;
    if (!skip_one_of("eE")) return true;
    skip_one_of("+-");
    return skip_digits() > 0;
  }

  bool read_string(std::string& out) {
    std::string decoded;
    std::string_view text;
    if (!skip_one_of("\"") || !read_json_string(text_, decoded, text)) return false;
    out = text;
    return true;
  }

  std::string_view text_;
};

bool has_key_twice(const JsonMembers& members) {
  std::vector<std::string_view> keys;
  for (const auto& [key, value] : members) keys.push_back(key);
  std::ranges::sort(keys);
  return std::ranges::adjacent_find(keys) != keys.end();
}

}  // namespace

std::unexpected<Error> JsonTable::malformed() const {
  return std::unexpected(Error{.code = ErrorCode::json_malformed, .row = number_});
}

Result<void> JsonTable::feed(std::span<const std::byte> chunk) {
  std::string_view bytes(reinterpret_cast<const char*>(chunk.data()), chunk.size());
  while (!bytes.empty()) {
    const bool is_inside = place_ == Place::in_object;
    const size_t count = is_inside ? scan_object(bytes) : 1;
    auto taken = is_inside ? take_inside(bytes.substr(0, count)) : take_structure(bytes.front());
    if (!taken) return taken;
    bytes.remove_prefix(count);
  }
  return {};
}

Result<void> JsonTable::finish() {
  if (place_ != Place::after) return malformed();
  place_ = Place::before_array;
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
  const bool is_read = ObjectText(object_).read(members_) && !has_key_twice(members_);
  object_.clear();
  return is_read ? take_object(members_) : malformed();
}

// What stands between the objects.
Result<void> JsonTable::take_structure(char byte) {
  if (place_ == Place::before_array && mark_bytes_ < csv::kUtf8Bom.size() &&
      byte == csv::kUtf8Bom[mark_bytes_]) {
    ++mark_bytes_;
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
      break;
    case Place::before_first:
    case Place::before_object:
      if (byte == ']' && place_ == Place::before_first) return go(Place::after);
      ++number_;
      if (byte != '{') break;
      object_.push_back(byte);
      depth_ = 1;
      return go(Place::in_object);
    case Place::behind:
      if (byte == ',') return go(Place::before_object);
      if (byte == ']') return go(Place::after);
      break;
    default:
      break;
  }
  return malformed();
}

}  // namespace kartei
