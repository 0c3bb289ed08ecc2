#include "json/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/ascii.h"
#include "json/json_number.h"
#include "json/json_string.h"

// Read and written by hand: nlohmann's parser and serializer are 14 KB of the module (brotli).
namespace kartei {
namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  bool parse(Json& json) {
    if (!read_value(json, 0)) return false;
    skip_space();
    return rest_.empty();
  }

  bool is_too_deep() const { return is_too_deep_; }

 private:
  void skip_space() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\n\r"), rest_.size()));
  }

  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  bool take_after_space(std::string_view token) {
    skip_space();
    return take(token);
  }

  // `depth`: of the brackets around it.
  bool read_value(Json& json, int depth) {
    skip_space();
    if (rest_.starts_with('{') || rest_.starts_with('[')) {
      is_too_deep_ = depth == kMaxJsonDepth;
      if (is_too_deep_) return false;
      return take("{") ? read_object(json, depth) : take("[") && read_array(json, depth);
    }
    if (take("\"")) {
      std::string_view text;
      if (!read_string(text)) return false;
      json = text;
      return true;
    }
    if (take("true")) return json = true, true;
    if (take("false")) return json = false, true;
    if (take("null")) return json = nullptr, true;
    return read_number(json);
  }

  // Valid until the next string is read.
  bool read_string(std::string_view& text) {
    decoded_.clear();
    return read_json_string(rest_, decoded_, text);
  }

  // Of a key that comes again the last value is taken.
  bool read_object(Json& json, int depth) {
    json = Json::object();
    if (take_after_space("}")) return true;
    do {
      std::string_view key;
      if (!take_after_space("\"") || !read_string(key)) return false;
      Json& value = json[std::string(key)];
      if (!take_after_space(":") || !read_value(value, depth + 1)) return false;
    } while (take_after_space(","));
    return take("}");
  }

  bool read_array(Json& json, int depth) {
    json = Json::array();
    if (take_after_space("]")) return true;
    do {
      Json item;
      if (!read_value(item, depth + 1)) return false;
      json.push_back(std::move(item));
    } while (take_after_space(","));
    return take("]");
  }

  size_t count_digits(size_t from) const {
    size_t to = from;
    while (to < rest_.size() && is_ascii_digit(rest_[to])) ++to;
    return to - from;
  }

  // A whole number where it has neither point nor exponent, and 64 bits hold it.
  bool read_number(Json& json) {
    size_t end = rest_.starts_with('-') ? 1 : 0;
    const size_t whole = count_digits(end);
    if (whole == 0 || (whole > 1 && rest_[end] == '0')) return false;
    end += whole;
    bool is_whole = true;
    if (rest_.substr(end).starts_with('.')) {
      const size_t fraction = count_digits(end + 1);
      if (fraction == 0) return false;
      end += 1 + fraction;
      is_whole = false;
    }
    if (end < rest_.size() && (rest_[end] == 'e' || rest_[end] == 'E')) {
      ++end;
      if (end < rest_.size() && (rest_[end] == '+' || rest_[end] == '-')) ++end;
      const size_t exponent = count_digits(end);
      if (exponent == 0) return false;
      end += exponent;
      is_whole = false;
    }
    const std::string number(rest_.substr(0, end));
    rest_.remove_prefix(end);
    if (is_whole && number[0] == '-' && read_integer<int64_t>(number, json)) return true;
    if (is_whole && number[0] != '-' && read_integer<uint64_t>(number, json)) return true;
    const double real = read_json_real(number);
    json = real;
    return std::isfinite(real);
  }

  template <class Integer>
  static bool read_integer(const std::string& number, Json& json) {
    Integer integer = 0;
    if (std::from_chars(number.data(), number.data() + number.size(), integer).ec != std::errc()) {
      return false;
    }
    json = integer;
    return true;
  }

  std::string_view rest_;
  std::string decoded_;
  bool is_too_deep_ = false;
};

template <class Integer>
void append_integer(std::string& out, Integer integer) {
  char digits[24];
  out.append(digits, std::to_chars(digits, std::end(digits), integer).ptr);
}

void append_json(std::string& out, const Json& json) {
  // Before each item but the first.
  const char* comma = "";
  switch (json.type()) {
    case Json::value_t::object:
      out.push_back('{');
      for (const auto& [key, value] : json.get_ref<const Json::object_t&>()) {
        append_json_string(out.append(std::exchange(comma, ",")), key);
        append_json(out.append(":"), value);
      }
      out.push_back('}');
      break;
    case Json::value_t::array:
      out.push_back('[');
      for (const Json& item : json) append_json(out.append(std::exchange(comma, ",")), item);
      out.push_back(']');
      break;
    case Json::value_t::string:
      append_json_string(out, json.get_ref<const std::string&>());
      break;
    case Json::value_t::boolean:
      out.append(json.get<bool>() ? "true" : "false");
      break;
    case Json::value_t::number_integer:
      append_integer(out, json.get<int64_t>());
      break;
    case Json::value_t::number_unsigned:
      append_integer(out, json.get<uint64_t>());
      break;
    case Json::value_t::number_float:
      if (const double real = json.get<double>(); std::isfinite(real)) {
        append_json_real(out, real);
      } else {
        out.append("null");
      }
      break;
    default:
      out.append("null");
  }
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  Parser parser(text);
  Json json;
  if (parser.parse(json)) return json;
  return std::unexpected(Error{.code = ErrorCode::request_malformed,
                               .detail = parser.is_too_deep() ? "nested too deep" : "not JSON"});
}

std::string dump_json(const Json& json) {
  std::string out;
  append_json(out, json);
  return out;
}

}  // namespace kartei
