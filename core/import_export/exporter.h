// Contacts as CSV.
#pragma once

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

struct ExportOptions {
  csv::WriteOptions csv;
  bool bom = true;
  // Fields and attributes by name; all where absent.
  std::optional<std::vector<std::string>> columns;
};

class Exporter {
 public:
  // `attributes` are the names of all attributes that the exported contacts have.
  Exporter(const ExportOptions& options, const std::vector<std::string>& attributes);

  void write_header(std::string& out) const;
  void write(const Contact& contact, std::string& out) const;

 private:
  ExportOptions options_;
  std::vector<ExportColumn> columns_;
};

}  // namespace kartei
