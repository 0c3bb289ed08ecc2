#include "store/key_runs.h"

#include <algorithm>
#include <cstdint>

#include "base/limits.h"
#include "base/varints.h"

namespace kartei {
namespace {

// Calls visit(number) for each. False where the bytes are none.
template <class Visit>
bool read_numbers(std::string_view runs, Visit&& visit) {
  constexpr unsigned kMaxShift = 28;
  uint64_t number = 0;
  unsigned shift = 0;
  for (const char c : runs) {
    const auto byte = static_cast<uint8_t>(c);
    if (shift > kMaxShift) return false;
    number |= uint64_t{byte & 127U} << shift;
    shift += 7;
    if (byte >= 128) continue;
    visit(number);
    number = shift = 0;
  }
  return shift == 0;
}

}  // namespace

std::string write_key_runs(const KeySet& keys) {
  std::string out;
  // The run that is open, and the end of the one before it.
  size_t first = 0, end = 0, before = 0;
  const auto close = [&] {
    append_varint(out, first - before);
    append_varint(out, end - first);
    before = end;
  };
  keys.for_each([&](ContactKey key) {
    if (key == end && end > first) {
      ++end;
      return;
    }
    if (end > first) close();
    first = key;
    end = first + 1;
  });
  if (end > first) close();
  return out;
}

bool read_key_runs(std::string_view runs, KeySet& keys) {
  uint64_t at = 0;
  bool is_in = false;
  const bool is_whole = read_numbers(runs, [&](uint64_t number) {
    const uint64_t end = at + number;
    if (is_in) {
      for (uint64_t key = at; key < std::min<uint64_t>(end, keys.size()); ++key) {
        keys.set(static_cast<ContactKey>(key), true);
      }
    }
    at = end;
    is_in = !is_in;
  });
  return is_whole && !is_in;
}

size_t measure_key_runs(std::string_view runs) {
  uint64_t end = 0;
  read_numbers(runs, [&](uint64_t number) { end += number; });
  return static_cast<size_t>(std::min<uint64_t>(end, kMaxContactKey + 1));
}

}  // namespace kartei
