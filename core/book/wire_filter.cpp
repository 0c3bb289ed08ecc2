#include "book/wire_filter.h"

#include <algorithm>

#include "base/limits.h"

namespace kartei {
namespace {

// A thousand years, so that no date is out of range.
constexpr int64_t kMaxFilterDays = 365'000;
// What a number of JavaScript can hold.
constexpr int64_t kMaxImport = int64_t{1} << 53;

// Reads one tree and counts its nodes.
class FilterReader {
 public:
  Result<Filter> read(const Json& json, const std::string& path, size_t depth) {
    if (depth > kMaxFilterDepth || ++nodes_ > kMaxFilterNodes) {
      return failure(ErrorCode::filter_malformed, path, "too large");
    }
    if (!json.is_object() || json.empty()) {
      return failure(ErrorCode::filter_malformed, path, "an object is expected");
    }
    if (json.contains("field")) return read_condition(json, path);
    const std::string& key = json.begin().key();
    const Json& value = json.begin().value();
    if (json.size() != 1) return failure(ErrorCode::filter_malformed, path, "one key is expected");
    const std::string inner = path + "." + key;
    if (key == "all" || key == "any") {
      Filter filter{.kind = key == "all" ? Filter::Kind::all : Filter::Kind::any};
      if (auto read = read_children(value, inner, depth, filter); !read) {
        return std::unexpected(read.error());
      }
      return filter;
    }
    if (key == "not") {
      auto child = read(value, inner, depth + 1);
      if (!child) return child;
      return Filter{.kind = Filter::Kind::negation, .children = {std::move(*child)}};
    }
    if ((key == "text" || key == "segment") && value.is_string()) {
      const bool is_text = key == "text";
      if (bytes_of(value) > kMaxSearchBytes) {
        return failure(ErrorCode::filter_malformed, inner, "too long");
      }
      return Filter{.kind = is_text ? Filter::Kind::text : Filter::Kind::segment,
                    .text = value.get<std::string>()};
    }
    return failure(ErrorCode::filter_malformed, inner);
  }

 private:
  Result<void> read_children(const Json& json, const std::string& path, size_t depth,
                             Filter& filter) {
    if (!json.is_array()) return failure(ErrorCode::filter_malformed, path, "a list is expected");
    for (size_t i = 0; i < json.size(); ++i) {
      auto child = read(json[i], path + "." + std::to_string(i), depth + 1);
      if (!child) return std::unexpected(child.error());
      filter.children.push_back(std::move(*child));
    }
    return {};
  }

  static Result<Filter> read_condition(const Json& json, const std::string& path) {
    for (const auto& [key, value] : json.items()) {
      if (key != "field" && key != "op" && key != "value") {
        return failure(ErrorCode::filter_malformed, path + "." + key, "unknown key");
      }
    }
    const Json field = json.value("field", Json()), op = json.value("op", Json());
    Filter filter{.kind = Filter::Kind::condition};
    const auto named =
        field.is_string() ? find_named_field(field.get<std::string>()) : std::nullopt;
    if (!named || !std::ranges::any_of(kAllOperators,
                                       [&](Operator o) { return has_operator(named->field, o); })) {
      return failure(ErrorCode::filter_field_unknown, path + ".field");
    }
    filter.field = named->field;
    filter.attribute = named->attribute;
    const auto found = op.is_string() ? find_operator(op.get<std::string>()) : std::nullopt;
    if (!found || !has_operator(filter.field, *found)) {
      return failure(ErrorCode::filter_operator_unknown, path + ".op");
    }
    filter.op = *found;
    if (!read_value(json.value("value", Json()), filter)) {
      return failure(ErrorCode::filter_malformed, path + ".value");
    }
    return filter;
  }

  // False where the value is not what the operator takes.
  static bool read_value(const Json& value, Filter& filter) {
    switch (filter.op) {
      case Operator::valid:
      case Operator::invalid:
        return value.is_null();
      case Operator::last_days:
      case Operator::not_in_last_days:
        return read_number(value, kMaxFilterDays, filter);
      case Operator::in_import:
        return read_number(value, kMaxImport, filter);
      case Operator::empty:
        filter.flag = value.is_null() || (value.is_boolean() && value.get<bool>());
        return value.is_null() || value.is_boolean();
      case Operator::before:
      case Operator::after:
        return read_time(value, filter.from);
      case Operator::between:
        return value.is_array() && value.size() == 2 && read_time(value[0], filter.from) &&
               read_time(value[1], filter.to);
      case Operator::any_of:
        if (!value.is_array()) return false;
        return std::ranges::all_of(value, [&](const Json& v) { return read_text(v, filter); });
      default:
        return read_text(value, filter);
    }
  }

  static bool read_number(const Json& value, int64_t most, Filter& filter) {
    if (!value.is_number_integer()) return false;
    filter.number = value.get<int64_t>();
    return filter.number > 0 && filter.number <= most;
  }

  static bool read_text(const Json& value, Filter& filter) {
    if (!value.is_string() || bytes_of(value) > kMaxFieldBytes) return false;
    filter.values.push_back(value.get<std::string>());
    return true;
  }

  static size_t bytes_of(const Json& text) { return text.get_ref<const std::string&>().size(); }

  static bool read_time(const Json& value, Timestamp& time) {
    if (!value.is_string()) return false;
    const auto parsed = parse_timestamp(value.get<std::string>());
    time = parsed.value_or(0);
    return parsed.has_value();
  }

  size_t nodes_ = 0;
};

}  // namespace

std::optional<NamedField> find_named_field(std::string_view name) {
  constexpr std::string_view kAttribute = "attributes.";
  if (name == "import") return NamedField{};
  if (name.starts_with(kAttribute) && name.size() > kAttribute.size()) {
    return NamedField{Field::attributes, std::string(name.substr(kAttribute.size()))};
  }
  const Field field = find_field(name);
  if (field == Field::none || field == Field::attributes) return std::nullopt;
  return NamedField{field};
}

Result<Filter> read_filter(const Json& json, const std::string& path) {
  return FilterReader().read(json, path, 0);
}

}  // namespace kartei
