#include "json/json_pointer.h"

#include <charconv>
#include <string>

namespace kartei {
namespace {

// Takes "/token" off the front.
std::string take_token(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const size_t end = std::min(pointer.find('/'), pointer.size());
  std::string token;
  for (size_t i = 0; i < end; ++i) {
    const bool is_escape = pointer[i] == '~' && i + 1 < end;
    if (is_escape) ++i;
    token.push_back(is_escape ? (pointer[i] == '1' ? '/' : '~') : pointer[i]);
  }
  pointer.remove_prefix(end);
  return token;
}

const Json* find_child(const Json& json, const std::string& token) {
  if (json.is_object()) {
    const auto found = json.find(token);
    return found == json.end() ? nullptr : &*found;
  }
  if (!json.is_array()) return nullptr;
  size_t index = 0;
  const char* end = token.data() + token.size();
  const auto read = std::from_chars(token.data(), end, index);
  const bool is_index = read.ec == std::errc() && read.ptr == end && index < json.size();
  return is_index ? &json[index] : nullptr;
}

}  // namespace

bool is_json_pointer(std::string_view pointer) {
  if (!pointer.empty() && pointer.front() != '/') return false;
  for (size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] != '~') continue;
    if (i + 1 == pointer.size() || (pointer[i + 1] != '0' && pointer[i + 1] != '1')) return false;
  }
  return true;
}

const Json* find_at(const Json& json, std::string_view pointer) {
  const Json* at = &json;
  while (at && !pointer.empty()) at = find_child(*at, take_token(pointer));
  return at;
}

void set_at(Json& json, std::string_view pointer, Json value) {
  Json* at = &json;
  while (!pointer.empty()) {
    const std::string token = take_token(pointer);
    const Json* item = at->is_array() ? find_child(*at, token) : nullptr;
    if (!item && !at->is_object()) *at = Json::object();
    at = item ? const_cast<Json*>(item) : &(*at)[token];
  }
  *at = std::move(value);
}

void erase_at(Json& json, std::string_view pointer) {
  const size_t last = pointer.rfind('/');
  if (last == std::string_view::npos) return;
  const Json* parent = find_at(json, pointer.substr(0, last));
  if (!parent || !parent->is_object()) return;
  std::string_view rest = pointer.substr(last);
  const_cast<Json*>(parent)->erase(take_token(rest));
}

}  // namespace kartei
