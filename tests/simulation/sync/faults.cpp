#include "faults.h"

namespace kartei::sync_simulation {
namespace {

struct Kind {
  std::string_view name;
  // The most that a run has, in a thousand: so many that in a million client-days each of them
  // meets each side of a server's style often, also a rare one.
  uint64_t most;
};
constexpr std::array<Kind, kTroubles> kKinds = {{
    {"lost-request", 120}, {"lost-answer", 200},  {"double-answer", 100}, {"double-request", 60},
    {"late-answer", 60},   {"late-request", 40},  {"slow", 300},          {"truncated", 80},
    {"portal", 80},        {"error-before", 80},  {"error-after", 80},    {"throttled", 60},
    {"expired-token", 30}, {"half-bulk", 600},    {"offline", 60},        {"crash", 60},
    {"disk-error", 40},    {"reopened", 60},      {"lost-disk", 30},      {"old-disk", 100},
    {"clock", 40},         {"other-account", 40}, {"refused-value", 60},  {"taken-address", 100},
    {"mass-loss", 10},     {"hidden", 100},       {"two-owners", 40},
}};

}  // namespace

std::string_view trouble_name(Trouble trouble) { return kKinds[static_cast<size_t>(trouble)].name; }

std::string Weather::describe() const {
  std::string text;
  for (size_t i = 0; i < kTroubles; ++i) {
    if (chances[i] == 0) continue;
    text.append(text.empty() ? "" : " ").append(kKinds[i].name);
  }
  return text.empty() ? "calm" : text;
}

Weather draw_weather(Random& random, uint64_t off) {
  Weather weather;
  const uint64_t share = random.below(4) * 25;
  for (size_t i = 0; i < kTroubles; ++i) {
    const bool is_on = random.chance(share);
    const uint64_t chance = 1 + random.below(kKinds[i].most);
    if (is_on && ((off >> i) & 1) == 0) weather.chances[i] = chance;
  }
  return weather;
}

void Totals::count(const std::string& fault, const std::vector<std::string>& features) {
  ++faults[fault];
  for (const std::string& feature : features) ++met[{fault, feature}];
}

void Totals::add(const Totals& other) {
  seeds += other.seeds;
  requests += other.requests;
  violations += other.violations;
  client_ms += other.client_ms;
  storage_calls += other.storage_calls;
  for (const auto& [name, count] : other.faults) faults[name] += count;
  for (const auto& [name, count] : other.met) met[name] += count;
}

std::string Totals::by_letter() const {
  std::map<char, uint64_t> letters;
  for (const auto& [name, count] : faults) letters[name[0]] += count;
  std::string text;
  for (const auto& [letter, count] : letters) {
    text.append(text.empty() ? "" : ", ").append(1, letter).append(" ");
    text.append(std::to_string(count));
  }
  return text;
}

}  // namespace kartei::sync_simulation
