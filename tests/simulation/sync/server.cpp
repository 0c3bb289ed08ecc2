#include "server.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "base/uuid.h"
#include "json/json_pointer.h"

namespace kartei::sync_simulation {
namespace {

constexpr std::string_view kOwn[] = {"id", "rev", "updated_at", "deleted"};

std::string decode(std::string_view text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 2 >= text.size()) {
      decoded.push_back(text[i]);
      continue;
    }
    unsigned value = 0;
    std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
    decoded.push_back(static_cast<char>(value));
    i += 2;
  }
  return decoded;
}

uint64_t number_of(const std::map<std::string, std::string>& query, const char* name,
                   uint64_t fallback) {
  const auto found = query.find(name);
  if (found == query.end()) return fallback;
  uint64_t number = fallback;
  std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
  return number;
}

std::string text_of(const Json& body, const char* key) {
  const auto found = body.find(key);
  return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json without_own(Json body) {
  for (const std::string_view key : kOwn) body.erase(std::string(key));
  return body;
}

HttpResponse refusal(int status, const char* message) {
  return json_response(status, {{"message", message}});
}

}  // namespace

HttpResponse json_response(int status, const Json& json) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}},
          .body = dump_json(json),
          .failure = {}};
}

// --- what other people do there -------------------------------------------------------------

std::string Server::create(Json body, int64_t now) {
  std::string id = std::to_string(++last_id_);
  if (style_.has_client_id) id = "other-" + id;
  put(id, std::move(body), now);
  return id;
}

bool Server::edit(const std::string& id, const std::string& key, const Json& value, int64_t now) {
  Record* record = find(id);
  if (!record || record->now().is_deleted) return false;
  Json body = record->now().body;
  set_at(body, key, value);
  if (refuse(id, body)) return false;
  put(id, std::move(body), now);
  return true;
}

bool Server::remove(const std::string& id, int64_t now) {
  Record* record = find(id);
  if (!record || record->now().is_deleted) return false;
  put(id, record->now().body, now, true);
  return true;
}

void Server::show(const std::string& id, int64_t now) {
  hidden_.erase(id);
  // What has become of it meanwhile, and be it a deletion, is news to whoever asks for changes.
  if (Record* record = find(id)) put(id, record->now().body, now, record->now().is_deleted);
}

std::map<std::string, Json> Server::live() const {
  std::map<std::string, Json> live;
  for (const auto& [id, record] : records_) {
    if (!record.now().is_deleted) live[id] = json_of(record, record.now());
  }
  return live;
}

// --- records --------------------------------------------------------------------------------

const Server::Version* Server::Record::as_of(int64_t time) const {
  const Version* found = nullptr;
  for (const Version& version : versions) {
    if (version.at <= time) found = &version;
  }
  return found;
}

Server::Record* Server::find(const std::string& id) {
  const auto found = records_.find(id);
  return found == records_.end() ? nullptr : &found->second;
}

Json Server::normalised(Json body) const {
  for (const char* key : {"name", "source", "company"}) {
    const auto found = body.find(key);
    if (!style_.normalises || found == body.end() || !found->is_string()) continue;
    std::string text(trim(found->get_ref<const std::string&>()));
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    *found = text;
  }
  return body;
}

Server::Record& Server::put(const std::string& id, Json body, int64_t now, bool is_deleted) {
  Record& record = records_[id];
  record.id = id;
  if (!is_deleted && !record.versions.empty() && record.now().is_deleted) revived.insert(id);
  if (!body.contains("server_only")) body["server_only"] = last_seq_ + 1;
  const bool is_late = style_.late_ms > 0 && !is_prompt && random_.chance(60);
  const int64_t began =
      is_late ? now - static_cast<int64_t>(random_.below(static_cast<uint64_t>(style_.late_ms)))
              : now;
  Version version{.at = now,
                  .revision = ++last_revision_,
                  .updated = began / style_.resolution_ms * style_.resolution_ms,
                  .seq = ++last_seq_,
                  .is_deleted = is_deleted,
                  .body = normalised(without_own(std::move(body)))};
  record.versions.push_back(std::move(version));
  constexpr size_t kVersions = 8;
  if (record.versions.size() > kVersions) record.versions.erase(record.versions.begin());
  ++writes;
  return record;
}

