// How Kartei says no.
//
// A function that can fail returns Result<T>: a value, or one Error with a code that programs
// compare, the field it is about and its place in the input. Exceptions are not control flow here;
// what still escapes (out of memory) becomes `internal` at the boundary, in wasm/dispatch.cpp.
//
//   Result<Email> email = parse_email(text);
//   if (!email) return std::unexpected(email.error());
//
// An *error* fails one call. An *issue* is the same type about data: it is collected and never
// stops the rest.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei {

enum class ErrorCode : uint8_t {
#define KARTEI_ERROR(code, message) code,
#include "base/error_codes.def"
#undef KARTEI_ERROR
};

// The code as it crosses the wire: "email_missing_at".
std::string_view error_code_name(ErrorCode code);
std::optional<ErrorCode> find_error_code(std::string_view name);

// One English sentence for developers.
std::string_view error_code_message(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::internal;
  // What the code alone cannot say, such as SQLite's own words; appended to the message.
  std::string detail = {};
  // The contact's field or the request's key, empty where there is none.
  std::string field = {};
  // 1-based; 0 where there is none. A column counts cells in a table, characters in a single value.
  uint64_t row = 0;
  uint32_t column = 0;
  // One by one, where this error sums up several (contact_invalid).
  std::vector<Error> issues = {};

  std::string message() const;
  bool operator==(const Error& other) const = default;
};

template <class T>
using Result = std::expected<T, Error>;

// std::unexpected with the code alone, for the many refusals that need no more.
inline std::unexpected<Error> failure(ErrorCode code, uint32_t column = 0) {
  return std::unexpected(Error{.code = code, .column = column});
}
// And with the field or key that it is about.
std::unexpected<Error> failure(ErrorCode code, std::string_view field,
                               std::string_view detail = {});

// Stops the program where it contradicts itself: a programmer's error, on in release builds too.
void ensure(bool condition, const char* what);

}  // namespace kartei
