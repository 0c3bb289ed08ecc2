#include "store/fence.h"

#include <array>

namespace kartei {

Result<uint32_t> Fence::read() const {
  constexpr int64_t kOffset = 24;
  std::array<std::byte, 4> bytes;
  if (files_.read(FileSlot::database, bytes, kOffset) != std::ssize(bytes)) {
    return failure(ErrorCode::storage_failed);
  }
  uint32_t number = 0;
  for (const std::byte byte : bytes) number = number << 8 | static_cast<uint32_t>(byte);
  return number;
}

Result<void> Fence::take() {
  const auto number = read();
  if (!number) return std::unexpected(number.error());
  number_ = *number;
  return {};
}

Result<void> Fence::check(bool has_failed) {
  const auto number = read();
  if (!number) return std::unexpected(number.error());
  const bool is_own = *number == number_ || (has_failed && *number == number_ + 1);
  if (!is_own) return failure(ErrorCode::book_lost);
  number_ = *number;
  return {};
}

}  // namespace kartei
