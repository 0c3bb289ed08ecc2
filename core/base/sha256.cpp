#include "base/sha256.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace kartei {
namespace {

// FIPS 180-4, 4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes.
constexpr std::array<uint32_t, 64> kRounds = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

uint32_t read_word(const uint8_t* bytes) {
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 | bytes[3];
}

}  // namespace

void Sha256::update(std::string_view bytes) {
  const auto* next = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  size_t filled = size_ % rest_.size();
  size_ += left;
  while (left > 0) {
    if (filled == 0 && left >= rest_.size()) {
      add_block(Block(next, rest_.size()));
      next += rest_.size();
      left -= rest_.size();
      continue;
    }
    const size_t count = std::min(left, rest_.size() - filled);
    std::memcpy(rest_.data() + filled, next, count);
    next += count;
    left -= count;
    filled = (filled + count) % rest_.size();
    if (filled == 0) add_block(rest_);
  }
}

// The compression function, 6.2.2.
void Sha256::add_block(Block block) {
  std::array<uint32_t, 64> words;
  for (size_t t = 0; t < 16; ++t) words[t] = read_word(&block[4 * t]);
  for (size_t t = 16; t < 64; ++t) {
    const uint32_t a = words[t - 15], b = words[t - 2];
    words[t] = (std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10)) + words[t - 7] +
               (std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3)) + words[t - 16];
  }
  auto [a, b, c, d, e, f, g, h] = state_;
  for (size_t t = 0; t < 64; ++t) {
    const uint32_t first = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                           ((e & f) ^ (~e & g)) + kRounds[t] + words[t];
    const uint32_t second =
        (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  const std::array added = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < state_.size(); ++i) state_[i] += added[i];
}

std::string Sha256::hex() const {
  // Padding, 5.1.1: a one, zeros, and the length in bits.
  Sha256 end = *this;
  std::string padding(1, '\x80');
  padding.resize(1 + (119 - size_ % 64) % 64, '\0');
  for (int shift = 56; shift >= 0; shift -= 8) {
    padding.push_back(static_cast<char>(size_ * 8 >> shift));
  }
  end.update(padding);
  std::string text;
  for (const uint32_t word : end.state_) {
    for (int shift = 28; shift >= 0; shift -= 4) {
      text.push_back("0123456789abcdef"[word >> shift & 15]);
    }
  }
  return text;
}

}  // namespace kartei
