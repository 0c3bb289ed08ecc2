// Any bytes as an e-mail address: what is refused is refused somewhere in it, what is accepted has
// a normal form that stays as it is, and what is suggested is an address.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "contact/email.h"
#include "contact/email_suggestion.h"

namespace {

using kartei::ensure;

void check(std::string_view text, kartei::EmailProfile profile) {
  const auto email = kartei::parse_email(text, profile);
  if (!email) {
    ensure(email.error().column >= 1, "a refusal has a column");
    ensure(email.error().column <= kartei::count_code_points(text) + 1,
           "the column is in the text");
    return;
  }
  ensure(kartei::is_valid_utf8(email->normalized), "the normal form is UTF-8");
  ensure(kartei::normalize_nfc(email->normalized) == email->normalized, "the normal form is NFC");
  const auto again = kartei::parse_email(email->normalized, profile);
  ensure(again.has_value(), "the normal form is accepted");
  ensure(again->normalized == email->normalized, "the normal form is its own");
  ensure(again->key == email->key, "the normal form has the same key");
}

}  // namespace

// The first byte chooses the profile.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  constexpr kartei::EmailProfile kProfiles[] = {
      kartei::EmailProfile::practical, kartei::EmailProfile::html5, kartei::EmailProfile::rfc5321};
  check(text, kProfiles[data[0] % 3]);
  if (const auto suggestion = kartei::suggest_email(text)) {
    ensure(kartei::parse_email(*suggestion).has_value(), "what is suggested is an address");
    ensure(!kartei::suggest_email(*suggestion), "what is suggested is not doubted");
  }
  return 0;
}
