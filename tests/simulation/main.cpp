#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <random>

#include "options.h"
#include "small_cache.h"

namespace kartei::simulation {
namespace {

Options read_options() {
  Options read{.seed = std::random_device()()};
  if (const char* seed = std::getenv("KARTEI_SEED")) read.seed = std::strtoull(seed, nullptr, 10);
  if (const char* minutes = std::getenv("KARTEI_MINUTES")) read.minutes = std::atof(minutes);
  if (const char* only = std::getenv("KARTEI_ONLY")) read.only = only;
  return read;
}

using Minutes = std::chrono::duration<double, std::ratio<60>>;

}  // namespace

const Profile kSmall{
    .name = "small", .actions = 40, .import_rows = 24, .long_texts = 10, .cache_pages = 12};
const Profile kSpilling{
    .name = "spilling", .actions = 14, .import_rows = 1500, .long_texts = 2, .cache_pages = 16};
const Profile kLarge{
    .name = "large", .actions = 12, .import_rows = 20000, .long_texts = 1, .cache_pages = 100};

const Profile* find_profile(const std::string& name) {
  for (const Profile* profile : {&kSmall, &kSpilling, &kLarge}) {
    if (name == profile->name) return profile;
  }
  return nullptr;
}

const Options& options() {
  static const Options read = read_options();
  return read;
}

Totals& totals() {
  static Totals sum;
  return sum;
}

void expect_none(const std::string& violation) {
  if (!violation.empty()) ++totals().violations;
  CHECK_MESSAGE(violation.empty(), violation);
}

Share::Share(double part)
    : end_(std::chrono::steady_clock::now() +
           std::chrono::duration_cast<std::chrono::steady_clock::duration>(
               Minutes(options().minutes * part))) {}

}  // namespace kartei::simulation

int main(int argc, char** argv) {
  using namespace kartei::simulation;
  install_small_cache();
  doctest::Context context(argc, argv);
  const int result = context.run();
  const Totals& sum = totals();
  std::printf(
      "simulation: seed %llu, %llu crash points, %llu variants, %llu faults "
      "(opened again after %llu), %llu violations\n",
      static_cast<unsigned long long>(options().seed),
      static_cast<unsigned long long>(sum.crash_points),
      static_cast<unsigned long long>(sum.variants), static_cast<unsigned long long>(sum.faults),
      static_cast<unsigned long long>(sum.reopened),
      static_cast<unsigned long long>(sum.violations));
  return result;
}
