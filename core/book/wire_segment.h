// Segments as JSON.
#pragma once

#include <string>
#include <vector>

#include "book/contact_book.h"
#include "json/json.h"

namespace kartei {

// {"counts": true}: what segments() is asked.
Result<bool> read_segments_request(const Json& json);

// {"id", "name", "filter"} of a filter; {"id", "name", "contacts": {"ids"} or as in selections,
// "edit": "replace", "add" or "remove"} of a list. Errors, with the place as field:
// request_malformed, and those of read_filter().
Result<SegmentDraft> read_segment_draft(const Json& json);

// {"id"}
Result<std::string> read_segment_id(const Json& json);

// [{"id", "name", "filter", "count"}]: no filter for a list.
Json write_segments(const std::vector<SegmentRow>& rows);
Json write_saved_segment(const SavedSegment& saved);

}  // namespace kartei
