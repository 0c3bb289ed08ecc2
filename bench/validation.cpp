// What bench/validation.mjs measures: one call per run, the rows as lines of one text.
#include <emscripten/bind.h>

#include "contact/email.h"
#include "contact/phone_number.h"

namespace kartei {
namespace {

struct Sum {
  uint32_t valid = 0;
  // Of the bytes of all answers, so that none of them is left out.
  uint32_t bytes = 0;
};

template <class Visit>
void for_each_line(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Parsed, judged, and written as E.164; `region` is where they are dialled.
Sum check_phones(const std::string& lines, const std::string& region) {
  Sum sum;
  const NumberingPlan* plan = find_plan(region);
  std::string e164;
  for_each_line(lines, [&](std::string_view line) {
    const auto number = parse_phone_number(line, plan);
    if (!number) return;
    sum.valid += plan_of_number(*number) ? 1 : 0;
    e164.clear();
    append_e164(*number, e164);
    sum.bytes += static_cast<uint32_t>(e164.size());
  });
  return sum;
}

Sum check_emails(const std::string& lines) {
  Sum sum;
  for_each_line(lines, [&](std::string_view line) { sum.valid += is_valid_email(line) ? 1 : 0; });
  return sum;
}

EMSCRIPTEN_BINDINGS(kartei_bench) {
  emscripten::value_object<Sum>("Sum").field("valid", &Sum::valid).field("bytes", &Sum::bytes);
  emscripten::function("checkPhones", &check_phones);
  emscripten::function("checkEmails", &check_emails);
}

}  // namespace
}  // namespace kartei
