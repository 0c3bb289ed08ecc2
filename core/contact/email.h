// E-mail addresses: parse, normal form, comparison key.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace kartei {

enum class EmailProfile : uint8_t {
  // The WHATWG rule of <input type=email>, exactly:
  // https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
  html5,
};

struct Email {
  // Domain in lower case; the local part as it was.
  std::string normalized;
  // For hints only, never for a decision: everything in lower case, without +tag, and without the
  // dots that gmail.com and googlemail.com ignore (googlemail.com becomes gmail.com).
  std::string key;
};

// Reads one address without display name. As HTML does before it looks at the value, line breaks
// are taken out and white space is trimmed. Errors (column: 1-based, in characters of `text`
// without line breaks): email_missing_at, email_local_empty, email_local_character,
// email_domain_empty, email_domain_character, email_label_empty, email_label_hyphen,
// email_label_too_long.
Result<Email> parse_email(std::string_view text, EmailProfile profile = EmailProfile::html5);

}  // namespace kartei
