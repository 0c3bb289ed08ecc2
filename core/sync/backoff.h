// How long to wait after the n-th failure in a row.
#pragma once

#include <cstdint>

#include "base/environment.h"

namespace kartei {

inline constexpr int64_t kMaxBackoffMs = 5 * 60 * 1000;

// Milliseconds: between half of and all of 1 s, 2 s, 4 s … 5 min, at random, so that many clients
// of a server that comes back do not all come at once.
int64_t backoff_ms(uint32_t failures, Environment& environment);

}  // namespace kartei
