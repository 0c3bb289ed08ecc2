// What most rows of a table of use cases are made of (dispatch.h).
#pragma once

#include <utility>

#include "base/error.h"
#include "json/json.h"

namespace kartei {

// Reads, calls and writes; the first error is the answer.
template <class Request, class Call, class Write>
Result<Json> answer(Result<Request> request, Call&& call, Write&& write) {
  if (!request) return std::unexpected(request.error());
  auto result = call(*request);
  if (!result) return std::unexpected(result.error());
  return write(*result);
}

inline Json write_nothing() { return nullptr; }

// For calls that answer nothing, and for requests that ask for nothing.
inline Result<Json> done(const Result<void>& result) { return result.transform(write_nothing); }

template <class Read>
Result<Json> begin(Read request, auto&& call) {
  if (!request) return std::unexpected(request.error());
  return done(call(std::move(*request)));
}

}  // namespace kartei
