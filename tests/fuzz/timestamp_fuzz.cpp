// Any bytes as a date: what is accepted is written as the same point in time.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "base/timestamp.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace kartei;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto time = parse_timestamp(text)) {
    ensure(parse_timestamp(format_timestamp(*time)) == *time, "a point in time stays the same");
  }
  return 0;
}