std::string Server::revision_of(const Version& version) const {
  if (!style_.has_hash_versions) return std::to_string(version.revision);
  return "h" + std::to_string(std::hash<std::string>()(dump_json(version.body)) % 1'000'000'007);
}

Json Server::time_of(int64_t updated) const {
  if (style_.cursor == CursorFormat::unix) return updated / 1000;
  if (style_.cursor == CursorFormat::unix_ms) return updated;
  std::string text = format_timestamp(updated);
  if (style_.cursor == CursorFormat::space) text[text.find('T')] = ' ';
  return text;
}

// What is written in another way is compared as text, and finds nothing.
int64_t Server::parse_cursor(const std::string& text) const {
  constexpr int64_t kNever = int64_t{1} << 60;
  if (style_.cursor == CursorFormat::unix || style_.cursor == CursorFormat::unix_ms) {
    int64_t number = kNever;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return style_.cursor == CursorFormat::unix && number < kNever ? number * 1000 : number;
  }
  if (text.contains('T') != (style_.cursor == CursorFormat::iso)) return kNever;
  const auto time = parse_timestamp(text);
  return time ? *time : kNever;
}

Json Server::json_of(const Record& record, const Version& version) const {
  Json id = record.id;
  if (!style_.has_client_id) id = std::stoll(record.id);
  Json::object_t fields;
  fields.reserve(std::size(kOwn) + version.body.size());
  fields.push_back({"id", std::move(id)});
  fields.push_back({"rev", revision_of(version)});
  fields.push_back({"updated_at", time_of(version.updated)});
  fields.push_back({"deleted", version.is_deleted});
  const auto& body = version.body.get_ref<const Json::object_t&>();
  for (const auto& field : body) fields.push_back(field);
  return fields;
}

// --- requests -------------------------------------------------------------------------------

Server::Url Server::parse_url(std::string_view url) {
  url.remove_prefix(std::min(url.size(), kBase.size()));
  const size_t mark = std::min(url.find('?'), url.size());
  Url parsed{.path = decode(url.substr(0, mark)), .query = {}};
  url.remove_prefix(std::min(mark + 1, url.size()));
  while (!url.empty()) {
    const size_t end = std::min(url.find('&'), url.size());
    const std::string_view pair = url.substr(0, end);
    const size_t equal = std::min(pair.find('='), pair.size());
    parsed.query[decode(pair.substr(0, equal))] =
        decode(pair.substr(std::min(equal + 1, pair.size())));
    url.remove_prefix(std::min(end + 1, url.size()));
  }
  return parsed;
}

HttpResponse Server::handle(const Caller& caller, const HttpRequest& request, int64_t now) {
  if (!caller.is_authorised) return refusal(401, "token has expired");
  const Url url = parse_url(request.url);
  constexpr std::string_view kOne = "/contacts/";
  if (url.path == "/head") return json_response(200, {{"update_seq", last_seq_}});
  if (url.path == "/log") return note_shown(caller, log(url, now));
  if (url.path == "/bulk") return bulk(caller, request, now);
  if (url.path == "/contacts" && request.method == "GET") {
    return note_shown(caller, list(url, now));
  }
  if (url.path == "/contacts" && request.method == "POST") {
    const auto body = parse_json(request.body);
    return body ? post(caller, *body, now) : refusal(400, "no JSON");
  }
  if (!url.path.starts_with(kOne)) return refusal(404, "no such route");
  const std::string id = url.path.substr(kOne.size());
  if (request.method == "GET") return read(caller, id);
  if (request.method == "DELETE") return erase(caller, request, url, id, now);
  return write(caller, request, url, id, now);
}

int64_t Server::view_time(int64_t now) {
  const bool is_behind = style_.lag_ms > 0 && !is_prompt && random_.chance(50);
  return is_behind ? now - static_cast<int64_t>(random_.below(static_cast<uint64_t>(style_.lag_ms)))
                   : now;
}

HttpResponse Server::list(const Url& url, int64_t now) {
  const int64_t view = view_time(now);
  const auto ref = url.query.find("ref");
  const auto since = url.query.find("since");
  const int64_t from = since == url.query.end() ? 0 : parse_cursor(since->second);
  std::vector<std::pair<const Record*, const Version*>> found;
  for (const auto& [id, record] : records_) {
    // Who looks for a record of its own finds it.
    const Version* version = record.as_of(ref == url.query.end() ? view : now);
    if (!version || (ref == url.query.end() && hidden_.contains(id))) continue;
    const bool is_shown =
        !version->is_deleted || (style_.has_tombstones && since != url.query.end());
    if (!is_shown || version->updated < from) continue;
    if (ref != url.query.end() && text_of(version->body, "client_ref") != ref->second) continue;
    found.emplace_back(&record, version);
  }
  if (url.query.contains("sort")) {
    std::ranges::stable_sort(found, {}, [](const auto& each) { return each.second->updated; });
  }
  std::vector<Json> rows;
  for (const auto& [record, version] : found) rows.push_back(json_of(*record, *version));
  return page(std::move(rows), url);
}

HttpResponse Server::page(std::vector<Json> rows, const Url& url) {
  uint64_t size = style_.paging == PagingKind::none ? rows.size() : style_.page_size;
  uint64_t begin = 0;
  if (style_.paging == PagingKind::number) {
    const uint64_t number = number_of(url.query, "page", 1);
    const uint64_t last = rows.empty() ? 1 : (rows.size() + size - 1) / size;
    if (number > last && style_.past_end == PastEnd::missing) return refusal(404, "no such page");
    const bool is_again = number > last && style_.past_end == PastEnd::last_again;
    begin = ((is_again ? last : number) - 1) * size;
  } else if (style_.paging == PagingKind::key) {
    const auto key = url.query.find("startkey");
    const Json start = key == url.query.end() ? Json() : parse_json(key->second).value_or(Json());
    while (!start.is_null() && begin < rows.size() && rows[begin]["id"] < start) ++begin;
    size = number_of(url.query, "limit", size);
  } else {
    begin = number_of(url.query, style_.paging == PagingKind::offset ? "offset" : "after", 0);
  }
  const uint64_t end = std::min<uint64_t>(rows.size(), begin + size);
  Json body = Json::array();
  for (uint64_t i = begin; i < end; ++i) body.push_back(std::move(rows[i]));
  const bool is_top = style_.paging == PagingKind::none || style_.paging == PagingKind::link;
  if (!is_top) {
    Json items = std::exchange(body, Json::object());
    body["items"] = std::move(items);
  }
  if (end >= rows.size()) return json_response(200, body);
  std::string next = "/contacts?after=" + std::to_string(end);
  for (const auto& [name, value] : url.query) {
    if (name != "after") next += "&" + name + "=" + encode_url(value);
  }
  if (style_.paging == PagingKind::next) body["next"] = next;
  if (style_.paging == PagingKind::cursor) body["next"] = std::to_string(end);
  HttpResponse response = json_response(200, body);
  if (style_.paging == PagingKind::link) {
    response.headers.push_back({"Link", "<" + std::string(kBase) + next + ">; rel=\"next\""});
  }
  return response;
}

HttpResponse Server::log(const Url& url, int64_t now) {
  const int64_t view = view_time(now);
  const auto since = static_cast<int64_t>(number_of(url.query, "since", 0));
  std::map<int64_t, std::pair<const Record*, const Version*>> rows;
  for (const auto& [id, record] : records_) {
    const Version* version = record.as_of(view);
    if (version && version->seq > since) rows[version->seq] = {&record, version};
  }
  Json answer;
  Json& results = answer["results"] = Json::array();
  int64_t last = since;
  for (const auto& [seq, row] : rows) {
    if (results.size() == number_of(url.query, "limit", 100)) break;
    Json entry{{"seq", seq}};
    entry["doc"] = json_of(*row.first, *row.second);
    results.push_back(std::move(entry));
    last = seq;
  }
  answer["last_seq"] = last;
  return json_response(200, answer);
}

// What was written blindly and stands in a list as it was written is looked at no more.
HttpResponse Server::note_shown(const Caller& caller, HttpResponse response) {
  if (caller.is_late) return response;
  std::erase_if(unread_, [&](const auto& each) {
    const Record* record = each.first == caller.device ? find(each.second) : nullptr;
    if (!record || record->now().is_deleted) return false;
    const Json row = json_of(*record, record->now());
    const std::string text = R"("id":)" + dump_json(row.at("id")) + R"(,"rev":)";
    return response.body.contains(text + dump_json(row.at("rev")));
  });
  return response;
}

HttpResponse Server::read(const Caller& caller, const std::string& id) {
  const Record* record = find(id);
  const bool is_there = record && !record->now().is_deleted;
  // Of a second copy of a question nobody hears the answer.
  if (!caller.is_late) {
    unread_.erase({caller.device, id});
    seen_[{caller.device, id}] = record ? record->now().revision : 0;
  }
  return is_there ? json_response(200, json_of(*record, record->now())) : refusal(404, "not found");
}

std::optional<HttpResponse> Server::refuse(const std::string& id, const Json& body) {
  if (is_strict && text_of(body, "name").contains("refused")) {
    return refusal(422, "name is refused");
  }
  const std::string email = text_of(body, "email");
  for (const auto& [other, record] : records_) {
    if (other == id || record.now().is_deleted || !has_unique_emails || email.empty()) continue;
    if (text_of(record.now().body, "email") == email) {
      return refusal(style_.duplicate_status, "email must be unique");
    }
  }
  return std::nullopt;
}

HttpResponse Server::acknowledge(int status, const Record& record) const {
  const Json json = json_of(record, record.now());
  if (style_.ack == AckStyle::full) return json_response(status, json);
  if (style_.ack == AckStyle::none) return {.status = 204};
  return json_response(status, {{"id", json["id"]}, {"rev", json["rev"]}});
}

HttpResponse Server::post(const Caller& caller, const Json& body, int64_t now) {
  const std::string ref = text_of(body, "client_ref");
  if (ref.empty()) violation = "a record is made without a reference";
  std::string id = style_.has_client_id ? text_of(body, "id") : "";
  for (const auto& [other, record] : records_) {
    if (record.now().is_deleted) continue;
    if (other == id || text_of(record.now().body, "client_ref") == ref) {
      return refusal(style_.duplicate_status, "id must be unique");
    }
  }
  if (auto refused = refuse(id, body)) return *refused;
  if (!style_.has_client_id) id = std::to_string(++last_id_);
  if (!caller.is_late) seen_.erase({caller.device, id});
  return acknowledge(201, put(id, body, now));
}

std::optional<HttpResponse> Server::check_condition(const HttpRequest& request, const Url& url,
                                                    const Json* body, const Record* record) {
  std::string given;
  switch (style_.precondition) {
    case PreconditionKind::none:
      return std::nullopt;
    case PreconditionKind::if_match:
      for (const HttpHeader& header : request.headers) {
        if (header.name == "If-Match") given = header.value;
      }
      break;
    case PreconditionKind::body:
      if (body) given = text_of(*body, "rev");
      [[fallthrough]];
    case PreconditionKind::query:
      if (const auto rev = url.query.find("rev"); rev != url.query.end()) given = rev->second;
  }
  if (given.empty()) return refusal(428, "a version is required");
  // Where nothing is there is nothing that it could match (RFC 9110, section 13.1.1), also if a sum
  // of what was deleted is still the same.
  const bool is_there = record && !record->now().is_deleted;
  const bool is_current = is_there && given == revision_of(record->now());
  if (is_current) return std::nullopt;
  return refusal(style_.stale_status, "the record has changed");
}

std::optional<size_t> Server::who_notices(const Record& record, const Json& after,
                                          int64_t seen) const {
  const auto& versions = record.versions;
  const std::optional<size_t> writer = record.now().writer;
  if (!writer || versions.size() < 2 || !unread_.contains({*writer, record.id})) return {};
  const auto known = std::ranges::find(versions, seen, &Version::revision);
  if (known == versions.end()) return {};
  const Json& now = record.now().body;
  const Json& before = versions[versions.size() - 2].body;
  for (const Json* body : {&now, &after}) {
    for (const auto& [key, value] : body->items()) {
      const Json lost = now.value(key, Json()), there = after.value(key, Json());
      const Json old = before.value(key, Json());
      const bool is_put_back = lost != old && there == old;
      const bool is_seen = lost == known->body.value(key, Json());
      if (there != lost && !is_put_back && !is_seen) return {};
    }
  }
  return writer;
}

void Server::forget(size_t device) {
  std::erase_if(unread_, [&](const auto& each) { return each.first == device; });
}

void Server::note_race(const Caller& caller, const Record& record, const Json* after,
                       bool has_condition) {
  const auto seen = seen_.find({caller.device, record.id});
  const bool is_unseen_create = seen == seen_.end() && style_.is_upsert && caller.has_new_disk;
  const bool was_overtaken =
      is_unseen_create || (seen != seen_.end() && seen->second != record.now().revision);
  // A version that is made of what the record says comes back when that is taken back: what arrives
  // twice meets its condition again.
  const auto is_back = [&] {
    const auto name = [&](const Version& version) { return revision_of(version); };
    return std::ranges::count(record.versions, name(record.now()), name) > 1;
  };
  const bool is_sure = has_condition && !(caller.is_late && is_back());
  if (!is_sure && (caller.is_late || was_overtaken)) {
    Race race{.id = record.id, .before = record.now().body, .after = {}, .noticed_by = {}};
    if (after) {
      race.after = normalised(without_own(*after));
      if (seen != seen_.end()) race.noticed_by = who_notices(record, *race.after, seen->second);
    }
    on_race(std::move(race));
  }
  if (!caller.is_late && seen != seen_.end()) seen_.erase(seen);
}

HttpResponse Server::write(const Caller& caller, const HttpRequest& request, const Url& url,
                           const std::string& id, int64_t now) {
  const auto body = parse_json(request.body);
  if (!body || !body->is_object()) return refusal(400, "no JSON");
  Record* record = find(id);
  const bool is_there = record && !record->now().is_deleted;
  const bool is_upsert = style_.is_upsert && request.method == "PUT";
  if (!is_there && !is_upsert) return refusal(404, "not found");
  if (is_there && !is_upsert) {
    if (auto stale = check_condition(request, url, &*body, record)) return *stale;
  }
  // An upsert with a version is an update; one without is a create, and there is no condition by
  // which it could be refused where somebody else has come first.
  bool has_condition = style_.precondition != PreconditionKind::none;
  if (is_upsert) {
    auto stale = check_condition(request, url, &*body, record);
    if (stale && stale->status != 428) return *stale;
    if (stale) has_condition = false;
  }
  Json after = is_there ? record->now().body : Json::object();
  if (request.method == "PUT") {
    const bool forgets = is_there && !body->contains("server_only") && style_.is_full_put;
    if (forgets && body->contains("rev")) violation = "a field that only the server has is dropped";
    const Json kept = after;
    after = *body;
    if (is_there) {
      after["client_ref"] = kept.value("client_ref", Json());
      if (!after.contains("server_only")) after["server_only"] = kept["server_only"];
    }
  } else {
    for (const auto& [key, value] : body->items()) after[key] = value;
  }
  if (auto refused = refuse(id, after)) return *refused;
  if (record) note_race(caller, *record, &after, has_condition);
  Record& written = put(id, std::move(after), now);
  written.versions.back().writer = caller.device;
  if (is_there && !has_condition && !caller.is_late) unread_.emplace(caller.device, id);
  return acknowledge(is_there ? 200 : 201, written);
}

HttpResponse Server::erase(const Caller& caller, const HttpRequest& request, const Url& url,
                           const std::string& id, int64_t now) {
  Record* record = find(id);
  if (!record || record->now().is_deleted) return refusal(404, "not found");
  if (auto stale = check_condition(request, url, nullptr, record)) return *stale;
  note_race(caller, *record, nullptr, style_.precondition != PreconditionKind::none);
  put(id, record->now().body, now, true);
  return {.status = 204};
}

// Row by row, answered in another order.
HttpResponse Server::bulk(const Caller& caller, const HttpRequest& request, int64_t now) {
  const auto body = parse_json(request.body);
  const Json* docs = body ? find_at(*body, "/docs") : nullptr;
  if (!docs || !docs->is_array()) return refusal(400, "no documents");
  Json answers = Json::array();
  size_t count = 0;
  for (const Json& doc : *docs) {
    if (caller.fails_after && count++ == *caller.fails_after) return refusal(500, "failed");
    const std::string id = text_of(doc, "id");
    const Record* record = find(id);
    const bool is_there = record && !record->now().is_deleted;
    HttpRequest single{.method = "PUT", .url = {}, .headers = {}, .body = dump_json(doc)};
    const std::string rev = text_of(doc, "rev");
    if (!rev.empty()) single.headers.push_back({"If-Match", rev});
    const Url url{.path = {}, .query = {{"rev", rev}}};
    // Without a condition a row can only be new.
    HttpResponse response;
    if (!is_there) {
      response = rev.empty() ? post(caller, doc, now) : refusal(404, "not found");
    } else if (auto stale = rev.empty() ? std::optional(refusal(409, "conflict"))
                                        : check_condition(single, url, &doc, record)) {
      response = *stale;
    } else {
      response = write(caller, single, url, id, now);
    }
    if (response.status >= 300) {
      Json answer = {{"id", id}, {"error", "refused"}};
      const bool tells = is_there && style_.has_bulk_versions;
      if (tells) answer["rev"] = revision_of(find(id)->now());
      answers.insert(answers.begin(), std::move(answer));
    } else {
      answers.insert(answers.begin(), Json{{"id", id}, {"rev", revision_of(find(id)->now())}});
    }
  }
  return json_response(200, answers);
}

}  // namespace kartei::sync_simulation
