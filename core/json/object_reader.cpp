#include "json/object_reader.h"

#include <algorithm>

namespace kartei {

ObjectReader::ObjectReader(const Json& json) : json_(json) {
  if (!json.is_object()) refuse("", "an object is expected");
}

const Json* ObjectReader::find(std::string_view key) {
  known_.push_back(key);
  if (!json_.is_object()) return nullptr;
  const auto found = json_.find(key);
  return found == json_.end() ? nullptr : &*found;
}

std::optional<std::string> ObjectReader::optional_text(std::string_view key) {
  const Json* value = find(key);
  if (!value || value->is_null()) return std::nullopt;
  if (value->is_string()) return value->get<std::string>();
  refuse(key, "a text is expected");
  return std::nullopt;
}

std::string ObjectReader::text(std::string_view key, std::string_view fallback) {
  return optional_text(key).value_or(std::string(fallback));
}

uint64_t ObjectReader::integer(std::string_view key, uint64_t fallback) {
  const Json* value = find(key);
  if (!value || value->is_null()) return fallback;
  constexpr uint64_t kLargest = uint64_t{1} << 53;
  if (value->is_number_unsigned() && value->get<uint64_t>() <= kLargest) {
    return value->get<uint64_t>();
  }
  refuse(key, "a whole number from 0 is expected");
  return fallback;
}

std::optional<bool> ObjectReader::optional_boolean(std::string_view key) {
  const Json* value = find(key);
  if (!value || value->is_null()) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  refuse(key, "true or false is expected");
  return std::nullopt;
}

bool ObjectReader::boolean(std::string_view key, bool fallback) {
  return optional_boolean(key).value_or(fallback);
}

std::optional<std::vector<std::string>> ObjectReader::optional_texts(std::string_view key) {
  const Json* value = find(key);
  if (!value || value->is_null()) return std::nullopt;
  std::vector<std::string> texts;
  if (value->is_array()) {
    for (const Json& item : *value) {
      if (!item.is_string()) break;
      texts.push_back(item.get<std::string>());
    }
    if (texts.size() == value->size()) return texts;
  }
  refuse(key, "a list of texts is expected");
  return std::nullopt;
}

size_t ObjectReader::choice(std::string_view key, std::span<const std::string_view> names) {
  const auto name = optional_text(key);
  const auto found = name ? std::ranges::find(names, *name) : names.begin();
  if (found != names.end()) return static_cast<size_t>(found - names.begin());
  refuse(key, "not one of the known names");
  return 0;
}

void ObjectReader::refuse(std::string_view key, std::string_view why) {
  if (error_) return;
  error_ = Error{
      .code = ErrorCode::request_malformed, .detail = std::string(why), .field = std::string(key)};
}

Result<void> ObjectReader::finish() const {
  if (error_) return std::unexpected(*error_);
  for (const auto& [key, value] : json_.items()) {
    if (std::ranges::find(known_, key) == known_.end()) {
      return failure(ErrorCode::request_malformed, key, "unknown key");
    }
  }
  return {};
}

}  // namespace kartei
