// From a text to a typed call and back: the boundary between JavaScript and the core.
//
// A use case is a row {name, function}; the function takes the request as JSON and answers with
// JSON or an Error. dispatch() makes the envelope: {"value": …} or {"error": {…}}. In dispatch.cpp
// is the only try/catch of the program: whatever escapes the core is `memory_full` or `internal`,
// and the instance is then to be thrown away and opened again, since the truth is in SQLite.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/limits.h"
#include "json/json.h"
#include "json/wire_error.h"

namespace kartei {

// Whether a use case changes the book: such a call may carry an id, and is done once however often
// it arrives.
enum class Effect : uint8_t { none, write };

template <class Book>
struct UseCase {
  std::string_view name;
  Result<Json> (*run)(Book&, const Json& request);
  Effect effect = Effect::none;
};

std::string error_envelope(const Error& error);

// For what answers bytes or text where it succeeds.
inline bool is_error_envelope(std::string_view envelope) {
  return envelope.starts_with("{\"error\"");
}

// What `run` answers about `call`, or the envelope of what escaped it. Only this function is
// compiled with exceptions (wasm/CMakeLists.txt): what lies between it and a throw is not cleaned
// up.
std::string run_guarded(std::string (*run)(void* call), void* call);

// `call`: () -> Result<Json>.
template <class Call>
std::string guard(Call&& call) {
  return run_guarded(
      [](void* erased) -> std::string {
        Result<Json> answer = (*static_cast<std::remove_reference_t<Call>*>(erased))();
        if (!answer) return error_envelope(answer.error());
        return dump_json({{"value", std::move(*answer)}});
      },
      &call);
}

// The remembered answer of a write that has happened already, or its answer now.
template <class Book>
Result<Json> run_once(Book& book, const UseCase<Book>& use_case, const Json& request,
                      std::string_view request_id) {
  const auto known = book.find_answer(request_id);
  if (!known) return std::unexpected(known.error());
  if (*known) return parse_json(**known);
  book.begin_request(request_id);
  return use_case.run(book, request);
}

// `request_id`: empty, or at most kMaxRequestIdBytes that no other call has.
template <class Book>
std::string dispatch(Book& book, std::span<const UseCase<Book>> use_cases, std::string_view name,
                     std::string_view request, std::string_view request_id) {
  return guard([&]() -> Result<Json> {
    const auto use_case = std::ranges::find(use_cases, name, &UseCase<Book>::name);
    if (use_case == use_cases.end() || request_id.size() > kMaxRequestIdBytes) {
      return std::unexpected(Error{.code = ErrorCode::request_malformed,
                                   .detail = "no such use case, or an id that is too long"});
    }
    const auto json = parse_json(request);
    if (!json) return std::unexpected(json.error());
    if constexpr (requires { book.find_answer(request_id); }) {
      if (use_case->effect == Effect::write) {
        return run_once(book, *use_case, *json, request_id);
      }
    }
    return use_case->run(book, *json);
  });
}

}  // namespace kartei
