// From the cells of a row to the fields of a contact.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/written_date.h"
#include "contact/contact.h"
#include "csv/header_map.h"

namespace kartei {

class ColumnMapping {
 public:
  ColumnMapping() = default;

  // `chosen` as a person said it, or recognised by the headers and the first `rows`
  // (csv/header_map.h) where absent. Errors (row 1 and the column): csv_column_unknown where
  // `chosen` does not fit the number of columns.
  static Result<ColumnMapping> make(std::span<const std::string_view> headers,
                                    std::span<const std::vector<std::string>> rows,
                                    const std::optional<std::vector<csv::ColumnTarget>>& chosen);

  const std::vector<csv::ColumnTarget>& targets() const { return targets_; }

  // How dates like "03/04/2026" are read (settle_date_order()), with the dates of the first `rows`.
  void tell_date_order(std::span<const std::vector<std::string>> rows, DateOrder given,
                       std::string_view default_country_code);
  // Nothing where the first rows have no such date.
  std::optional<DateOrder> date_order() const {
    return has_open_dates_ ? std::optional(date_order_) : std::nullopt;
  }

  // Texts that stand so in no cell: what is joined of several, and dates; and the calling code of
  // the country that a row names.
  struct Made {
    std::string name, phone, created_at, last_contact_at, country, country_code;
  };

  // Views into `cells`, into this mapping and into `made`. A missing cell is empty, and so is one
  // in which a program says so (csv/placeholder.h); what people write for that is as well, where
  // another column has an address or a number. What a date column holds that is no date
  // (base/written_date.h) becomes an attribute, unless all of the first rows are numbers that count
  // dates (base/serial_date.h), and so does a further address, a part of a name and
  // an area code that is not needed (contact/area_code.h). Of several addresses or numbers in one
  // cell the first is the contact's, and an attribute keeps them all. Numbers of WhatsApp and of
  // text messages that have their calling code ("491511234567") get a plus sign. A row with an
  // address or a number but no name has the one that is shown, its contact person's or its
  // company's.
  //
  // Returns the calling code of numbers that say none, in a row that says none: that of the country
  // in another column, which is where somebody lives, or else `default_country_code`.
  std::string_view fill(std::span<const std::string_view> cells, RawContact& raw, Made& made,
                        std::string_view default_country_code = {}) const;

  // The column out of which a row's field comes, 1-based; the field's own where the row has none,
  // 0 where no column is mapped to it.
  uint32_t column_of(Field field, std::span<const std::string_view> cells) const;

 private:
  // 0-based; none where no column is mapped to the field.
  std::optional<size_t> find_source(Field field, std::span<const std::string_view> cells) const;
  uint32_t longest_cell(std::span<const std::string_view> cells) const;
  void note_meanings(std::span<const std::string_view> headers,
                     std::span<const std::vector<std::string>> rows);
  // Whether Google says so of the number in this column: then it is the phone only of those who
  // have no other one.
  bool is_fax(std::span<const std::string_view> cells, size_t column) const;
  std::string_view find_other_name(std::span<const std::string_view> cells) const;
  std::string_view find_country_code(std::span<const std::string_view> cells, Made& made) const;
  bool join_name(std::span<const std::string_view> cells, std::string& joined) const;
  void fill_date(size_t column, std::string_view cell, RawContact& raw, Made& made) const;
  void fill_field(size_t column, std::string_view cell, RawContact& raw) const;
  void join_area_code(size_t column, std::string_view cell, std::string_view default_country_code,
                      RawContact& raw, Made& made) const;

  std::vector<csv::ColumnTarget> targets_;
  std::vector<std::string> attribute_names_;
  // Of each column among those of its kind (csv/header_meaning.h).
  std::vector<uint32_t> ranks_;
  // Attributes that name a contact that has no name; and those that say where somebody lives.
  std::vector<size_t> other_names_, countries_;
  // Numbers before which a column says of what kind each is; and those with their calling code but
  // no plus sign.
  std::vector<size_t> labelled_phones_, plain_phones_;
  // Whether a field can come out of another column than its own.
  bool has_substitutes_ = false;
  // Whether the first rows have dates of which the order says what they are.
  bool has_open_dates_ = false;
  // Whether all of them are such numbers (base/serial_date.h).
  bool has_serial_dates_ = false;
  DateOrder date_order_ = DateOrder::unknown;
};

}  // namespace kartei
