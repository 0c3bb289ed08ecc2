#include "import_export/column_mapping.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/serial_date.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "contact/area_code.h"
#include "contact/country.h"
#include "contact/email.h"
#include "contact/person_name.h"
#include "contact/phone.h"
#include "csv/header_meaning.h"
#include "csv/placeholder.h"
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

constexpr std::ptrdiff_t kFewestDigits = 6, kManyDigits = 9, kMostDigits = 15;

// Whether a character stands in addresses, but not around them.
constexpr auto kCommon = [] {
  std::array<bool, 256> common{};
  for (const char c : std::string_view("@._-+")) common[static_cast<uint8_t>(c)] = true;
  for (size_t c = 0; c < common.size(); ++c) {
    common[c] =
        common[c] || may_be_letter(static_cast<char>(c)) || is_ascii_digit(static_cast<char>(c));
  }
  return common;
}();

std::ptrdiff_t count_digits(std::string_view text) {
  return std::ranges::count_if(text, is_ascii_digit);
}

// The address in a cell that has more, as most have not: the first of several ("a@b.de ::: c@d.de"
// is Google's way); one with a name, as mail programs write it ("Anna <a@b.de>", "'a@b.de'"), with
// a remark ("a@b.de (home)"), or as a link ("mailto:a@b.de"; Access: "a@b.de#mailto:a@b.de#").
std::string_view find_address(std::string_view cell) {
  // Nothing can stand around it: checking it is left to the gate.
  const auto is_common = [](char c) { return kCommon[static_cast<uint8_t>(c)]; };
  if (std::ranges::all_of(cell, is_common) || is_valid_email(cell)) return cell;
  const size_t at_sign = cell.find('@');
  const bool is_only = cell.find('@', at_sign + 1) == cell.npos;
  const size_t begin = cell.find_last_of("<([\":", at_sign) + 1;
  // Of one that is written with a blank, nobody knows what it is without the rest.
  const size_t end = cell.find_first_of(is_only ? ">)]\",;|#?(" : ">)]\",;|#?(/ \r\n", at_sign);
  std::string_view address = trim(cell.substr(begin, end - begin));
  if (address.starts_with('\'') && address.ends_with('\'')) {
    address = address.substr(1, address.size() - 2);
  }
  return is_valid_email(address) ? address : cell;
}

// "Anna Berg" before her address.
std::string_view name_before_address(std::string_view cell) {
  const size_t end = cell.find_first_of("<(@");
  if (end == cell.npos || cell[end] == '@') return {};
  std::string_view name = trim(cell.substr(0, end));
  if (name.size() > 1 && name.starts_with('"') && name.ends_with('"')) {
    name = name.substr(1, name.size() - 2);
  }
  return name;
}

// Where the first of several numbers ends ("030 123456; 0151 23456789", "030 123456 / 0151 …"), or
// what is said about it begins ("0151 23456789 (home)"); npos where there is nothing else, as in
// most cells. "+44 (0)740/0556631" is one.
size_t end_of_first_number(std::string_view cell) {
  const auto is_part = [](char c) { return is_ascii_digit(c) || c == ' ' || c == '-' || c == '.'; };
  if (std::ranges::all_of(cell.substr(cell.starts_with('+')), is_part)) return cell.npos;
  if (const size_t end = cell.find(" ::: "); end != cell.npos) return end;
  const std::ptrdiff_t all = count_digits(cell);
  std::ptrdiff_t before = 0;
  for (size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    before += is_ascii_digit(c);
    if (is_ascii_digit(c) || before < kFewestDigits) continue;
    const std::ptrdiff_t behind = all - before;
    const bool is_word = may_be_letter(c) && cell[i - 1] == ' ', is_long = before >= kManyDigits;
    if (is_long && (c == '(' || (is_word && behind == 0))) return i;
    if (behind < kFewestDigits) continue;
    if (c == ',' || c == ';' || c == '|' || c == '\n' || c == '+') return i;
    if (!is_word && c != '/') continue;
    const char next = cell[cell.find_first_of("0123456789+", i)];
    if (next == '+' || (is_long && (next == '0' || all > kMostDigits))) return i;
  }
  return cell.npos;
}

// "Phone 1 - Value", behind "Phone 1 - Label", or "Phone 1 - Type" before 2024.
bool has_label(std::span<const std::string_view> headers, size_t column) {
  constexpr std::string_view kValue = "Value";
  std::string_view kind = headers[column];
  if (column == 0 || !kind.ends_with(kValue)) return false;
  kind.remove_suffix(kValue.size());
  const std::string_view before = headers[column - 1];
  return before.starts_with(kind) && (before.ends_with(" - Label") || before.ends_with(" - Type"));
}

