// Many strings by number, without an allocation each: lengths and bytes in chunks that never move,
// one pointer per string.
//
//   TextColumn names;
//   names.set(7, "anna");
//   names[7];  // "anna"; what was never set is ""
//
// kPadding bytes behind each string may be read. Grows by fixed chunks, never by doubling. A string
// that is set again reuses its place where it fits; otherwise its old bytes stay unused, and
// wasted_bytes() says how many.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/chunked_vector.h"
#include "base/varints.h"

namespace kartei {

class TextColumn {
 public:
  static constexpr size_t kPadding = 32;

  std::string_view operator[](size_t index) const {
    return index < places_.size() ? read(places_[index]) : std::string_view();
  }

  // Those of many indices at once. Where they lie far from one another, the processor waits for
  // several of them at a time and not for each.
  void read(std::span<const uint32_t> indices, std::string_view* texts) const;

  void set(size_t index, std::string_view text);
  void push_back(std::string_view text) { set(places_.size(), text); }

  // Adds a string of `size` bytes that the caller writes: they lie at what is returned.
  char* push_back(size_t size);

  // All strings, for append() of another one: their lengths and bytes one behind another.
  void write(std::string& out) const;
  // Adds `count` strings that write() has written.
  void append(std::string_view written, size_t count);

  size_t size() const { return places_.size(); }
  uint64_t wasted_bytes() const { return wasted_bytes_; }

 private:
  static std::string_view read(const char* place) {
    if (!place) return {};
    const size_t size = read_varint(place);
    return {place, size};
  }

  char* allocate(size_t size);

  // Null where the string is empty.
  ChunkedVector<char*> places_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  size_t chunk_used_ = 0, chunk_size_ = 0;
  uint64_t wasted_bytes_ = 0;
};

}  // namespace kartei
