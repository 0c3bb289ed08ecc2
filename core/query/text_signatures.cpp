#include "query/text_signatures.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/text.h"

namespace kartei {
namespace {

// --- which bit is whose -----------------------------------------------------------------------

// Symbols have a bit of their own: letters, digits, signs of names and addresses.
constexpr std::string_view kSymbols = "abcdefghijklmnopqrstuvwxyz0123456789.@-_' ";
constexpr size_t kLetters = 26, kDigits = 10;

// What may follow a letter so that the pair has a bit of its own: the pairs that at least one of
// 250 contacts has in names and addresses of a dozen languages (bench/contacts).
constexpr std::array<std::string_view, kLetters> kFrequent = {"abcdefghijklmnopqrstuvwxyz",
                                                              "aehijlortu",
                                                              "aehikloryz",
                                                              "aegiorstuw",
                                                              "abcdefghijklmnoprstuvwxyz",
                                                              "aefgilmoru",
                                                              "adehilmnortu",
                                                              "aeilmnorstuwy",
                                                              "abcdefgklmnoprstuvwxz",
                                                              "aceiou",
                                                              "aceilorstu",
                                                              "abcdefgiklmostuvyz",
                                                              "aceimopsuxy",
                                                              "acdefgiklmnorstuz",
                                                              "abcdefghjklmnoprstuwz",
                                                              "aehiloprsy",
                                                              "u",
                                                              "abcdeghiklmnoprstuyz",
                                                              "aceghiklmnoprstuwz",
                                                              "aehiklmorstuwyz",
                                                              "abcdeghiklmnrstw",
                                                              "aeio",
                                                              "aceilnoprs",
                                                              "ai",
                                                              "aeiklmns",
                                                              "abcdegiklmnorstuy"};

constexpr size_t kFrequentPairs = [] {
  size_t count = 0;
  for (const std::string_view letters : kFrequent) count += letters.size();
  return count;
}();

// The others share: rare pairs of letters and pairs of digits these, which so stay rare,
constexpr size_t kRareBits = 64;
// and these all that has to do with another letter, or with a sign.
constexpr size_t kOtherBits = 96;

constexpr size_t kFirstPair = kSymbols.size();
constexpr size_t kFirstRare = kFirstPair + kFrequentPairs;
constexpr size_t kFirstOther = kFirstRare + kRareBits;
constexpr size_t kFirstPhone = kFirstOther + kOtherBits;
constexpr size_t kFirstPhonePair = kFirstPhone + kDigits;
// Where the pairs go that are none, so that nothing has to be asked: nobody reads it.
constexpr size_t kNoBit = kFirstPhonePair + kDigits * kDigits;
constexpr size_t kBits = kNoBit + 1;

constexpr size_t kChunkTexts = TextSignatures::kChunkWords * 64;

// Fibonacci hashing: it spreads what is near one another.
uint16_t shared_bit(size_t first, size_t count, uint64_t value) {
  const uint64_t hash = (value * 0x9e3779b97f4a7c15) >> 32;
  return static_cast<uint16_t>(first + (hash * count >> 32));
}

// Two more: any other letter, and the end of a part.
constexpr size_t kOther = 62, kEnd = 63, kPlaces = 64;

struct Bits {
  // By ASCII.
  std::array<uint8_t, 128> symbols;
  // By two symbols.
  std::array<uint16_t, kPlaces * kPlaces> pairs;

  // Made once: small is better than fast.
  [[clang::minsize]] Bits() {
    symbols.fill(static_cast<uint8_t>(kOther));
    symbols[0] = static_cast<uint8_t>(kEnd);
    for (size_t i = 0; i < kSymbols.size(); ++i) {
      symbols[static_cast<uint8_t>(kSymbols[i])] = static_cast<uint8_t>(i);
    }
    pairs.fill(static_cast<uint16_t>(kNoBit));
    for (size_t i = 0; i < kSymbols.size(); ++i) {
      for (size_t j = 0; j < kSymbols.size(); ++j) {
        const size_t pair = i * kPlaces + j;
        pairs[pair] = is_rare(i, j) ? shared_bit(kFirstRare, kRareBits, pair)
                                    : shared_bit(kFirstOther, kOtherBits, pair);
      }
    }
    size_t bit = kFirstPair;
    for (size_t i = 0; i < kLetters; ++i) {
      for (const char second : kFrequent[i]) {
        pairs[i * kPlaces + static_cast<size_t>(second - 'a')] = static_cast<uint16_t>(bit++);
      }
    }
  }