// What sends to WhatsApp or by SMS writes numbers with their calling code and no plus sign.
bool is_for_messages(std::string_view header) {
  const std::string folded = fold(header);
  return folded.contains("whatsapp") || folded.contains("sms") || folded.contains("msisdn");
}

// "491511234567"
bool has_plain_calling_code(std::string_view cell) {
  return count_digits(cell) == std::ssize(cell) && parse_phone(std::string("+").append(cell));
}

// Whether nearly all that begin with a digit do. Those of a country that have lost their zero do
// not: "1511234567".
bool have_plain_calling_codes(std::span<const std::vector<std::string>> rows, size_t column) {
  std::ptrdiff_t balance = 0;
  for (const auto& row : rows) {
    const std::string_view cell = column < row.size() ? trim(row[column]) : std::string_view();
    if (cell.empty() || cell[0] < '1' || cell[0] > '9') continue;
    balance += has_plain_calling_code(cell) ? 1 : -4;
  }
  return balance >= 0;
}

// Stands for an attribute's name: a word that no field has.
constexpr std::string_view kAttributeOnly = "attribute";

// Trimmed; empty where it says nothing.
std::string_view read_cell(std::span<const std::string_view> cells, size_t column) {
  if (column >= cells.size()) return {};
  const std::string_view text = trim(csv::restore_cell(cells[column]));
  return csv::is_null(text) ? std::string_view() : text;
}

bool is_date(const csv::ColumnTarget& target) {
  return target.kind == Kind::field &&
         (target.field == Field::created_at || target.field == Field::last_contact_at);
}

// As it stands where that is how a contact is given one, in ISO 8601 where it is another date;
// nothing where it is none.
std::optional<std::string_view> make_date(std::string_view cell, DateOrder order,
                                          std::string& made) {
  if (parse_timestamp(cell)) return cell;
  const auto time = parse_written_date(cell, order);
  if (!time) return std::nullopt;
  return made = format_timestamp(*time);
}

}  // namespace

Result<ColumnMapping> ColumnMapping::make(
    std::span<const std::string_view> headers, std::span<const std::vector<std::string>> rows,
    const std::optional<std::vector<csv::ColumnTarget>>& chosen) {
  ColumnMapping mapping;
  std::vector<std::string_view> names;
  for (const std::string_view header : headers) names.push_back(restore_header(header));
  mapping.attribute_names_ = csv::attribute_names(names);
  for (size_t i = 0; i < headers.size(); ++i) {
    if (!is_attribute_header(headers[i])) continue;
    // It is an attribute's name, even if it is a field's.
    const std::string_view name = trim(names[i]);
    const bool is_field = find_field(name) != Field::none;
    if (is_field && !std::ranges::contains(mapping.attribute_names_, name)) {
      mapping.attribute_names_[i] = name;
    }
  }
  // An attribute's name says nothing, and what is in it is nobody's field.
  std::vector<std::string_view> telling(headers.begin(), headers.end());
  for (std::string_view& header : telling) {
    if (is_attribute_header(header)) header = kAttributeOnly;
  }
  if (!chosen) {
    for (const csv::Column& column : csv::map_columns(telling, rows)) {
      mapping.targets_.push_back(column.target);
    }
    for (size_t i = 0; i < headers.size(); ++i) {
      if (is_attribute_header(headers[i])) mapping.targets_[i] = {.confidence = 1};
    }
    mapping.note_meanings(telling, rows);
    return mapping;
  }
  if (chosen->size() != headers.size()) {
    const size_t column = std::min(chosen->size(), headers.size()) + 1;
    return std::unexpected(Error{
        .code = ErrorCode::csv_column_unknown, .row = 1, .column = static_cast<uint32_t>(column)});
  }
  mapping.targets_ = *chosen;
  mapping.note_meanings(telling, rows);
  return mapping;
}

void ColumnMapping::note_meanings(std::span<const std::string_view> headers,
                                  std::span<const std::vector<std::string>> rows) {
  has_substitutes_ = std::ranges::any_of(targets_, [](const csv::ColumnTarget& target) {
    return target.kind == Kind::further || target.is_name_part();
  });
  std::vector<size_t> companies;
  for (size_t i = 0; i < targets_.size(); ++i) {
    const csv::HeaderMeaning meaning = csv::read_header(headers[i]);
    ranks_.push_back(meaning.rank);
    if (targets_[i].field == Field::phone) {
      if (has_label(headers, i)) labelled_phones_.push_back(i);
      const bool are_plain = is_for_messages(headers[i]) && have_plain_calling_codes(rows, i);
      if (are_plain) plain_phones_.push_back(i);
    }
    if (targets_[i].kind != Kind::attribute) continue;
    if (meaning.kind == csv::ColumnKind::name) other_names_.push_back(i);
    if (meaning.kind == csv::ColumnKind::company) companies.push_back(i);
    if (meaning.kind == csv::ColumnKind::country) countries_.push_back(i);
  }
  other_names_.append_range(companies);
}

