#include "query/text_signatures.h"

#include <algorithm>
#include <array>

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
constexpr size_t kBits = kFirstPhonePair + kDigits * kDigits;

// Knuth's multiplier spreads what is near one another.
uint16_t shared_bit(size_t first, size_t count, uint64_t value) {
  const uint64_t hash = (value * 0x9e3779b97f4a7c15) >> 32;
  return static_cast<uint16_t>(first + (hash * count >> 32));
}

constexpr size_t kNoSymbol = kSymbols.size();

struct Bits {
  // By ASCII.
  std::array<uint8_t, 128> symbols;
  // By two symbols.
  std::array<std::array<uint16_t, kNoSymbol>, kNoSymbol> pairs;

  Bits() {
    symbols.fill(static_cast<uint8_t>(kNoSymbol));
    for (size_t i = 0; i < kNoSymbol; ++i) {
      symbols[static_cast<uint8_t>(kSymbols[i])] = static_cast<uint8_t>(i);
    }
    constexpr size_t kEndOfDigits = kLetters + kDigits;
    for (size_t i = 0; i < kNoSymbol; ++i) {
      for (size_t j = 0; j < kNoSymbol; ++j) {
        const bool is_rare = (i < kLetters && j < kLetters) || (i >= kLetters && i < kEndOfDigits &&
                                                                j >= kLetters && j < kEndOfDigits);
        pairs[i][j] = is_rare ? shared_bit(kFirstRare, kRareBits, i * kNoSymbol + j)
                              : shared_bit(kFirstOther, kOtherBits, i * kNoSymbol + j);
      }
    }
    size_t bit = kFirstPair;
    for (size_t i = 0; i < kLetters; ++i) {
      for (const char second : kFrequent[i]) {
        pairs[i][static_cast<size_t>(second - 'a')] = static_cast<uint16_t>(bit++);
      }
    }
  }

  // A letter of a text, and the one before it if there is one.
  struct Letter {
    char32_t code_point = 0;
    size_t symbol = kNoSymbol;
  };
  Letter next(std::string_view text, size_t& position) const {
    const char32_t letter = next_code_point(text, position);
    return {letter, letter < symbols.size() ? symbols[letter] : kNoSymbol};
  }
  uint16_t bit_of(const Letter& letter) const {
    if (letter.symbol < kNoSymbol) return static_cast<uint16_t>(letter.symbol);
    return shared_bit(kFirstOther, kOtherBits, letter.code_point);
  }
  uint16_t bit_of(const Letter& first, const Letter& second) const {
    if (first.symbol < kNoSymbol && second.symbol < kNoSymbol) {
      return pairs[first.symbol][second.symbol];
    }
    const uint64_t both = uint64_t{first.code_point} << 32 | second.code_point;
    return shared_bit(kFirstOther, kOtherBits, both);
  }
};

const Bits& bits() {
  static const Bits bits;
  return bits;
}

// Calls visit(bit) for the bits of a text, some more than once.
template <class Visit>
void for_each_bit(std::string_view text, Visit&& visit) {
  const Bits& known = bits();
  Bits::Letter before;
  for (size_t position = 0; position < text.size();) {
    const Bits::Letter letter = known.next(text, position);
    if (letter.code_point) visit(known.bit_of(letter));
    if (letter.code_point && before.code_point) visit(known.bit_of(before, letter));
    before = letter;
  }
}

template <class Visit>
void for_each_phone_bit(std::string_view digits, Visit&& visit) {
  const auto value = [&](size_t i) { return static_cast<size_t>(digits[i] - '0') % kDigits; };
  for (size_t i = 0; i < digits.size(); ++i) {
    visit(kFirstPhone + value(i));
    if (i > 0) visit(kFirstPhonePair + value(i - 1) * kDigits + value(i));
  }
}

void keep_each_once(std::vector<uint16_t>& bits) {
  std::ranges::sort(bits);
  bits.erase(std::ranges::unique(bits).begin(), bits.end());
}

bool is_of_one(size_t bit) { return bit < kFirstRare || bit >= kFirstPhone; }

}  // namespace

TextMask TextSignatures::mask_of(std::string_view needle) {
  TextMask mask;
  for_each_bit(needle, [&](uint16_t bit) { mask.bits.push_back(bit); });
  // A pair is visited after its letters.
  mask.is_exact =
      mask.bits.empty() || (count_code_points(needle) <= 2 && is_of_one(mask.bits.back()));
  keep_each_once(mask.bits);
  return mask;
}

TextMask TextSignatures::phone_mask_of(std::string_view digits) {
  TextMask mask{.is_exact = digits.size() <= 2};
  for_each_phone_bit(digits, [&](size_t bit) { mask.bits.push_back(static_cast<uint16_t>(bit)); });
  keep_each_once(mask.bits);
  return mask;
}

void TextSignatures::resize(size_t size) {
  constexpr size_t kChunkSize = kChunkWords * 64;
  while (chunks_.size() * kChunkSize < size) {
    chunks_.push_back(std::make_unique<uint64_t[]>(kBits * kChunkWords));
  }
}

void TextSignatures::add(size_t index, std::string_view text) {
  uint64_t* const slice = const_cast<uint64_t*>(slices(index / 64));
  const uint64_t place = uint64_t{1} << (index % 64);
  const auto set = [&](size_t bit) { slice[bit * kChunkWords] |= place; };
  const size_t end = std::min(text.find('\0'), text.size());
  for_each_phone_bit(text.substr(0, end), set);
  for_each_bit(text.substr(end), set);
}

void TextSignatures::clear(size_t index) {
  uint64_t* const slice = const_cast<uint64_t*>(slices(index / 64));
  const uint64_t place = uint64_t{1} << (index % 64);
  for (size_t bit = 0; bit < kBits; ++bit) slice[bit * kChunkWords] &= ~place;
}

}  // namespace kartei
