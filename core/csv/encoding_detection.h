// Whether a file is text, and in which encoding.
#pragma once

#include <string_view>

#include "base/error.h"
#include "csv/dialect.h"

namespace kartei::csv {

// By the byte order mark; without one UTF-16 by its zero bytes; UTF-8 if `sample` is well-formed (a
// sequence cut at its end is, where it `may_be_cut`) or nearly, which was saved twice where all
// that is not ASCII makes characters that way ("MÃ¼ller"); else Windows-1252, or CP850 or Mac
// Roman where these make letters of what stands within words and that does not, or ISO 8859-15
// where nothing is Windows' own and a euro sign or a letter stands where only that has one.
Encoding detect_encoding(std::string_view sample, bool may_be_cut);
// The same for bytes from the middle of a file that was ASCII so far: nothing is a mark there.
Encoding detect_later_encoding(std::string_view sample, bool may_be_cut);

// Errors: csv_not_text for what begins as a zip, PDF, image, vCard, LDIF, mail, HTML, JSON and the
// like do (the detail says which).
Result<void> check_signature(std::string_view sample);

// `text` is the sample as UTF-8. Errors: csv_not_text (NUL bytes, control characters), csv_empty
// (nothing but white space and byte order mark).
Result<void> check_text(std::string_view text);

}  // namespace kartei::csv
