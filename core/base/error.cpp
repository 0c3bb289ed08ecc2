#include "base/error.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace kartei {
namespace {

struct CodeText {
  std::string_view name, message;
};

constexpr std::array kCodes = {
#define KARTEI_ERROR(code, message) CodeText{#code, message},
#include "base/error_codes.def"
#undef KARTEI_ERROR
};
static_assert(kCodes.size() <= 256, "ErrorCode is one byte");

}  // namespace

std::string_view error_code_name(ErrorCode code) { return kCodes[static_cast<size_t>(code)].name; }

std::optional<ErrorCode> find_error_code(std::string_view name) {
  const auto found = std::ranges::find(kCodes, name, &CodeText::name);
  if (found == kCodes.end()) return std::nullopt;
  return static_cast<ErrorCode>(found - kCodes.begin());
}

std::string_view error_code_message(ErrorCode code) {
  return kCodes[static_cast<size_t>(code)].message;
}

std::string Error::message() const {
  std::string text(error_code_message(code));
  if (!detail.empty()) text.append(" (").append(detail).append(")");
  return text;
}

std::unexpected<Error> failure(ErrorCode code, std::string_view field, std::string_view detail) {
  return std::unexpected(
      Error{.code = code, .detail = std::string(detail), .field = std::string(field)});
}

void ensure(bool condition, const char* what) {
  if (!condition) throw std::logic_error(what);
}

}  // namespace kartei
