// Bytes that come in from JavaScript and go out to it, by their address in the module's memory: as
// strings they would be copied byte by byte.
#pragma once

#include <cstdint>
#include <string>

#include "dispatch.h"

namespace kartei {

// Where they are: until the next call.
inline double address(const std::string& bytes) {
  return static_cast<double>(reinterpret_cast<uintptr_t>(bytes.data()));
}

// Room for bytes that JavaScript then writes. An envelope: there may be no memory.
inline std::string reserve_bytes(std::string& bytes, double size) {
  return guard([&]() -> Result<Json> {
    bytes.resize(static_cast<size_t>(size));
    return nullptr;
  });
}

}  // namespace kartei
