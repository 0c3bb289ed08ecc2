// memcpy, memmove and memset by 16 bytes, in the place of the C library's, which go by four, and
// memcmp, which goes by one: cells, strings and SQLite's records are some dozen bytes each, a
// million times.
#include <wasm_simd128.h>

#include <cstddef>
#include <cstdint>

namespace {

// Both ends are read before anything is written: the places may overlap.
template <class Word>
void copy_ends(char* to, const char* from, size_t size) {
  Word first, last;
  __builtin_memcpy_inline(&first, from, sizeof first);
  __builtin_memcpy_inline(&last, from + size - sizeof last, sizeof last);
  __builtin_memcpy_inline(to, &first, sizeof first);
  __builtin_memcpy_inline(to + size - sizeof last, &last, sizeof last);
}

// At most 16 bytes.
void copy_short(char* to, const char* from, size_t size) {
  if (size >= 8) return copy_ends<uint64_t>(to, from, size);
  if (size >= 4) return copy_ends<uint32_t>(to, from, size);
  if (size >= 2) return copy_ends<uint16_t>(to, from, size);
  if (size == 1) *to = *from;
}

// More than 16 bytes, from the first to the last.
void copy_up(char* to, const char* from, size_t size) {
  const v128_t last = wasm_v128_load(from + size - 16);
  for (size_t at = 0; at < size - 16; at += 16) {
    wasm_v128_store(to + at, wasm_v128_load(from + at));
  }
  wasm_v128_store(to + size - 16, last);
}

void copy_down(char* to, const char* from, size_t size) {
  const v128_t first = wasm_v128_load(from);
  for (size_t at = size; at > 16; at -= 16) {
    wasm_v128_store(to + at - 16, wasm_v128_load(from + at - 16));
  }
  wasm_v128_store(to, first);
}

// By the first byte that differs in the words at `at`; 0 where they are equal.
template <class Word>
int compare_words(const uint8_t* left, const uint8_t* right, size_t at) {
  Word one, other;
  __builtin_memcpy_inline(&one, left + at, sizeof one);
  __builtin_memcpy_inline(&other, right + at, sizeof other);
  if (one == other) return 0;
  at += static_cast<size_t>(__builtin_ctzll(one ^ other)) / 8;
  return left[at] - right[at];
}

}  // namespace

extern "C" {

void* memcpy(void* to, const void* from, size_t size) {
  auto* out = static_cast<char*>(to);
  const auto* in = static_cast<const char*>(from);
  size <= 16 ? copy_short(out, in, size) : copy_up(out, in, size);
  return to;
}

void* memmove(void* to, const void* from, size_t size) {
  auto* out = static_cast<char*>(to);
  const auto* in = static_cast<const char*>(from);
  if (size <= 16) {
    copy_short(out, in, size);
  } else if (reinterpret_cast<uintptr_t>(out) - reinterpret_cast<uintptr_t>(in) >= size) {
    copy_up(out, in, size);
  } else {
    copy_down(out, in, size);
  }
  return to;
}

int memcmp(const void* one, const void* other, size_t size) {
  const auto* left = static_cast<const uint8_t*>(one);
  const auto* right = static_cast<const uint8_t*>(other);
  size_t at = 0;
  for (; size - at >= 16; at += 16) {
    const v128_t equal = wasm_i8x16_eq(wasm_v128_load(left + at), wasm_v128_load(right + at));
    const uint32_t differing = ~wasm_i8x16_bitmask(equal) & 0xFFFF;
    if (differing == 0) continue;
    at += static_cast<size_t>(__builtin_ctz(differing));
    return left[at] - right[at];
  }
  // What is left, some of it a second time.
  if (size - at >= 8) {
    if (const int found = compare_words<uint64_t>(left, right, at)) return found;
  }
  if (size >= 8) return compare_words<uint64_t>(left, right, size - 8);
  if (size >= 4) {
    const int found = compare_words<uint32_t>(left, right, 0);
    return found ? found : compare_words<uint32_t>(left, right, size - 4);
  }
  for (; at < size; ++at) {
    if (left[at] != right[at]) return left[at] - right[at];
  }
  return 0;
}

void* memset(void* to, int value, size_t size) {
  auto* out = static_cast<char*>(to);
  const v128_t bytes = wasm_i8x16_splat(static_cast<int8_t>(value));
  if (size < 16) {
    for (size_t at = 0; at < size; ++at) out[at] = static_cast<char>(value);
    return to;
  }
  for (size_t at = 0; at < size - 16; at += 16) wasm_v128_store(out + at, bytes);
  wasm_v128_store(out + size - 16, bytes);
  return to;
}

}  // extern "C"
