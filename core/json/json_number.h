// JSON's numbers with a fraction or an exponent. By hand: libc's strtod computes with 128-bit reals
// and nlohmann's writer has tables, 4 KB of each module together.
#pragma once

#include <string>
#include <string_view>

namespace kartei {

// The double nearest to `number`, which is written as RFC 8259 says; ties to even. Infinite where
// it is beyond all doubles.
double read_json_real(std::string_view number);

// Appends a finite number, always with a point or an exponent, with as few digits as are needed for
// reading to give the same number.
void append_json_real(std::string& out, double real);

}  // namespace kartei
