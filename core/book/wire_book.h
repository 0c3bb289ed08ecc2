// Queries, selections and their answers as JSON: the shapes of web/types.js.
#pragma once

#include <span>

#include "book/contact_book.h"
#include "json/json.h"

namespace kartei {

// Errors of filters name the place in the tree as their field: "filter.all.1.op".
Result<Query> read_query(const Json& json);
// A filter, all contacts without one.
Result<Filter> read_filter_request(const Json& json);
// The same, and who is left out.
Result<Matches> read_matches(const Json& json);
Result<Selection> read_selection(const Json& json);
// A selection and `changes`: {country_code?, source?, add_tags?, remove_tags?, attributes?}.
struct BulkRequest {
  Selection selection;
  BulkAction action;
};
// {action: "update" | "remove" | "restore", request}: a selection, of an update with `changes`.
Result<BulkRequest> read_bulk_request(const Json& json);
// {contacts}.
Result<uint64_t> read_bulk_size(const Json& json);
// The change where nothing is left to be done, else null.
Json write_bulk_begin(const BulkProgress& progress);
// {done, total, is_done, change}.
Json write_bulk_progress(const BulkProgress& progress);
Result<ExportQuery> read_export_query(const Json& json);

Json write_page(const Page& page);
Json write_count(uint64_t count);
Json write_facets(const Facets& facets);
Json write_bulk_change(const BulkChange& change);
Json write_checked_draft(const CheckedDraft& checked);
Json write_state(const BookState& state);
Json write_calling_codes(std::span<const NumberingPlan> plans);

}  // namespace kartei
