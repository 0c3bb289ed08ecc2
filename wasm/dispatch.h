// From a text to a typed call and back: the boundary between JavaScript and the core.
//
// A use case is a row {name, function}; the function takes the request as JSON and answers with
// JSON or an Error. dispatch() makes the envelope: {"value": …} or {"error": {…}}. It holds the
// only try/catch of the program: whatever escapes the core is `internal`, and the instance is then
// to be thrown away and opened again, since the truth is in SQLite.
#pragma once

#include <algorithm>
#include <exception>
#include <span>
#include <string>
#include <string_view>

#include "book/wire_contact.h"
#include "json/json.h"

namespace kartei {

template <class Book>
struct UseCase {
  std::string_view name;
  Result<Json> (*run)(Book&, const Json& request);
};

inline std::string error_envelope(const Error& error) {
  return dump_json({{"error", write_error(error)}});
}

template <class Call>
std::string guard(Call&& call) {
  try {
    Result<Json> answer = call();
    return answer ? dump_json({{"value", std::move(*answer)}}) : error_envelope(answer.error());
  } catch (const std::exception& exception) {
    return error_envelope({.code = ErrorCode::internal, .detail = exception.what()});
  }
}

template <class Book>
std::string dispatch(Book& book, std::span<const UseCase<Book>> use_cases, std::string_view name,
                     std::string_view request) {
  return guard([&]() -> Result<Json> {
    const auto use_case = std::ranges::find(use_cases, name, &UseCase<Book>::name);
    if (use_case == use_cases.end()) {
      return std::unexpected(
          Error{.code = ErrorCode::request_malformed, .detail = "no such use case"});
    }
    const auto json = parse_json(request);
    if (!json) return std::unexpected(json.error());
    return use_case->run(book, *json);
  });
}

}  // namespace kartei
