// Bytes that go out to JavaScript.
#pragma once

#include <emscripten/val.h>

#include <string>

namespace kartei {

// A new Uint8Array: a view would be gone when the memory grows.
inline emscripten::val to_uint8_array(const std::string& bytes) {
  const emscripten::val view(
      emscripten::typed_memory_view(bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data())));
  return emscripten::val::global("Uint8Array").new_(view);
}

}  // namespace kartei
