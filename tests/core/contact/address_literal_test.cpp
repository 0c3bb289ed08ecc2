#include "contact/address_literal.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("is_address_literal takes IPv4 as RFC 5321 writes it") {
  for (const char* text : {"0.0.0.0", "255.255.255.255", "192.0.2.001"})
    CHECK(is_address_literal(text));
  for (const char* text : {"", ".", "1.2.3", "1.2.3.", "1.2.3.4.", "1.2.3.4.5", "1.2.3.256",
                           "1..2.3", "1.2.3.0004", "1.2.3.x", " 1.2.3.4", "-1.2.3.4", "1,2,3,4"}) {
    CAPTURE(text);
    CHECK_FALSE(is_address_literal(text));
  }
}

TEST_CASE("is_address_literal takes IPv6 with its tag") {
  for (const char* text :
       {"IPv6:::", "ipv6:::1", "IPV6:1::", "IPv6:1:2:3:4:5:6:7:8",
        "IPv6:1:2:3:4:5:6:7::", "IPv6:::2:3:4:5:6:7:8", "IPv6:abcd:EF01::", "IPv6:::192.0.2.1",
        "IPv6:1:2:3:4:5:6:192.0.2.1", "IPv6:1:2:3:4:5::192.0.2.1", "IPv6:::ffff:192.0.2.1"}) {
    CAPTURE(text);
    CHECK(is_address_literal(text));
  }
  for (const char* text : {"::1",
                           "IPv6:",
                           "IPv6:1",
                           "IPv6:1:",
                           "IPv6::1",
                           "IPv6:1:::2",
                           "IPv6:1::2::3",
                           "IPv6:12345::",
                           "IPv6:g::",
                           "IPv6:1:2:3:4:5:6:7",
                           "IPv6:1:2:3:4:5:6:7:8:9",
                           "IPv6:1:2:3:4::5:6:7:8",
                           "IPv6:1:2:3:4:5:6:7:192.0.2.1",
                           "IPv6:1:2:3:4:5:6::192.0.2.1",
                           "IPv6:1:192.0.2.1",
                           "IPv6:::192.0.2.256",
                           "IPv6:::192.0.2.1:1",
                           "IPv4:192.0.2.1",
                           "IPv6:192.0.2.1",
                           "tag:text"}) {
    CAPTURE(text);
    CHECK_FALSE(is_address_literal(text));
  }
}

}  // namespace kartei
