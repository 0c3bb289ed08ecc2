#include "history.h"

#include <algorithm>

#include "sync/record_mapping.h"

namespace kartei::sync_simulation {
namespace {

std::set<std::string> split_tags(const std::string& text) {
  std::set<std::string> tags;
  std::string tag;
  for (const char c : text + ",") {
    if (c != ',' && c != ' ') tag.push_back(c);
    if (c == ',' && !tag.empty()) tags.insert(std::exchange(tag, ""));
  }
  return tags;
}

std::string join_tags(const std::set<std::string>& tags) {
  std::string text;
  for (const std::string& tag : tags) text.append(text.empty() ? "" : ",").append(tag);
  return text;
}

std::string value_at(const Values& values, const std::string& field) {
  const auto found = values.find(field);
  return found == values.end() ? std::string() : canonical(found->second);
}

void put(Values& values, const std::string& field, std::string text) {
  if (!text.empty()) values[field] = std::move(text);
}

}  // namespace

std::string canonical(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

std::string text_of_value(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) {
    std::set<std::string> tags;
    for (const Json& tag : value) tags.insert(tag.get<std::string>());
    return join_tags(tags);
  }
  return value.is_number() ? dump_json(value) : std::string();
}

Values values_of(const Contact& contact) {
  Values values;
  put(values, "name", contact.name);
  put(values, "email", contact.email);
  put(values, "source", contact.source);
  put(values, "tags", join_tags({contact.tags.begin(), contact.tags.end()}));
  if (contact.last_contact_at) {
    put(values, "last_contact_at", std::to_string(*contact.last_contact_at));
  }
  for (const auto& [name, value] : contact.attributes) put(values, "attributes." + name, value);
  return values;
}

Values values_of_record(const Json& record) {
  Values values;
  const auto text_at = [&](const char* key) {
    const auto found = record.find(key);
    return found == record.end() ? std::string() : text_of_value(*found);
  };
  for (const char* key : {"name", "email", "source"}) put(values, key, text_at(key));
  put(values, "attributes.company", text_at("company"));
  put(values, "tags", join_tags(split_tags(text_at("tags"))));
  if (const auto seen = record.find("seen"); seen != record.end()) {
    const auto time = parse_remote_time(&*seen);
    if (time) put(values, "last_contact_at", std::to_string(*time));
  }
  if (const auto extra = record.find("extra"); extra != record.end() && extra->is_object()) {
    for (const auto& [name, value] : extra->items()) {
      put(values, "attributes." + name, text_of_value(value));
    }
  }
  return values;
}

Values values_of_fields(const Json& fields) {
  Values values;
  if (!fields.is_object()) return values;
  for (const auto& [name, value] : fields.items()) put(values, name, text_of_value(value));
  return values;
}

// --- what is done ---------------------------------------------------------------------------

void History::observe(size_t device, const Snapshot& before, const Snapshot& after,
                      const std::set<std::string>& unheard, const Fields& asked) {
  // Whoever takes back that they took somebody out of the trash, before that was sent, has deleted
  // nothing.
  const auto is_settled = [&](const std::string& entity) {
    const bool is_taken_back = entities_[entity].restorer == device && waiting_.contains(device);
    return !is_taken_back && !unheard.contains(entity);
  };
  for (const auto& [entity, contact] : after) {
    const auto old = before.find(entity);
    const bool was_live = old != before.end() && !old->second.deleted_at;
    const bool is_in_trash = contact.deleted_at.has_value() && !was_live;
    write(entity, old == before.end() ? Values() : values_of(old->second), values_of(contact),
          device, is_in_trash, asked);
    if (was_live && contact.deleted_at) remove(entity, values_of(contact), is_settled(entity));
    if (old != before.end() && !was_live && !contact.deleted_at) {
      restore(entity, values_of(contact));
      entities_[entity].restorer = device;
    }
  }
  for (const auto& [entity, contact] : before) {
    const bool is_erased = !after.contains(entity);
    if (is_erased && !contact.deleted_at) {
      remove(entity, values_of(contact), is_settled(entity));
    }
  }
}

void History::write(const std::string& name, const Values& before, const Values& after,
                    std::optional<size_t> device, bool is_in_trash, const Fields& asked) {
  Entity& entity = entities_[name];
  ++clock_;
  std::set<std::string> fields;
  for (const auto& [field, value] : before) fields.insert(field);
  for (const auto& [field, value] : after) fields.insert(field);
  for (const std::string& field : fields) {
    const std::string old = value_at(before, field), value = value_at(after, field);
    if (old == value) continue;
    if (!is_in_trash && (!before.empty() || !old.empty())) supersede(name, field, old);
    std::vector<Write>& writes = entity.writes[field];
    const bool is_over_unheard = std::ranges::any_of(writes, [&](const Write& each) {
      return each.value == old && each.device && each.device != device &&
             waiting_.contains(*each.device);
    });
    writes.push_back({.value = value,
                      .over = old,
                      .at = clock_,
                      .is_in_trash = is_in_trash,
                      .is_over_unheard = is_over_unheard,
                      .is_asked_about = asked.contains({name, field}),
                      .device = device});
    if (field != "tags" || is_in_trash) continue;
    const auto had = split_tags(old), has = split_tags(value);
    for (const std::string& tag : has) {
      if (had.contains(tag)) continue;
      ++entity.additions[tag];
      entity.adders[tag] = device;
    }
    for (const std::string& tag : had) {
      const std::optional<size_t> adder = entity.adders[tag];
      // Whoever does not know that it has arrived takes it for not there yet.
      const bool is_unheard = adder && adder != device && waiting_.contains(*adder);
      if (!has.contains(tag)) entity.takings[tag] += is_unheard ? 0 : 1;
    }
    std::ranges::set_difference(has, had, std::inserter(entity.added, entity.added.end()));
    std::ranges::set_difference(had, has, std::inserter(entity.removed, entity.removed.end()));
  }
}

void History::decide(const std::string& name, const std::string& field, const std::string& chosen,
                     const std::string& against) {
  supersede(name, field, against);
  entities_[name].decisions[field].push_back({canonical(chosen), canonical(against), ++clock_});
}

void History::supersede(const std::string& name, const std::string& field,
                        const std::string& value) {
  for (Write& each : entities_[name].writes[field]) {
    if (each.value == canonical(value)) each.is_superseded = true;
  }
}

void History::take_theirs(const std::string& name, const std::string& field,
                          const std::string& value, uint64_t since) {
  std::vector<Write>& writes = entities_[name].writes[field];
  const bool is_written = !writes.empty() && writes.back().at > since;
  if (is_written && writes.back().value == canonical(value)) writes.pop_back();
}

void History::remove(const std::string& name, const Values& seen, bool is_settled) {
  Entity& entity = entities_[name];
  entity.removals.push_back({.seen = seen, .at = ++clock_, .is_settled = is_settled});
  entity.restorer.reset();
  entity.removed.merge(split_tags(value_at(seen, "tags")));
}

void History::restore(const std::string& name) {
  for (Removal& each : entities_[name].removals) each.is_undone = true;
}

void History::restore(const std::string& name, const Values& seen) {
  restore(name);
  ++entities_[name].restores;
  for (auto& [field, writes] : entities_[name].writes) {
    for (Write& each : writes) {
      if (each.value == value_at(seen, field)) each.is_in_trash = false;
    }
  }
}

void History::excuse(const std::string& name, const Values& lost, const Values* kept) {
  Entity& entity = entities_[name];
  entity.is_excused = true;
  if (!kept) entity.losses.push_back(lost);
  // What was empty is a value as well.
  for (auto& [field, writes] : entity.writes) {
    const std::string value = value_at(lost, field);
    if (kept && value_at(*kept, field) == value) continue;
    supersede(name, field, value);
    for (Write& each : writes) each.is_excused |= each.value == value;
  }
}

bool History::was_removed(const std::string& name) const {
  const auto found = entities_.find(name);
  return found != entities_.end() && !found->second.removals.empty();
}

bool History::goes_back(const std::string& name, const std::string& field, const std::string& value,
                        const std::string& back, size_t device, uint64_t since) const {
  const auto entity = entities_.find(name);
  if (entity == entities_.end() || entity->second.is_excused) return false;
  const auto found = entity->second.writes.find(field);
  if (found == entity->second.writes.end() || !entity->second.removals.empty()) return false;
  const std::vector<Write>& writes = found->second;
  const auto mine = std::ranges::find_if(writes.rbegin(), writes.rend(), [&](const Write& each) {
    return each.value == canonical(value) && each.over == canonical(back) && each.device == device;
  });
  // An undo is no edit to whoever merges three ways.
  const bool came_back = std::ranges::count(writes, canonical(value), &Write::value) > 1;
  if (mine == writes.rend() || mine->at <= since || came_back) return false;
  // What it has taken back was its own, and somebody else has written the same.
  const auto has_written = [&](bool is_itself) {
    return std::ranges::any_of(writes, [&](const Write& each) {
      return each.value == canonical(back) && (each.device == device) == is_itself;
    });
  };
  if (has_written(true) && has_written(false)) return false;
  const auto decisions = entity->second.decisions.find(field);
  const bool is_decided =
      decisions != entity->second.decisions.end() &&
      std::ranges::contains(decisions->second, canonical(back), &Decision::chosen);
  // What several have of one field, a server with sets of tags puts together.
  const bool is_united = field == "tags" && style_.tags_policy == MergePolicy::unite;
  const auto has = split_tags(canonical(value));
  std::set<std::string> again;
  std::ranges::set_difference(split_tags(canonical(back)), has, std::inserter(again, again.end()));
  return !is_decided && std::ranges::none_of(writes, [&](const Write& each) {
    const bool is_others = each.device && each.device != device;
    const bool is_same = is_united ? std::ranges::includes(split_tags(each.value), again)
                                   : each.value == canonical(back);
    return is_same && (each.at > mine->at || is_others);
  });
}

bool History::is_only_of(const std::string& name, const std::string& field,
                         const std::string& value, size_t device) const {
  const auto entity = entities_.find(name);
  if (entity == entities_.end() || entity->second.is_excused) return false;
  if (!entity->second.removals.empty()) return false;
  const auto writes = entity->second.writes.find(field);
  if (writes == entity->second.writes.end()) return false;
  bool is_any = false;
  for (const Write& each : writes->second) {
    if (each.value != canonical(value)) continue;
    if (each.device != device) return false;
    is_any = true;
  }
  return is_any;
}

std::vector<std::string> History::entities() const {
  std::vector<std::string> names;
  for (const auto& [name, entity] : entities_) names.push_back(name);
  return names;
}

// --- what is left ---------------------------------------------------------------------------

// A value that was there before and has come back by an undo, while somebody else, who saw it when
// it was there first, had replaced it already. To whoever merges three ways nothing has happened
// on the one side and an edit on the other: that edit, or what somebody has made of it, stays.
bool History::is_overtaken(const std::vector<Write>& writes, const Write& write) {
  // What its writer came back over, by place: somebody else may have written the same value, and
  // nothing is what most fields begin with.
  std::string wanted = write.over;
  std::set<const Write*> seen;
  for (size_t i = writes.size(); i-- > 0;) {
    const bool is_known = writes[i].at < write.at && !writes[i].is_excused;
    if (!is_known || writes[i].value != wanted) continue;
    seen.insert(&writes[i]);
    wanted = writes[i].over;
  }
  // To whoever does not know that theirs has arrived, what is there again was never another.
  const auto is_unheard = [&](const Write& step) {
    return step.is_over_unheard && std::ranges::any_of(writes, [&](const Write& first) {
             return first.value == step.over && first.over == write.value;
           });
  };
  const bool is_back =
      is_unheard(write) || std::ranges::any_of(writes, [&](const Write& other) {
        return other.at < write.at && other.value == write.over && is_unheard(other);
      });
  if (is_back) return true;
  return std::ranges::any_of(writes, [&](const Write& other) {
    if (other.at >= write.at || other.is_in_trash || seen.contains(&other)) return false;
    const bool was_there = std::ranges::any_of(writes, [&](const Write& first) {
      return first.at < other.at && first.over == write.value;
    });
    if (other.is_asked_about && was_there) return true;
    // Who takes back what they do not know to have arrived has written nothing.
    return other.over == write.value || (other.is_over_unheard && other.over == write.over);
  });
}

// The same after a decision: what it was made against has come back by an undo of somebody who had
// not heard of it.
bool History::is_decided(const Entity& entity, const std::string& field, const Write& write) {
  const auto found = entity.decisions.find(field);
  if (found == entity.decisions.end()) return false;
  return std::ranges::any_of(found->second, [&](const Decision& each) {
    return each.against == write.value && each.at < write.at && each.chosen != write.over;
  });
}

// The same as somebody else has written and taken back since: whoever does not know what has become
// of that takes it for their own, come late.
bool History::is_like_taken_back(const std::vector<Write>& writes, const Write& write) {
  return std::ranges::any_of(writes, [&](const Write& back) {
    if (back.at >= write.at || back.over != write.value || !back.device) return false;
    return back.device != write.device && std::ranges::any_of(writes, [&](const Write& first) {
             return first.at < back.at && first.value == write.value && first.device == back.device;
           });
  });
}

bool History::is_asked(const std::string& field) const {
  if (field == "source") return style_.source_policy == MergePolicy::ask;
  return field != "tags" || style_.tags_policy == MergePolicy::ask;
}

std::string History::judge_field(const Entity& entity, const std::string& field,
                                 const Values* final,
                                 const std::map<std::string, std::set<std::string>>& open) const {
  const auto is_open = [&](const std::string& value) {
    for (const std::string& key : {field, std::string("*" + field)}) {
      const auto found = open.find(key);
      if (found != open.end() && found->second.contains(value)) return true;
    }
    return false;
  };
  bool is_any = false;
  std::string missing;
  const std::string last = final ? value_at(*final, field) : std::string();
  for (const Write& each : entity.writes.at(field)) {
    is_any = is_any || each.value == last;
    if (each.is_superseded || (final && each.value == last) || is_open(each.value)) continue;
    // What two have taken out of the trash has no common past, in which a value was cleared; nor
    // what one has taken out who had not seen that it was.
    const bool is_unseen = std::ranges::any_of(entity.removals, [&](const Removal& removal) {
      return value_at(removal.seen, field) != each.value;
    });
    if (each.value.empty() && entity.restores > (is_unseen ? 0 : 1)) continue;
    if (each.is_in_trash || is_overtaken(entity.writes.at(field), each)) continue;
    if (is_decided(entity, field, each)) continue;
    if (is_like_taken_back(entity.writes.at(field), each)) continue;
    const bool is_removed = std::ranges::any_of(entity.removals, [&](const Removal& removal) {
      return value_at(removal.seen, field) == each.value;
    });
    // An edit that was taken back before it was sent is none: what was lost went with all of it,
    // and somebody else may have made anew what they had seen.
    const std::vector<Write>& writes = entity.writes.at(field);
    const bool was_there = std::ranges::any_of(writes, [&](const Write& other) {
      return other.at < each.at && other.value == each.value;
    });
    const bool is_taken_back = std::ranges::any_of(writes, [&](const Write& other) {
      return other.at < each.at && other.device == each.device && other.value == each.over &&
             other.over == each.value;
    });
    const bool is_lost = std::ranges::any_of(entity.losses, [&](const Values& lost) {
      const std::string value = value_at(lost, field);
      if (value == each.value) return !final || is_taken_back;
      return !final && was_there && value == each.over;
    });
    // Who takes back an edit that was not sent has changed nothing of what was deleted meanwhile,
    // by somebody who had decided against it.
    const bool is_as_before =
        is_taken_back && std::ranges::any_of(writes, [&](const Write& other) {
          return other.at < each.at && other.value == each.value && other.is_superseded;
        });
    if (!final && is_as_before) continue;
    // What a later self had sent from a disk that is lost looks like an edit of somebody else's.
    if (is_removed || is_lost || (entity.is_excused && is_taken_back)) continue;
    missing = each.value.empty() ? "(empty)" : each.value;
  }
  const bool is_united = field == "tags" && style_.tags_policy == MergePolicy::unite;
  if (final && !is_any && !last.empty() && !is_united && !is_of_namesake(entity, field, last)) {
    return "I1: " + field + " is " + last + ", which nobody has written";
  }
  if (missing.empty() || !is_asked(field)) return "";
  return "I1: " + field + " " + missing + " is lost" +
         (final ? ", it is " + last : ", all is gone");
}

// A contact without a record is taken for the record that has its address, which may be somebody
// else's who has the same one.
bool History::is_of_namesake(const Entity& entity, const std::string& field,
                             const std::string& value) const {
  return entity.is_excused && std::ranges::any_of(entities_, [&](const auto& other) {
           return has_written(other.second, field, value) && is_namesake(entity, other.second);
         });
}

bool History::has_namesake(const std::string& name) const {
  const auto entity = entities_.find(name);
  return entity != entities_.end() && std::ranges::any_of(entities_, [&](const auto& other) {
           return other.first != name && is_namesake(entity->second, other.second);
         });
}

bool History::has_written(const Entity& entity, const std::string& field,
                          const std::string& value) {
  const auto writes = entity.writes.find(field);
  return writes != entity.writes.end() &&
         std::ranges::contains(writes->second, value, &Write::value);
}

bool History::is_namesake(const Entity& one, const Entity& other) {
  const auto emails = one.writes.find("email");
  return emails != one.writes.end() && std::ranges::any_of(emails->second, [&](const Write& email) {
           return !email.value.empty() && has_written(other, "email", email.value);
         });
}

// Somebody has deleted all that there is, and nobody has written since.
bool History::is_wholly_removed(const Entity& entity) const {
  return std::ranges::any_of(entity.removals, [&](const Removal& removal) {
    if (removal.is_undone || !removal.is_settled) return false;
    return std::ranges::all_of(entity.writes, [&](const auto& each) {
      std::set<std::string> values;
      return std::ranges::all_of(each.second, [&](const Write& write) {
        if (write.is_in_trash) return true;
        // What was taken back says nothing any more about who has seen what.
        const bool is_new = values.insert(write.value).second;
        const bool is_seen =
            write.is_superseded || value_at(removal.seen, each.first) == write.value;
        return is_new && is_seen && write.at < removal.at;
      });
    });
  });
}

std::string History::judge(const std::string& name, const Values* final,
                           const std::map<std::string, std::set<std::string>>& open) const {
  const Entity& entity = entities_.at(name);
  if (!final && entity.removals.empty() && !entity.is_excused) return "I5: is gone by itself";
  if (final && is_wholly_removed(entity) && !entity.is_excused && open.empty()) {
    return "I2: was deleted, and is there";
  }
  for (const auto& [field, writes] : entity.writes) {
    if (std::string text = judge_field(entity, field, final, open); !text.empty()) return text;
  }
  if (!final || entity.is_excused || style_.tags_policy != MergePolicy::unite) return "";
  std::set<std::string> left;
  std::ranges::set_difference(entity.added, entity.removed, std::inserter(left, left.end()));
  const auto has = split_tags(value_at(*final, "tags"));
  if (has == left || open.contains("tags")) return "";
  // What was removed and added again by different people may be there or not.
  for (const std::string& tag : left) {
    if (!has.contains(tag)) return "I1: the tag " + tag + " is lost";
  }
  // Of what was deleted and made anew nobody knows what had been removed before.
  for (const std::string& tag : entity.removals.empty() ? has : std::set<std::string>()) {
    const auto added = entity.additions.find(tag), taken = entity.takings.find(tag);
    const bool was_added_once = added != entity.additions.end() && added->second == 1;
    if (was_added_once && taken != entity.takings.end() && taken->second > 0) {
      return "I2: the tag " + tag + " was removed, and is there";
    }
  }
  return "";
}

}  // namespace kartei::sync_simulation
