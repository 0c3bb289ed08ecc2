// The JSON of sync: the shapes of web/types.js (SyncStatus and those after it).
#pragma once

#include "base/error.h"
#include "book/contact_book.h"
#include "json/json.h"

namespace kartei {

// {profile, base?, account?, direction?}: `profile` as an object.
Result<Backend> read_backend(const Json& json);
Json write_sync_status(const SyncStatus& status);

// {request}: as in write_sync_next(), or null.
Json write_probe_request(const std::optional<SyncRequest>& request);
// {status, headers, body, failure}.
Result<HttpResponse> read_response(const Json& json);
// {checks: [{check, result, detail}], records, is_whole, has_delta, here, matching}.
Json write_probe_answer(const ContactBook::ProbeAnswer& answer);
// {auth: {kind, header, value}, hook}: what whoever carries requests has to know.
Result<Json> describe_backend(const Json& json);

// {account}.
Result<std::string> read_account(const Json& json);
// {request: {attempt, method, url, headers, body, timeout_ms, refreshes_auth} | null, wait_until}.
Json write_sync_next(const SyncNext& next);

struct SyncAnswer {
  uint64_t attempt = 0;
  HttpResponse response;
};
// {attempt, status, headers, body, failure}.
Result<SyncAnswer> read_sync_answer(const Json& json);

// {action: "now" | "whole" | "resume" | "delete_lost" | "send_lost"}.
Result<SyncControl> read_sync_control(const Json& json);

Json write_parked(const std::vector<ParkedRow>& rows);
// {ids}.
Result<std::vector<Uuid>> read_ids(const Json& json);
Json write_conflicts(const std::vector<ConflictRow>& rows);
// {id, field, take: "mine" | "theirs"}.
Result<ConflictDecision> read_conflict_decision(const Json& json);

}  // namespace kartei
