#include "sync/pull_state.h"

#include "json/json.h"

namespace kartei {
namespace {

// Calls `visit` with each member by its name.
template <class State, class Visit>
void for_each_member(State& state, Visit&& visit) {
  visit("cursor", state.cursor);
  visit("from", state.from);
  visit("position", state.position);
  visit("last_page", state.last_page);
  visit("marked_page", state.marked_page);
  visit("pages", state.pages);
  visit("repeat", state.repeat);
  visit("repeats", state.repeats);
  visit("began_at", state.began_at);
  visit("before", state.before);
  visit("round_ms", state.round_ms);
  visit("was_paged", state.was_paged);
  visit("is_second", state.is_second);
  visit("walk", state.walk);
  visit("rows", state.rows);
  visit("rows_before", state.rows_before);
  visit("confirmed", state.confirmed);
  visit("is_complete", state.is_complete);
  visit("has_delta", state.has_delta);
  visit("may_lose_many", state.may_lose_many);
  visit("sends_lost", state.sends_lost);
  visit("has_doubts", state.has_doubts);
  visit("polled_at", state.polled_at);
  visit("walked_at", state.walked_at);
}

void read(const Json& json, std::string& value) {
  if (json.is_string()) value = json.get<std::string>();
}
void read(const Json& json, bool& value) {
  if (json.is_boolean()) value = json.get<bool>();
}
template <class Integer>
void read(const Json& json, Integer& value) {
  if (json.is_number_integer()) value = json.get<Integer>();
}

}  // namespace

std::string format_pull_state(const PullState& state) {
  Json json = {{"mode", static_cast<int>(state.mode)}};
  for_each_member(state, [&](const char* name, const auto& value) { json[name] = value; });
  return dump_json(json);
}

PullState parse_pull_state(std::string_view text) {
  PullState state;
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return state;
  const auto find = [&](const char* name) {
    const auto found = json->find(name);
    return found == json->end() ? Json() : *found;
  };
  for_each_member(state, [&](const char* name, auto& value) { read(find(name), value); });
  int mode = 0;
  read(find("mode"), mode);
  const bool is_known = mode > 0 && mode <= static_cast<int>(PullMode::confirm);
  state.mode = is_known ? static_cast<PullMode>(mode) : PullMode::idle;
  return state;
}

}  // namespace kartei