void ColumnMapping::tell_date_order(std::span<const std::vector<std::string>> rows, DateOrder given,
                                    std::string_view default_country_code) {
  DateOrders orders;
  size_t filled = 0, serial = 0;
  for (const auto& row : rows) {
    for (size_t i = 0; i < std::min(row.size(), targets_.size()); ++i) {
      const std::string_view date = trim(row[i]);
      if (!is_date(targets_[i]) || csv::is_placeholder(date)) continue;
      orders.add(date);
      ++filled;
      serial += parse_serial_date(date).has_value();
    }
  }
  has_serial_dates_ = filled > 0 && serial == filled;
  has_open_dates_ = orders.common().has_value();
  date_order_ = settle_date_order(given, orders, default_country_code);
}

bool ColumnMapping::is_fax(std::span<const std::string_view> cells, size_t column) const {
  if (!std::ranges::contains(labelled_phones_, column)) return false;
  const csv::HeaderMeaning label = csv::read_header(read_cell(cells, column - 1));
  return label.kind == csv::ColumnKind::fax || label.kind == csv::ColumnKind::pager ||
         label.is_minor;
}

std::string_view ColumnMapping::find_other_name(std::span<const std::string_view> cells) const {
  if (const auto email = find_source(Field::email, cells)) {
    const std::string_view name = name_before_address(read_cell(cells, *email));
    if (!name.empty()) return name;
  }
  for (const size_t column : other_names_) {
    if (const std::string_view name = read_cell(cells, column); !name.empty()) return name;
  }
  return {};
}

std::string_view ColumnMapping::find_country_code(std::span<const std::string_view> cells,
                                                  Made& made) const {
  for (const size_t column : countries_) {
    const std::string_view country = read_cell(cells, column);
    if (country.empty()) continue;
    if (country != made.country) {
      made.country = country;
      made.country_code = parse_country_code(country).value_or("");
    }
    return made.country_code;
  }
  return {};
}

std::string_view ColumnMapping::fill(std::span<const std::string_view> cells, RawContact& raw,
                                     Made& made, std::string_view default_country_code) const {
  raw = RawContact{.attributes = std::move(raw.attributes)};
  raw.attributes.clear();
  // Most files have one column for each, and this runs for a million rows.
  std::optional<size_t> email, phone, name, area_code;
  bool is_plain = false;
  if (has_substitutes_) {
    email = find_source(Field::email, cells);
    phone = find_source(Field::phone, cells);
    name = find_source(Field::name, cells);
  }
  const bool is_joined = name && targets_[*name].is_name_part() && join_name(cells, made.name);
  if (is_joined) raw.name = made.name;
  for (size_t i = 0; i < std::min(cells.size(), targets_.size()); ++i) {
    const csv::ColumnTarget& target = targets_[i];
    const std::string_view cell = read_cell(cells, i);
    if (target.kind == Kind::ignore || cell.empty()) continue;
    const bool is_source = i == email || i == phone;
    // "-", where there is another one.
    const bool is_replaced =
        target.kind == Kind::field && !is_source &&
        ((target.field == Field::email && email) || (target.field == Field::phone && phone));
    if (is_replaced && !is_fax(cells, i)) continue;
    if (is_date(target)) {
      fill_date(i, cell, raw, made);
    } else if (target.kind == Kind::field ? !is_replaced
                                          : target.kind == Kind::further && is_source) {
      fill_field(i, cell, raw);
      is_plain = is_plain || std::ranges::contains(plain_phones_, i);
    } else if (target.kind == Kind::area_code) {
      area_code = i;
    } else if (!target.is_name_part() || !is_joined) {
      raw.attributes.emplace_back(attribute_names_[i], cell);
    }
  }
  const bool can_be_reached = !raw.email.empty() || !raw.phone.empty();
  if (can_be_reached && raw.name.empty()) raw.name = find_other_name(cells);
  std::string_view code = find_country_code(cells, made);
  if (code.empty()) code = default_country_code;
  if (is_plain && raw.country_code.empty() && has_plain_calling_code(raw.phone)) {
    made.phone.assign("+").append(raw.phone);
    raw.phone = made.phone;
  }
  if (area_code) join_area_code(*area_code, read_cell(cells, *area_code), code, raw, made);
  return code;
}

