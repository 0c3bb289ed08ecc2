// What becomes of a request on its way, and of its answer.
#include <algorithm>

#include "json/json_pointer.h"
#include "sync/engine.h"
#include "world.h"

namespace kartei::sync_simulation {
namespace {

bool is_write(const SyncRequest& request) { return request.http.method != "GET"; }

// The record that a write is about: the end of its path, or what a new one is called.
std::vector<std::string> targets_of(const HttpRequest& http) {
  std::vector<std::string> targets;
  const size_t mark = http.url.find("/contacts/");
  if (mark != std::string::npos) {
    const std::string path = http.url.substr(mark, http.url.find('?') - mark);
    constexpr size_t kPrefix = std::string_view("/contacts/").size();
    targets.push_back("/contacts/\"" + path.substr(kPrefix) + "\"");
    return targets;
  }
  const auto body = parse_json(http.body);
  if (!body) return targets;
  const Json* docs = find_at(*body, "/docs");
  const Json list = docs ? *docs : Json::array({*body});
  for (const Json& each : list) {
    const Json* name = find_at(each, each.contains("id") ? "/id" : "/client_ref");
    targets.push_back("/contacts/" + (name ? dump_json(*name) : ""));
  }
  return targets;
}

// Of one record, an acknowledgement, or lists of either, in whatever they are wrapped.
void collect_ids(const Json& json, std::set<std::string>& ids) {
  if (const Json* id = find_at(json, "/id")) ids.insert(dump_json(*id));
  for (const Json& each : json) {
    if (each.is_structured()) collect_ids(each, ids);
  }
}

// The number in the list of faults of a lost answer.
std::string lost_answer_number(const HttpRequest& http) {
  if (http.method == "DELETE") return "A3";
  return http.method == "POST" || http.body.contains("\"server_only\"") == false ? "A1" : "A2";
}

}  // namespace

void World::check_departure(Client& client, const SyncRequest& request) {
  if (client.device->skew == 0 && now_ < client.quiet_until) {
    fail("I9: a request leaves before the server's Retry-After is over");
  }
  if (now_ < client.offline_until && ++client.requests_offline > client.allowed_offline) {
    fail("I9: too many requests while there is no network");
  }
  std::string flying;
  if (!is_write(request)) {
    client.flights[request.attempt] = flying;
    return;
  }
  for (const std::string& target : targets_of(request.http)) {
    for (const auto& [attempt, other] : client.flights) {
      if (other.contains(target + ";")) fail("I6: two requests under way for " + target);
    }
    flying += target + ";";
  }
  client.flights[request.attempt] = flying;
}

// Of what was refused there is nothing to be expected until somebody has changed it.
void World::check_refusal(Client& client, const SyncRequest& request,
                          const HttpResponse& response) {
  if (response.status != 422 || !is_write(request)) return;
  const std::string name = std::to_string(client.device->index) + " " + request.http.method + " " +
                           request.http.url + " " + request.http.body;
  constexpr int kMost = 8;
  if (++refusals_[name] > kMost) fail("I8: what was refused is sent over and over: " + name);
}

void World::note_make(Client& client, const SyncRequest& request) {
  const auto body = parse_json(request.http.body);
  if (!is_write(request) || request.http.method == "PATCH" || !body) return;
  collect_ids(*body, client.met);
  const Json* docs = find_at(*body, "/docs");
  for (const Json& each : docs ? *docs : Json::array({*body})) {
    const Json* entity = find_at(each, "/extra/eid");
    if (!entity || each.contains("rev")) continue;
    client.unheard.insert(entity->get<std::string>());
    client.makes[request.attempt].push_back(entity->get<std::string>());
  }
}

void World::hear(Client& client, uint64_t attempt, const HttpResponse& response) {
  const auto made = client.makes.find(attempt);
  const auto body = parse_json(response.body);
  const bool is_answer =
      response.status >= 200 && response.status < 300 && (response.body.empty() || body);
  if (is_answer && body) {
    std::set<std::string> shown;
    collect_ids(*body, shown);
    client.met.insert(shown.begin(), shown.end());
    excuse_resent(client, shown);
    client.heard.insert(shown.begin(), shown.end());
  }
  if (made != client.makes.end() && is_answer) {
    for (const std::string& entity : made->second) client.unheard.erase(entity);
  }
  std::erase_if(client.unheard, [&](const std::string& entity) {
    return response.body.contains("\"eid\":\"" + entity + "\"");
  });
}

void World::send(Client& client, const SyncRequest& request) {
  ++totals_.requests;
  trace("> " + std::to_string(client.device->index) + " " + request.http.method + " " +
        request.http.url + " " + request.http.body);
  if (request.refreshes_auth) client.has_token = true;
  check_departure(client, request);
  note_make(client, request);
  if (!report_.violation.empty()) return;
  const uint64_t session = client.device->session();
  const auto timeout = static_cast<int64_t>(request.timeout_ms);
  const auto come = [this, &client, session, attempt = request.attempt](int64_t time,
                                                                        HttpResponse response) {
    at(time, [this, &client, session, attempt, response = std::move(response)] {
      arrive(client, session, attempt, response);
    });
  };
  const auto give_up = [&] { come(now_ + timeout, {.failure = "no answer in time"}); };
  const bool is_slow = happens(Trouble::slow);
  if (is_slow) count("A5");
  const auto travel = [&] {
    return static_cast<int64_t>(10 + random_.below(is_slow ? 12'000 : 150));
  };

  if (now_ < client.offline_until) {
    return come(now_ + 5, {.failure = "there is no network"});
  }
  if (happens(Trouble::lost_request)) {
    count("A6");
    return random_.chance(50) ? give_up() : come(now_ + 20, {.failure = "connection refused"});
  }
  const bool is_late = happens(Trouble::late_request);
  const bool is_double = happens(Trouble::double_request);
  const bool is_lost = happens(Trouble::lost_answer);
  const bool is_late_answer = happens(Trouble::late_answer);
  const bool is_double_answer = happens(Trouble::double_answer);
  const int64_t there = now_ + travel() + (is_late ? timeout : 0);
  const int64_t back = travel();
  const int64_t extra = travel();
  if (is_late || is_late_answer) give_up();
  if (is_write(request)) {
    for (const std::string& target : targets_of(request.http)) {
      int64_t& last = client.arrivals[target];
      last = std::max(last, there + (is_double ? extra : 0));
    }
  }
  at(there, [=, this, &client, engine = client.engine] {
    if (now_ < client.offline_until) return come(now_ + 1, {.failure = "the network has gone"});
    // Of a page that is closed, or an engine that was dropped, nobody waits for it any more.
    const bool is_given_up = is_late || engine != client.engine;
    const HttpResponse response = answer(client, request, is_given_up);
    if (is_late) return count("A6");
    // What was refused for what it says is refused the second time, too.
    if (is_double && response.status != 422) {
      count("A4");
      at(now_ + extra, [=, this, &client] { answer(client, request, true); });
    }
    if (is_lost) {
      if (is_write(request)) count(lost_answer_number(request.http));
      const bool is_fast = (request.attempt & 1) != 0;
      return come(is_fast ? now_ + back : there + timeout, {.failure = "connection reset"});
    }
    if (is_late_answer) count("A4");
    // Whoever has not heard of a refusal asks again.
    if (!is_late_answer) check_refusal(client, request, response);
    come(now_ + back + (is_late_answer ? timeout : 0), response);
    if (is_double_answer) {
      count("A4");
      come(now_ + back + extra, response);
    }
  });
}

// What the server says, or what stands in its place.
HttpResponse World::answer(Client& client, const SyncRequest& request, bool is_late) {
  if (happens(Trouble::portal)) {
    count("A10");
    return {.status = random_.chance(50) ? 200 : 511,
            .headers = {{"Content-Type", "text/html"}},
            .body = "<!doctype html><title>Welcome</title>",
            .failure = {}};
  }
  if (happens(Trouble::error_before)) {
    count("B4");
    return {.status = 502, .headers = {}, .body = "<html>Bad Gateway</html>", .failure = {}};
  }
  if (happens(Trouble::throttled)) return throttle();
  if (happens(Trouble::expired_token) && style_.needs_auth) client.has_token = false;
  if (!client.has_token) count("B5");
  Caller caller{.device = client.device->index,
                .is_late = is_late,
                .is_authorised = client.has_token || !style_.needs_auth,
                .has_new_disk = client.has_new_disk};
  if (request.http.url.contains("/bulk")) {
    count("C3");
    if (happens(Trouble::half_bulk)) {
      count("C1");
      caller.fails_after = random_.below(4);
    }
  }
  const auto before = is_late ? records() : std::map<std::string, Json>();
  const HttpResponse response = server_.handle(caller, request.http, now_);
  // Who is made once more by what arrives late is back by nobody's will, which nobody can see.
  for (const auto& [entity, record] : is_late ? records() : before) {
    if (!before.contains(entity)) history_.restore(entity);
  }
  if (!server_.violation.empty()) fail("server: " + server_.violation);
  trace("  server " + std::to_string(response.status) + " " + response.body);
  if (is_write(request) && response.status < 300) {
    if (style_.ack != AckStyle::full) count("A11");
    if (style_.normalises) count("A12");
  }
  if (response.status == 409 || response.status == 412) count("B1");
  if (response.status == 422) count("B2");
  if (response.status == 404 && is_write(request)) count("B7");
  return disturb(request, response);
}

HttpResponse World::disturb(const SyncRequest& request, HttpResponse response) {
  if (happens(Trouble::error_after)) {
    count(is_write(request) ? "A6" : "B4");
    return {.status = 500, .headers = {}, .body = "{\"message\":\"failed\"}", .failure = {}};
  }
  if (happens(Trouble::truncated) && response.body.size() > 1) {
    count("A10");
    response.body.resize(1 + random_.below(response.body.size() - 1));
  }
  return response;
}

HttpResponse World::throttle() {
  count("B3");
  const auto seconds = static_cast<int64_t>(1 + random_.below(90));
  HttpResponse response{
      .status = random_.chance(50) ? 429 : 503, .headers = {}, .body = "slow down", .failure = {}};
  const char* name = random_.chance(70) ? "Retry-After" : "backoff";
  response.headers.push_back({name, std::to_string(seconds)});
  return response;
}

void World::arrive(Client& client, uint64_t session, uint64_t attempt,
                   const HttpResponse& response) {
  Device& device = *client.device;
  if (!device.is_open()) return;
  if (session != device.session()) count("F3");
  const bool is_known = client.flights.erase(attempt) > 0;
  // An answer that nobody waits for any more says nothing.
  const bool is_wait = is_known && session == device.session() && response.status != 0;
  if (const auto pause = is_wait ? find_pause(response, now_) : std::nullopt; pause) {
    client.quiet_until = std::max(client.quiet_until, now_ + *pause);
  }
  trace("< " + std::to_string(device.index) + " " + std::to_string(response.status) + " " +
        (response.status == 0 ? response.failure : response.body));
  const bool is_taken =
      call(client, false, [&] { return device.book().receive_sync_response(attempt, response); });
  if (is_taken && is_known && session == device.session()) hear(client, attempt, response);
  if (report_.violation.empty()) schedule_pump(client, now_);
}

void World::go_offline(Client& client, int64_t milliseconds) {
  trace("offline " + std::to_string(client.device->index));
  count("F9");
  client.offline_until = now_ + milliseconds;
  client.requests_offline = 0;
  const auto waits = static_cast<uint64_t>(12 + milliseconds / 150'000);
  client.allowed_offline = (waits + 2) * (style_.concurrency + 1);
}

}  // namespace kartei::sync_simulation
