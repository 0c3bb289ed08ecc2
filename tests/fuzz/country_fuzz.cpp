// Any text as a calling code: what is accepted is one, and its own.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "contact/country.h"
#include "contact/numbering_plan.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace kartei;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!is_valid_utf8(text)) return 0;
  const auto code = parse_country_code(text);
  if (!code) {
    ensure(code.error().column <= count_code_points(text), "the column is in the text");
  } else if (!code->empty()) {
    ensure(!plans_of_code(code->substr(1)).empty(), "the calling code exists");
    ensure(parse_country_code(*code) == code, "a calling code is its own");
  }
  return 0;
}
