// Time and random bytes, which the core asks of the JavaScript that loaded it.
#pragma once

#include "base/environment.h"

namespace kartei {

// Date.now() and crypto.getRandomValues().
class HostEnvironment final : public Environment {
 public:
  int64_t now_ms() override;
  void fill_random(std::span<std::byte> bytes) override;
};

}  // namespace kartei
