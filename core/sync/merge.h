// The three-way merge, field by field, of what both sides have made of what they had in common.
//
// A field that one side has changed is that side's; both to the same value is no conflict; both to
// different values goes by the field's policy, and by default to a person: then mine stays until
// somebody has decided.
#pragma once

#include <string>
#include <vector>

#include "json/json.h"
#include "sync/profile.h"

namespace kartei {

// A field with both values and what both had before; null where it was or is empty.
struct FieldConflict {
  std::string name;
  Json base, mine, theirs;

  bool operator==(const FieldConflict&) const = default;
};

struct Merged {
  Json fields;
  std::vector<FieldConflict> conflicts;
};

// Of `base`, `mine`, `theirs` and `fields`: see record_mapping.h. `is_mine_newer` decides where the
// policy is `newest`. `open` are conflicts that nobody has decided yet: theirs is brought up to
// date, and what has become equal is one no more.
Merged merge_fields(const Profile& profile, const Json& base, const Json& mine, const Json& theirs,
                    bool is_mine_newer, const std::vector<FieldConflict>& open);

}  // namespace kartei
