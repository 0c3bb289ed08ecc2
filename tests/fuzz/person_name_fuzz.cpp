// Any text as a name: guessing loses no letter, and what is offered is offered once.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "contact/person_name.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace kartei;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const PersonName name = guess_person_name(text);
  const auto letters = [](std::string_view part) {
    return std::ranges::count_if(part, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
    });
  };
  const auto kept =
      letters(name.title) + letters(name.given) + letters(name.family) + letters(name.suffix);
  ensure(kept <= letters(text), "no letter is invented");
  const auto tidy = tidy_person_name(text);
  if (tidy) {
    ensure(is_valid_utf8(*tidy), "what is offered is UTF-8");
    ensure(!tidy->empty() && *tidy != text, "what is offered is another name");
    ensure(!tidy_person_name(*tidy), "what is tidy stays");
  }
  return 0;
}
