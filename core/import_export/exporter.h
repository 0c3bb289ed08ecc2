// Contacts as CSV, or as a JSON array with one object per contact (docs/formats.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"
#include "csv/writer.h"

namespace kartei {

// One column of an export: a field, or the attribute of that name.
struct ExportColumn {
  Field field = Field::none;
  std::string attribute = {};
};

enum class ExportFormat : uint8_t { csv, json };

struct ExportOptions {
  // JSON is UTF-8 without a mark, and has no formulas.
  ExportFormat format = ExportFormat::csv;
  csv::WriteOptions csv = {};
  // Excel takes UTF-8 for Windows-1252 where it has no byte order mark.
  csv::Encoding encoding = csv::Encoding::utf8_bom;
  // Fields and attributes by name, "attributes" for all of these; everything where absent.
  std::optional<std::vector<std::string>> columns = {};
};

// begin(), then write() for each contact, then finish(): each appends to `out`, which may be taken
// away between the calls.
class Exporter {
 public:
  // `attributes` are the names of all attributes that the exported contacts have.
  Exporter(const ExportOptions& options, const std::vector<std::string>& attributes);

  // Errors: see csv::Writer.
  Result<void> begin(std::string& out);
  Result<void> write(const Contact& contact, std::string& out);
  void finish(std::string& out);

 private:
  void write_json(const Contact& contact, std::string& out) const;

  bool is_json_;
  bool has_contacts_ = false;
  csv::Writer writer_;
  std::vector<ExportColumn> columns_;
};

}  // namespace kartei
