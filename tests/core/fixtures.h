// A world that a test decides: a clock that moves when it is told to, random bytes from a seed, and
// contacts in one line.
#pragma once

#include <random>
#include <string>
#include <string_view>

#include "base/environment.h"
#include "contact/normalize.h"

namespace kartei {

class FixedEnvironment final : public Environment {
 public:
  explicit FixedEnvironment(uint64_t seed = 1) : random_(seed) {}

  int64_t now_ms() override { return now; }
  void fill_random(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random_() & 0xFF);
  }

  // 2026-01-01T00:00:00.000Z
  int64_t now = 1'767'225'600'000;

 private:
  std::mt19937_64 random_;
};

// A normalized contact with an id made of `number`.
inline Contact make_contact(const RawContact& raw, uint8_t number = 1) {
  Contact contact;
  std::vector<FieldIssue> issues;
  normalize_contact(raw, {}, contact, issues);
  contact.id.bytes[15] = number;
  return contact;
}

inline std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

}  // namespace kartei