void ColumnMapping::fill_date(size_t column, std::string_view cell, RawContact& raw,
                              Made& made) const {
  const bool is_created = targets_[column].field == Field::created_at;
  std::string& text = is_created ? made.created_at : made.last_contact_at;
  auto date = make_date(cell, date_order_, text);
  if (!date && has_serial_dates_) {
    if (const auto time = parse_serial_date(cell)) date = text = format_timestamp(*time);
  }
  // A date in a form of its own is no reason to refuse a contact: it is kept as text.
  if (!date) raw.attributes.emplace_back(attribute_names_[column], cell);
  (is_created ? raw.created_at : raw.last_contact_at) = date.value_or("");
}

// The first of several values; the whole cell is an attribute as well, unless it only is a link.
void ColumnMapping::fill_field(size_t column, std::string_view cell, RawContact& raw) const {
  const Field field = targets_[column].field;
  std::string_view value = cell;
  if (field == Field::email) value = find_address(cell);
  if (field == Field::phone) value = cell.substr(0, end_of_first_number(cell));
  if (std::string_view* place = find_place(raw, field)) *place = value;
  const bool is_link = cell.starts_with("mailto:") && cell.ends_with(value);
  if (value.size() == cell.size() || is_link) return;
  raw.attributes.emplace_back(attribute_names_[column], cell);
}

// Before the phone where that needs it, or as an attribute.
void ColumnMapping::join_area_code(size_t column, std::string_view cell,
                                   std::string_view default_country_code, RawContact& raw,
                                   Made& made) const {
  const bool says_country = !raw.country_code.empty();
  const std::string given = parse_country_code(raw.country_code).value_or("");
  const std::string_view country = says_country ? given : default_country_code;
  if (needs_area_code(raw.phone, cell, country)) {
    made.phone.assign(cell).append(" ").append(raw.phone);
    raw.phone = made.phone;
  } else {
    raw.attributes.emplace_back(attribute_names_[column], cell);
  }
}

uint32_t ColumnMapping::column_of(Field field, std::span<const std::string_view> cells) const {
  // Of many columns: the gate refuses attributes for their length alone.
  if (field == Field::attributes) return longest_cell(cells) + 1;
  const auto source = find_source(field, cells);
  return source ? static_cast<uint32_t>(*source + 1) : 0;
}

uint32_t ColumnMapping::longest_cell(std::span<const std::string_view> cells) const {
  size_t longest = 0;
  for (size_t i = 1; i < std::min(cells.size(), targets_.size()); ++i) {
    const bool is_longer = cells[i].size() > cells[longest].size();
    if (is_longer && targets_[i].kind != Kind::ignore) longest = i;
  }
  return static_cast<uint32_t>(longest);
}

// The field's own column, or the best other one that can stand for it where that is empty.
std::optional<size_t> ColumnMapping::find_source(Field field,
                                                 std::span<const std::string_view> cells) const {
  std::optional<size_t> own, other;
  for (size_t i = 0; i < targets_.size(); ++i) {
    const csv::ColumnTarget& target = targets_[i];
    const std::string_view cell = read_cell(cells, i);
    const bool is_filled = !cell.empty() && !csv::is_placeholder(cell) && !is_fax(cells, i);
    if (target.field == field && target.kind == Kind::field) {
      if (is_filled) return i;
      own = i;
    }
    const bool can_stand = (target.field == field && target.kind == Kind::further) ||
                           (field == Field::name && target.is_name_part());
    if (can_stand && is_filled && (!other || ranks_[i] < ranks_[*other])) other = i;
  }
  return other ? other : own;
}

// First, middle, last; Chinese, Japanese and Korean names the other way round, without blanks.
bool ColumnMapping::join_name(std::span<const std::string_view> cells, std::string& joined) const {
  std::array<std::string_view, 3> parts;
  bool is_eastern = true;
  for (size_t i = 0; i < std::min(cells.size(), targets_.size()); ++i) {
    if (!targets_[i].is_name_part()) continue;
    const std::string_view part = read_cell(cells, i);
    parts[static_cast<size_t>(targets_[i].kind) - static_cast<size_t>(Kind::first_name)] = part;
    is_eastern = is_eastern && (part.empty() || is_eastern_text(part));
  }
  if (is_eastern) std::ranges::reverse(parts);
  joined.clear();
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!joined.empty() && !is_eastern) joined += ' ';
    joined.append(part);
  }
  return !joined.empty();
}

}  // namespace kartei
