#include "sync/profile.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "contact/contact.h"
#include "json/json_pointer.h"
#include "sync/http.h"

namespace kartei {
namespace {

// One object of the profile, and where it stands. The first thing that is wrong is kept; what is
// read after it is empty.
class Reader {
 public:
  Reader(const Json* json, std::string place, std::optional<Error>& error)
      : json_(json), place_(std::move(place)), error_(error) {
    if (json_ && !json_->is_object()) refuse("", "must be an object");
  }

  void refuse(std::string_view key, std::string_view why) {
    if (error_) return;
    std::string place = place_;
    if (!key.empty()) place.append("/").append(key);
    error_ = Error{
        .code = ErrorCode::profile_invalid, .detail = std::string(why), .field = std::move(place)};
  }

  bool has(std::string_view key) const { return find(key) != nullptr; }

  const Json* take(std::string_view key) {
    known_.push_back(key);
    return find(key);
  }

  Reader object(std::string_view key, bool is_required = false) {
    const Json* json = take(key);
    if (!json && is_required) refuse(key, "is missing");
    return Reader(json, place_ + "/" + std::string(key), error_);
  }

  std::string text(std::string_view key, bool is_required = false) {
    const Json* json = take(key);
    if (!json) {
      if (is_required) refuse(key, "is missing");
      return {};
    }
    if (!json->is_string()) return refuse(key, "must be a text"), std::string();
    return json->get<std::string>();
  }

  std::string pointer(std::string_view key, bool is_required = false) {
    std::string value = text(key, is_required);
    if (!is_json_pointer(value)) refuse(key, "must be a JSON pointer such as \"/id\"");
    return value;
  }

  std::string path(std::string_view key) {
    std::string value = text(key, true);
    if (!value.empty() && !value.starts_with('/')) refuse(key, "must begin with /");
    return value;
  }

  // Of one record: without its id it would be that of all.
  std::string record_path(std::string_view key) {
    std::string value = path(key);
    const bool names_one = value.contains("{id}") || value.contains("{ref}");
    if (!value.empty() && !names_one) refuse(key, "must contain {id}");
    return value;
  }

  uint64_t number(std::string_view key, uint64_t fallback, uint64_t max) {
    const Json* json = take(key);
    if (!json) return fallback;
    const bool is_fit = json->is_number_unsigned() && json->get<uint64_t>() <= max;
    if (!is_fit) return refuse(key, "must be a whole number up to " + std::to_string(max)), 0;
    return json->get<uint64_t>();
  }

  bool boolean(std::string_view key, bool fallback) {
    const Json* json = take(key);
    if (json && !json->is_boolean()) refuse(key, "must be true or false");
    return json && json->is_boolean() ? json->get<bool>() : fallback;
  }

  // The index of the name; the first where the key is absent.
  template <class Enum, size_t N>
  Enum choice(std::string_view key, const std::array<std::string_view, N>& names) {
    const std::string given = text(key);
    if (given.empty()) return Enum{};
    const auto found = std::ranges::find(names, given);
    if (found != names.end()) return static_cast<Enum>(found - names.begin());
    std::string why = "must be one of";
    for (const std::string_view name : names) why.append(" ").append(name);
    refuse(key, why);
    return Enum{};
  }

  std::vector<int> statuses(std::string_view key) {
    std::vector<int> statuses;
    const Json* json = take(key);
    if (!json) return statuses;
    const auto is_status = [](const Json& each) {
      return each.is_number_unsigned() && each >= 100 && each < 600;
    };
    if (!json->is_array() || !std::ranges::all_of(*json, is_status)) {
      refuse(key, "must be a list of HTTP statuses");
      return statuses;
    }
    for (const Json& status : *json) statuses.push_back(status.get<int>());
    return statuses;
  }

  std::vector<QueryParameter> parameters(std::string_view key) {
    std::vector<QueryParameter> parameters;
    const Json* json = take(key);
    if (!json) return parameters;
    if (!json->is_object()) return refuse(key, "must be an object of texts"), parameters;
    for (const auto& [name, value] : json->items()) {
      if (!value.is_string()) refuse(key, "must be an object of texts");
      parameters.push_back({name, value.is_string() ? value.get<std::string>() : std::string()});
    }
    return parameters;
  }

  // What nobody asked for is a mistake: an option that does nothing is worse than an error.
  void finish() {
    if (!json_ || !json_->is_object()) return;
    for (const auto& [key, value] : json_->items()) {
      if (std::ranges::find(known_, key) == known_.end()) refuse(key, "is not known here");
    }
  }

  const Json* json() const { return json_ && json_->is_object() ? json_ : nullptr; }
  const std::string& place() const { return place_; }
  std::optional<Error>& error() { return error_; }

