#include "csv/header_map.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "csv/column_content.h"

namespace kartei::csv {
namespace {

using Kind = ColumnTarget::Kind;
using Open = HeaderMeaning::Open;

// Beneath this a column is kept as it is.
constexpr double kMapped = 0.5;
constexpr double kSignIn = 0.5, kNameByContent = 0.5, kTownsByContent = 0.7;
// Flags ("yes", "no") are of few kinds, however many there are.
constexpr size_t kManyCells = 5, kFlags = 3;

// But for the name, which has parts.
constexpr std::pair<ColumnKind, Field> kFieldKinds[] = {
    {ColumnKind::email, Field::email},
    {ColumnKind::phone, Field::phone},
    {ColumnKind::country_code, Field::country_code},
    {ColumnKind::created_at, Field::created_at},
    {ColumnKind::last_contact_at, Field::last_contact_at},
    {ColumnKind::source, Field::source},
    {ColumnKind::tags, Field::tags},
};
constexpr std::pair<ColumnKind, Kind> kPartKinds[] = {
    {ColumnKind::first_name, Kind::first_name},
    {ColumnKind::middle_name, Kind::middle_name},
    {ColumnKind::last_name, Kind::last_name},
};

// A file's columns on their way from what each says by itself to what they are together.
class Recognition {
 public:
  Recognition(std::span<const std::string_view> headers,
              std::span<const std::vector<std::string>> rows)
      : headers_(headers), rows_(rows) {}

  std::vector<Column> run() {
    for (size_t i = 0; i < headers_.size(); ++i) {
      meanings_.push_back(read_header(headers_[i]));
      contents_.push_back(look_at_column(rows_, i));
    }
    settle_names();
    settle_sign_in();
    for (size_t i = 0; i < headers_.size(); ++i) hear_content(i);
    settle_without_headers();
    return choose_targets();
  }

 private:
  bool has(ColumnKind kind) const {
    return std::ranges::any_of(meanings_, [&](const HeaderMeaning& meaning) {
      return meaning.kind == kind && meaning.confidence >= kMapped;
    });
  }
  bool has(Open open) const {
    return std::ranges::find(meanings_, open, &HeaderMeaning::open) != meanings_.end();
  }

  void settle_names();
  void settle_sign_in();
  void hear_content(size_t index);
  void settle_without_headers();
  bool contains_first_name(size_t index) const;

  std::vector<Column> choose_targets() const;
  void choose_name(std::vector<Column>& columns) const;
  void choose_country(std::vector<Column>& columns) const;
  void choose_area_code(std::vector<Column>& columns) const;
  void choose_best(ColumnKind kind, Field field, std::vector<Column>& columns) const;

