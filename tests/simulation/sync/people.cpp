// What people do, on their devices and on the server's own pages, and what happens to devices.
#include <algorithm>

#include "json/json_pointer.h"
#include "sync/ledger.h"
#include "sync/record_mapping.h"
#include "world.h"

namespace kartei::sync_simulation {
namespace {

std::vector<Contact> live_of(const Snapshot& contacts) {
  std::vector<Contact> live;
  for (const auto& [entity, contact] : contacts) {
    if (!contact.deleted_at) live.push_back(contact);
  }
  return live;
}

std::vector<Contact> deleted_of(const Snapshot& contacts) {
  std::vector<Contact> deleted;
  for (const auto& [entity, contact] : contacts) {
    if (contact.deleted_at) deleted.push_back(contact);
  }
  return deleted;
}

template <class T>
Result<void> without_value(const Result<T>& result) {
  if (!result) return std::unexpected(result.error());
  return {};
}

}  // namespace

// --- values: each only once, so that it is known whose it is ---------------------------------

std::string World::token() {
  // Two people now and then write the same.
  if (random_.chance(8)) return last_token_;
  last_token_ = "v" + std::to_string(++number_);
  return last_token_;
}

std::string World::name() {
  const std::string number = std::to_string(++number_);
  if (happens(Trouble::refused_value)) return "Refused refused " + number;
  return (random_.chance(30) ? "Name " : "name ") + number;
}

// Before its first pull a device takes who has the same address for the same person, so whoever
// writes one down then is no other one.
std::string World::address(Client* client) {
  const bool is_known = !client || client->device->has_pulled();
  if (happens(Trouble::taken_address) && is_known) {
    const auto all = records();
    if (!all.empty()) {
      auto record = all.begin();
      std::advance(record, static_cast<int64_t>(random_.below(all.size())));
      count("A9");
      if (const auto found = record->second.find("email");
          found != record->second.end() && found->is_string() && !known_.contains(record->first)) {
        return found->get<std::string>();
      }
    }
  }
  return "m" + std::to_string(++number_) + "@example.org";
}

std::string World::date() {
  constexpr int64_t kFrom = 1'000'000'000'000, kDay = 86'400'000, kDays = 8000;
  return format_timestamp(kFrom + static_cast<int64_t>(++number_ % kDays) * kDay);
}

Json World::tags_for_server(const std::vector<std::string>& tags) const {
  if (style_.tags != Codec::comma) return tags;
  std::string text;
  for (const std::string& tag : tags) text.append(text.empty() ? "" : ", ").append(tag);
  return text;
}

// Live records by entity.
std::map<std::string, Json> World::records() const {
  std::map<std::string, Json> records;
  for (auto& [id, record] : server_.live()) {
    records[values_of_record(record)["attributes.eid"]] = record;
  }
  return records;
}

// --- on a device ----------------------------------------------------------------------------

void World::user(Client& client, const std::string& what,
                 const std::function<Result<void>(ContactBook&)>& work) {
  trace("user " + std::to_string(client.device->index) + " " + what);
  const auto before = client.device->look();
  call(client, true, [&] { return work(client.device->book()); });
  if (!report_.violation.empty()) return;
  if (client.has_new_disk) excuse_unknown(client, *before);
  schedule_pump(client, now_);
}

// An old disk takes what was sent since for never sent. Until it has heard of the record, who takes
// that back has for it changed nothing; and what it makes once more is found as it was made at
// first, as if others had taken back what was added since.
void World::excuse_unknown(const Client& client, const Snapshot& before) {
  const auto there = records();
  for (const auto& [entity, contact] : *client.device->look()) {
    const auto record = there.find(entity);
    const bool is_heard =
        record != there.end() && client.heard.contains(dump_json(record->second.at("id")));
    const auto found = before.find(entity);
    if (is_heard || found == before.end() || found->second == contact) continue;
    const Values kept = values_of(found->second);
    history_.excuse(entity, values_of(contact), &kept);
    if (found->second.deleted_at.has_value() != contact.deleted_at.has_value()) {
      lost_.insert(entity);
    }
  }
}

// What it had not sent it merges with what it is shown, first or while something waits: where that
// is again what it was then, nothing has happened, for all that it knows.
void World::excuse_resent(const Client& client, const std::set<std::string>& shown) {
  if (client.restored.empty()) return;
  const bool waits = client.device->counts().pending > 0 || !client.device->conflicts().empty();
  for (const auto& [entity, record] : records()) {
    const std::string id = dump_json(record.at("id"));
    const auto old = client.restored.find(entity);
    const bool is_known = client.heard.contains(id) && !waits;
    if (old == client.restored.end() || !shown.contains(id) || is_known) continue;
    const Values values = values_of(old->second);
    history_.excuse(entity, values_of_record(record), &values);
  }
}

void World::act(Client& client) {
  const auto contacts = client.device->look();
  const auto live = live_of(*contacts), deleted = deleted_of(*contacts);
  const uint64_t kind = random_.below(100);
  const auto one_of = [&](const std::vector<Contact>& list) {
    return list[random_.below(list.size())];
  };
  if (kind < 20 || live.empty()) return create(client);
  // What somebody else has just changed is the most interesting.
  const auto hot = std::ranges::find(live, last_entity_, entity_of);
  if (kind < 60) return edit(client, hot != live.end() && random_.chance(30) ? *hot : one_of(live));
  if (kind < 70) {
    const Contact contact = one_of(live);
    if (known_.contains(entity_of(contact))) return edit(client, contact);
    const Selection ids = std::vector<Uuid>{contact.id};
    return user(client, "remove " + entity_of(contact),
                [&](ContactBook& book) { return without_value(book.remove(ids)); });
  }
  if (kind < 75 && !deleted.empty()) {
    const Contact contact = one_of(deleted);
    const Selection ids = std::vector<Uuid>{contact.id};
    return user(client, "restore " + entity_of(contact),
                [&](ContactBook& book) { return without_value(book.restore(ids)); });
  }
  // To take back that somebody was written down deletes them.
  if (kind < 84 && client.has_known) return edit(client, one_of(live));
  if (kind < 82) {
    count("D8");
    return user(client, "undo", [&](ContactBook& book) { return without_value(book.undo({})); });
  }
  if (kind < 84) {
    return user(client, "redo", [&](ContactBook& book) { return without_value(book.redo({})); });
  }
  if (kind < 88) return import(client);
  if (kind < 91) {
    const Contact contact = one_of(deleted.empty() ? live : deleted);
    if (known_.contains(entity_of(contact))) return edit(client, contact);
    const Selection ids = std::vector<Uuid>{contact.id};
    return user(client, "erase " + entity_of(contact),
                [&](ContactBook& book) { return without_value(book.erase(ids)); });
  }
  resolve(client);
}

void World::create(Client& client, const std::string& known, const std::string& email) {
  Draft draft{.name = name(), .email = email.empty() ? address(&client) : email};
  if (random_.chance(50)) draft.source = token();
  if (random_.chance(40)) draft.tags = std::vector<std::string>{token()};
  if (random_.chance(30)) draft.last_contact_at = date();
  draft.attributes.emplace_back("eid", known.empty() ? "e" + std::to_string(++number_) : known);
  if (random_.chance(50)) draft.attributes.emplace_back("company", token());
  if (random_.chance(30)) draft.attributes.emplace_back("note", token());
  user(client, "create", [&](ContactBook& book) { return without_value(book.save(draft)); });
}

// Somebody who is on the server, too; each by one device alone. A list that is behind may not show
// who has just been changed, and then nobody can know.
void World::create_known(Client& client) {
  if (style_.lag_ms > 0) return create(client);
  const auto all = records();
  std::map<std::string, int> owners;
  for (const auto& [entity, record] : all) ++owners[values_of_record(record)["email"]];
  for (const auto& [entity, record] : all) {
    const std::string email = values_of_record(record)["email"];
    if (email.empty() || owners[email] > 1) continue;
    if (known_.contains(entity) || random_.chance(50)) continue;
    known_[entity] = email;
    client.has_known = true;
    return create(client, entity, email);
  }
}

Draft World::change(Client& client, const Contact& contact) {
  Draft draft{.id = contact.id};
  const bool clears = random_.chance(10);
  const bool unites = style_.tags_policy == MergePolicy::unite && random_.chance(30);
  // Two edits of one field are more than twice as interesting.
  if (unites || !random_.chance(30)) last_field_ = unites ? 6 : random_.below(7);
  switch (last_field_) {
    case 0:
      draft.name = name();
      break;
    case 1:
      if (known_.contains(entity_of(contact))) {
        draft.name = name();
      } else {
        draft.email = address(&client);
      }
      break;
    case 2:
      draft.source = token();
      break;
    case 3:
      draft.last_contact_at = clears ? "" : date();
      break;
    case 4:
      draft.attributes.emplace_back("company", clears ? "" : token());
      break;
    case 5:
      draft.attributes.emplace_back("note", clears ? "" : token());
      break;
    default:
      draft.tags = contact.tags;
      if (!contact.tags.empty() && random_.chance(40)) {
        draft.tags->erase(draft.tags->begin());
      } else {
        draft.tags->push_back(token());
      }
  }
  return draft;
}

void World::edit(Client& client, const Contact& contact) {
  last_entity_ = entity_of(contact);
  const Draft draft = change(client, contact);
  user(client, "edit " + entity_of(contact),
       [&](ContactBook& book) { return without_value(book.save(draft)); });
  // Whoever wants to see at once what has come of it.
  if (!random_.chance(20)) return;
  at(now_ + 200 + static_cast<int64_t>(random_.below(3000)), [this, &client] {
    if (!client.device->is_open() || now_ < client.offline_until) return;
    // Who asks for it waits for nothing.
    client.quiet_until = 0;
    control(client, SyncControl::now);
  });
}

void World::import(Client& client) {
  std::string text = "Name,Email,eid\n";
  for (uint64_t i = 0; i < 1 + random_.below(3); ++i) {
    text += name() + "," + address(&client) + ",e" + std::to_string(++number_) + "\n";
  }
  user(client, "import", [&](ContactBook& book) {
    auto done = book.begin_import({.file_name = "people.csv"})
                    .and_then([&] { return book.feed_import(bytes_of(text)); })
                    .and_then([&] { return book.finish_import(); })
                    .and_then([&] { return without_value(book.commit_import(100)); });
    book.cancel_import();
    return done;
  });
}

void World::resolve(Client& client) {
  const auto rows = client.device->conflicts();
  if (rows.empty()) return;
  for (const ConflictRow& each : rows) note_joined(each);
  const ConflictRow row = rows[random_.below(rows.size())];
  const bool takes_mine = random_.chance(50);
  const std::string& field = row.conflict.name;
  const std::string entity = entity_of(row.contact);
  count(field == kDeletedHere || field == kDeletedThere ? "D2" : "D4");
  const std::string side = takes_mine ? " mine" : " theirs";
  const uint64_t since = history_.clock();
  user(client, "resolve " + entity + " " + field + side, [&](ContactBook& book) {
    return without_value(
        book.resolve_conflict({.id = row.contact.id, .field = field, .takes_mine = takes_mine}));
  });
  if (!report_.violation.empty()) return;
  for (const ConflictRow& each : client.device->conflicts()) {
    if (each.contact.id == row.contact.id && each.conflict.name == field) return;
  }
  const auto after = client.device->look();
  const auto found = after->find(entity);
  const bool is_live = found != after->end() && !found->second.deleted_at;
  if (field == kDeletedHere || field == kDeletedThere) {
    if (is_live) history_.restore(entity);
    return;
  }
  const std::string mine = text_of_value(row.conflict.mine);
  const std::string theirs = text_of_value(row.conflict.theirs);
  if (!takes_mine) history_.take_theirs(entity, field, theirs, since);
  history_.decide(entity, field, takes_mine ? mine : theirs, takes_mine ? theirs : mine);
}

// --- on the server --------------------------------------------------------------------------

void World::create_there(int64_t time) {
  const std::string entity = "e" + std::to_string(++number_);
  Json body = {{"kind", "person"}, {"name", name()}, {"email", address()}};
  body["source"] = token();
  body["tags"] = tags_for_server({});
  body["extra"] = {{"eid", entity}};
  history_.write(entity, {}, values_of_record(body));
  server_.create(std::move(body), time);
  trace("others create " + entity);
}

void World::act_on_server() {
  const auto all = server_.live();
  if (all.empty() || random_.chance(20)) return create_there(now_);
  auto chosen = all.begin();
  std::advance(chosen, static_cast<int64_t>(random_.below(all.size())));
  if (random_.chance(30)) {
    const auto hot = std::ranges::find_if(all, [&](const auto& each) {
      return values_of_record(each.second).at("attributes.eid") == last_entity_;
    });
    if (hot != all.end()) chosen = hot;
  }
  const auto& [id, record] = *chosen;
  const Values before = values_of_record(record);
  const std::string entity = before.at("attributes.eid");
  if (random_.chance(15) && !known_.contains(entity)) {
    if (random_.chance(30)) merge_there(record);
    trace("others remove " + entity);
    server_.remove(id, now_);
    return history_.remove(entity, before, !unheard(nullptr).contains(entity));
  }
  static constexpr const char* kKeys[] = {"/name",       "/source", "/company",
                                          "/extra/note", "/tags",   "/email"};
  const std::string key =
      kKeys[random_.below(std::size(kKeys) - (known_.contains(entity) ? 1 : 0))];
  last_entity_ = entity;
  Json value = token();
  if (key == "/name") value = name();
  if (key == "/email") value = address();
  if (key == "/tags") value = tags_for_server({token()});
  trace("others edit " + entity + " " + key + " " + dump_json(value));
  if (!server_.edit(id, key, value, now_)) return;
  history_.write(entity, before, values_of_record(server_.live().at(id)));
}

// It is about to go: another one gets what it has nothing of itself.
void World::merge_there(const Json& record) {
  const auto all = server_.live();
  auto into = all.begin();
  std::advance(into, static_cast<int64_t>(random_.below(all.size())));
  const auto& [id, other] = *into;
  if (other == record) return;
  const Values before = values_of_record(other);
  const std::string entity = before.at("attributes.eid");
  count("D6");
  trace("others merge into " + entity);
  for (const char* key : {"/company", "/extra/note", "/tags"}) {
    const Json *given = find_at(record, key), *has = find_at(other, key);
    const bool has_none = !has || text_of_value(*has).empty();
    if (given && has_none) server_.edit(id, key, *given, now_);
  }
  history_.write(entity, before, values_of_record(server_.live().at(id)));
}

// --- what happens to devices ----------------------------------------------------------------

void World::trouble_device(Client& client) {
  Device& device = *client.device;
  if (!report_.violation.empty()) return;
  if (happens(Trouble::offline)) {
    go_offline(client, static_cast<int64_t>(1000 + random_.below(30 * 60'000)));
  }
  if (happens(Trouble::reopened)) {
    trace("reopen " + std::to_string(device.index));
    start(client);
  }
  if (happens(Trouble::clock)) {
    count("E3");
    constexpr int64_t kHour = 3'600'000, kYear = 365 * 24 * kHour;
    const int64_t jumps[] = {0, kHour, -kHour, 10 * kYear, -10 * kYear};
    device.skew = jumps[random_.below(std::size(jumps))];
    // A browser has no other clock: to it the wait may be over.
    client.quiet_until = 0;
    trace("clock " + std::to_string(device.index) + " " + std::to_string(device.skew));
    schedule_pump(client, now_);
  }
  if (happens(Trouble::other_account)) {
    count("F7");
    const auto next = device.book().next_sync_request("b");
    if (next && next->request) fail("F7: sends with another account");
  }
  if (happens(Trouble::old_disk)) {
    if (client.saved_contacts.empty()) {
      client.saved = device.image();
      client.saved_contacts = *device.look();
    } else {
      lose_disk(client, true);
    }
  }
  if (happens(Trouble::lost_disk)) lose_disk(client, false);
  if (happens(Trouble::two_owners)) change_owner(client);
  if (happens(Trouble::hidden)) hide_or_show();
  if (happens(Trouble::mass_loss)) {
    for (const auto& [id, record] : server_.live()) {
      const Values values = values_of_record(record);
      if (random_.chance(40) || known_.contains(values.at("attributes.eid"))) continue;
      count("E12");
      lost_.insert(values.at("attributes.eid"));
      history_.excuse(values.at("attributes.eid"), values, nullptr);
      server_.lose(id);
    }
  }
}

// For a moment two tabs take themselves for the one that writes.
void World::change_owner(Client& client) {
  count("F4");
  trace("change of owner " + std::to_string(client.device->index));
  const auto former = client.device->hand_over();
  start(client);
  const bool was_stormy = std::exchange(is_stormy_, false);
  if (report_.violation.empty()) create(client);
  is_stormy_ = was_stormy;
  if (!report_.violation.empty()) return;
  if (!client.device->is_refused(*former)) return fail("F4: a former owner writes");
}

void World::hide_or_show() {
  if (!server_.hidden().empty() && random_.chance(50)) {
    const std::string shown = *server_.hidden().begin();
    trace("others show " + shown);
    return server_.show(shown, now_);
  }
  const auto all = server_.live();
  if (all.empty() || style_.delta == DeltaKind::log) return;
  auto chosen = all.begin();
  std::advance(chosen, static_cast<int64_t>(random_.below(all.size())));
  const auto& [id, record] = *chosen;
  if (known_.contains(values_of_record(record).at("attributes.eid"))) return;
  count("E9");
  trace("others hide " + id);
  server_.hide(id);
}

void World::lose_disk(Client& client, bool has_old) {
  count(has_old ? "F6" : "F5");
  trace((has_old ? "old disk " : "lost disk ") + std::to_string(client.device->index));
  const auto seen = client.device->look();
  excuse_unsent(client, *seen, false);
  // Who was erased a moment ago is there still.
  for (const auto& [entity, record] : records()) {
    if (!seen->contains(entity)) history_.restore(entity);
  }
  // Whether it shall be there was asked here, and nobody will ask again.
  for (const ConflictRow& row : client.device->conflicts()) {
    if (is_about_existence(row.conflict.name)) history_.restore(entity_of(row.contact));
  }
  if (has_old) excuse_unsent(client, client.saved_contacts, true);
  client.device->replace_files(has_old ? client.saved : Image{});
  client.restored = has_old ? client.saved_contacts : Snapshot();
  client.saved_contacts.clear();
  client.met.clear();
  client.heard.clear();
  client.has_new_disk = true;
  start(client);
}

// What only this disk had may be gone, or come again, and what it has sent may still arrive.
void World::excuse_unsent(const Client& client, const Snapshot& contacts, bool is_back) {
  const auto all = records();
  const auto is_sent = [&](const Json& record) {
    const std::string target = "/contacts/\"" + scalar_text(&record.at("id")) + "\"";
    const auto arrival = client.arrivals.find(target);
    if (arrival != client.arrivals.end() && arrival->second >= now_) return true;
    return std::ranges::any_of(
        client.flights, [&](const auto& each) { return each.second.contains(target + ";"); });
  };
  for (const auto& [entity, contact] : contacts) {
    const auto there = all.find(entity);
    const Values values = values_of(contact);
    const bool is_there = there != all.end();
    if (is_there != !contact.deleted_at) lost_.insert(entity);
    const Values kept = is_there ? values_of_record(there->second) : Values();
    const bool is_kept = is_there && !contact.deleted_at;
    // What was cleared here is something that only this disk had as well.
    const auto has_all = [](const Values& some, const Values& other) {
      return std::ranges::all_of(some, [&](const auto& each) {
        const auto found = other.find(each.first);
        return found != other.end() && canonical(found->second) == canonical(each.second);
      });
    };
    const bool is_same = is_kept && has_all(values, kept) && has_all(kept, values);
    const bool is_flying = is_there && is_sent(there->second);
    if (is_same && !is_flying) continue;
    history_.excuse(entity, values, is_kept && !is_flying ? &kept : nullptr);
    // What is sent once more is written over what has come of it.
    if (is_back && is_kept) history_.excuse(entity, kept, &values);
  }
}

}  // namespace kartei::sync_simulation