 private:
  const Json* find(std::string_view key) const {
    if (!json()) return nullptr;
    const auto found = json_->find(key);
    return found == json_->end() ? nullptr : &*found;
  }

  const Json* json_;
  std::string place_;
  std::optional<Error>& error_;
  std::vector<std::string_view> known_;
};

constexpr std::array<std::string_view, 9> kMappedFields = {
    "name",   "email", "phone",     "country_code", "created_at", "last_contact_at",
    "source", "tags",  "attributes"};
constexpr std::array<std::string_view, 5> kPolicies = {"ask", "server", "client", "newest",
                                                       "union"};

bool is_local_field(std::string_view name) {
  const bool is_attribute =
      name.starts_with(kAttributePrefix) && name.size() > kAttributePrefix.size();
  return is_attribute || std::ranges::find(kMappedFields, name) != kMappedFields.end();
}

FieldMapping read_field(Reader& fields, const std::string& name) {
  const Json& json = *fields.take(name);
  FieldMapping mapping{.name = name};
  if (!is_local_field(name)) fields.refuse(name, "is no field of a contact");
  if (json.is_string()) {
    mapping.pointer = fields.pointer(name);
    return mapping;
  }
  Reader reader = fields.object(name);
  mapping.pointer = reader.pointer("at", true);
  mapping.codec = reader.choice<Codec>(
      "as", std::array<std::string_view, 4>{"plain", "unix", "unix-ms", "comma"});
  mapping.policy = reader.choice<MergePolicy>("merge", kPolicies);
  reader.finish();
  return mapping;
}

void read_record(Reader reader, Profile& profile) {
  profile.id = reader.pointer("id", true);
  profile.ref = reader.pointer("ref");
  profile.version = reader.pointer("version");
  profile.updated = reader.pointer("updated");
  profile.deleted = reader.pointer("deleted");
  profile.stamp = reader.pointer("stamp");
  Reader fields = reader.object("fields", true);
  if (const Json* json = fields.json()) {
    for (const auto& [name, mapping] : json->items()) {
      profile.fields.push_back(read_field(fields, name));
    }
  }
  if (profile.fields.empty()) fields.refuse("", "must map at least one field");
  if (const Json* constants = reader.take("const")) {
    for (const auto& [pointer, value] : constants->items()) {
      if (!is_json_pointer(pointer)) reader.refuse("const", "must have JSON pointers as keys");
      profile.constants.emplace_back(pointer, value);
    }
  }
  reader.finish();
}

Paging read_paging(Reader reader) {
  Paging paging;
  paging.kind = reader.choice<PagingKind>(
      "kind",
      std::array<std::string_view, 7>{"none", "number", "offset", "next", "link", "key", "cursor"});
  paging.parameter = reader.text("param");
  paging.first = reader.number("first", paging.kind == PagingKind::number ? 1 : 0, 1);
  Reader size = reader.object("size");
  paging.size_parameter = size.text("param");
  paging.size = size.number("value", 0, 10'000);
  size.finish();
  paging.next = reader.pointer("next");
  paging.from = reader.pointer("from");
  paging.is_json = reader.boolean("json", false);
  paging.past_end = reader.statuses("pastEnd");
  const bool needs_parameter = paging.kind == PagingKind::number ||
                               paging.kind == PagingKind::offset ||
                               paging.kind == PagingKind::key || paging.kind == PagingKind::cursor;
  if (needs_parameter && paging.parameter.empty()) reader.refuse("param", "is missing");
  const bool counts = paging.kind == PagingKind::number || paging.kind == PagingKind::offset ||
                      paging.kind == PagingKind::key;
  if (counts && paging.size == 0) reader.refuse("size", "is missing");
  const bool needs_next = paging.kind == PagingKind::next || paging.kind == PagingKind::cursor;
  if (needs_next && paging.next.empty()) reader.refuse("next", "is missing");
  reader.finish();
  return paging;
}

void read_list(Reader reader, ListRule& list) {
  list.path = reader.path("path");
  list.rows = {reader.pointer("items"), reader.pointer("item")};
  list.query = reader.parameters("query");
  list.is_complete = reader.boolean("complete", true);
  list.paging = read_paging(reader.object("page"));
  reader.finish();
}

void read_delta(Reader reader, const ListRule& list, DeltaRule& delta) {
  delta.kind =
      reader.choice<DeltaKind>("kind", std::array<std::string_view, 3>{"none", "filter", "log"});
  if (delta.kind == DeltaKind::none) return;
  delta.path = reader.has("path") ? reader.path("path") : list.path;
  delta.rows = list.rows;
  if (reader.has("items")) delta.rows = {reader.pointer("items"), reader.pointer("item")};
  delta.query = reader.parameters("query");
  delta.format = reader.choice<CursorFormat>(
      "format", std::array<std::string_view, 4>{"iso", "space", "unix", "unix-ms"});
  delta.overlap_ms = static_cast<int64_t>(reader.number("overlap_ms", 0, 3'600'000));
  const bool is_log = delta.kind == DeltaKind::log;
  delta.next = reader.pointer("next", is_log);
  delta.start = reader.text("start", is_log);
  Reader head = reader.object("head");
  if (head.json()) {
    delta.head_path = head.text("path", true);
    delta.head_value = head.pointer("value", true);
  }
  head.finish();
  delta.has_tombstones =
      reader.choice<bool>("tombstones", std::array<std::string_view, 2>{"none", "inline"});
  delta.expired = reader.statuses("expired");
  const bool has_cursor = std::ranges::any_of(
      delta.query, [](const QueryParameter& each) { return each.value.contains("{cursor}"); });
  if (!has_cursor) reader.refuse("query", "must have {cursor} in one of its values");
  reader.finish();
}

AckRule read_ack(Reader& reader) {
  const Json* json = reader.take("ack");
  AckRule ack;
  if (!json) return ack;
  if (json->is_string()) {
    ack.is_full = reader.choice<bool>("ack", std::array<std::string_view, 2>{"none", "full"});
    return ack;
  }
  Reader pointers = reader.object("ack");
  ack.is_full = false;
  ack.id = pointers.pointer("id");
  ack.version = pointers.pointer("version");
  pointers.finish();
  return ack;
}

Precondition read_precondition(Reader reader, const Profile& profile) {
  Precondition precondition;
  precondition.kind = reader.choice<PreconditionKind>(
      "kind", std::array<std::string_view, 4>{"none", "if-match", "body", "query"});
  if (precondition.kind == PreconditionKind::body)
    precondition.name = reader.pointer("field", true);
  if (precondition.kind == PreconditionKind::query) precondition.name = reader.text("param", true);
  precondition.stale = reader.statuses("stale");
  if (precondition.kind != PreconditionKind::none && profile.version.empty()) {
    reader.refuse("kind", "needs /record/version");
  }
  reader.finish();
  return precondition;
}

constexpr std::array<std::string_view, 5> kMethods = {"POST", "PUT", "PATCH", "DELETE", "GET"};
std::string read_method(Reader& reader, std::string_view fallback) {
  const std::string method = reader.text("method");
  if (method.empty()) return std::string(fallback);
  if (std::ranges::find(kMethods, method) == kMethods.end()) {
    reader.refuse("method", "must be one of POST PUT PATCH DELETE");
  }
  return method;
}

void read_create(Reader reader, const Profile& profile, CreateRule& create) {
  create.method = read_method(reader, "POST");
  create.path = reader.path("path");
  create.has_client_id =
      reader.choice<bool>("id", std::array<std::string_view, 2>{"server", "client"});
  create.ack = read_ack(reader);
  create.lookup = reader.parameters("lookup");
  if (!create.has_client_id && (profile.ref.empty() || create.lookup.empty())) {
    reader.refuse("lookup",
                  "is missing: with the server's ids, /record/ref and a lookup by {ref} are the "
                  "only way to find a record whose answer was lost");
  }
  if (!create.has_client_id && !create.ack.is_full && create.ack.id.empty()) {
    reader.refuse("ack", "must say where the answer has the new id");
  }
  reader.finish();
}

void read_update(Reader reader, const Profile& profile, UpdateRule& update) {
  update.method = read_method(reader, "PATCH");
  update.path = reader.record_path("path");
  update.is_full = reader.choice<bool>("send", std::array<std::string_view, 2>{"changed", "full"});
  update.clears_with_null =
      reader.choice<bool>("clear", std::array<std::string_view, 2>{"empty", "null"});
  update.ack = read_ack(reader);
  update.precondition = read_precondition(reader.object("precondition"), profile);
  reader.finish();
}

void read_remove(Reader reader, const Profile& profile, DeleteRule& remove) {
  remove.method = read_method(reader, "DELETE");
  remove.path = reader.record_path("path");
  remove.precondition = read_precondition(reader.object("precondition"), profile);
  remove.gone = reader.statuses("gone");
  reader.finish();
}

std::optional<BulkRule> read_bulk(Reader reader) {
  if (!reader.json()) return std::nullopt;
  BulkRule bulk;
  bulk.method = read_method(reader, "POST");
  bulk.path = reader.path("path");
  bulk.items = reader.pointer("items");
  Reader answer = reader.object("answer", true);
  bulk.answers = answer.pointer("items");
  bulk.id = answer.pointer("id", true);
  bulk.version = answer.pointer("version");
  bulk.error = answer.pointer("error", true);
  answer.finish();
  bulk.max = reader.number("max", 100, 10'000);
  if (bulk.max == 0) reader.refuse("max", "must be at least 1");
  reader.finish();
  return bulk;
}

// "a|b|c".
std::vector<std::string> split_alternatives(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) parts.emplace_back(take_until('|', text));
  return parts;
}

ErrorRule read_error_rule(Reader reader) {
  // In the order of Verdict, without those that no rule may give.
  constexpr std::array<std::string_view, 8> kVerdicts = {
      "", "duplicate", "conflict", "invalid", "gone", "forbidden", "auth", "throttle"};
  ErrorRule rule;
  Reader when = reader.object("when", true);
  rule.status = static_cast<int>(when.number("status", 0, 599));
  rule.pointer = when.pointer("at");
  rule.matches = split_alternatives(when.text("match"));
  when.finish();
  const std::string verdict = reader.text("is", true);
  const auto found = std::ranges::find(kVerdicts, verdict);
  if (verdict == "retry") {
    rule.verdict = Verdict::retry;
  } else if (verdict.empty() || found == kVerdicts.end()) {
    reader.refuse("is",
                  "must be one of duplicate conflict invalid gone forbidden auth throttle retry");
  } else {
    rule.verdict = static_cast<Verdict>(found - kVerdicts.begin());
  }
  reader.finish();
  return rule;
}

void read_errors(Reader& reader, Profile& profile) {
  const Json* json = reader.take("errors");
  if (!json) return;
  if (!json->is_array()) return reader.refuse("errors", "must be a list");
  size_t position = 0;
  for (const Json& rule : *json) {
    std::string place = reader.place() + "/errors/" + std::to_string(position++);
    profile.errors.push_back(read_error_rule(Reader(&rule, std::move(place), reader.error())));
  }
}

void read_auth(Reader reader, Profile& profile) {
  profile.auth =
      reader.choice<AuthKind>("kind", std::array<std::string_view, 3>{"none", "basic", "header"});
  profile.auth_header = reader.text("name");
  profile.auth_value = reader.text("value");
  if (profile.auth == AuthKind::header && !profile.auth_value.contains("{secret}")) {
    reader.refuse("value", "must have {secret}");
  }
  if (profile.auth_header.empty()) profile.auth_header = "Authorization";
  reader.finish();
}

void read_limits(Reader reader, Profile& profile) {
  profile.concurrency = reader.number("concurrency", profile.concurrency, 16);
  profile.timeout_ms = reader.number("timeout_ms", profile.timeout_ms, 300'000);
  const auto settle_ms = static_cast<uint64_t>(profile.settle_ms);
  profile.settle_ms = static_cast<int64_t>(reader.number("settle_ms", settle_ms, 3'600'000));
  if (profile.concurrency == 0) reader.refuse("concurrency", "must be at least 1");
  reader.finish();
}

}  // namespace

Result<Profile> parse_profile(std::string_view text, std::string_view base) {
  const auto json = parse_json(text);
  if (!json) {
    return std::unexpected(Error{.code = ErrorCode::profile_invalid, .detail = "is no JSON"});
  }
  std::optional<Error> error;
  Reader reader(&*json, "", error);
  Profile profile;
  if (reader.number("profile", 0, 1) != 1) reader.refuse("profile", "must be 1");
  profile.name = reader.text("name");
  profile.base = reader.text("base");
  if (!base.empty()) profile.base = base;
  while (profile.base.ends_with('/')) profile.base.pop_back();
  read_auth(reader.object("auth"), profile);
  profile.headers = reader.parameters("headers");
  profile.hook = reader.text("hook");
  // To a browser a backslash is a slash, and a tab or a line end is nothing.
  const auto is_odd = [](unsigned char c) { return c <= ' ' || c == '\\'; };
  const bool is_own = profile.hook.starts_with('/') && !profile.hook.starts_with("//") &&
                      std::ranges::none_of(profile.hook, is_odd);
  if (!profile.hook.empty() && !is_own) reader.refuse("hook", "must be a path of this origin");
  read_record(reader.object("record", true), profile);
  read_list(reader.object("list", true), profile.list);
  read_delta(reader.object("delta"), profile.list, profile.delta);
  if (profile.delta.kind == DeltaKind::filter && profile.updated.empty()) {
    reader.object("delta").refuse("kind", "needs /record/updated");
  }
  read_create(reader.object("create", true), profile, profile.create);
  read_update(reader.object("update", true), profile, profile.update);
  read_remove(reader.object("delete", true), profile, profile.remove);
  profile.bulk = read_bulk(reader.object("bulk"));
  read_errors(reader, profile);
  read_limits(reader.object("limits"), profile);
  reader.take("$schema");
  reader.finish();
  if (!error && url_origin(profile.base).empty()) reader.refuse("base", "must be an http(s) URL");
  if (error) return std::unexpected(*error);
  if (!is_secure_url(profile.base)) return failure(ErrorCode::backend_insecure);
  return profile;
}

}  // namespace kartei