  // Two letters or two digits.
  static bool is_rare(size_t first, size_t second) {
    constexpr size_t kEndOfDigits = kLetters + kDigits;
    if (first >= kEndOfDigits || second >= kEndOfDigits) return false;
    return (first < kLetters) == (second < kLetters);
  }
};

const Bits& bits() {
  static const Bits bits;
  return bits;
}

uint16_t bit_of_other(char32_t letter) { return shared_bit(kFirstOther, kOtherBits, letter); }
uint16_t bit_of_others(char32_t first, char32_t second) {
  return shared_bit(kFirstOther, kOtherBits, uint64_t{first} << 32 | second);
}

// Where one text has its bits: in a chunk of bitmaps.
struct Place {
  uint64_t* slice;
  uint64_t mask;

  void set(size_t bit) const { slice[bit * TextSignatures::kChunkWords] |= mask; }
};

// Sets the bits of a text, and perhaps kNoBit.
void set_bits(std::string_view text, Place place) {
  const Bits& known = bits();
  uint64_t seen = 0;
  size_t before = kEnd;
  char32_t letter_before = 0;
  for (size_t position = 0; position < text.size();) {
    const auto byte = static_cast<uint8_t>(text[position]);
    const char32_t letter =
        byte < known.symbols.size() ? (++position, byte) : next_code_point(text, position);
    const size_t symbol = letter < known.symbols.size() ? known.symbols[letter] : kOther;
    seen |= uint64_t{1} << symbol;
    if (symbol != kOther && before != kOther) {
      place.set(known.pairs[before * kPlaces + symbol]);
    } else {
      if (symbol == kOther) place.set(bit_of_other(letter));
      if (before != kEnd && symbol != kEnd) place.set(bit_of_others(letter_before, letter));
    }
    before = symbol;
    letter_before = letter;
  }
  for (seen &= (uint64_t{1} << kSymbols.size()) - 1; seen != 0; seen &= seen - 1) {
    place.set(static_cast<size_t>(std::countr_zero(seen)));
  }
}

void set_phone_bits(std::string_view digits, Place place) {
  uint32_t seen = 0;
  for (size_t i = 0, before = 0; i < digits.size(); ++i) {
    const size_t digit = static_cast<size_t>(digits[i] - '0') % kDigits;
    seen |= 1u << digit;
    if (i > 0) place.set(kFirstPhonePair + before * kDigits + digit);
    before = digit;
  }
  for (; seen != 0; seen &= seen - 1) {
    place.set(kFirstPhone + static_cast<size_t>(std::countr_zero(seen)));
  }
}

bool is_of_one(size_t bit) { return bit < kFirstRare || bit >= kFirstPhone; }

// The bits that `set` sets, each once.
std::vector<uint16_t> collect(void (*set)(std::string_view, Place), std::string_view text) {
  std::vector<uint64_t> slice(kBits * TextSignatures::kChunkWords);
  set(text, {slice.data(), 1});
  std::vector<uint16_t> found;
  for (size_t bit = 0; bit < kNoBit; ++bit) {
    if (slice[bit * TextSignatures::kChunkWords]) found.push_back(static_cast<uint16_t>(bit));
  }
  return found;
}

}  // namespace

TextMask TextSignatures::mask_of(std::string_view needle) {
  TextMask mask{.bits = collect(set_bits, needle)};
  const bool is_short = count_code_points(needle) <= 2;
  mask.is_exact = mask.bits.empty() || (is_short && std::ranges::all_of(mask.bits, is_of_one));
  // The pair, which comes after the letters in it.
  if (mask.is_exact && !mask.bits.empty()) mask.bits = {mask.bits.back()};
  return mask;
}

TextMask TextSignatures::phone_mask_of(std::string_view digits) {
  return {.bits = collect(set_phone_bits, digits), .is_exact = digits.size() <= 2};
}

uint64_t* TextSignatures::slice(size_t index) {
  const size_t word = index / 64;
  return chunks_[word / kChunkWords].get() + word % kChunkWords;
}

void TextSignatures::add(size_t index, std::string_view text) {
  while (chunks_.size() <= index / kChunkTexts) {
    chunks_.push_back(std::make_unique<uint64_t[]>(kBits * kChunkWords));
  }
  const Place place = {slice(index), uint64_t{1} << (index % 64)};
  const size_t end = std::min(text.find('\0'), text.size());
  set_phone_bits(text.substr(0, end), place);
  set_bits(text.substr(end), place);
}

void TextSignatures::clear(size_t index) {
  if (index / kChunkTexts >= chunks_.size()) return;
  uint64_t* const first = slice(index);
  const uint64_t mask = uint64_t{1} << (index % 64);
  for (size_t bit = 0; bit < kBits; ++bit) first[bit * kChunkWords] &= ~mask;
}

void TextSignatures::add_covering(const TextMask& mask, size_t block, KeyBlock& covering) const {
  const uint64_t* const chunk = chunks_[block].get();
  KeyBlock all = ~KeyBlock{};
  for (const uint16_t bit : mask.bits) {
    KeyBlock slice;
    std::memcpy(&slice, chunk + bit * kChunkWords, sizeof slice);
    all &= slice;
  }
  covering |= all;
}

}  // namespace kartei
