#include "import_export/exporter.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "csv/header_map.h"
#include "json/json_string.h"

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

using Places = std::unordered_map<std::string, size_t>;

// Of the attributes by name: a thousand columns do not look through a thousand of them each.
Places find_places(const Contact& contact) {
  Places places;
  for (size_t i = 0; i < contact.attributes.size(); ++i) {
    // With an int, as elsewhere: the code is there once.
    places.try_emplace(contact.attributes[i].first, 0).first->second = i;
  }
  return places;
}

std::string cell_of(const Contact& contact, const Places& places, const ExportColumn& column) {
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
      const auto found = places.find(column.attribute);
      return found == places.end() ? std::string() : contact.attributes[found->second].second;
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
    : is_json_(options.format == ExportFormat::json), writer_(options.encoding, options.csv) {
  const auto add_attributes = [&] {
    for (const std::string& name : attributes) columns_.push_back({.attribute = name});
  };
  if (!options.columns) {
    for (const Field field : kExportedFields) columns_.push_back({.field = field});
    add_attributes();
    return;
  }
  for (const std::string& name : *options.columns) {
    const Field field = find_field(name);
    if (field == Field::attributes) {
      add_attributes();
      continue;
    }
    const bool is_exported = std::ranges::find(kExportedFields, field) != kExportedFields.end();
    columns_.push_back(is_exported ? ExportColumn{.field = field}
                                   : ExportColumn{.attribute = name});
  }
}

Result<void> Exporter::begin(std::string& out) {
  if (is_json_) {
    out.append("[");
    return {};
  }
  std::vector<std::string> headers;
  for (const ExportColumn& column : columns_) headers.push_back(header_of(column));
  return writer_.write(std::vector<std::string_view>(headers.begin(), headers.end()), out);
}

Result<void> Exporter::write(const Contact& contact, std::string& out) {
  if (is_json_) {
    out.append(std::exchange(has_contacts_, true) ? ",\n" : "\n");
    write_json(contact, out);
    return {};
  }
  const Places places = find_places(contact);
  std::vector<std::string> cells;
  for (const ExportColumn& column : columns_) cells.push_back(cell_of(contact, places, column));
  return writer_.write(std::vector<std::string_view>(cells.begin(), cells.end()), out);
}

void Exporter::finish(std::string& out) {
  if (is_json_) out.append("\n]\n");
}

// Fields in the order of the columns; attributes, as they are not the book's words, in an object of
// their own: those of the columns that the contact has.
void Exporter::write_json(const Contact& contact, std::string& out) const {
  const Places places = find_places(contact);
  std::string attributes;
  const auto append = [](std::string_view name, std::string& object) {
    object.append(object.empty() ? "{" : ",");
    append_json_string(object, name);
    object.append(":");
  };
  std::string object;
  for (const ExportColumn& column : columns_) {
    if (column.field == Field::none) {
      const auto found = places.find(column.attribute);
      if (found == places.end()) continue;
      append(column.attribute, attributes);
      append_json_string(attributes, contact.attributes[found->second].second);
      continue;
    }
    append(field_name(column.field), object);
    if (column.field == Field::tags) {
      object.append("[");
      for (const std::string& tag : contact.tags) {
        if (!object.ends_with('[')) object.append(",");
        append_json_string(object, tag);
      }
      object.append("]");
    } else if (column.field == Field::last_contact_at && !contact.last_contact_at) {
      object.append("null");
    } else {
      append_json_string(object, cell_of(contact, places, column));
    }
  }
  append("attributes", object);
  out.append(object).append(attributes.empty() ? "{" : attributes).append("}}");
}

}  // namespace kartei
