#include "host_environment.h"

#include <emscripten.h>

#include <algorithm>

// clang-format off
EM_JS(double, host_now, (), { return Date.now(); })

EM_JS(void, host_random, (void* bytes, int size), {
  crypto.getRandomValues(HEAPU8.subarray(bytes, bytes + size));
})
// clang-format on

namespace kartei {

int64_t HostEnvironment::now_ms() { return static_cast<int64_t>(host_now()); }

void HostEnvironment::fill_random(std::span<std::byte> bytes) {
  // getRandomValues() gives at most 65,536 bytes a call.
  constexpr size_t kMost = 65536;
  for (; !bytes.empty(); bytes = bytes.subspan(std::min(kMost, bytes.size()))) {
    host_random(bytes.data(), static_cast<int>(std::min(kMost, bytes.size())));
  }
}

}  // namespace kartei
