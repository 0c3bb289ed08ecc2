// Walking through the pages of a list: what to ask for next, and what an answer had.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "json/json.h"
#include "sync/http.h"
#include "sync/profile.h"

namespace kartei {

// Where the rows of a walk come from.
struct PageSource {
  std::string_view path;
  const RowsAt& rows;
  const std::vector<QueryParameter>& query;
  const Paging& paging;
  // Fills {cursor}.
  std::string_view cursor;
};

// All records.
PageSource list_source(const Profile& profile);
// What has changed since `cursor`, which must outlive it.
PageSource delta_source(const Profile& profile, std::string_view cursor);

// The page at `position`: empty for the first, else what the page before has given as next.
HttpRequest page_request(const Profile& profile, const PageSource& source,
                         std::string_view position);

struct PageRows {
  // The records.
  std::vector<Json> records;
  // The position of the next page; none at the end.
  std::optional<std::string> next;
};

// A page is the last one where it is empty or the profile's rule says so, never because it is
// short: servers cap the size that was asked for. Errors: answer_unreadable where there is no list.
Result<PageRows> read_page(const PageSource& source, std::string_view position,
                           const HttpResponse& response, const Json& json);

}  // namespace kartei
