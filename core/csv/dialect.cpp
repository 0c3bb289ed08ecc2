#include "csv/dialect.h"

#include <algorithm>
#include <array>

namespace kartei::csv {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 9> kEncodingNames = {
    "utf-8",       "utf-8-bom", "utf-16le",  "utf-16be",   "windows-1252",
    "iso-8859-15", "cp850",     "macintosh", "utf-8-twice"};
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

std::optional<Encoding> find_written_encoding(std::string_view name) {
  const auto encoding = find_encoding(name);
  return encoding == Encoding::utf8_twice ? std::nullopt : encoding;
}

std::string_view line_end_name(LineEnd line_end) {
  return kLineEndNames[static_cast<size_t>(line_end)];
}

std::optional<char> find_separator_line(std::string_view text) {
  std::string_view line = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') {
    line = line.substr(1, line.size() - 2);
  }
  const bool is_separator =
      line.size() == 5 && (line.starts_with("sep=") || line.starts_with("SEP="));
  return is_separator ? std::optional(line[4]) : std::nullopt;
}

}  // namespace kartei::csv
