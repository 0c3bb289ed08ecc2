// Any bytes as the beginning of a file: what is detected is a dialect that the parser can have,
// detecting it once more, told what was found, finds the same, and what the person says is done.
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/error.h"
#include "base/limits.h"
#include "csv/dialect_detection.h"

namespace {

using namespace kartei;

void check_legal(const csv::Dialect& dialect) {
  ensure(csv::is_possible_delimiter(dialect.delimiter), "the delimiter is a possible one");
  ensure(dialect.quote == '"' || dialect.quote == '\'', "the quote is one of two");
  ensure(dialect.quote != dialect.delimiter, "the quote is no delimiter");
  ensure(dialect.escape == dialect.quote || dialect.escape == '\\', "the escape is one of two");
  ensure(dialect.encoding <= csv::Encoding::utf8_twice, "the encoding is one of nine");
  ensure(dialect.line_end <= csv::LineEnd::mixed, "the line end is one of four");
  ensure(dialect.confidence >= 0 && dialect.confidence <= 1, "the confidence is a share");
  ensure(dialect.skip_rows <= 21, "few rows stand before a table");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto file = std::as_bytes(std::span(data, size));
  const auto found = csv::detect_dialect(file);
  if (!found) {
    const ErrorCode code = found.error().code;
    ensure(code == ErrorCode::csv_empty || code == ErrorCode::csv_not_text, "one of two refusals");
    return 0;
  }
  check_legal(*found);
  const auto again = csv::detect_dialect(file, {.encoding = found->encoding,
                                                .delimiter = found->delimiter,
                                                .quote = found->quote,
                                                .escape = found->escape,
                                                .has_header = found->has_header,
                                                .skip_rows = found->skip_rows});
  ensure(again.has_value(), "what was detected can be said");
  csv::Dialect expected = *found;
  // It is open only to those who did not say it.
  expected.is_encoding_open = false;
  ensure(*again == expected, "what was detected is detected again");
  // What lies behind the sample is not looked at.
  if (size > kDialectSampleBytes) {
    ensure(csv::detect_dialect(file.first(kDialectSampleBytes)) == found, "the sample is enough");
  }
  return 0;
}
