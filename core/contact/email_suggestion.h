// "Did you mean anna@gmail.com?", for domains that are nearly one that many people use.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kartei {

// The whole address that `text`, one address, valid or not, was probably meant to be, always one
// that parse_email() accepts; nothing where its domain is one of a well-known provider's or not
// close to any. For showing, never for applying: the other domain may well exist.
std::optional<std::string> suggest_email(std::string_view text);

}  // namespace kartei
