#include "sync/page_walk.h"

#include <charconv>

#include "json/json_pointer.h"
#include "sync/record_mapping.h"
#include "sync/requests.h"

namespace kartei {
namespace {

uint64_t to_number(std::string_view text, uint64_t fallback) {
  uint64_t number = fallback;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Whatever host the server believes to have: requests, and with them the credentials, go to one
// origin.
std::string follow(const Profile& profile, std::string_view next) {
  const std::string_view origin = url_origin(profile.base);
  const std::string_view own = url_origin(next);
  if (!own.empty()) next.remove_prefix(own.size());
  if (next.starts_with('/')) return std::string(origin) + std::string(next);
  if (next.starts_with('?')) return profile.base + std::string(next);
  return profile.base + "/" + std::string(next);
}

bool is_url(PagingKind kind) { return kind == PagingKind::next || kind == PagingKind::link; }

std::optional<std::string> text_at(const Json& json, const std::string& pointer) {
  std::string text = scalar_text(find_at(json, pointer));
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> next_position(const PageSource& source, std::string_view position,
                                         const HttpResponse& response, const Json& json,
                                         const Json& rows) {
  const Paging& paging = source.paging;
  switch (paging.kind) {
    case PagingKind::none:
      return std::nullopt;
    case PagingKind::number:
      return std::to_string(to_number(position, paging.first) + 1);
    case PagingKind::offset:
      return std::to_string(to_number(position, 0) + rows.size());
    case PagingKind::key: {
      const Json* key = find_at(rows.back(), paging.from);
      if (!key) return std::nullopt;
      std::string next = paging.is_json ? dump_json(*key) : scalar_text(key);
      // The row that it began with is all that was left; what has no key is no place.
      const bool is_end = next == position || next.empty() || key->is_null();
      return is_end ? std::nullopt : std::optional(std::move(next));
    }
    case PagingKind::link: {
      const std::string_view link = find_next_link(response);
      return link.empty() ? std::nullopt : std::optional(std::string(link));
    }
    case PagingKind::next:
    case PagingKind::cursor:
      return text_at(json, paging.next);
  }
}

}  // namespace

PageSource list_source(const Profile& profile) {
  const ListRule& list = profile.list;
  return {.path = list.path,
          .rows = list.rows,
          .query = list.query,
          .paging = list.paging,
          .cursor = {}};
}

PageSource delta_source(const Profile& profile, std::string_view cursor) {
  const DeltaRule& delta = profile.delta;
  return {.path = delta.path,
          .rows = delta.rows,
          .query = delta.query,
          .paging = profile.list.paging,
          .cursor = cursor};
}

HttpRequest page_request(const Profile& profile, const PageSource& source,
                         std::string_view position) {
  const Paging& paging = source.paging;
  if (is_url(paging.kind) && !position.empty()) {
    return make_request(profile, "GET", follow(profile, position));
  }
  std::vector<QueryParameter> query = source.query;
  if (paging.size > 0 && !paging.size_parameter.empty()) {
    // The row that both pages have comes on top.
    const bool shares = paging.kind == PagingKind::key && !position.empty();
    query.push_back({paging.size_parameter, std::to_string(paging.size + (shares ? 1 : 0))});
  }
  if (paging.kind == PagingKind::number) {
    query.push_back({paging.parameter, std::to_string(to_number(position, paging.first))});
  } else if (!position.empty()) {
    query.push_back({paging.parameter, std::string(position)});
  }
  // A position may hold braces, but no placeholder of ours.
  return make_request(profile, "GET",
                      make_url(profile, source.path, query, {.cursor = source.cursor}));
}

Result<PageRows> read_page(const PageSource& source, std::string_view position,
                           const HttpResponse& response, const Json& json) {
  const Json* rows = find_at(json, source.rows.items);
  if (!rows || !rows->is_array()) {
    return std::unexpected(
        Error{.code = ErrorCode::answer_unreadable, .detail = "no list of records"});
  }
  PageRows page;
  for (const Json& row : *rows) {
    const Json* record = find_at(row, source.rows.item);
    if (record && record->is_object()) page.records.push_back(*record);
  }
  const bool is_url_kind = is_url(source.paging.kind) || source.paging.kind == PagingKind::cursor;
  if (rows->empty() && !is_url_kind) return page;
  page.next = next_position(source, position, response, json, *rows);
  return page;
}

}  // namespace kartei
