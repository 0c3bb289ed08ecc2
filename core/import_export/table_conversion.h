// From CSV to JSON, from JSON to CSV, and from one kind of CSV to another: tables, whatever they
// mean. Nothing is lost on the way (docs/formats.md has the rules), or the file is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/error.h"
#include "csv/dialect_detection.h"
#include "csv/writer.h"

namespace kartei {

struct ConversionOptions {
  bool from_json = false, to_json = false;
  // Of CSV that is read.
  csv::DialectOverrides dialect = {};
  // Of CSV that is written.
  csv::WriteOptions csv = {};
  csv::Encoding encoding = csv::Encoding::utf8;
};

// Bytes in chunks of any size; what they become is appended to `out`, which may be taken away
// between the calls and after each row. Memory is that of a row, and of its columns' names.
class TableConversion {
 public:
  virtual ~TableConversion() = default;

  // How often the whole file has to be fed, each time with finish(): twice from JSON, whose columns
  // are known when all objects were seen.
  virtual int passes() const { return 1; }

  // Rows before the table of a CSV file, which are left out; known at the end.
  virtual uint32_t skipped_rows() const { return 0; }

  // Errors, with the row: see TableReader, JsonTable and csv::Writer; csv_invalid_utf8 where a cell
  // cannot be JSON, and whatever damages a header whose names every row repeats there;
  // csv_too_many_columns, which neither side has (base/limits.h).
  virtual Result<void> feed(std::span<const std::byte> chunk, std::string& out) = 0;
  virtual Result<void> finish(std::string& out) = 0;
};

// Not from JSON to JSON. `after_row` is called after each row: a chunk can become a thousand times
// as much, since in JSON each row has its columns' names.
std::unique_ptr<TableConversion> make_conversion(
    const ConversionOptions& options, std::function<void()> after_row = [] {});

}  // namespace kartei
