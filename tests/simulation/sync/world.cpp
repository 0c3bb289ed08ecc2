#include "world.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "sync/engine.h"

namespace kartei::sync_simulation {
namespace {

constexpr int64_t kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute;

uint64_t hash_of(uint64_t before, const std::string& text) {
  uint64_t hash = before ^ 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

bool is_expected(ErrorCode code) {
  return code == ErrorCode::nothing_to_undo || code == ErrorCode::nothing_to_redo ||
         code == ErrorCode::contact_unknown || code == ErrorCode::conflict_unknown;
}

}  // namespace

World::World(const RunOptions& options, Totals& totals)
    : options_(options),
      totals_(totals),
      random_(options.seed),
      style_(draw_style(random_, random_.below(4) * 30)),
      features_(style_.features()),
      weather_(draw_weather(random_, options.off)),
      history_(style_),
      server_(style_, simulation::mix(options.seed, 1)) {
  const size_t devices = 1 + random_.below(3);
  for (size_t i = 0; i < devices; ++i) {
    clients_.push_back(
        {.device = std::make_unique<Device>(i, simulation::mix(options.seed, 2, i))});
  }
  server_.is_strict = weather_.has(Trouble::refused_value);
  server_.has_unique_emails = weather_.has(Trouble::taken_address);
  server_.on_race = [this](Race race) {
    // Who was to notice an earlier one finds what has come of both.
    for (Client& client : clients_) {
      std::erase_if(client.unnoticed, [&](const Race& earlier) {
        const bool is_same = earlier.id == race.id;
        if (is_same) excuse(earlier);
        return is_same;
      });
    }
    if (!race.noticed_by) return excuse(race);
    clients_[*race.noticed_by].unnoticed.push_back(std::move(race));
  };
  report_.scene =
      std::to_string(devices) + " devices; " + style_.describe() + "; " + weather_.describe();
  const uint64_t drawn = 20 + random_.below(60);
  report_.steps = options.steps > 0 ? options.steps : drawn;
}

RunReport World::run() {
  // SQLite draws the seed of its own random numbers once in a process, from whoever comes first:
  // a run alone would be another one than the same after others.
  sqlite3_randomness(0, nullptr);
  trace(report_.scene);
  for (uint64_t i = random_.below(8); i > 0; --i) create_there(now_ - kHour);
  for (Client& client : clients_) set_up(client);
  for (uint64_t i = 0; i < report_.steps && report_.violation.empty(); ++i) {
    random_ = Random(simulation::mix(options_.seed, 3, i));
    step();
    advance(draw_gap());
    if (!report_.violation.empty()) report_.steps = i + 1;
  }
  random_ = Random(simulation::mix(options_.seed, 4));
  if (report_.violation.empty()) heal();
  if (report_.violation.empty()) settle_with_people();
  totals_.seeds += 1;
  for (Client& client : clients_) totals_.storage_calls += client.device->storage_calls();
  report_.storage_calls = clients_[0].device->storage_calls();
  if (!report_.violation.empty()) ++totals_.violations;
  return report_;
}

// --- the loop -------------------------------------------------------------------------------

void World::at(int64_t time, std::function<void()> event) {
  events_.emplace(std::max(time, now_), std::move(event));
}

void World::advance(int64_t milliseconds) {
  const int64_t end = now_ + milliseconds;
  while (!events_.empty() && events_.begin()->first <= end && report_.violation.empty()) {
    auto node = events_.extract(events_.begin());
    const int64_t next = std::max(now_, node.key());
    totals_.client_ms += static_cast<uint64_t>(next - now_) * clients_.size();
    now_ = next;
    node.mapped()();
  }
  totals_.client_ms += static_cast<uint64_t>(end - now_) * clients_.size();
  now_ = end;
}

int64_t World::draw_gap() {
  const uint64_t kind = random_.below(100);
  if (kind < 30) return static_cast<int64_t>(random_.below(300));
  if (kind < 80) return static_cast<int64_t>(random_.below(20 * kSecond));
  if (kind < 97) return static_cast<int64_t>(random_.below(3 * kMinute));
  return static_cast<int64_t>(random_.below(40 * kMinute));
}

void World::step() {
  std::set<size_t> waiting;
  for (Client& each : clients_) {
    const bool waits = !each.flights.empty() || each.device->counts().pending > 0;
    if (waits) waiting.insert(each.device->index);
  }
  history_.set_waiting(std::move(waiting));
  Client& client = clients_[random_.below(clients_.size())];
  const uint64_t kind = random_.below(100);
  if (kind < 25) {
    act_on_server();
  } else if (kind < 35) {
    sleep_all();
  } else {
    act(client);
  }
  trouble_device(client);
}

// Everybody closes the browser and comes back after hours, or days.
void World::sleep_all() {
  trace("sleep");
  advance(static_cast<int64_t>(random_.below(30 * kSecond)));
  if (!report_.violation.empty()) return;
  const auto hours =
      static_cast<int64_t>(random_.chance(20) ? random_.below(24 * 7) : 1 + random_.below(14));
  for (Client& client : clients_) {
    client.device->close();
    client.flights.clear();
    client.quiet_until = 0;
    client.offline_until = 0;
  }
  events_.clear();
  totals_.client_ms += static_cast<uint64_t>(hours * kHour) * clients_.size();
  now_ += hours * kHour;
  for (Client& client : clients_) start(client);
}

// The machines sleep with all that they have in memory.
void World::freeze(int64_t milliseconds) {
  trace("freeze");
  totals_.client_ms += static_cast<uint64_t>(milliseconds) * clients_.size();
  now_ += milliseconds;
}

void World::fail(const std::string& text) {
  if (report_.violation.empty()) report_.violation = text;
  trace("VIOLATION " + text);
}

void World::trace(const std::string& text) {
  report_.trace = hash_of(report_.trace, std::to_string(now_) + text);
  if (options_.is_traced) {
    std::printf("%10.3f %s\n", static_cast<double>(now_ - 1'767'225'600'000) / 1000, text.c_str());
  }
}

// --- devices --------------------------------------------------------------------------------

// Contacts that somebody has before the book gets a backend, some of whom are there as well.
void World::set_up(Client& client) {
  client.device->set_clock(now_);
  if (const auto opened = client.device->open(); !opened) {
    return fail("does not open: " + opened.error().message());
  }
  const uint64_t count = random_.chance(50) ? 1 + random_.below(3) : 0;
  for (uint64_t i = 0; i < count && report_.violation.empty(); ++i) {
    random_.chance(50) ? create_known(client) : create(client);
  }
  if (report_.violation.empty()) start(client);
}

void World::excuse(const Race& race) {
  const Values lost = values_of_record(race.before);
  const Values kept = race.after ? values_of_record(*race.after) : Values();
  history_.excuse(lost.at("attributes.eid"), lost, race.after ? &kept : nullptr);
}

void World::forget(Client& client) {
  client.began = history_.clock();
  ++client.engine;
  server_.forget(client.device->index);
  for (const Race& race : std::exchange(client.unnoticed, {})) excuse(race);
}

void World::start(Client& client) {
  forget(client);
  Device& device = *client.device;
  device.set_clock(now_);
  client.flights.clear();
  client.quiet_until = 0;
  client.allowed_offline += 20 * style_.concurrency;
  if (const auto opened = device.open(); !opened) {
    return fail("does not open: " + opened.error().message());
  }
  if (!device.book().sync_status()->session) {
    const auto connected =
        device.book().connect_backend({.profile = profile_of(style_), .account = "a"});
    if (!connected) return fail("does not connect: " + connected.error().message());
  }
  schedule_pump(client, now_);
}

bool World::call(Client& client, bool is_user, const std::function<Result<void>()>& work) {
  Device& device = *client.device;
  device.set_clock(now_);
  const auto before = device.look();
  const auto asked = is_user ? device.conflicts() : std::vector<ConflictRow>();
  plan_fault(client);
  const auto done = work();
  const bool has_failed = device.has_failed();
  device.heal();
  client.is_shaken = has_failed;
  client.is_dead = false;
  if (has_failed) after_fault(client);
  if (!report_.violation.empty()) return false;
  if (!done && !has_failed && !is_expected(done.error().code)) {
    fail("an unexpected error: " + done.error().message());
    return false;
  }
  if (is_user) {
    const auto after = device.look();
    const bool is_any_gone = std::ranges::any_of(*before, [&](const auto& each) {
      const auto left = after->find(each.first);
      return !each.second.deleted_at && (left == after->end() || left->second.deleted_at);
    });
    history_.observe(device.index, *before, *after,
                     is_any_gone ? unheard(&client) : std::set<std::string>(), asked_fields(asked));
    // Whoever deletes what has a question open has answered it.
    for (const ConflictRow& row : asked) {
      const std::string entity = entity_of(row.contact);
      const auto left = after->find(entity);
      if (left != after->end() && !left->second.deleted_at) continue;
      history_.supersede(entity, row.conflict.name, text_of_value(row.conflict.theirs));
    }
  } else {
    check_engine_step(client, *before);
  }
  // What a page has said as it died nobody has heard.
  return done.has_value() && !client.is_dead;
}

// What others than this one have sent to be made, as long as they know nothing of it, or are still
// to make; and what is there under an id that this one has never heard of, or again under the same
// one: what it knows is gone, and was made anew.
std::set<std::string> World::unheard(const Client* but) {
  std::set<std::string> names;
  const auto there = records();
  for (Client& client : clients_) {
    if (&client == but || !client.device->is_open()) continue;
    names.insert(client.unheard.begin(), client.unheard.end());
    for (const auto& [entity, contact] : *client.device->look()) {
      const bool is_sure = there.contains(entity) && client.device->counts().pending == 0;
      if (!contact.deleted_at && !is_sure) names.insert(entity);
    }
  }
  if (!but) return names;
  for (const auto& [entity, record] : there) {
    const Json& id = record.at("id");
    const bool is_revived = server_.revived.contains(scalar_text(&id));
    if (is_revived || !but->met.contains(dump_json(id))) names.insert(entity);
  }
  return names;
}

void World::plan_fault(Client& client) {
  Device& device = *client.device;
  if (options_.crash_at > 0) {
    const uint64_t calls = device.storage_calls();
    if (client.device->index == 0 && is_stormy_ && calls < options_.crash_at) {
      device.plan(Fault::Kind::failed, Fault::Duration::everything, options_.crash_at - calls - 1);
    }
    return;
  }
  if (happens(Trouble::crash)) {
    device.plan(Fault::Kind::failed, Fault::Duration::everything, random_.below(40));
  } else if (happens(Trouble::disk_error)) {
    const auto kind = random_.chance(50) ? Fault::Kind::full : Fault::Kind::failed;
    device.plan(kind, Fault::Duration::once, random_.below(40));
  }
}

// The power goes, or the page goes on with what it has.
void World::after_fault(Client& client) {
  Device& device = *client.device;
  const bool is_crash = weather_.has(Trouble::crash) || options_.crash_at > 0;
  trace("storage fault on " + std::to_string(device.index) + (is_crash ? ", crash" : ""));
  if (is_crash) {
    count("F1");
    device.crash(static_cast<uint32_t>(random_.below(24)));
    options_.crash_at = 0;
    client.is_dead = true;
    return start(client);
  }
  count("F2");
  // An engine whose ledger has failed is dropped, with all that it had in memory.
  forget(client);
  client.flights.clear();
  client.quiet_until = 0;
  if (!device.book().search({.limit = 1}) || !device.book().sync_status()) start(client);
}

void World::check_engine_step(Client& client, const Snapshot& before) {
  const auto look = client.device->look();
  const Snapshot& after = *look;
  const std::string& twin = client.device->twin();
  if (!twin.empty() && !is_excused(twin)) return fail("I3: two contacts for " + twin);
  for (const auto& [entity, contact] : before) {
    const auto found = after.find(entity);
    const bool is_gone = found == after.end() || found->second.deleted_at.has_value();
    const bool is_phantom =
        !contact.deleted_at && is_gone && !history_.was_removed(entity) && !lost_.contains(entity);
    if (is_phantom && is_mistaken(entity)) {
      history_.excuse(entity, values_of(contact), nullptr);
    } else if (is_phantom) {
      fail("I5: " + entity + " is deleted by itself");
    }
    const bool was_live = !contact.deleted_at && !is_gone;
    if (was_live && contact != found->second) check_steps_back(client, contact, found->second);
  }
}

// Who has no record on an old disk is taken for whoever has the same address there.
bool World::is_mistaken(const std::string& entity) const {
  return std::ranges::any_of(clients_, &Client::has_new_disk) && history_.has_namesake(entity);
}

History::Fields World::asked_fields(const std::vector<ConflictRow>& questions) {
  History::Fields fields;
  for (const ConflictRow& row : questions) {
    fields.emplace(entity_of(row.contact), row.conflict.name);
  }
  return fields;
}

// Then it is asked which of them it is.
void World::note_joined(const ConflictRow& row) {
  if (row.conflict.name != "attributes.eid" || !is_mistaken(entity_of(row.contact))) return;
  joined_.insert(text_of_value(row.conflict.mine));
  joined_.insert(text_of_value(row.conflict.theirs));
}

bool World::is_excused(const std::string& entity) const {
  return is_mistaken(entity) || is_doubled(entity);
}

// What a list that is behind says does not undo what was written here and is there.
void World::check_steps_back(Client& client, const Contact& before, const Contact& after) {
  if (client.has_new_disk) return;
  const std::string entity = entity_of(before);
  Values old = values_of(before), now = values_of(after);
  for (const auto& [field, value] : now) old.try_emplace(field, "");
  for (const auto& [field, value] : old) {
    if (canonical(value) == canonical(now[field])) continue;
    if (!history_.goes_back(entity, field, value, now[field], client.device->index, client.began)) {
      continue;
    }
    fail("I1: " + field + " of " + entity + " goes back from " + value + " to " + now[field]);
  }
}

void World::schedule_pump(Client& client, int64_t time) {
  const uint64_t number = ++client.pump;
  at(time, [this, &client, number] {
    if (client.pump == number) pump(client);
  });
}

void World::pump(Client& client) {
  constexpr int kMostAtOnce = 64;
  for (int i = 0; i < kMostAtOnce && report_.violation.empty(); ++i) {
    if (!client.device->is_open()) return;
    SyncNext next;
    const bool is_done = call(client, false, [&]() -> Result<void> {
      auto said = client.device->book().next_sync_request("a");
      if (!said) return std::unexpected(said.error());
      next = std::move(*said);
      return {};
    });
    if (!is_done) return schedule_pump(client, now_ + kSecond);
    if (!next.request) {
      // A page looks again now and then, whatever it was told.
      const int64_t wait =
          next.wait_until ? *next.wait_until - client.device->skew - now_ : 10 * kMinute;
      if (wait > 0 || !next.wait_until) {
        return schedule_pump(client, now_ + std::clamp<int64_t>(wait, 1, 10 * kMinute));
      }
      continue;
    }
    const bool is_shaken = client.is_shaken;
    send(client, *next.request);
    // The engine may have been dropped as soon as it had said this, and a new one says it again.
    if (is_shaken) client.flights.clear();
  }
  if (report_.violation.empty()) fail("I9: the engine does not come to rest");
}

void World::control(Client& client, SyncControl what) {
  call(client, false, [&] { return client.device->book().control_sync(what); });
  schedule_pump(client, now_);
}

}  // namespace kartei::sync_simulation
