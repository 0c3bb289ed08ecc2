#include "sync/merge.h"

#include <algorithm>
#include <set>

#include "sync/record_mapping.h"

namespace kartei {
namespace {

std::set<std::string> all_names(const Json& base, const Json& mine, const Json& theirs) {
  std::set<std::string> names;
  for (const Json* fields : {&base, &mine, &theirs}) {
    for (const auto& [name, value] : fields->items()) names.insert(name);
  }
  return names;
}

// What either has added or both have kept; a text stays a conflict.
Json unite(const Json& base, const Json& mine, const Json& theirs) {
  Json united = Json::array();
  const auto has = [](const Json& list, const Json& value) {
    return list.is_array() && std::ranges::find(list, value) != list.end();
  };
  for (const Json* list : {&mine, &theirs}) {
    if (!list->is_array()) continue;
    for (const Json& value : *list) {
      const bool is_removed = has(base, value) && (!has(mine, value) || !has(theirs, value));
      if (!is_removed && !has(united, value)) united.push_back(value);
    }
  }
  std::sort(united.begin(), united.end());
  return united;
}

bool is_list(const Json& value) { return value.is_array() || value.is_null(); }

}  // namespace

Merged merge_fields(const Profile& profile, const Json& base, const Json& mine, const Json& theirs,
                    bool is_mine_newer, const std::vector<FieldConflict>& open) {
  Merged merged{.fields = Json::object(), .conflicts = {}};
  for (const std::string& name : all_names(base, mine, theirs)) {
    const auto known = std::ranges::find(open, name, &FieldConflict::name);
    const bool is_open = known != open.end();
    const Json ours = field_value(mine, name), other = field_value(theirs, name);
    const Json before = is_open ? known->base : field_value(base, name);
    const auto take = [&](const Json& value) {
      if (!value.is_null() && !(value.is_array() && value.empty())) merged.fields[name] = value;
    };
    if (ours == other || other == before) {
      take(ours);
      continue;
    }
    // Of a record without a time of creation it is only when it was seen first.
    const bool is_guess = name == "created_at" && before.is_null();
    // What was written while the question is open is no less an edit for being what was there
    // first.
    if ((ours == before && !is_open) || is_guess) {
      take(other);
      continue;
    }
    const MergePolicy policy = policy_of(profile, name);
    if (policy == MergePolicy::unite && is_list(ours) && is_list(other)) {
      take(unite(before, ours, other));
    } else if (policy == MergePolicy::server || (policy == MergePolicy::newest && !is_mine_newer)) {
      take(other);
    } else {
      take(ours);
      const bool is_mine = policy == MergePolicy::client || policy == MergePolicy::newest;
      if (!is_mine) merged.conflicts.push_back({name, before, ours, other});
    }
  }
  return merged;
}

}  // namespace kartei
