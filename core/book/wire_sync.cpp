#include "book/wire_sync.h"

#include <array>
#include <utility>

#include "book/wire_contact.h"
#include "json/object_reader.h"

namespace kartei {
namespace {

constexpr std::array<std::string_view, 3> kDirections = {"both", "pull", "push"};
constexpr std::array<std::string_view, 4> kPauses = {"", "auth", "mass_loss", "refused"};
constexpr std::array<std::string_view, 4> kModes = {"idle", "delta", "walk", "confirm"};
constexpr std::array<std::string_view, 3> kAuthKinds = {"none", "basic", "header"};
constexpr std::array<std::string_view, 5> kControls = {"now", "whole", "resume", "delete_lost",
                                                       "send_lost"};

template <class Enum, size_t N>
std::string_view name_of(Enum value, const std::array<std::string_view, N>& names) {
  return names[static_cast<size_t>(value)];
}

Json write_time_unless_0(std::optional<Timestamp> time) {
  return time && *time > 0 ? Json(format_timestamp(*time)) : Json(nullptr);
}

Json write_headers(const std::vector<HttpHeader>& headers) {
  Json json = Json::array();
  for (const HttpHeader& header : headers) json.push_back({header.name, header.value});
  return json;
}

Json write_auth(const Profile& profile) {
  return {{"kind", name_of(profile.auth, kAuthKinds)},
          {"header", profile.auth_header},
          {"value", profile.auth_value}};
}

Json write_request(const SyncRequest& request) {
  return {{"attempt", request.attempt},
          {"method", request.http.method},
          {"url", request.http.url},
          {"headers", write_headers(request.http.headers)},
          {"body", request.http.body},
          {"timeout_ms", request.timeout_ms},
          {"refreshes_auth", request.refreshes_auth}};
}

Json write_log(const std::deque<SyncLogEntry>& log) {
  Json json = Json::array();
  for (const SyncLogEntry& entry : log) {
    json.push_back({{"at", format_timestamp(entry.at)},
                    {"took_ms", entry.took_ms},
                    {"method", entry.method},
                    {"path", entry.path},
                    {"status", entry.status}});
  }
  return json;
}

std::vector<HttpHeader> read_headers(const Json* json) {
  std::vector<HttpHeader> headers;
  if (!json || !json->is_array()) return headers;
  for (const Json& pair : *json) {
    const bool is_pair =
        pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string();
    if (is_pair) headers.push_back({pair[0].get<std::string>(), pair[1].get<std::string>()});
  }
  return headers;
}

HttpResponse read_response(ObjectReader& reader) {
  HttpResponse response;
  response.status = static_cast<int>(reader.integer("status", 0));
  response.headers = read_headers(reader.find("headers"));
  response.body = reader.text("body");
  response.failure = reader.text("failure");
  return response;
}

}  // namespace

Result<Backend> read_backend(const Json& json) {
  ObjectReader reader(json);
  Backend backend;
  const Json* profile = reader.find("profile");
  if (!profile || !profile->is_object()) {
    reader.refuse("profile", "an object");
  } else {
    backend.profile = dump_json(*profile);
  }
  backend.base = reader.text("base");
  backend.account = reader.text("account");
  backend.direction = static_cast<int>(reader.choice("direction", kDirections));
  if (const Json* probe = reader.find("probe")) backend.probe = dump_json(*probe);
  backend.pull.has_delta = reader.boolean("has_delta", true);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return backend;
}

Json write_sync_status(const SyncStatus& status) {
  if (!status.session) return {{"is_connected", false}};
  const SyncEngine& engine = status.session->engine();
  const Backend& backend = status.session->backend();
  const SyncHealth& health = engine.health();
  const Profile& profile = engine.profile();
  const PullState& pull = engine.pull();
  const auto probe = parse_json(backend.probe);
  return {{"is_connected", true},
          {"name", profile.name},
          {"base", profile.base},
          {"account", backend.account},
          {"direction", kDirections[static_cast<size_t>(backend.direction) % kDirections.size()]},
          {"auth", write_auth(profile)},
          {"hook", profile.hook},
          {"is_working", engine.is_working()},
          {"pause", name_of(health.pause, kPauses)},
          {"failure", health.failure},
          {"failures", health.failures},
          {"waits_until", write_time_unless_0(health.waits_until)},
          {"last_answer_at", write_time_unless_0(health.last_answer_at)},
          {"pending", status.counts.pending},
          {"parked", status.counts.parked},
          {"conflicts", status.counts.conflicts},
          {"linked", status.counts.links},
          {"lost", health.lost},
          {"pull",
           {{"mode", name_of(pull.mode, kModes)},
            {"rows", pull.rows},
            {"is_complete", pull.is_complete},
            {"polled_at", write_time_unless_0(pull.polled_at)}}},
          {"probe", probe ? *probe : Json(nullptr)},
          {"log", write_log(status.session->log())}};
}

Result<std::string> read_account(const Json& json) {
  ObjectReader reader(json);
  std::string account = reader.text("account");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return account;
}

Json write_sync_next(const SyncNext& next) {
  Json json = {{"request", nullptr}, {"wait_until", write_time_unless_0(next.wait_until)}};
  if (next.request) json["request"] = write_request(*next.request);
  return json;
}

Result<SyncAnswer> read_sync_answer(const Json& json) {
  ObjectReader reader(json);
  SyncAnswer answer{.attempt = reader.integer("attempt", 0), .response = read_response(reader)};
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return answer;
}

Json write_probe_request(const std::optional<SyncRequest>& request) {
  return {{"request", request ? write_request(*request) : Json(nullptr)}};
}

Result<HttpResponse> read_response(const Json& json) {
  ObjectReader reader(json);
  HttpResponse response = read_response(reader);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return response;
}

Json write_probe_answer(const ContactBook::ProbeAnswer& answer) {
  constexpr std::array<std::string_view, 4> kResults = {"ok", "warning", "failed", "skipped"};
  Json checks = Json::array();
  for (const ProbeCheck& check : answer.report.checks) {
    checks.push_back({{"check", check.name},
                      {"result", name_of(check.result, kResults)},
                      {"detail", check.detail}});
  }
  return {{"checks", std::move(checks)},
          {"records", answer.report.records},
          {"is_whole", answer.report.is_whole},
          {"has_delta", answer.report.has_delta},
          {"here", answer.here},
          {"matching", answer.matching}};
}

Result<Json> describe_backend(const Json& json) {
  const auto backend = read_backend(json);
  if (!backend) return std::unexpected(backend.error());
  const auto profile = parse_profile(backend->profile, backend->base);
  if (!profile) return std::unexpected(profile.error());
  return Json{{"auth", write_auth(*profile)}, {"hook", profile->hook}};
}

Result<SyncControl> read_sync_control(const Json& json) {
  ObjectReader reader(json);
  const size_t control = reader.choice("action", kControls);
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return static_cast<SyncControl>(control);
}

Json write_parked(const std::vector<ParkedRow>& rows) {
  Json json = Json::array();
  for (const ParkedRow& row : rows) {
    json.push_back({{"code", error_code_name(row.code)},
                    {"message", row.message},
                    {"contact", write_contact(row.contact)}});
  }
  return json;
}

Result<std::vector<Uuid>> read_ids(const Json& json) {
  ObjectReader reader(json);
  std::vector<Uuid> ids;
  for (const std::string& text :
       reader.optional_texts("ids").value_or(std::vector<std::string>())) {
    const auto id = parse_uuid(text);
    if (!id) reader.refuse("ids", "UUIDs");
    ids.push_back(id.value_or(Uuid{}));
  }
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return ids;
}

Json write_conflicts(const std::vector<ConflictRow>& rows) {
  Json json = Json::array();
  for (const ConflictRow& row : rows) {
    json.push_back({{"contact", write_contact(row.contact)},
                    {"field", row.conflict.name},
                    {"base", row.conflict.base},
                    {"mine", row.conflict.mine},
                    {"theirs", row.conflict.theirs}});
  }
  return json;
}

Result<ConflictDecision> read_conflict_decision(const Json& json) {
  ObjectReader reader(json);
  constexpr std::array<std::string_view, 2> kSides = {"mine", "theirs"};
  ConflictDecision decision;
  const auto id = parse_uuid(reader.text("id"));
  if (!id) reader.refuse("id", "a UUID");
  decision.id = id.value_or(Uuid{});
  decision.field = reader.text("field");
  decision.takes_mine = reader.choice("take", kSides) == 0;
  if (const Json* mine = reader.find("mine")) decision.mine = *mine;
  if (const Json* theirs = reader.find("theirs")) decision.theirs = *theirs;
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return decision;
}

}  // namespace kartei
