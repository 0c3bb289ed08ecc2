// What a cell of a table holds, whatever table it is: for backups and rescues, which know tables
// only by their names.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kartei {

// NULL, INTEGER, REAL, TEXT or BLOB; texts and blobs belong to somebody else.
using ValueView =
    std::variant<std::monostate, int64_t, double, std::string_view, std::span<const uint8_t>>;

using Value = std::variant<std::monostate, int64_t, double, std::string, std::vector<uint8_t>>;

inline ValueView view_of(const Value& value) {
  return std::visit([](const auto& held) -> ValueView { return held; }, value);
}

inline Value copy_of(const ValueView& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  if (const auto* blob = std::get_if<std::span<const uint8_t>>(&value)) {
    return std::vector<uint8_t>(blob->begin(), blob->end());
  }
  if (const auto* integer = std::get_if<int64_t>(&value)) return *integer;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return {};
}

inline bool is_null(const ValueView& value) {
  return std::holds_alternative<std::monostate>(value);
}

}  // namespace kartei
