// Internationalized domain labels: IDNA 2008 (RFC 5890 to 5893) and Punycode (RFC 3492).
//
// The tables are of the Unicode version of the build (cmake/tables/idna_tables.mjs); a code point
// that a later version assigns is refused, as RFC 5892 says. The bidi rule is applied to labels
// that hold right-to-left letters, not to their neighbours in the domain.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kartei::idna {

// RFC 1034, 3.1.
inline constexpr size_t kMaxLabelBytes = 63;

// The small letter of a capital (one to one), or the code point itself.
char32_t to_lower(char32_t code_point);

// Appends `text`, valid UTF-8, with its capitals as small letters.
void append_lower(std::string& out, std::string_view text);

// Whether `code_point`, or the small letter of it, may stand in a label: PVALID, CONTEXTJ or
// CONTEXTO of RFC 5892; of ASCII the letters, digits and the hyphen.
bool is_label_character(char32_t code_point);

// What depends on neighbours: no combining mark at the start (RFC 5891, 4.2.3.2), and the
// contextual rules of RFC 5892, appendix A. All of `text` are label characters or ASCII.
bool is_well_composed(std::u32string_view text);

// A label of at most kMaxLabelBytes code points, in small letters and NFC, that is a U-label: label
// characters, well composed, no hyphen at its ends or in both its third and fourth place, and the
// bidi rule (RFC 5893, 2).
bool is_u_label(std::u32string_view label);

// Appends "xn--" and the Punycode of a U-label. Returns whether it is at most kMaxLabelBytes long;
// if not, `out` holds a part of it.
bool append_a_label(std::string& out, std::u32string_view u_label);

// Whether "xn--..." (in any case) is what append_a_label() makes of some U-label.
bool is_a_label(std::string_view label);

}  // namespace kartei::idna
