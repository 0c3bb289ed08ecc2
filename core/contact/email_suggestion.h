// "Did you mean anna@gmail.com?", for domains that are nearly one that many people use, and for
// addresses that are written as people hide or quote them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kartei {

// The whole address that `text`, one address, valid or not, was probably meant to be, always one
// that parse_email() accepts; nothing where it is valid and its domain one of a well-known
// provider's or not close to any. Read as well: "anna(at)x.de", "anna [at] x dot de"; quotes,
// brackets and punctuation around it; blanks beside its @ and its dots; a sign that stands twice;
// "anna@x,de". For showing, never for applying: the other domain may well exist.
std::optional<std::string> suggest_email(std::string_view text);

}  // namespace kartei
