// Which column holds which field.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"

namespace kartei::csv {

// What becomes of one column: a field; an attribute under the column's header; or nothing.
struct ColumnTarget {
  enum class Kind : uint8_t { field, attribute, ignore };
  Kind kind = Kind::attribute;
  Field field = Field::none;
  // 0 to 1: how sure the mapping is. 1 for what a person chose.
  double confidence = 0;

  bool operator==(const ColumnTarget&) const = default;
};

// The columns that an import adds to its file of rejected rows.
inline constexpr std::array<std::string_view, 4> kRejectedColumns = {"row", "column", "reason_code",
                                                                     "reason"};

// Maps headers to fields by their usual German and English spellings, whatever their case, spacing,
// punctuation and accents ("E-Mail-Adresse", "Ländervorwahl", "calling code", "Telefon/Handy").
// Confidence: 1 for the field's own name, 0.9 for a usual word for it, 0.8 for one of several kinds
// ("work phone"). Where several columns could hold one field, the surest is mapped, and of several
// kinds the most useful (primary before mobile before work before home); the others are attributes.
// Equally sure ones, such as "E-Mail" twice, are mapped both: check_mapping() says so.
// Every other column is an attribute, one without header too ("column_3" by position); but
// "updated_at" is ignored, since the book sets it itself, and so are the columns of a file of
// rejected rows at its end.
std::vector<ColumnTarget> map_headers(std::span<const std::string_view> headers);

// Errors (row 1 and the column): csv_column_twice, csv_header_missing where none of name, email and
// phone is mapped.
Result<void> check_mapping(std::span<const ColumnTarget> mapping);

// The name under which column `index` (0-based) is kept as an attribute: its header, trimmed, or
// "column_3"; a header that already stands to its left, or that is the name of a field, gets a
// number ("notes 2").
std::vector<std::string> attribute_names(std::span<const std::string_view> headers);

}  // namespace kartei::csv
