// E-mail addresses: parse, normal form, comparison key.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace kartei {

enum class EmailProfile : uint8_t {
  // A mailbox on the internet that one can write to, as people write it: a dot-atom (RFC 5321,
  // 4.1.2) of at most 64 bytes, in any script, @, and a domain of two labels or more, the last not
  // a
  // number (nor one after a hyphen), internationalized ones valid (IDNA 2008; capitals become
  // small, RFC 5895).
  practical,
  // The WHATWG rule of <input type=email>, exactly:
  // https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
  html5,
  // Mailbox of RFC 5321, 4.1.2 and 4.5.3.1, with what RFC 6531 adds: quoted local parts, IP
  // addresses in brackets, domains of one label. Nothing of RFC 5322 that 5321 leaves out.
  rfc5321,
};

struct Email {
  // NFC. Domain in small letters, internationalized labels as A-labels ("xn--..."); the local part
  // as it was, without quotes that it does not need. Its own normal form.
  std::string normalized;
  // For hints only, never for a decision: everything in lower case, without +tag, and without the
  // dots that gmail.com and googlemail.com ignore (googlemail.com becomes gmail.com).
  std::string key;
};

// Reads one address; time is linear in `text`, any bytes. Not trimmed, save under html5, which
// takes line breaks out and trims white space, as HTML does before it looks at the value.
//
// Letters beyond ASCII are those of IDNA 2008 in the local part too, and their capitals: what
// RFC 8264 calls the identifier class. So no symbols, no blanks, nothing invisible or unassigned.
//
// Every error has a column, 1-based, in code points of `text`; where something is missing, that of
// the place where it should be. All profiles: email_missing_at, email_local_empty,
// email_local_character, email_domain_empty, email_domain_character, email_label_empty,
// email_label_hyphen, email_label_too_long. Not html5: email_local_dot, email_local_too_long,
// email_comment, email_display_name, email_domain_too_long, email_idn_invalid, email_too_long.
// practical: email_quoted, email_literal, email_domain_single_label, email_domain_numeric.
// rfc5321: email_quote_malformed, email_literal_malformed.
Result<Email> parse_email(std::string_view text, EmailProfile profile = EmailProfile::practical);

// Email::normalized of what parse_email() makes of a text under `practical`, with the same errors,
// over what the string held, whose memory is reused.
Result<void> normalize_email(std::string_view text, std::string& normalized);

// Whether parse_email() accepts it; faster, for looking at many.
bool is_valid_email(std::string_view text, EmailProfile profile = EmailProfile::practical);

}  // namespace kartei
