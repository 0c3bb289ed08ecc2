// Finds out how a CSV file is written, from its first bytes; open to being overridden.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "base/error.h"
#include "csv/dialect.h"

namespace kartei::csv {

// What the person said; the rest is detected.
struct DialectOverrides {
  std::optional<Encoding> encoding;
  std::optional<char> delimiter, quote, escape;
  std::optional<bool> has_header;
  std::optional<uint32_t> skip_rows;
};

// Detects from the first bytes of a file (kDialectSampleBytes are enough; more are ignored, and
// fewer are taken for the whole file).
//
// Encoding: csv/encoding_detection.h; it stays open where a cut sample is nothing but ASCII.
// Delimiter: what an Excel line "sep=;" says; else the one of
// , ; tab and | under which rows agree best on more than one cell, outside quotes; another sign
// (# : ^ ~ blank) where rows agree on none of these; a comma where most rows have one cell under
// each. Quote: " or, where cells are rather written in them, '. Escape: the quote itself, or a
// backslash where that stands before quotes within cells. Rows in quotes as wholes, where they
// agree better so, and name fields or have addresses. Rows to skip: "sep=", and titles of one cell
// before a table of more. Header: a first row without any cell that is an e-mail address, a phone
// number, a date, or a number over a column of numbers (but for years), or one that names at least
// two fields and no e-mail address; with a letter in it.
//
// Errors: csv_empty, csv_not_text (csv/encoding_detection.h), request_malformed where
// `overrides` asks for a delimiter that is no printable ASCII character or tab (field: delimiter),
// or for the same sign as delimiter and quote (field: quote).
Result<Dialect> detect_dialect(std::span<const std::byte> sample,
                               const DialectOverrides& overrides = {});

}  // namespace kartei::csv
