// Single values checked without a book, many at a time: the shapes of web/types.js.
#pragma once

#include "json/json.h"

namespace kartei {

// {"values": ["a@b.de", …], "profile": "practical" | "html5" | "rfc5321"} -> one answer per value:
// {valid, code, column, normalized, suggestion}; null for what there is not.
Result<Json> check_emails(const Json& request);

// {"values": ["0151 …", {"input", "country"}, …], "country": "DE" | "+49" | ""} -> one answer per
// value, as libphonenumber says it: {parsed, possible, valid, type, region, country_code,
// national_number, extension, e164, national, international}; null for what there is not.
Result<Json> check_phones(const Json& request);

// {"values": [["Name", "E-Mail"], {"headers", "rows": [[…]]}, …]} -> one answer per value:
// {"columns": [{header, field, confidence}]}; field is what was recognised (csv/header_meaning.h),
// null for what was not.
Result<Json> check_headers(const Json& request);

}  // namespace kartei
