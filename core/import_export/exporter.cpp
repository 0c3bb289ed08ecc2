#include "import_export/exporter.h"

#include <algorithm>
#include <array>
#include <span>

#include "csv/header_map.h"

namespace kartei {
namespace {

constexpr std::array kExportedFields = {
    Field::name,       Field::email,      Field::phone,           Field::country_code,
    Field::created_at, Field::updated_at, Field::last_contact_at, Field::source,
    Field::tags,
};

std::string join_tags(const Contact& contact) {
  std::string joined;
  for (const std::string& tag : contact.tags) joined.append(joined.empty() ? "" : ", ").append(tag);
  return joined;
}

std::string cell_of(const Contact& contact, const ExportColumn& column) {
  switch (column.field) {
    case Field::name:
      return contact.name;
    case Field::email:
      return contact.email;
    case Field::phone:
      return contact.phone;
    case Field::country_code:
      return contact.country_code;
    case Field::created_at:
      return format_timestamp(contact.created_at);
    case Field::updated_at:
      return format_timestamp(contact.updated_at);
    case Field::last_contact_at:
      return contact.last_contact_at ? format_timestamp(*contact.last_contact_at) : std::string();
    case Field::source:
      return contact.source;
    case Field::tags:
      return join_tags(contact);
    default: {
      const auto found = std::ranges::find(contact.attributes, column.attribute, &Attribute::first);
      return found == contact.attributes.end() ? std::string() : found->second;
    }
  }
}

// An attribute whose name would be taken for a field when the file comes back, or for something to
// leave out, or that begins with an apostrophe, has one in front (import_export/column_mapping
// takes it off).
std::string header_of(const ExportColumn& column) {
  if (column.field != Field::none) return std::string(field_name(column.field));
  const std::string& name = column.attribute;
  const bool is_plain = !name.starts_with('\'') && !csv::may_be_field(name);
  return is_plain ? name : "'" + name;
}

}  // namespace

Exporter::Exporter(const ExportOptions& options, const std::vector<std::string>& attributes)
    : options_(options) {
  if (!options_.columns) {
    for (const Field field : kExportedFields) columns_.push_back({.field = field});
    for (const std::string& name : attributes) columns_.push_back({.attribute = name});
    return;
  }
  for (const std::string& name : *options_.columns) {
    const Field field = find_field(name);
    const bool is_exported = std::ranges::find(kExportedFields, field) != kExportedFields.end();
    columns_.push_back(is_exported ? ExportColumn{.field = field}
                                   : ExportColumn{.attribute = name});
  }
}

void Exporter::write_header(std::string& out) const {
  if (options_.bom) out.append(csv::kUtf8Bom);
  std::vector<std::string> headers;
  for (const ExportColumn& column : columns_) headers.push_back(header_of(column));
  csv::append_row(out, std::vector<std::string_view>(headers.begin(), headers.end()), options_.csv);
}

void Exporter::write(const Contact& contact, std::string& out) const {
  std::vector<std::string> cells;
  for (const ExportColumn& column : columns_) cells.push_back(cell_of(contact, column));
  csv::append_row(out, std::vector<std::string_view>(cells.begin(), cells.end()), options_.csv);
}

}  // namespace kartei
