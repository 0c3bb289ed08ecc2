// What can go wrong, by the letters of the list of faults (docs/sync.md), how often it does in one
// run, and what all runs together have met.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "random.h"

namespace kartei::sync_simulation {

using simulation::Random;

enum class Trouble : uint8_t {
  lost_request,
  lost_answer,
  double_answer,
  double_request,
  late_answer,
  late_request,
  slow,
  truncated,
  portal,
  error_before,
  error_after,
  throttled,
  expired_token,
  half_bulk,
  offline,
  crash,
  disk_error,
  reopened,
  lost_disk,
  old_disk,
  clock,
  other_account,
  refused_value,
  taken_address,
  mass_loss,
  hidden,
  two_owners,
};
inline constexpr size_t kTroubles = static_cast<size_t>(Trouble::two_owners) + 1;
std::string_view trouble_name(Trouble trouble);

// How often each of them happens, in a thousand cases; most runs are without most of them.
struct Weather {
  std::array<uint64_t, kTroubles> chances{};
  bool happens(Trouble trouble, Random& random) const {
    return random.below(1000) < chances[static_cast<size_t>(trouble)];
  }
  bool has(Trouble trouble) const { return chances[static_cast<size_t>(trouble)] > 0; }
  std::string describe() const;
};
// `off`: a bit for each that must not happen.
Weather draw_weather(Random& random, uint64_t off);

struct Totals {
  uint64_t seeds = 0, requests = 0, violations = 0, client_ms = 0, storage_calls = 0;
  // By the list's number, "A1"; and by that and a side of the server's style.
  std::map<std::string, uint64_t> faults;
  std::map<std::pair<std::string, std::string>, uint64_t> met;

  void count(const std::string& fault, const std::vector<std::string>& features);
  void add(const Totals& other);
  uint64_t client_days() const { return client_ms / 86'400'000; }
  // "A 12, B 3 …".
  std::string by_letter() const;
};

}  // namespace kartei::sync_simulation
