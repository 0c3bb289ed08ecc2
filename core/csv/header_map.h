// Which column holds which field.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"
#include "csv/header_meaning.h"

namespace kartei::csv {

// What becomes of one column.
struct ColumnTarget {
  enum class Kind : uint8_t {
    field,
    // Parts of a name, which are joined into the field `name` where the row has no whole one.
    first_name,
    middle_name,
    last_name,
    // What has to be dialled before the phone number of a row that has no such code of its own.
    area_code,
    // An e-mail address or a phone number (`field` says which) for rows in which the field's own
    // column is empty; in others, an attribute under the column's header.
    further,
    // An attribute under the column's header.
    attribute,
    ignore,
  };
  Kind kind = Kind::attribute;
  Field field = Field::none;
  // 0 to 1: how sure the mapping is. 1 for what a person chose.
  double confidence = 0;

  bool is_name_part() const {
    return kind == Kind::first_name || kind == Kind::middle_name || kind == Kind::last_name;
  }
  bool operator==(const ColumnTarget&) const = default;
};

// What was recognised, and what becomes of it.
struct Column {
  ColumnKind kind = ColumnKind::none;
  double confidence = 0;
  ColumnTarget target;
};

// The columns that an import adds to its file of rejected rows. When that comes back, what they say
// about each row is no part of it.
inline constexpr std::array<std::string_view, 4> kRejectedColumns = {"row", "column", "reason_code",
                                                                     "reason"};

// How many columns a file has besides those at its end.
size_t own_width(std::span<const std::string_view> headers);

// Recognises columns by their headers (csv/header_meaning.h) and by the first rows, which may be
// none: what cells are where the header says nothing, and where they contradict it ("E-Mail" with
// Ja and Nein; PayPal's "Ländervorwahl" with ISO codes; "Vorwahl" with 0421).
//
// First and last names are joined, unless there is a column of whole names; so are area codes and
// phones. Of several e-mail addresses or phones the best is the field (plain or primary before
// mobile before work before home, then from left to right), the others are further ones. Columns
// beneath a confidence of 0.5, and of kinds that are no field, are attributes, one without header
// too ("column_3" by position); but "updated_at" is ignored, since the book sets it itself.
std::vector<Column> map_columns(std::span<const std::string_view> headers,
                                std::span<const std::vector<std::string>> rows = {});

// Whether, in some file, a column with this header would not be an attribute.
bool may_be_field(std::string_view header);

// Errors (row 1 and the column): csv_column_twice, csv_header_missing where neither a name, an
// e-mail address nor a phone is mapped.
Result<void> check_mapping(std::span<const ColumnTarget> mapping);

// The name under which column `index` (0-based) is kept as an attribute: its header, trimmed, or
// "column_3"; a header that already stands to its left, or that is the name of a field, gets a
// number ("notes 2").
std::vector<std::string> attribute_names(std::span<const std::string_view> headers);

}  // namespace kartei::csv
