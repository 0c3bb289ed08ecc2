// What the core may ask of the world: the time and random bytes. Given to whoever needs them, so
// that a test or a simulation decides both (leveldb's Env is the model).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace kartei {

class Environment {
 public:
  virtual ~Environment() = default;

  // Milliseconds since 1970-01-01T00:00:00Z.
  virtual int64_t now_ms() = 0;

  // Fills `bytes` from a cryptographically strong source.
  virtual void fill_random(std::span<std::byte> bytes) = 0;
};

}  // namespace kartei
