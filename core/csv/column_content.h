// What the cells of one column look like, whatever its header says.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csv/header_meaning.h"

namespace kartei::csv {

// An e-mail address, by itself or with a name before it ("Anna <a@b.de>").
bool is_address(std::string_view cell);

struct ColumnContent {
  // Cells looked at that are not empty, and how many different ones, at most four.
  size_t filled = 0, distinct = 0;
  // Of these: valid e-mail addresses; texts with an at sign; phone numbers that say their country,
  // and others that are written as numbers to dial are; calling codes with their plus sign or 00;
  // 49, 43 and 41, which no German town has; two to six digits, as codes of towns have; ISO codes
  // and names of countries; dates; two to four words with capitals, as names are written, and
  // single ones; texts with as many digits as a phone number has at least.
  size_t emails = 0, at_signs = 0, international_phones = 0, dialled_phones = 0, calling_codes = 0,
         bare_codes = 0, area_codes = 0, countries = 0, dates = 0, capitalized = 0,
         single_names = 0, long_numbers = 0;

  // Whether four of five cells are.
  bool are_most(size_t count) const { return filled > 0 && count * 5 >= filled * 4; }

  // First or last names, perhaps, and no "Frau" and "Herr".
  bool are_single_names() const {
    return are_most(single_names) && distinct >= std::min<size_t>(filled, 3);
  }

  // What the cells say by themselves, and how sure that is: 0.7 for e-mail addresses, international
  // phone numbers and calling codes, 0.6 for dates, 0.5 for phone numbers that do not say their
  // country; less where there are less than three cells. Names are not among it: so are written
  // many other things.
  HeaderMeaning meaning() const;
};

// Looks at column `index` of `rows`, at 200 cells at most; rows may be short.
ColumnContent look_at_column(std::span<const std::vector<std::string>> rows, size_t index);

}  // namespace kartei::csv
