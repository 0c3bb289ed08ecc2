#include "sync/backoff.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace kartei {

int64_t backoff_ms(uint32_t failures, Environment& environment) {
  constexpr int64_t kFirstMs = 1000;
  constexpr uint32_t kMaxDoublings = 9;
  const uint32_t doublings = std::min(failures > 0 ? failures - 1 : 0, kMaxDoublings);
  const int64_t whole = std::min(kFirstMs << doublings, kMaxBackoffMs);
  std::array<std::byte, sizeof(uint32_t)> bytes;
  environment.fill_random(bytes);
  uint32_t random = 0;
  std::memcpy(&random, bytes.data(), sizeof random);
  return whole / 2 + static_cast<int64_t>(random % static_cast<uint64_t>(whole / 2 + 1));
}

}  // namespace kartei
