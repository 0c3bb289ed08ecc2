// How a CSV file is written: encoding, delimiter, header. Detected from its first bytes, and open
// to being overridden.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "base/error.h"

namespace kartei::csv {

enum class Encoding : uint8_t { utf8, utf8_bom, utf16le, utf16be, windows_1252 };

// "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"
std::string_view encoding_name(Encoding encoding);
std::optional<Encoding> find_encoding(std::string_view name);

struct Dialect {
  Encoding encoding = Encoding::utf8;
  char delimiter = ',';
  char quote = '"';
  bool has_header = true;

  bool operator==(const Dialect&) const = default;
};

// What the person said; the rest is detected.
struct DialectOverrides {
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;
  std::optional<bool> has_header;
};

// Detects from the first bytes of a file (kDialectSampleBytes are enough; more are ignored, and
// fewer are taken for the whole file).
// Encoding: byte order mark, else UTF-8 if the sample is well-formed (a sequence cut at its end
// is), else Windows-1252. Delimiter: the one of , ; tab and | under which rows agree best on more
// than one cell, outside quotes; a comma where most rows have one cell under each. Header: a first
// row without any cell that is an e-mail address, a phone number or a date, or one that names at
// least two fields and no e-mail address. Errors: csv_empty (nothing but white space and byte order
// mark), csv_not_text (NUL bytes, control characters, or the signature of a zip, PDF, image: the
// detail says which), request_malformed (field: delimiter) where `overrides` asks for a delimiter
// that is no printable ASCII character or tab, or the quote.
Result<Dialect> detect_dialect(std::span<const std::byte> sample,
                               const DialectOverrides& overrides = {});

}  // namespace kartei::csv
