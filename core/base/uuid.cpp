#include "base/uuid.h"

#include <algorithm>

#include "base/ascii.h"

namespace kartei {
namespace {

constexpr uint16_t kCounterEnd = 0x1000;
constexpr int64_t kLastMs = (int64_t{1} << 48) - 1;

constexpr bool stands_hyphen_before(size_t byte) {
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

std::optional<uint8_t> hex_value(char digit) {
  if (is_ascii_digit(digit)) return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return std::nullopt;
}

}  // namespace

Uuid UuidGenerator::next(int64_t now_ms) {
  Uuid uuid;
  take_random(std::as_writable_bytes(std::span(uuid.bytes)).subspan(6));
  const int64_t now = std::clamp<int64_t>(now_ms, 0, kLastMs);
  if (now > last_ms_) {
    last_ms_ = now;
    // Starts in the lower half, so that there is room to count.
    counter_ = static_cast<uint16_t>((uuid.bytes[6] << 8 | uuid.bytes[7]) & 0x7FF);
  } else if (++counter_ == kCounterEnd) {
    // RFC 9562, 6.2: a counter that runs over takes the time ahead of the clock.
    ++last_ms_;
    counter_ = 0;
  }
  for (int i = 0; i < 6; ++i) uuid.bytes[i] = static_cast<uint8_t>(last_ms_ >> (40 - 8 * i));
  uuid.bytes[6] = static_cast<uint8_t>(0x70 | counter_ >> 8);
  uuid.bytes[7] = static_cast<uint8_t>(counter_);
  uuid.bytes[8] = static_cast<uint8_t>(0x80 | (uuid.bytes[8] & 0x3F));
  return uuid;
}

void UuidGenerator::take_random(std::span<std::byte> bytes) {
  if (random_.size() - random_used_ < bytes.size()) {
    environment_.fill_random(random_);
    random_used_ = 0;
  }
  std::ranges::copy_n(random_.begin() + random_used_, bytes.size(), bytes.begin());
  random_used_ += bytes.size();
}

std::string format_uuid(const Uuid& uuid) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (stands_hyphen_before(i)) text.push_back('-');
    text.push_back(kDigits[uuid.bytes[i] >> 4]);
    text.push_back(kDigits[uuid.bytes[i] & 0xF]);
  }
  return text;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid uuid;
  size_t at = 0;
  for (size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (stands_hyphen_before(i) && text[at++] != '-') return std::nullopt;
    const auto high = hex_value(text[at++]), low = hex_value(text[at++]);
    if (!high || !low) return std::nullopt;
    uuid.bytes[i] = static_cast<uint8_t>(*high << 4 | *low);
  }
  return uuid;
}

}  // namespace kartei
