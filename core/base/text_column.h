// Many strings by number, without an allocation each: bytes in chunks that never move, an offset
// and a length per string.
//
//   TextColumn names;
//   names.set(7, "anna");
//   names[7];  // "anna"; what was never set is ""
//
// Grows by fixed chunks, never by doubling. A string that is set again reuses its place where it
// fits; otherwise its old bytes stay unused, and wasted_bytes() says how many.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace kartei {

class TextColumn {
 public:
  std::string_view operator[](size_t index) const {
    if (index >= places_.size()) return {};
    const Place& place = places_[index];
    return place.size ? std::string_view(chunks_[place.chunk].get() + place.offset, place.size)
                      : std::string_view();
  }

  void set(size_t index, std::string_view text);
  void push_back(std::string_view text) { set(places_.size(), text); }

  size_t size() const { return places_.size(); }
  uint64_t wasted_bytes() const { return wasted_bytes_; }

 private:
  struct Place {
    uint32_t chunk = 0, offset = 0, size = 0;
  };

  std::vector<Place> places_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  size_t current_chunk_ = 0, chunk_used_ = 0, chunk_size_ = 0;
  uint64_t wasted_bytes_ = 0;
};

}  // namespace kartei
