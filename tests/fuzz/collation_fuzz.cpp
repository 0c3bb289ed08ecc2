// Any text as a sort key: without a byte 0, and the same for the text's normal form, which mostly
// takes the other way through base/collation.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/collation.h"
#include "base/error.h"
#include "base/text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace kartei;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto locale : Collator::locales()) {
    const Collator& collator = *Collator::find(locale);
    std::string key;
    collator.append_sort_key(text, key);
    if (!is_valid_utf8(text)) continue;
    ensure(!key.contains('\0'), "a key has no byte 0");
    std::string normal;
    collator.append_sort_key(normalize_nfc(text), normal);
    ensure(key == normal, "canonically equivalent texts have equal keys");
  }
  return 0;
}
