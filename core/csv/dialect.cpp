#include "csv/dialect.h"

#include <algorithm>
#include <array>

namespace kartei::csv {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 6> kEncodingNames = {
    "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15"};
constexpr std::array<std::string_view, 4> kLineEndNames = {"lf", "crlf", "cr", "mixed"};

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  return kEncodingNames[static_cast<size_t>(encoding)];
}

std::optional<Encoding> find_encoding(std::string_view name) {
  const auto found = std::ranges::find(kEncodingNames, name);
  if (found == kEncodingNames.end()) return std::nullopt;
  return static_cast<Encoding>(found - kEncodingNames.begin());
}

std::string_view line_end_name(LineEnd line_end) {
  return kLineEndNames[static_cast<size_t>(line_end)];
}

}  // namespace kartei::csv
