#include "import_export/column_mapping.h"

#include <algorithm>

#include "base/text.h"
#include "base/timestamp.h"
#include "csv/writer.h"

namespace kartei {
namespace {

using Kind = csv::ColumnTarget::Kind;

std::string_view* find_place(RawContact& raw, Field field) {
  switch (field) {
    case Field::name:
      return &raw.name;
    case Field::email:
      return &raw.email;
    case Field::phone:
      return &raw.phone;
    case Field::country_code:
      return &raw.country_code;
    case Field::created_at:
      return &raw.created_at;
    case Field::last_contact_at:
      return &raw.last_contact_at;
    case Field::source:
      return &raw.source;
    case Field::tags:
      return &raw.tags;
    default:
      return nullptr;
  }
}

// As Exporter writes them: an apostrophe says that a header is an attribute's name, whatever else
// it could mean; the guard against formulas is taken off first.
bool is_attribute_header(std::string_view header) {
  return csv::restore_cell(header).starts_with('\'');
}
std::string_view restore_header(std::string_view header) {
  const std::string_view name = csv::restore_cell(header);
  return is_attribute_header(header) ? name.substr(1) : name;
}

bool is_unreadable_date(Field field, std::string_view cell) {
  const bool is_date = field == Field::created_at || field == Field::last_contact_at;
  return is_date && !trim(cell).empty() && !parse_timestamp(trim(cell));
}

}  // namespace

Result<ColumnMapping> ColumnMapping::make(
    std::span<const std::string_view> headers,
    const std::optional<std::vector<csv::ColumnTarget>>& chosen) {
  ColumnMapping mapping;
  std::vector<std::string_view> names;
  for (const std::string_view header : headers) names.push_back(restore_header(header));
  mapping.attribute_names_ = csv::attribute_names(names);
  for (size_t i = 0; i < headers.size(); ++i) {
    // It is nobody else's name, even if it is a field's.
    if (is_attribute_header(headers[i])) mapping.attribute_names_[i] = names[i];
  }
  if (!chosen) {
    mapping.targets_ = csv::map_headers(headers);
    for (size_t i = 0; i < headers.size(); ++i) {
      if (is_attribute_header(headers[i])) mapping.targets_[i] = {.confidence = 1};
    }
    return mapping;
  }
  if (chosen->size() != headers.size()) {
    const size_t column = std::min(chosen->size(), headers.size()) + 1;
    return std::unexpected(Error{
        .code = ErrorCode::csv_column_unknown, .row = 1, .column = static_cast<uint32_t>(column)});
  }
  mapping.targets_ = *chosen;
  return mapping;
}

Result<void> ColumnMapping::check_width(std::span<const std::string_view> cells) const {
  const size_t width = targets_.size();
  if (cells.size() < width) {
    return failure(ErrorCode::csv_too_few_cells, static_cast<uint32_t>(cells.size() + 1));
  }
  const auto surplus = cells.subspan(width);
  const auto filled = std::ranges::find_if(surplus, [](auto cell) { return !cell.empty(); });
  if (filled == surplus.end()) return {};
  return failure(ErrorCode::csv_too_many_cells,
                 static_cast<uint32_t>(width + static_cast<size_t>(filled - surplus.begin()) + 1));
}

void ColumnMapping::fill(std::span<const std::string_view> cells, RawContact& raw) const {
  raw = RawContact{.attributes = std::move(raw.attributes)};
  raw.attributes.clear();
  for (size_t i = 0; i < std::min(cells.size(), targets_.size()); ++i) {
    const csv::ColumnTarget& target = targets_[i];
    const std::string_view cell = csv::restore_cell(cells[i]);
    // A date in a form of its own is no reason to refuse a contact: it is kept as text.
    if (target.kind == Kind::attribute || is_unreadable_date(target.field, cell)) {
      if (!cell.empty()) raw.attributes.emplace_back(attribute_names_[i], cell);
    } else if (target.kind == Kind::field) {
      if (std::string_view* place = find_place(raw, target.field)) *place = cell;
    }
  }
}

uint32_t ColumnMapping::column_of(Field field) const {
  const auto found = std::ranges::find_if(targets_, [&](const csv::ColumnTarget& target) {
    return target.kind == Kind::field && target.field == field;
  });
  return found == targets_.end() ? 0 : static_cast<uint32_t>(found - targets_.begin() + 1);
}

}  // namespace kartei
