#include "script.h"

#include <algorithm>

#include "book/draft.h"
#include "contact/normalize.h"
#include "dedupe/keys.h"
#include "dedupe/merge.h"

namespace kartei::simulation {
namespace {

const char* kind_name(Action::Kind kind) {
  constexpr const char* kNames[] = {"open", "save", "update", "remove",        "restore", "erase",
                                    "undo", "redo", "import", "cancel import", "export",  "search"};
  return kNames[static_cast<size_t>(kind)];
}

// Ids that `found` has and `before` has not, by e-mail.
std::map<std::string, Uuid> new_ids(const Model& before, const Model& found) {
  std::map<std::string, Uuid> ids;
  for (const auto& [id, contact] : found.contacts) {
    if (!before.contacts.contains(id)) ids.emplace(contact.email, id);
  }
  return ids;
}

void add(Model& model, Contact contact, Timestamp at, const std::map<std::string, Uuid>& ids) {
  const auto id = ids.find(contact.email);
  if (id != ids.end()) contact.id = id->second;
  contact.created_at = contact.updated_at = at;
  model.contacts[contact.id] = contact;
}

void save(Model& model, const Action& action, Timestamp at, const Model& found) {
  std::vector<FieldIssue> issues;
  if (!action.draft.id) {
    add(model, apply_draft({.source = "manual"}, action.draft, issues), at, new_ids(model, found));
    return;
  }
  Contact& contact = model.contacts.at(*action.draft.id);
  Contact changed = apply_draft(contact, action.draft, issues);
  if (changed == contact) return;
  changed.updated_at = at;
  contact = changed;
}

void import(Model& model, const Action& action, Timestamp at, const Model& found) {
  const std::map<std::string, Uuid> ids = new_ids(model, found);
  // The oldest of several is who a row is compared with.
  std::map<std::string, Uuid> existing;
  for (const auto& [id, contact] : model.contacts) {
    if (!contact.deleted_at) existing.emplace(exact_email_key(contact), id);
  }
  ImportRecord record{.file_name = action.file_name, .rows = action.rows.size()};
  const size_t place = model.imports.size();
  if (place < found.imports.size()) record.entry = found.imports[place].entry;
  for (const ImportRow& row : action.rows) {
    Contact incoming;
    std::vector<FieldIssue> issues;
    normalize_contact({.name = row.name,
                       .email = row.email,
                       .phone = row.phone,
                       .source = "import",
                       .attributes = {{"Note", row.note}}},
                      {}, incoming, issues);
    const auto match = existing.find(exact_email_key(incoming));
    if (!issues.empty()) {
      ++record.rejected;
    } else if (match == existing.end()) {
      ++record.created;
      add(model, incoming, at, ids);
    } else if (action.duplicates == DuplicateAction::update) {
      ++record.updated;
      Contact& contact = model.contacts.at(match->second);
      Contact merged = merge_update(contact, incoming);
      if (merged == contact) continue;
      merged.updated_at = at;
      contact = merged;
    } else {
      ++record.skipped;
    }
  }
  model.imports.push_back(record);
}

}  // namespace

std::string Action::csv() const {
  std::string out = "Name,Email,Phone,Note\n";
  for (const ImportRow& row : rows) {
    out.append(row.name).append(",").append(row.email).append(",");
    out.append(row.phone).append(",").append(row.note).append("\n");
  }
  return out;
}

std::string Action::describe() const {
  std::string words = kind_name(kind);
  if (kind == Action::Kind::save) words += draft.id ? " a change" : " somebody new";
  if (!ids.empty()) words += " " + std::to_string(ids.size()) + " contacts";
  if (is_import()) {
    words += " of " + std::to_string(rows.size()) + " rows, " + std::to_string(rows_a_step) +
             " a step, " + (duplicates == DuplicateAction::update ? "updating" : "skipping");
  }
  return words;
}

Model after(const Model& before, const Action& action, Timestamp at, const Model& found) {
  if (!action.is_modelled()) return *action.outcome;
  Model model = before;
  if (action.kind == Action::Kind::save) save(model, action, at, found);
  if (action.kind == Action::Kind::import) import(model, action, at, found);
  if (action.kind == Action::Kind::remove || action.kind == Action::Kind::restore) {
    for (const Uuid& id : action.ids) {
      Contact& contact = model.contacts.at(id);
      const bool to_live = action.kind == Action::Kind::restore;
      if (contact.deleted_at.has_value() != to_live) continue;
      contact.deleted_at = to_live ? std::nullopt : std::optional(at);
    }
  }
  return model;
}

// --- script ---------------------------------------------------------------------------------

std::string Script::person() {
  constexpr const char* kNames[] = {"Anna Ärger", "Bert Braun", "Cora Çelik", "Dmitri Đorđević",
                                    "Eva Ōkubo"};
  return std::string(kNames[random_.below(std::size(kNames))]) + " " + std::to_string(number_);
}

std::string Script::text() {
  const uint64_t size = random_.chance(profile_.long_texts) ? 1 + random_.below(9000) : 12;
  std::string text = "note " + std::to_string(number_) + " ";
  while (text.size() < size) text += static_cast<char>('a' + random_.below(26));
  return text;
}

Action Script::save_new() {
  ++number_;
  const std::string number = std::to_string(number_);
  return {.kind = Action::Kind::save,
          .draft = {.name = person(),
                    .email = "Person" + number + "@example.org",
                    .phone = "+49 30 " + std::to_string(1000000 + number_),
                    .tags = std::vector<std::string>{"neu", "nr" + number},
                    .attributes = {{"Note", text()}}}};
}

Action Script::edit(const Uuid& id) {
  ++number_;
  Action action{.kind = Action::Kind::save, .draft = {.id = id}};
  switch (random_.below(4)) {
    case 0:
      action.draft.name = person();
      break;
    case 1:
      action.draft.phone = "+49 40 " + std::to_string(1000000 + number_);
      break;
    case 2:
      action.draft.tags = std::vector<std::string>{"t" + std::to_string(number_)};
      break;
    default:
      action.draft.attributes = {{"Note", text()}};
  }
  return action;
}

Action Script::choose(Action::Kind kind, const std::vector<Uuid>& among) {
  Action action{.kind = kind};
  // One, a few or all.
  const uint64_t percent = std::array<uint64_t, 3>{0, 30, 100}[random_.below(3)];
  for (const Uuid& id : among) {
    if (random_.chance(percent)) action.ids.push_back(id);
  }
  if (action.ids.empty()) action.ids.push_back(among[random_.below(among.size())]);
  return action;
}

Action Script::import(Action::Kind kind, const Model& model, const std::vector<Uuid>& live) {
  ++number_;
  Action action{.kind = kind,
                .duplicates = random_.chance(50) ? DuplicateAction::update : DuplicateAction::skip,
                .file_name = "file" + std::to_string(number_) + ".csv"};
  const uint64_t most = random_.chance(50) ? profile_.import_rows : profile_.import_rows / 8;
  const uint64_t count = 1 + random_.below(most);
  size_t next_known = random_.below(live.size() + 1);
  for (uint64_t i = 0; i < count; ++i) {
    ++number_;
    const std::string number = std::to_string(number_);
    ImportRow row{.name = person(),
                  .email = "row" + number + "@example.org",
                  .phone = "+49 89 " + std::to_string(1000000 + number_),
                  .note = text()};
    if (random_.chance(5)) row.email = "nobody";
    if (random_.chance(20) && next_known < live.size()) {
      row.email = model.contacts.at(live[next_known++]).email;
    }
    action.rows.push_back(row);
  }
  action.rows_a_step = 1 + random_.below(count);
  return action;
}

Action Script::take_back(Action::Kind kind) {
  Action action{.kind = kind, .overwrite = random_.chance(30)};
  if (random_.chance(40)) action.place = 1 + random_.below(6);
  return action;
}

Action Script::next(const Model& model) {
  Action action = next_kind(model);
  if (action.is_write()) action.request = "call " + std::to_string(++number_);
  return action;
}

Action Script::next_kind(const Model& model) {
  std::vector<Uuid> live, deleted;
  for (const auto& [id, contact] : model.contacts) {
    (contact.deleted_at ? deleted : live).push_back(id);
  }
  const uint64_t dice = random_.below(130);
  const bool is_large = model.contacts.size() > 10 * profile_.import_rows;
  if (dice < 14 && !is_large) return import(Action::Kind::import, model, live);
  if (dice < 18) return import(Action::Kind::cancelled_import, model, live);
  if (dice < 22) return {.kind = Action::Kind::export_all};
  if (dice < 25) return {.kind = Action::Kind::search, .text = "an"};
  if (dice < 29) return {.kind = Action::Kind::open};
  if (dice < 41 && !deleted.empty()) return choose(Action::Kind::restore, deleted);
  if (dice < 53 && !live.empty()) return choose(Action::Kind::remove, live);
  if (dice < 77 && !live.empty()) return edit(live[random_.below(live.size())]);
  if (dice < 100 || live.empty()) return save_new();
  if (dice < 112) return take_back(Action::Kind::undo);
  if (dice < 118) return take_back(Action::Kind::redo);
  if (dice < 122) return choose(Action::Kind::erase, deleted.empty() ? live : deleted);
  Action action = choose(Action::Kind::update, live);
  action.edit.add_tags = {"bulk" + std::to_string(++number_)};
  return action;
}

}  // namespace kartei::simulation
