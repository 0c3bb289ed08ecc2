#include "style.h"

#include <array>

#include "json/json.h"

namespace kartei::sync_simulation {
namespace {

constexpr std::array<std::string_view, 4> kPreconditions = {"none", "if-match", "body", "query"};
constexpr std::array<std::string_view, 3> kDeltas = {"none", "filter", "log"};
constexpr std::array<std::string_view, 4> kCursors = {"iso", "space", "unix", "unix-ms"};
constexpr std::array<std::string_view, 7> kPages = {"none", "number", "offset", "next",
                                                    "link", "key",    "cursor"};
constexpr std::array<std::string_view, 4> kCodecs = {"plain", "unix", "unix-ms", "comma"};
constexpr std::array<std::string_view, 5> kPolicies = {"ask", "server", "client", "newest",
                                                       "union"};
constexpr std::array<std::string_view, 3> kAcks = {"full", "pointers", "none"};
constexpr std::array<std::string_view, 3> kEnds = {"empty", "missing", "last-again"};

template <class Enum, size_t N>
std::string name_of(Enum value, const std::array<std::string_view, N>& names) {
  return std::string(names[static_cast<size_t>(value)]);
}

Json page_of(const Style& style) {
  Json page = {{"kind", name_of(style.paging, kPages)}};
  if (style.paging == PagingKind::none) return page;
  page["size"] = {{"param", "limit"}, {"value", style.page_size}};
  switch (style.paging) {
    case PagingKind::number:
      page["param"] = "page";
      if (style.past_end == PastEnd::missing) page["pastEnd"] = {404};
      break;
    case PagingKind::offset:
      page["param"] = "offset";
      break;
    case PagingKind::key:
      page["param"] = "startkey";
      page["from"] = "/id";
      page["json"] = true;
      break;
    case PagingKind::cursor:
      page["param"] = "after";
      page["next"] = "/next";
      break;
    case PagingKind::next:
      page["next"] = "/next";
      break;
    default:
      break;
  }
  return page;
}

Json delta_of(const Style& style) {
  Json delta = {{"kind", name_of(style.delta, kDeltas)}};
  if (style.delta == DeltaKind::filter) {
    delta["query"] = {{"since", "{cursor}"}, {"sort", "updated_at"}};
    delta["format"] = name_of(style.cursor, kCursors);
    const int64_t late = style.lag_ms + style.late_ms;
    delta["overlap_ms"] = late == 0 ? 0 : late + style.resolution_ms;
    delta["tombstones"] = style.has_tombstones ? "inline" : "none";
  }
  if (style.delta == DeltaKind::log) {
    delta["path"] = "/log";
    delta["items"] = "/results";
    delta["item"] = "/doc";
    delta["query"] = {{"since", "{cursor}"}, {"limit", std::to_string(style.page_size)}};
    delta["next"] = "/last_seq";
    delta["start"] = "0";
    delta["tombstones"] = "inline";
    delta["head"] = {{"path", "/head"}, {"value", "/update_seq"}};
  }
  return delta;
}

Json precondition_of(const Style& style, bool is_delete) {
  const bool is_body = style.precondition == PreconditionKind::body;
  // A DELETE has no body.
  const auto kind = is_body && is_delete ? PreconditionKind::query : style.precondition;
  Json precondition = {{"kind", name_of(kind, kPreconditions)}};
  if (kind == PreconditionKind::body) precondition["field"] = "/rev";
  if (kind == PreconditionKind::query) precondition["param"] = "rev";
  if (kind != PreconditionKind::none) precondition["stale"] = {style.stale_status};
  return precondition;
}

Json ack_of(const Style& style) {
  if (style.ack != AckStyle::pointers) return name_of(style.ack, kAcks);
  return {{"id", "/id"}, {"version", "/rev"}};
}

Json record_of(const Style& style) {
  Json record = {{"id", "/id"}, {"ref", "/client_ref"}};
  record["version"] = "/rev";
  record["updated"] = "/updated_at";
  if (style.has_tombstones || style.delta == DeltaKind::log) record["deleted"] = "/deleted";
  record["fields"] = {
      {"name", "/name"},
      {"email", "/email"},
      {"source", {{"at", "/source"}, {"merge", name_of(style.source_policy, kPolicies)}}},
      {"tags",
       {{"at", "/tags"},
        {"as", name_of(style.tags, kCodecs)},
        {"merge", name_of(style.tags_policy, kPolicies)}}},
      {"created_at", {{"at", "/created"}, {"as", name_of(style.times, kCodecs)}}},
      {"last_contact_at", {{"at", "/seen"}, {"as", name_of(style.times, kCodecs)}}},
      {"attributes.company", "/company"},
      {"attributes", "/extra"}};
  record["const"] = {{"/kind", "person"}};
  return record;
}

}  // namespace

std::vector<std::string> Style::features() const {
  std::vector<std::string> names = {
      has_client_id ? (is_upsert ? "upsert" : "client-id") : "server-id",
      "precondition-" + name_of(precondition, kPreconditions),
      "delta-" + name_of(delta, kDeltas) +
          (delta == DeltaKind::filter && has_tombstones ? "-tombstones" : ""),
      "page-" + name_of(paging, kPages),
      "ack-" + name_of(ack, kAcks),
      is_full_put ? "put" : "patch"};
  if (resolution_ms > 1) names.push_back("coarse-clock");
  if (has_hash_versions) names.push_back("hash-versions");
  if (delta == DeltaKind::filter) names.push_back("cursor-" + name_of(cursor, kCursors));
  if (past_end != PastEnd::empty) names.push_back("end-" + name_of(past_end, kEnds));
  if (has_bulk) names.push_back("bulk");
  if (normalises) names.push_back("normalises");
  if (has_bulk && has_bulk_versions) names.push_back("bulk-versions");
  if (lag_ms > 0) names.push_back("lag");
  if (late_ms > 0) names.push_back("late-rows");
  if (needs_auth) names.push_back("auth");
  return names;
}

std::string Style::describe() const {
  std::string text;
  for (const std::string& feature : features())
    text.append(text.empty() ? "" : " ").append(feature);
  return text;
}

Style draw_style(Random& random, uint64_t plain) {
  Style style;
  const auto varies = [&] { return !random.chance(plain); };
  const auto pick = [&]<class T>(std::initializer_list<T> values) {
    return values.begin()[random.below(values.size())];
  };
  if (varies()) style.has_client_id = random.chance(50);
  if (varies()) style.is_upsert = style.has_client_id && random.chance(40);
  if (varies()) {
    style.precondition =
        pick({PreconditionKind::none, PreconditionKind::none, PreconditionKind::if_match,
              PreconditionKind::body, PreconditionKind::query});
  }
  if (style.precondition == PreconditionKind::query) style.stale_status = pick({404, 409});
  if (style.precondition == PreconditionKind::body) style.stale_status = 409;
  if (varies()) style.has_hash_versions = random.chance(30);
  if (varies()) style.duplicate_status = pick({400, 403, 409, 412, 500});
  if (varies()) {
    style.delta = pick({DeltaKind::none, DeltaKind::filter, DeltaKind::filter, DeltaKind::log});
  }
  if (varies()) style.resolution_ms = pick({1, 1000});
  if (varies()) {
    style.cursor =
        pick({CursorFormat::iso, CursorFormat::space, CursorFormat::unix, CursorFormat::unix_ms});
  }
  if (style.cursor == CursorFormat::unix) style.resolution_ms = 1000;
  style.has_tombstones = style.delta == DeltaKind::filter && random.chance(60);
  if (varies()) {
    style.paging = pick({PagingKind::none, PagingKind::number, PagingKind::offset, PagingKind::next,
                         PagingKind::link, PagingKind::cursor, PagingKind::key});
  }
  // Sorted by time there is no walk by id.
  const bool is_by_key = style.paging == PagingKind::key;
  if (is_by_key && style.delta == DeltaKind::filter) style.paging = PagingKind::offset;
  style.page_size = 2 + random.below(5);
  if (varies() && style.paging == PagingKind::number) {
    style.past_end = pick({PastEnd::empty, PastEnd::missing, PastEnd::last_again});
  }
  if (varies()) style.ack = pick({AckStyle::full, AckStyle::pointers, AckStyle::none});
  if (style.ack == AckStyle::none && !style.has_client_id) style.ack = AckStyle::pointers;
  if (varies()) style.is_full_put = random.chance(50);
  if (varies()) style.clears_with_null = random.chance(50);
  if (varies()) style.has_bulk = style.has_client_id && random.chance(60);
  if (varies()) style.has_bulk_versions = random.chance(50);
  if (varies()) style.normalises = random.chance(40);
  if (varies()) style.lag_ms = random.chance(30) ? 1000 + 1000 * random.below(10) : 0;
  if (style.delta == DeltaKind::filter && random.chance(60)) {
    style.late_ms = 1000 + 1000 * random.below(40);
  }
  if (varies()) style.times = pick({Codec::plain, Codec::unix, Codec::unix_ms});
  if (varies()) style.tags = pick({Codec::plain, Codec::comma});
  if (varies()) {
    style.source_policy =
        pick({MergePolicy::ask, MergePolicy::server, MergePolicy::client, MergePolicy::newest});
  }
  if (varies()) style.tags_policy = pick({MergePolicy::ask, MergePolicy::unite});
  if (varies()) style.needs_auth = random.chance(30);
  if (varies()) style.concurrency = 1 + random.below(6);
  return style;
}

std::string profile_of(const Style& style) {
  const bool has_list_at_top = style.paging == PagingKind::none || style.paging == PagingKind::link;
  Json profile = {{"profile", 1}, {"name", "model"}, {"base", kBase}};
  if (style.needs_auth) profile["auth"] = {{"kind", "header"}, {"value", "Token {secret}"}};
  profile["record"] = record_of(style);
  profile["list"] = {
      {"path", "/contacts"}, {"items", has_list_at_top ? "" : "/items"}, {"page", page_of(style)}};
  profile["delta"] = delta_of(style);
  profile["create"] = {{"method", style.is_upsert ? "PUT" : "POST"},
                       {"path", style.is_upsert ? "/contacts/{id}" : "/contacts"},
                       {"id", style.has_client_id ? "client" : "server"},
                       {"ack", ack_of(style)}};
  if (!style.has_client_id) profile["create"]["lookup"] = {{"ref", "{ref}"}};
  profile["update"] = {{"method", style.is_full_put ? "PUT" : "PATCH"},
                       {"path", "/contacts/{id}"},
                       {"send", style.is_full_put ? "full" : "changed"},
                       {"clear", style.clears_with_null ? "null" : "empty"},
                       {"ack", ack_of(style)},
                       {"precondition", precondition_of(style, false)}};
  profile["delete"] = {{"path", "/contacts/{id}"}, {"precondition", precondition_of(style, true)}};
  if (style.has_bulk) {
    profile["bulk"] = {
        {"path", "/bulk"},
        {"items", "/docs"},
        {"answer", {{"items", ""}, {"id", "/id"}, {"version", "/rev"}, {"error", "/error"}}},
        {"max", 4}};
  }
  profile["errors"] = {
      {{"when", {{"status", style.duplicate_status}, {"at", "/message"}, {"match", "unique"}}},
       {"is", "duplicate"}}};
  profile["limits"] = {{"concurrency", style.concurrency}};
  return dump_json(profile);
}

}  // namespace kartei::sync_simulation
