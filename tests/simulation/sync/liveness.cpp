// The end of a run: everything is mended, and then all sides must become equal and quiet.
#include <algorithm>

#include "sync/engine.h"
#include "sync/record_mapping.h"
#include "world.h"

namespace kartei::sync_simulation {
namespace {

constexpr int64_t kRound = 40'000;
constexpr int kRounds = 40;

}  // namespace

void World::heal() {
  trace("heal");
  is_stormy_ = false;
  server_.is_strict = false;
  server_.has_unique_emails = false;
  server_.is_prompt = true;
  for (const std::string& id : std::set(server_.hidden())) server_.show(id, now_);
  for (Client& client : clients_) {
    client.offline_until = 0;
    if (!client.device->is_open()) start(client);
    if (!report_.violation.empty()) return;
  }
  // What is still on its way arrives.
  advance(2 * 60'000);
}

bool World::is_quiet() {
  return std::ranges::all_of(clients_, [](Client& client) {
    return client.flights.empty() && client.device->counts().pending == 0;
  });
}

std::string World::unrest() {
  std::string text;
  for (Client& client : clients_) {
    text += std::to_string(client.flights.size()) + " under way and " +
            std::to_string(client.device->counts().pending) + " pending; ";
  }
  return text;
}

// Who has all that is gone sent anew wants it back, also what somebody has deleted before, there or
// on a device that has not said so yet.
void World::decide_loss(Client& client, bool deletes) {
  const auto all = records();
  const auto goes = [&](const std::string& entity) {
    return !all.contains(entity) || std::ranges::any_of(clients_, [&](const Client& other) {
      const auto look = other.device->look();
      const auto found = look->find(entity);
      return found == look->end() || found->second.deleted_at;
    });
  };
  for (const auto& [entity, contact] : *client.device->look()) {
    if (!deletes && !contact.deleted_at && goes(entity)) history_.restore(entity);
  }
  control(client, deletes ? SyncControl::delete_lost : SyncControl::send_lost);
}

// No request that is not needed, and none that a person must ask for but where somebody has to
// decide.
void World::settle() {
  std::string rest;
  // Where the server says of everything that has happened, nobody need read all of it.
  const bool has_tombstones = style_.has_tombstones || style_.delta == DeltaKind::log;
  const bool tells_all = has_tombstones && !weather_.has(Trouble::mass_loss);
  // Somebody asks for all records, or waits until that is due, if it ever is.
  const bool is_by_hand = has_tombstones || random_.chance(50);
  constexpr int64_t kUntilWalk = 16 * 60'000;
  for (int round = 0; round < kRounds; ++round) {
    if (!report_.violation.empty()) return;
    for (Client& client : clients_) {
      const SyncPause pause = client.device->pause();
      if (pause == SyncPause::refused) return fail("I8: is paused: refused");
      if (pause == SyncPause::mass_loss) {
        // Nobody throws away what they know to be hidden only.
        decide_loss(client, random_.chance(50) && !weather_.has(Trouble::hidden));
      } else if (pause != SyncPause::none) {
        control(client, SyncControl::resume);
      }
      const auto parked = client.device->parked();
      std::vector<Uuid> ids;
      for (const ParkedRow& row : parked) ids.push_back(row.contact.id);
      if (!ids.empty()) {
        call(client, false, [&] { return client.device->book().retry_parked(ids); });
        schedule_pump(client, now_);
      }
      const bool wants_all = is_by_hand && !tells_all && (round == 3 || round == 8);
      if (wants_all) control(client, SyncControl::whole);
      if (!report_.violation.empty()) return;
    }
    if (!is_by_hand && !tells_all && (round == 3 || round == 8)) freeze(kUntilWalk);
    advance(kRound);
    rest = is_quiet() ? difference() : "something is still to be sent: " + unrest();
    if (rest.empty() && round > 3) return;
    trace("not equal yet: " + rest);
  }
  fail("I4: does not become equal: " + rest);
}

void World::settle_with_people() {
  settle();
  judge();
  constexpr int kDecisions = 200;
  for (int i = 0; i < kDecisions && report_.violation.empty(); ++i) {
    bool is_any = false;
    for (Client& client : clients_) {
      if (client.device->conflicts().empty()) continue;
      is_any = true;
      resolve(client);
    }
    if (!is_any) {
      check_idle();
      return;
    }
    const bool is_last = std::ranges::all_of(
        clients_, [](Client& client) { return client.device->conflicts().empty(); });
    if (!is_last) continue;
    settle();
    judge();
  }
  if (report_.violation.empty()) fail("I4: conflicts come again and again");
}

// Who was deleted, and edited by two: an upsert without a condition brings them back, and whoever
// has seen them deleted makes them anew. Nobody can know of the other.
bool World::is_doubled(const std::string& entity) const {
  int count = 0;
  bool is_revived = false;
  for (const auto& [id, record] : server_.live()) {
    if (values_of_record(record)["attributes.eid"] != entity) continue;
    ++count;
    is_revived |= server_.revived.contains(id);
  }
  return is_revived && count > 1;
}

std::string World::difference() {
  const auto all = records();
  if (all.size() != server_.live().size()) {
    std::set<std::string> seen;
    for (const auto& [id, record] : server_.live()) {
      const std::string entity = values_of_record(record)["attributes.eid"];
      const bool is_twin = !seen.insert(entity).second;
      if (is_twin && !is_excused(entity)) return "I3: two records for " + entity;
    }
  }
  for (Client& client : clients_) {
    std::string text = difference(client, all);
    if (!text.empty()) return "device " + std::to_string(client.device->index) + ": " + text;
  }
  return "";
}

std::string World::difference(Client& client, const std::map<std::string, Json>& all) {
  const auto look = client.device->look();
  const Snapshot& contacts = *look;
  const auto conflicts = client.device->conflicts();
  for (const ConflictRow& row : conflicts) note_joined(row);
  const History::Fields open = asked_fields(conflicts);
  for (const auto& [entity, contact] : contacts) {
    const bool is_missing = !contact.deleted_at && !all.contains(entity);
    if (is_missing && !joined_.contains(entity)) return entity + " is not on the server";
  }
  for (const auto& [entity, record] : all) {
    const auto found = contacts.find(entity);
    if (is_excused(entity)) continue;
    if (found == contacts.end() || found->second.deleted_at) return entity + " is not here";
    Values here = values_of(found->second), there = values_of_record(record);
    for (const auto& [field, value] : there) here.try_emplace(field, "");
    for (const auto& [field, value] : here) {
      const bool is_equal = canonical(value) == canonical(there[field]);
      if (is_equal || open.contains({entity, field})) continue;
      return entity + " has " + field + " " + value + " here and " + there[field] + " there";
    }
    const auto created = record.find("created");
    const auto time = created == record.end() ? std::nullopt : parse_remote_time(&*created);
    if (time && *time / 1000 != found->second.created_at / 1000) {
      return entity + " was created at another time";
    }
  }
  return "";
}

void World::judge() {
  if (!report_.violation.empty()) return;
  std::map<std::string, std::map<std::string, std::set<std::string>>> open;
  for (Client& client : clients_) {
    for (const ConflictRow& row : client.device->conflicts()) {
      const std::string entity = entity_of(row.contact);
      const FieldConflict& conflict = row.conflict;
      auto& fields = open[entity];
      if (is_about_existence(conflict.name)) {
        Values values = values_of_fields(conflict.mine);
        values.merge(values_of(row.contact));
        for (const auto& [field, value] : values) fields["*" + field].insert(canonical(value));
        continue;
      }
      const std::string theirs = text_of_value(conflict.theirs);
      const bool is_own = !client.has_new_disk && !theirs.empty() &&
                          history_.is_only_of(entity, conflict.name, theirs, client.device->index);
      if (is_own) return fail("A2: " + conflict.name + " of " + entity + " is asked about itself");
      fields[conflict.name].insert(canonical(text_of_value(conflict.mine)));
      fields[conflict.name].insert(canonical(text_of_value(conflict.theirs)));
      // What was typed after it became a conflict.
      const Values values = values_of(row.contact);
      const auto now = values.find(conflict.name);
      fields[conflict.name].insert(now == values.end() ? "" : canonical(now->second));
    }
  }
  const auto all = records();
  for (const std::string& entity : history_.entities()) {
    if (is_doubled(entity) || joined_.contains(entity)) continue;
    const auto found = all.find(entity);
    const Values values = found == all.end() ? Values() : values_of_record(found->second);
    const std::string text =
        history_.judge(entity, found == all.end() ? nullptr : &values, open[entity]);
    if (!text.empty()) return fail(text + " (" + entity + ")");
  }
}

// With nothing to do nothing is written, and little is asked.
void World::check_idle() {
  const uint64_t writes = server_.writes, requests = totals_.requests;
  constexpr int64_t kIdle = 5 * 60'000;
  advance(kIdle);
  if (server_.writes != writes) return fail("I9: writes though there is nothing to do");
  // By a filter each page begins with the last record of the one before, and what is within the
  // overlap is read each time, the deleted ones, too; twice, where pages of one time may shift.
  const bool is_filter = style_.delta == DeltaKind::filter;
  const uint64_t pages =
      3 + (is_filter ? 2 * server_.size() : server_.live().size() / style_.page_size);
  const uint64_t most = clients_.size() * pages * (kIdle / kPollMs + 2);
  if (totals_.requests - requests > most) fail("I9: asks too often");
}

}  // namespace kartei::sync_simulation
