#include "base/collation_elements.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "collation_tables.h"

namespace kartei::collation {
namespace {

// What names consist of, mostly, is one byte each in a key, in the order of the table; what stands
// between, and all else, is two.
constexpr std::u32string_view kShortLetters = U" '-.0123456789abcdefghijklmnopqrstuvwxyz";

// First bytes of implicit weights, behind the last of the table.
enum Lead : uint8_t {
  kOtherScripts = 0xF8,
  kHan,
  kHanExtensions,
  kOthers,
  kSpecials,
};

// UTS #10, 10.1.3, table 16: which of the compatibility ideographs are unified.
constexpr char32_t kUnified[] = {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F,
                                 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29};

Lead implicit_lead(char32_t code_point) {
  const auto is_within = [=](char32_t first, char32_t last) {
    return code_point >= first && code_point <= last;
  };
  if (is_within(0x4E00, 0x9FFF) || std::ranges::contains(kUnified, code_point)) return kHan;
  if (is_within(0x3400, 0x4DBF) || is_within(0x20000, 0x3FFFD)) return kHanExtensions;
  if (is_within(0x10000, 0x1EFFF)) return kOtherScripts;
  return is_within(0xFFFD, 0xFFFF) ? kSpecials : kOthers;
}

Element implicit_element(char32_t code_point) {
  const auto byte = [=](int shift) { return (code_point >> shift & 0x7F) + 2; };
  const uint32_t lead = implicit_lead(code_point);
  return {.primary = lead << 24 | byte(14) << 16 | byte(7) << 8 | byte(0),
          .secondary = kCommon,
          .tertiary = kCommon};
}

class Root {
 public:
  Root();

  void append_elements(std::vector<Element>& out, char32_t code_point) const;

 private:
  struct Run {
    char32_t first;
    uint16_t size;
    // Place of its first code point in ranks_ and kTertiaries.
    uint16_t place;
  };
  struct Sequence {
    uint16_t place;
    uint8_t size;
    // Place of its second element in kMoreRanks and kMoreTertiaries.
    uint16_t more;
  };

  void read_runs();
  void read_ranks();
  void read_sequences();
  // Gives each letter its primary weight.
  void number_letters();

  std::optional<uint16_t> find_place(char32_t code_point) const;
  Element element(unsigned rank, uint8_t tertiary) const;

  std::vector<Run> runs_;
  std::vector<uint16_t> ranks_;
  std::vector<Sequence> sequences_;
  // By rank: two bytes, or one and 0.
  std::vector<uint16_t> primaries_;
};

Root::Root() {
  read_runs();
  read_ranks();
  read_sequences();
  number_letters();
}

void Root::read_runs() {
  const uint8_t* next = kRuns;
  const auto read_number = [&next] {
    uint32_t number = 0;
    for (int shift = 0;; shift += 7) {
      number |= (*next & 0x7Fu) << shift;
      if (*next++ < 0x80) return number;
    }
  };
  char32_t end = 0;
  uint16_t place = 0;
  while (next != std::end(kRuns)) {
    const char32_t first = end + read_number();
    const auto size = static_cast<uint16_t>(read_number());
    runs_.push_back({first, size, place});
    end = first + size;
    place += size;
  }
}

void Root::read_ranks() {
  ranks_.reserve(std::size(kSteps));
  unsigned rank = 0;
  const uint8_t* far = kFarRanks;
  for (const unsigned step : kSteps) {
    if (step >= kFar) {
      rank = (step - kFar) << 8 | *far++;
    } else {
      rank += step % 2 ? 1 - (step + 1) / 2 : 1 + step / 2;
    }
    ranks_.push_back(static_cast<uint16_t>(rank));
  }
}

void Root::read_sequences() {
  uint16_t more = 0;
  for (size_t place = 0; place < std::size(kTertiaries); ++place) {
    if (!(kTertiaries[place] & kMore)) continue;
    const uint8_t size = kMoreCounts[sequences_.size()];
    sequences_.push_back({static_cast<uint16_t>(place), size, more});
    more += size;
  }
}

void Root::number_letters() {
  std::vector<bool> is_short(kRankCount);
  for (const char32_t letter : kShortLetters) is_short[ranks_[*find_place(letter)]] = true;
  primaries_.resize(kRankCount);
  unsigned lead = kLevelEnd + 1;
  unsigned trail = 0;
  for (unsigned rank = kMarkCount; rank < kRankCount; ++rank) {
    if (is_short[rank]) {
      if (trail) ++lead;
      trail = 0;
      primaries_[rank] = static_cast<uint16_t>(lead++ << 8);
      continue;
    }
    if (!trail) trail = kLevelEnd + 1;
    primaries_[rank] = static_cast<uint16_t>(lead << 8 | trail);
    if (++trail > 0xFF) {
      ++lead;
      trail = 0;
    }
  }
  ensure(lead < kOtherScripts, "the table's letters leave room for implicit weights");
}

std::optional<uint16_t> Root::find_place(char32_t code_point) const {
  const auto after = std::ranges::upper_bound(runs_, code_point, {}, &Run::first);
  if (after == runs_.begin()) return {};
  const Run& run = *std::prev(after);
  if (code_point - run.first >= run.size) return {};
  return static_cast<uint16_t>(run.place + (code_point - run.first));
}

Element Root::element(unsigned rank, uint8_t tertiary) const {
  if (rank >= kMarkCount) {
    const uint32_t primary = primaries_[rank];
    return {.primary = primary << 16, .secondary = kCommon, .tertiary = tertiary};
  }
  if (rank == 0) return {};
  return {.secondary = static_cast<uint8_t>(kBeforeMarks + rank), .tertiary = tertiary};
}

void Root::append_elements(std::vector<Element>& out, char32_t code_point) const {
  const auto place = find_place(code_point);
  if (!place) return out.push_back(implicit_element(code_point));
  const uint8_t tertiary = kTertiaries[*place];
  out.push_back(element(ranks_[*place], tertiary & (kMore - 1)));
  if (!(tertiary & kMore)) return;
  const Sequence& sequence = *std::ranges::lower_bound(sequences_, *place, {}, &Sequence::place);
  for (unsigned i = sequence.more; i < sequence.more + sequence.size; ++i) {
    const unsigned rank = kMoreRanks[2 * i] | kMoreRanks[2 * i + 1] << 8;
    out.push_back(element(rank, kMoreTertiaries[i]));
  }
}

}  // namespace

void append_elements(std::vector<Element>& out, char32_t code_point) {
  static const Root root;
  root.append_elements(out, code_point);
}

char32_t find_contraction(char32_t first, char32_t second) {
  const auto code_points = [](const Pair& pair) {
    return uint32_t{pair.first} << 16 | pair.second;
  };
  if (first > 0xFFFF || second > 0xFFFF) return 0;
  const auto wanted = static_cast<uint32_t>(first << 16 | second);
  const auto* found = std::ranges::lower_bound(kPairs, wanted, {}, code_points);
  if (found == std::end(kPairs) || code_points(*found) != wanted) return 0;
  return kFirstContraction + static_cast<char32_t>(found - std::begin(kPairs));
}

bool continues_contraction(char32_t code_point) {
  return std::ranges::contains(kPairs, code_point, &Pair::second);
}

bool is_swapped(char32_t first, char32_t second) {
  return std::ranges::any_of(kSwaps, [=](const Swap& swap) {
    return first >= swap.first && first <= swap.last && second >= swap.first_consonant &&
           second <= swap.last_consonant;
  });
}

}  // namespace kartei::collation
