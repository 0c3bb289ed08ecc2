// What an answer means. An answer that is not understood acknowledges nothing: a captive portal
// says 200, too.
#pragma once

#include <optional>
#include <string>

#include "json/json.h"
#include "sync/http.h"
#include "sync/profile.h"

namespace kartei {

struct Answer {
  // ok: the server has done it. retry: it is unknown whether it has.
  Verdict verdict = Verdict::retry;
  // 0: none came.
  int status = 0;
  // Of any answer that has one.
  std::optional<Json> json;
  // The server's own words where it has refused, a few hundred bytes at most; or a word of ours:
  // the transport's, or the name of answer_unreadable.
  std::string message;
};

// Whether the server has said something of what it was asked, and not only that it cannot now.
bool is_of_server(Verdict verdict);

// By the profile's rules first, then by what the statuses mean (RFC 9110, 15).
Answer read_answer(const Profile& profile, const HttpResponse& response);

}  // namespace kartei
