// How one REST backend speaks: data, not code. docs/sync.md has every key with an example; the
// shipped ones are in web/profiles.
//
//   Result<Profile> profile = parse_profile(text);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "json/json.h"

namespace kartei {

// What becomes of a field that both sides have changed differently.
enum class MergePolicy : uint8_t { ask, server, client, newest, unite };

// How a value is written on the server. Texts and lists as they are; times as ISO 8601, or as
// seconds or milliseconds since 1970; a list also as one text with commas.
enum class Codec : uint8_t { plain, unix, unix_ms, comma };

// What a flat name of an attribute begins with: "attributes.company".
inline constexpr std::string_view kAttributePrefix = "attributes.";

// A field that both sides have. `name` is the contact's ("email", "tags", "attributes"), or the
// flat name of one of its attributes.
struct FieldMapping {
  std::string name;
  std::string pointer;
  Codec codec = Codec::plain;
  MergePolicy policy = MergePolicy::ask;
};

struct QueryParameter {
  // The value may hold {cursor}, {ref} or {id}.
  std::string name, value;
};

enum class PagingKind : uint8_t { none, number, offset, next, link, key, cursor };
struct Paging {
  PagingKind kind = PagingKind::none;
  std::string parameter;
  uint64_t first = 1;
  std::string size_parameter;
  uint64_t size = 0;
  // next: where the answer has the URL of the next page; cursor: its cursor.
  std::string next;
  // key: where a row of `items` has the key that the next page begins with, which is its own alone,
  // and whether it is written as JSON. Two pages share that row ("after it" would be after another
  // one where it is gone meanwhile), for which one more than `size` is asked for.
  std::string from;
  bool is_json = false;
  // Answers that mean that there is no such page.
  std::vector<int> past_end;
};

// What is in a page: the list at `items`, in each the record at `item`.
struct RowsAt {
  std::string items, item;
};

struct ListRule {
  std::string path;
  RowsAt rows;
  std::vector<QueryParameter> query;
  // Whether it shows every record that there is; only then absence can mean a deletion.
  bool is_complete = true;
  Paging paging;
};

enum class DeltaKind : uint8_t { none, filter, log };
enum class CursorFormat : uint8_t { iso, space, unix, unix_ms };
struct DeltaRule {
  DeltaKind kind = DeltaKind::none;
  std::string path;
  RowsAt rows;
  std::vector<QueryParameter> query;
  CursorFormat format = CursorFormat::iso;
  // Rows can become visible later than their time says: a transaction's clock is its beginning.
  int64_t overlap_ms = 0;
  // log: where an answer has the next cursor, and where the log begins.
  std::string next, start;
  // log: where the server says how far it is; a cursor beyond that is of another server's life.
  std::string head_path, head_value;
  bool has_tombstones = false;
  // Answers that mean that the cursor is too old.
  std::vector<int> expired;
};

// What the answer of a write says about the record: all of it, nothing, or single values.
struct AckRule {
  bool is_full = true;
  std::string id, version;
};

enum class PreconditionKind : uint8_t { none, if_match, body, query };
struct Precondition {
  PreconditionKind kind = PreconditionKind::none;
  // body: a pointer; query: a parameter.
  std::string name;
  // Answers that mean that the record has changed, beside 409, 412 and 428.
  std::vector<int> stale;
};

struct CreateRule {
  std::string method, path;
  bool has_client_id = false;
  AckRule ack;
  // server id: how the record of a lost answer is found again, by {ref}.
  std::vector<QueryParameter> lookup;
};

struct UpdateRule {
  std::string method, path;
  // The whole record, or what has changed.
  bool is_full = false;
  // How an empty value is sent: as null, or as what is empty of its kind.
  bool clears_with_null = false;
  AckRule ack;
  Precondition precondition;
};

struct DeleteRule {
  std::string method, path;
  Precondition precondition;
  std::vector<int> gone;
};

// Many writes in one request, each answered by itself and named by its id.
struct BulkRule {
  std::string method, path;
  // Where the request has its records; where the answer has its rows, and in a row what.
  std::string items, answers, id, version, error;
  uint64_t max = 0;
};

enum class Verdict : uint8_t {
  ok,
  duplicate,
  conflict,
  invalid,
  gone,
  forbidden,
  auth,
  throttle,
  retry,
  unreadable
};
struct ErrorRule {
  int status = 0;
  // In the JSON of the answer, or in its text as a whole where it is empty.
  std::string pointer;
  // Any of these is contained; empty: whatever it is.
  std::vector<std::string> matches;
  Verdict verdict = Verdict::retry;
};

enum class AuthKind : uint8_t { none, basic, header };

struct Profile {
  std::string name;
  // The URL that all paths follow.
  std::string base;
  AuthKind auth = AuthKind::none;
  // "Authorization", and "Token {secret}".
  std::string auth_header, auth_value;
  std::vector<QueryParameter> headers;
  // A module of the page's own origin that rewrites requests and answers: "/hooks/soap.js".
  std::string hook;

  std::string id, ref, version, updated, deleted;
  // A time that the server leaves to its clients: it is set to the contact's own with each write.
  std::string stamp;
  std::vector<FieldMapping> fields;
  // Pointers and what each record has there.
  std::vector<std::pair<std::string, Json>> constants;

  ListRule list;
  DeltaRule delta;
  CreateRule create;
  UpdateRule update;
  DeleteRule remove;
  std::optional<BulkRule> bulk;
  std::vector<ErrorRule> errors;
  uint64_t concurrency = 4;
  uint64_t timeout_ms = 30'000;
  // Lists, replicas and search indexes may be behind their own server for so long.
  int64_t settle_ms = 60'000;
};

// `base` overrides the profile's own, if it is not empty. Errors: profile_invalid with the JSON
// pointer of what is wrong as field, and why as detail; backend_insecure.
Result<Profile> parse_profile(std::string_view text, std::string_view base = {});

}  // namespace kartei
