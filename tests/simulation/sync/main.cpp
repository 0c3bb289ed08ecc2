#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <random>

#include "options.h"

namespace kartei::sync_simulation {
namespace {

// With the fixed ones two minutes. How seldom a seed finds something: docs/sync.md.
constexpr uint64_t kNewSeconds = 40;

uint64_t number_of(const char* name, uint64_t fallback) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : fallback;
}

Options read_options() {
  Options read{.seed = number_of("KARTEI_SEED", std::random_device()()),
               .seeds = number_of("KARTEI_SEEDS", 0),
               .new_seconds = number_of("KARTEI_NEW_SECONDS", kNewSeconds)};
  read.is_traced = number_of("KARTEI_TRACE", 0) > 0;
  read.stops = number_of("KARTEI_STOP", 0) > 0;
  if (const char* only = std::getenv("KARTEI_ONLY")) read.only = only;
  return read;
}

// The same kind of violation: what stands before its colon.
std::string kind_of(const std::string& violation) {
  return violation.substr(0, violation.find(':'));
}

// Fewer steps, and as few troubles as it needs.
RunOptions shrink(RunOptions options, const std::string& violation) {
  const auto fails = [&](const RunOptions& tried) {
    Totals ignored;
    return kind_of(World(tried, ignored).run().violation) == kind_of(violation);
  };
  for (uint64_t cut = options.steps / 2; cut > 0; cut /= 2) {
    RunOptions tried = options;
    tried.steps -= std::min(cut, options.steps - 1);
    while (tried.steps > 0 && fails(tried)) {
      options = tried;
      if (tried.steps <= cut) break;
      tried.steps -= cut;
    }
  }
  for (size_t trouble = 0; trouble < kTroubles; ++trouble) {
    RunOptions tried = options;
    tried.off |= uint64_t{1} << trouble;
    if (fails(tried)) options = tried;
  }
  return options;
}

std::string describe(const RunOptions& options, const RunReport& report) {
  return report.violation + "\n  " + report.scene + "\n  again: KARTEI_ONLY='" +
         std::to_string(options.seed) + " " + std::to_string(options.steps) + " " +
         std::to_string(options.off) + "'";
}

}  // namespace

const Options& options() {
  static const Options read = read_options();
  return read;
}

Totals& totals() {
  static Totals sum;
  return sum;
}

std::string run_seed(uint64_t seed) {
  RunOptions asked{.seed = seed};
  const RunReport report = World(asked, totals()).run();
  if (report.violation.empty()) return "";
  asked.steps = report.steps;
  if (options().stops) return describe(asked, report);
  asked = shrink(asked, report.violation);
  Totals ignored;
  return describe(asked, World(asked, ignored).run());
}

namespace {

int run_only(const std::string& only) {
  RunOptions asked{.is_traced = options().is_traced};
  char* rest = nullptr;
  asked.seed = std::strtoull(only.c_str(), &rest, 10);
  asked.steps = std::strtoull(rest, &rest, 10);
  asked.off = std::strtoull(rest, &rest, 10);
  asked.crash_at = std::strtoull(rest, &rest, 10);
  const RunReport report = World(asked, totals()).run();
  std::printf("%s\n", report.violation.empty() ? "no violation" : describe(asked, report).c_str());
  return report.violation.empty() ? 0 : 1;
}

int run_many() {
  for (uint64_t i = 0; i < options().seeds; ++i) {
    const std::string text = run_seed(options().seed + i);
    if (text.empty()) continue;
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(options().seed + i),
                text.c_str());
    std::fflush(stdout);
    if (options().stops) break;
  }
  return totals().violations == 0 ? 0 : 1;
}

void print_table() {
  for (const auto& [key, count] : totals().met) {
    std::printf("%s %s %llu\n", key.first.c_str(), key.second.c_str(),
                static_cast<unsigned long long>(count));
  }
}

}  // namespace
}  // namespace kartei::sync_simulation

int main(int argc, char** argv) {
  using namespace kartei::sync_simulation;
  int result = 0;
  if (!options().only.empty()) {
    result = run_only(options().only);
  } else if (options().seeds > 0) {
    result = run_many();
    if (std::getenv("KARTEI_TABLE")) print_table();
  } else {
    doctest::Context context(argc, argv);
    result = context.run();
  }
  const Totals& sum = totals();
  std::printf(
      "sync simulation: %llu client-days, %llu seeds from %llu, %llu requests, faults %s, "
      "%llu violations\n",
      static_cast<unsigned long long>(sum.client_days()),
      static_cast<unsigned long long>(sum.seeds), static_cast<unsigned long long>(options().seed),
      static_cast<unsigned long long>(sum.requests), sum.by_letter().c_str(),
      static_cast<unsigned long long>(sum.violations));
  return result;
}
