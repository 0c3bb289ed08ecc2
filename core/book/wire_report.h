// What an import asks and answers, as JSON: the shapes of web/types.js.
#pragma once

#include "book/contact_book.h"
#include "import_export/wire_review.h"
#include "json/json.h"

namespace kartei {

Result<ImportOptions> read_import_options(const Json& json);

Result<ReviewQuery> read_review_query(const Json& json);

// {action, row?, remaining?}
Result<ImportDecision> read_decision(const Json& json);

// {action}: what becomes of values that are not valid.
Result<InvalidAction> read_invalid_action(const Json& json);

// {rows?, tags?}: how many rows a step of the commit writes, 10,000 where it is absent; tags for
// all contacts of the import.
struct CommitRequest {
  uint64_t rows = 0;
  std::vector<std::string> tags;
};
Result<CommitRequest> read_commit_request(const Json& json);

Json write_counts(const ImportCounts& counts);
Json write_preview(const ImportPreview& preview);
Json write_review(const Importer& importer, const ReviewPage& page);
// {rows, samples, counts}
Json write_fix(const ImportFix& fix);
Json write_progress(const CommitProgress& progress);
Json write_imports(const std::vector<ImportRecord>& records);

}  // namespace kartei
