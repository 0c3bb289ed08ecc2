// How often each code was met.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/error.h"

namespace kartei {

inline constexpr size_t kErrorCodes = 0
#define KARTEI_ERROR(code, message) +1
#include "base/error_codes.def"
#undef KARTEI_ERROR
    ;

//   ErrorCounts counts;
//   ++counts[ErrorCode::email_missing_at];
//   counts.each([](ErrorCode code, uint64_t count) { … });
class ErrorCounts {
 public:
  uint64_t& operator[](ErrorCode code) { return counts_[std::to_underlying(code)]; }
  uint64_t operator[](ErrorCode code) const { return counts_[std::to_underlying(code)]; }

  bool empty() const { return counts_ == decltype(counts_){}; }
  void clear() { counts_ = {}; }

  // Those that were met, in the order of error_codes.def.
  template <class Take>
  void each(Take take) const {
    for (size_t code = 0; code < counts_.size(); ++code) {
      if (counts_[code]) take(static_cast<ErrorCode>(code), counts_[code]);
    }
  }

  bool operator==(const ErrorCounts& other) const = default;

 private:
  std::array<uint64_t, kErrorCodes> counts_ = {};
};

}  // namespace kartei