  std::span<const std::string_view> headers_;
  std::span<const std::vector<std::string>> rows_;
  std::vector<HeaderMeaning> meanings_;
  std::vector<ColumnContent> contents_;
};

// "Name" is the last one beside "Vorname", "Nombre" the whole one without "Apellidos"; "First" says
// something beside "Last" alone.
void Recognition::settle_names() {
  if (!has(Open::first_alone) || !has(Open::last_alone)) {
    for (HeaderMeaning& meaning : meanings_) {
      if (meaning.open == Open::first_alone || meaning.open == Open::last_alone) meaning = {};
    }
  }
  const bool has_first = has(ColumnKind::first_name), has_last = has(ColumnKind::last_name);
  const bool has_name = has(ColumnKind::name);
  for (size_t i = 0; i < meanings_.size(); ++i) {
    HeaderMeaning& meaning = meanings_[i];
    if (meaning.open == Open::bare_name && has_first && !has_last && !contains_first_name(i)) {
      meaning.kind = ColumnKind::last_name;
    }
    const bool has_partner = meaning.kind == ColumnKind::first_name ? has_last : has_first;
    const bool is_whole = meanings_.size() > 1 && !has_partner && !has_name;
    if (meaning.open == Open::part_or_name && is_whole) meaning.kind = ColumnKind::name;
  }
}

// Whether a column of names has whole ones: half of its cells have the first name in them. Without
// rows, an English file has.
bool Recognition::contains_first_name(size_t index) const {
  const auto first = std::ranges::find(meanings_, ColumnKind::first_name, &HeaderMeaning::kind);
  if (first == meanings_.end()) return false;
  const auto first_index = static_cast<size_t>(first - meanings_.begin());
  size_t both = 0, whole = 0;
  for (const auto& row : rows_) {
    if (std::max(index, first_index) >= row.size()) continue;
    const std::string_view name = trim(row[index]), part = trim(row[first_index]);
    if (name.empty() || part.empty()) continue;
    ++both;
    whole += name.contains(part);
  }
  if (both > 0) return whole * 2 >= both;
  const std::string header = fold(replace_invalid_utf8(headers_[first_index]));
  return header.contains("first") || header.contains("given");
}

// In Microsoft 365 one signs in with an address; the other one is the alternate.
void Recognition::settle_sign_in() {
  const bool has_alternate = std::ranges::any_of(meanings_, [](const HeaderMeaning& meaning) {
    return meaning.kind == ColumnKind::email && meaning.is_alternate;
  });
  const bool has_other = std::ranges::any_of(meanings_, [](const HeaderMeaning& meaning) {
    return meaning.kind == ColumnKind::email && !meaning.is_alternate;
  });
  if (!has_alternate || has_other) return;
  for (HeaderMeaning& meaning : meanings_) {
    if (meaning.open == Open::sign_in) {
      meaning = {.kind = ColumnKind::email, .confidence = kSignIn};
    }
  }
}

void Recognition::hear_content(size_t index) {
  HeaderMeaning& meaning = meanings_[index];
  const ColumnContent& content = contents_[index];
  switch (meaning.kind) {
    case ColumnKind::none: {
      const HeaderMeaning said = content.meaning();
      // Where a header names such a column, others are somebody else's.
      if (said.kind == ColumnKind::date || !has(said.kind)) meaning = said;
      return;
    }
    case ColumnKind::email:
    case ColumnKind::phone: {
      const size_t good =
          meaning.kind == ColumnKind::email ? content.at_signs : content.long_numbers;
      const bool are_flags = content.filled >= kManyCells && content.distinct <= kFlags;
      if (are_flags && good == 0) meaning = {};
      return;
    }
    case ColumnKind::country_code:
      if (content.are_most(content.countries)) {
        meaning.kind = ColumnKind::country;
      } else if (meaning.rank > 0 && content.filled > 0 &&
                 !content.are_most(content.calling_codes + content.bare_codes +
                                   content.countries)) {
        // Spreadsheets take the zero from 0421, which is Bremen's, and +421 is Slovakia's.
        meaning = {};
        if (content.are_most(content.area_codes)) {
          meaning = {.kind = ColumnKind::area_code, .confidence = kTownsByContent};
        }
      }
      return;
    case ColumnKind::area_code:
      if (content.filled > 0 && !content.are_most(content.area_codes)) meaning = {};
      return;
    case ColumnKind::name:
      // "Kontakt"
      if (content.are_most(content.emails) && !has(ColumnKind::email)) meaning = content.meaning();
      return;
    default:
      return;
  }
}

void Recognition::settle_without_headers() {
  if (!std::ranges::all_of(headers_, is_blank)) return;
  // Nothing speaks against what one or two cells look like.
  for (HeaderMeaning& meaning : meanings_)
    meaning.confidence = std::max(meaning.confidence, kMapped);
  if (!has(ColumnKind::email) && !has(ColumnKind::phone)) return;
  for (size_t i = 0; i < meanings_.size(); ++i) {
    const ColumnContent& content = contents_[i];
    if (meanings_[i].kind != ColumnKind::none || !content.are_most(content.capitalized)) continue;
    meanings_[i] = {.kind = ColumnKind::name, .confidence = kNameByContent};
    return;
  }
  // "Anna" alone, or "Anna" and "Berg" side by side.
  size_t first = 0;
  const auto is_single = [&](size_t i) {
    return i < meanings_.size() && meanings_[i].kind == ColumnKind::none &&
           contents_[i].are_single_names();
  };
  while (first < meanings_.size() && !is_single(first)) ++first;
  size_t found = 0;
  for (; is_single(first + found) && found < 2; ++found) {
    meanings_[first + found] = {.kind = found == 0 ? ColumnKind::name : ColumnKind::last_name,
                                .confidence = kNameByContent};
  }
  if (found == 2) meanings_[first].kind = ColumnKind::first_name;
}

// --- targets ---------------------------------------------------------------------------------

std::vector<Column> Recognition::choose_targets() const {
  std::vector<Column> columns;
  for (const HeaderMeaning& meaning : meanings_) {
    columns.push_back({.kind = meaning.kind, .confidence = meaning.confidence});
    if (meaning.kind == ColumnKind::updated_at) {
      columns.back().target = {Kind::ignore, Field::none, meaning.confidence};
    }
  }
  choose_name(columns);
  for (const auto& [kind, field] : kFieldKinds) choose_best(kind, field, columns);
  choose_country(columns);
  choose_area_code(columns);
  return columns;
}

// Whole names, and the parts for rows without one; the parts alone where what there is of whole
// names is less certain ("Display name").
void Recognition::choose_name(std::vector<Column>& columns) const {
  choose_best(ColumnKind::name, Field::name, columns);
  const auto whole = std::ranges::find_if(
      columns, [](const Column& column) { return column.target.field == Field::name; });
  const bool has_parts = has(ColumnKind::first_name) || has(ColumnKind::last_name);
  if (!has_parts) return;
  if (whole != columns.end()) {
    const bool is_certain = meanings_[static_cast<size_t>(whole - columns.begin())].rank == 0;
    const bool has_both = has(ColumnKind::first_name) && has(ColumnKind::last_name);
    if (!has_both) return;
    if (!is_certain) whole->target = {};
  }
  for (const auto& [kind, target] : kPartKinds) {
    const auto column = std::ranges::find(columns, kind, &Column::kind);
    if (column != columns.end()) column->target = {target, Field::none, column->confidence};
  }
}

// Countries under the header of calling codes tell where numbers are dialled that do not say so.
void Recognition::choose_country(std::vector<Column>& columns) const {
  if (has(ColumnKind::country_code)) return;
  for (size_t i = 0; i < columns.size(); ++i) {
    const bool is_meant = columns[i].kind == ColumnKind::country &&
                          read_header(headers_[i]).kind == ColumnKind::country_code;
    if (!is_meant) continue;
    columns[i].target = {Kind::field, Field::country_code, columns[i].confidence};
    return;
  }
}

// Beside a phone.
void Recognition::choose_area_code(std::vector<Column>& columns) const {
  const auto column = std::ranges::find(columns, ColumnKind::area_code, &Column::kind);
  if (column == columns.end() || !has(ColumnKind::phone)) return;
  column->target = {Kind::area_code, Field::none, column->confidence};
}

void Recognition::choose_best(ColumnKind kind, Field field, std::vector<Column>& columns) const {
  std::vector<size_t> found;
  for (size_t i = 0; i < columns.size(); ++i) {
    const HeaderMeaning& meaning = meanings_[i];
    if (meaning.kind == kind && meaning.confidence >= kMapped && !meaning.is_minor) {
      found.push_back(i);
    }
  }
  if (found.empty()) return;
  // Outlook writes a column for each kind of number, and leaves the first ones empty.
  const size_t best = *std::ranges::min_element(
      found, {}, [&](size_t i) { return std::pair(contents_[i].filled == 0, meanings_[i].rank); });
  columns[best].target = {Kind::field, field, meanings_[best].confidence};
  if (field != Field::email && field != Field::phone) return;
  for (const size_t i : found) {
    if (i != best) columns[i].target = {Kind::further, field, meanings_[i].confidence};
  }
}

}  // namespace

size_t own_width(std::span<const std::string_view> headers) {
  if (headers.size() <= kRejectedColumns.size()) return headers.size();
  const size_t width = headers.size() - kRejectedColumns.size();
  const bool has_reasons = std::ranges::equal(headers.subspan(width), kRejectedColumns);
  return has_reasons ? width : headers.size();
}

std::vector<Column> map_columns(std::span<const std::string_view> headers,
                                std::span<const std::vector<std::string>> rows) {
  return Recognition(headers, rows).run();
}

bool may_be_field(std::string_view header) {
  if (std::ranges::contains(kRejectedColumns, header)) return true;
  const HeaderMeaning meaning = read_header(header);
  const auto is_kind = [&](const auto& known) { return known.first == meaning.kind; };
  return meaning.open != Open::no || meaning.kind == ColumnKind::name ||
         meaning.kind == ColumnKind::area_code || meaning.kind == ColumnKind::updated_at ||
         std::ranges::any_of(kFieldKinds, is_kind) || std::ranges::any_of(kPartKinds, is_kind);
}

Result<void> check_mapping(std::span<const ColumnTarget> mapping) {
  std::vector<Field> fields;
  std::vector<Kind> parts;
  const auto insert = [](auto& met, auto value) {
    if (std::ranges::contains(met, value)) return false;
    met.push_back(value);
    return true;
  };
  for (size_t i = 0; i < mapping.size(); ++i) {
    const ColumnTarget& target = mapping[i];
    const bool is_part = target.is_name_part() || target.kind == Kind::area_code;
    const bool is_new = target.kind == Kind::field ? insert(fields, target.field)
                                                   : !is_part || insert(parts, target.kind);
    if (is_new) continue;
    const Field field = target.is_name_part()            ? Field::name
                        : target.kind == Kind::area_code ? Field::phone
                                                         : target.field;
    return std::unexpected(Error{.code = ErrorCode::csv_column_twice,
                                 .field = std::string(field_name(field)),
                                 .row = 1,
                                 .column = static_cast<uint32_t>(i + 1)});
  }
  const bool can_tell = std::ranges::any_of(mapping, [](const ColumnTarget& target) {
    return target.kind == Kind::further || target.is_name_part();
  });
  if (can_tell || std::ranges::contains(fields, Field::name) ||
      std::ranges::contains(fields, Field::email) || std::ranges::contains(fields, Field::phone)) {
    return {};
  }
  return std::unexpected(Error{.code = ErrorCode::csv_header_missing, .row = 1});
}

std::vector<std::string> attribute_names(std::span<const std::string_view> headers) {
  std::vector<std::string> names;
  // As they are kept: what is the same then is the same here.
  std::vector<std::string> given;
  for (const std::string_view header : headers) given.push_back(normalize_nfc(trim(header)));
  // Of the first that is called so: where counting goes on, so that a thousand equal headers are
  // not all tried again.
  std::vector<size_t> last_numbers(headers.size(), 1);
  for (size_t i = 0; i < headers.size(); ++i) {
    const std::string header = given[i].empty() ? "column_" + std::to_string(i + 1) : given[i];
    const size_t first = std::ranges::find(given, header) - given.begin();
    size_t& number = last_numbers[std::min(first, i)];
    std::string name = header;
    // What another column is called is not made up for this one.
    while (find_field(name) != Field::none || std::ranges::contains(names, name) ||
           (name != header && std::ranges::contains(given, name))) {
      name = header + " " + std::to_string(++number);
    }
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace kartei::csv
