#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "base/heap_sort.h"
#include "base/varints.h"
#include "unicode_tables.h"

namespace kartei::unicode {
namespace {

// CJK compatibility ideographs, each standing for one other: two blocks without a trie.
constexpr char32_t kBmpIdeographs = 0xF900, kBmpIdeographsEnd = 0xFADA;
constexpr char32_t kPlane2Ideographs = 0x2F800, kPlane2IdeographsEnd = 0x2FA1E;
constexpr char32_t kTags = 0xE0001, kTagsEnd = 0xE01F0;

// Unicode 15, 3.12: Hangul syllables are computed.
constexpr char32_t kSyllables = 0xAC00, kSyllableCount = 11172;
constexpr char32_t kLeading = 0x1100, kLeadingCount = 19;
constexpr char32_t kVowels = 0x1161, kVowelCount = 21;
// One before the first trailing consonant: index 0 is "none".
constexpr char32_t kTrailing = 0x11A7, kTrailingCount = 28;

// Unsigned, so that one comparison checks both ends.
bool is_within(char32_t code_point, char32_t start, char32_t count) {
  return code_point - start < count;
}

size_t decompose_syllable(char32_t index, char32_t (&parts)[kMaxParts]) {
  parts[0] = kLeading + index / (kVowelCount * kTrailingCount);
  parts[1] = kVowels + index / kTrailingCount % kVowelCount;
  parts[2] = kTrailing + index % kTrailingCount;
  return index % kTrailingCount ? 3 : 2;
}

char32_t compose_syllable(char32_t first, char32_t second) {
  if (is_within(first, kLeading, kLeadingCount) && is_within(second, kVowels, kVowelCount)) {
    return kSyllables + ((first - kLeading) * kVowelCount + (second - kVowels)) * kTrailingCount;
  }
  const bool takes_trailing = is_within(first, kSyllables, kSyllableCount) &&
                              (first - kSyllables) % kTrailingCount == 0 &&
                              is_within(second, kTrailing + 1, kTrailingCount - 1);
  return takes_trailing ? first + (second - kTrailing) : 0;
}

char32_t find_ideograph(char32_t code_point) {
  const char32_t index = code_point < kPlane2Ideographs ? code_point - kBmpIdeographs
                                                        : code_point - kPlane2Ideographs +
                                                              (kBmpIdeographsEnd - kBmpIdeographs);
  const char32_t plane = kIdeographsInPlane2[index / 8] >> (index % 8) & 1 ? 0x20000 : 0;
  return plane | kIdeographs[index];
}

bool is_ideograph(char32_t code_point) {
  return is_within(code_point, kBmpIdeographs, kBmpIdeographsEnd - kBmpIdeographs) ||
         code_point >= kPlane2Ideographs;
}

// One step deep; `second` is 0 where it is a single code point.
struct Decomposition {
  char32_t code_point, first, second;
};

// Out of their columns (cmake/tables/unicode_tables.mjs).
struct Decompositions {
  // Sorted.
  std::array<Decomposition, kDecompositionCount> all;
  // Places of those that are composed again, sorted by first and second.
  std::vector<uint16_t> composing;

  Decompositions() {
    Varints code_points(kDecomposed), firsts(kFirstParts), seconds(kSecondParts);
    uint32_t code_point = 0;
    Decomposition last{};
    for (size_t i = 0; i < all.size(); ++i) {
      code_point += code_points.read();
      last = {.code_point = code_point / 2,
              .first = last.first + firsts.read_signed(),
              .second = last.second + seconds.read_signed()};
      all[i] = last;
      if (code_point % 2 == 1) composing.push_back(static_cast<uint16_t>(i));
    }
    heap_sort(composing, {}, [this](uint16_t place) { return parts(place); });
  }

  std::pair<char32_t, char32_t> parts(uint16_t place) const {
    return {all[place].first, all[place].second};
  }
};

const Decompositions& decompositions() {
  static const Decompositions all;
  return all;
}

}  // namespace

Properties properties(char32_t code_point) {
  uint16_t packed = 0;
  if (code_point < kTrieEnd) {
    const size_t block = kBlocks[code_point >> kBlockShift];
    const size_t place = code_point & ((1u << kBlockShift) - 1);
    packed = kProperties[kLeaves[(block << kBlockShift) + place]];
  } else if (is_within(code_point, kPlane2Ideographs, kPlane2IdeographsEnd - kPlane2Ideographs)) {
    packed = kMayChange | kDecomposes;
  } else if (is_within(code_point, kTags, kTagsEnd - kTags)) {
    packed = kDropped;
  }
  return {.combining_class = static_cast<uint8_t>(packed >> 8),
          .flags = static_cast<uint8_t>(packed)};
}

size_t decompose(char32_t code_point, char32_t (&parts)[kMaxParts]) {
  if (is_within(code_point, kSyllables, kSyllableCount)) {
    return decompose_syllable(code_point - kSyllables, parts);
  }
  // Only the first part ever decomposes further, so that the parts come last one first.
  char32_t tail[kMaxParts];
  size_t tail_size = 0;
  while (properties(code_point).has(kDecomposes)) {
    if (is_ideograph(code_point)) {
      code_point = find_ideograph(code_point);
      continue;
    }
    const Decomposition& step =
        *std::ranges::lower_bound(decompositions().all, code_point, {}, &Decomposition::code_point);
    if (step.second) tail[tail_size++] = step.second;
    code_point = step.first;
  }
  parts[0] = code_point;
  std::reverse_copy(tail, tail + tail_size, parts + 1);
  return 1 + tail_size;
}

char32_t compose(char32_t first, char32_t second) {
  if (const char32_t syllable = compose_syllable(first, second)) return syllable;
  const auto& [all, composing] = decompositions();
  const std::pair wanted(first, second);
  const auto parts = [](uint16_t place) { return decompositions().parts(place); };
  const auto found = std::ranges::lower_bound(composing, wanted, {}, parts);
  return found != composing.end() && parts(*found) == wanted ? all[*found].code_point : 0;
}

size_t fold_letter(char32_t code_point, char32_t (&parts)[kMaxParts]) {
  const auto* run = std::ranges::lower_bound(kFoldRuns, code_point, {}, &FoldRun::last);
  if (run != std::end(kFoldRuns) && run->first <= code_point &&
      !(run->by_twos && (code_point - run->first) % 2)) {
    parts[0] = code_point + run->delta;
    return 1;
  }
  const auto* entry =
      std::ranges::lower_bound(kFoldStrings, code_point, {}, &FoldString::code_point);
  size_t size = 0;
  while (size < std::size(entry->parts) && entry->parts[size]) {
    parts[size] = entry->parts[size];
    ++size;
  }
  return size;
}

}  // namespace kartei::unicode
