// What one header says by itself, in any of twelve languages.
#pragma once

#include <cstdint>
#include <string_view>

namespace kartei::csv {

// What a column holds, as far as contacts are concerned.
enum class ColumnKind : uint8_t {
  none,
  name,
  first_name,
  middle_name,
  last_name,
  title,
  suffix,
  nickname,
  email,
  phone,
  fax,
  pager,
  company,
  department,
  job_title,
  notes,
  country_code,
  // A country by its name or ISO code.
  country,
  created_at,
  last_contact_at,
  updated_at,
  source,
  tags,
  date,
  // Of a town: "0421".
  area_code,
};

// "first_name"; empty for none.
std::string_view column_kind_name(ColumnKind kind);

struct HeaderMeaning {
  ColumnKind kind = ColumnKind::none;
  // 1 for the field's own name, 0.9 for a usual word for it, 0.8 for one of several kinds ("work
  // phone"), 0.6 for somebody else's number ("assistant's phone"), 0.3 for "other fax".
  double confidence = 0;
  // Among the columns of one kind, the lower, the better: plain, primary, mobile, work, home,
  // other; "E-mail 1" before "E-mail 2".
  uint32_t rank = 0;
  // An assistant's or a car's number: never taken for the contact's.
  bool is_minor = false;
  // What other columns of the file have to decide: a whole name, or one part of it ("Nombre",
  // "Nom"; "Name" beside "Vorname"); "First" beside "Last"; what one signs in with.
  enum class Open : uint8_t { no, bare_name, part_or_name, first_alone, last_alone, sign_in };
  Open open = Open::no;
  // An address besides another one ("Alternate e-mail address").
  bool is_alternate = false;
};

// Reads a header whatever its case, accents, punctuation and pictures ("E-Mail-Adresse:",
// "TELEFON/HANDY", "Teléfono móvil 2"). It has to consist of known words altogether: "E-mail sent"
// is no address. Any bytes; at most 120 are looked at.
HeaderMeaning read_header(std::string_view header);

}  // namespace kartei::csv
