// IP addresses in place of a domain, as SMTP writes them: [192.0.2.1], [IPv6:2001:db8::1].
#pragma once

#include <string_view>

namespace kartei {

// Whether `text`, without its brackets, is an IPv4 or IPv6 address literal (RFC 5321, 4.1.3). "::"
// may stand for a single group of zeros, as RFC 4291 has it; 5321 wants two. No other tag than
// IPv6 is registered.
bool is_address_literal(std::string_view text);

}  // namespace kartei
