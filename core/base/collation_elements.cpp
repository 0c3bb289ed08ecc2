#include "base/collation_elements.h"

#include <algorithm>
#include <iterator>

#include "base/error.h"
#include "base/text.h"
#include "collation_tables.h"

namespace kartei::collation {
namespace {

// --- weights -------------------------------------------------------------------------------------

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

// --- the table -----------------------------------------------------------------------------------

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
    // Places of its second and following elements in kMoreRanks and kMoreTertiaries.
    uint16_t more, end;
  };

  void read_runs();
  void read_ranks();
  void read_sequences();
  // Gives each letter its primary weight.
  void number_letters();

  // kNowhere for what the table leaves out.
  size_t find_place(char32_t code_point) const;
  Element element(unsigned rank, uint8_t tertiary) const;

  static constexpr size_t kNowhere = std::size(kSteps);

  Run runs_[kRunCount];
  uint16_t ranks_[std::size(kSteps)];
  Sequence sequences_[std::size(kMoreCounts)];
  // By rank: two bytes, or one and 0.
  uint16_t primaries_[kRankCount] = {};
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
  for (Run& run : runs_) {
    run.first = end + read_number();
    run.size = static_cast<uint16_t>(read_number());
    run.place = place;
    end = run.first + run.size;
    place += run.size;
  }
}

void Root::read_ranks() {
  unsigned rank = 0;
  const uint8_t* far = kFarRanks;
  uint16_t* next = ranks_;
  for (const unsigned step : kSteps) {
    if (step >= kFar) {
      rank = (step - kFar) << 8 | *far++;
    } else {
      rank += step % 2 ? 1 - (step + 1) / 2 : 1 + step / 2;
    }
    *next++ = static_cast<uint16_t>(rank);
  }
}

void Root::read_sequences() {
  uint16_t place = 0;
  uint16_t more = 0;
  const uint8_t* count = kMoreCounts;
  for (Sequence& sequence : sequences_) {
    while (!(kTertiaries[place] & kMore)) ++place;
    sequence = {.place = place++, .more = more, .end = static_cast<uint16_t>(more + *count++)};
    more = sequence.end;
  }
}

void Root::number_letters() {
  constexpr uint16_t kShort = 1;
  for (const char32_t letter : kShortLetters) primaries_[ranks_[find_place(letter)]] = kShort;
  unsigned lead = kLevelEnd + 1;
  unsigned trail = 0;
  for (unsigned rank = kMarkCount; rank < kRankCount; ++rank) {
    const bool is_short = primaries_[rank] == kShort;
    if (trail > 0xFF || (is_short && trail)) {
      ++lead;
      trail = 0;
    }
    if (!is_short && !trail) trail = kLevelEnd + 1;
    primaries_[rank] = static_cast<uint16_t>(lead << 8 | trail);
    ++(is_short ? lead : trail);
  }
  ensure(lead < kOtherScripts, "the table's letters leave room for implicit weights");
}

size_t Root::find_place(char32_t code_point) const {
  const Run* after = std::ranges::upper_bound(runs_, code_point, {}, &Run::first);
  if (after == runs_) return kNowhere;
  const Run& run = *std::prev(after);
  const size_t distance = code_point - run.first;
  return distance < run.size ? run.place + distance : kNowhere;
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
  const size_t place = find_place(code_point);
  if (place == kNowhere) {
    out.push_back(implicit_element(code_point));
    return;
  }
  const uint8_t tertiary = kTertiaries[place];
  out.push_back(element(ranks_[place], tertiary & (kMore - 1)));
  if (!(tertiary & kMore)) return;
  const Sequence& sequence = *std::ranges::lower_bound(sequences_, place, {}, &Sequence::place);
  for (unsigned i = sequence.more; i < sequence.end; ++i) {
    const unsigned rank = kMoreRanks[2 * i] | kMoreRanks[2 * i + 1] << 8;
    out.push_back(element(rank, kMoreTertiaries[i]));
  }
}

// --- contractions --------------------------------------------------------------------------------

// Stand for something, and are in no text, being surrogates, like those from kFirstContraction on:
// what a tailoring adds, and a mark that has become part of a contraction.
constexpr char32_t kTailored = 0xDF00, kTaken = 0xDFFF;
// Behind a letter, as in the stream-safe texts of UAX #15, 13.
constexpr size_t kMostMarks = 30;

// The contraction that begins with `first`, which may be one itself, and goes on with `second`: the
// code point that stands for it, or 0.
char32_t find_contraction(char32_t first, char32_t second, std::span<const Tailored> tailoring) {
  for (const Tailored& one : tailoring) {
    if (one.letter == first && one.mark == second) {
      return kTailored + static_cast<char32_t>(&one - tailoring.data());
    }
  }
  const auto code_points = [](const Pair& pair) {
    return uint32_t{pair.first} << 16 | pair.second;
  };
  if (first > 0xFFFF || second > 0xFFFF) return 0;
  const auto wanted = static_cast<uint32_t>(first << 16 | second);
  const auto* found = std::ranges::lower_bound(kPairs, wanted, {}, code_points);
  if (found == std::end(kPairs) || code_points(*found) != wanted) return 0;
  return kFirstContraction + static_cast<char32_t>(found - std::begin(kPairs));
}

// S2.1.1 to S2.1.3: the longest contraction from parts[place] on, or what stands there. Marks
// behind it that belong to it, though others stand before them, are taken out.
char32_t take_contraction(std::span<NfdCodePoint> parts, size_t& place,
                          std::span<const Tailored> tailoring) {
  char32_t found = parts[place++].code_point;
  const auto extend = [&](char32_t next) {
    const char32_t longer = find_contraction(found, next, tailoring);
    if (longer) found = longer;
    return longer != 0;
  };
  while (place < parts.size() && extend(parts[place].code_point)) ++place;
  uint8_t last_class = 0;
  for (NfdCodePoint& mark : parts.subspan(place, std::min(parts.size() - place, kMostMarks))) {
    if (mark.combining_class == 0) break;
    if (mark.combining_class > last_class && extend(mark.code_point)) {
      mark.code_point = kTaken;
    } else {
      last_class = mark.combining_class;
    }
  }
  return found;
}

// Whether `first` is a vowel sign that is sorted behind the consonant that it is written before, as
// in Thai and Lao (UTS #10, 10.1).
bool is_swapped(char32_t first, char32_t second) {
  return std::ranges::any_of(kSwaps, [=](const Swap& swap) {
    return first >= swap.first && first <= swap.last && second >= swap.first_consonant &&
           second <= swap.last_consonant;
  });
}

}  // namespace

void append_elements(std::vector<Element>& out, std::string_view text,
                     std::span<const Tailored> tailoring) {
  static const Root root;
  std::vector<NfdCodePoint> parts;
  normalize_nfd(parts, text);
  for (size_t i = 0; i < parts.size();) {
    const char32_t code_point = parts[i].code_point;
    if (code_point == kTaken) {
      ++i;
      continue;
    }
    if (i + 1 < parts.size() && is_swapped(code_point, parts[i + 1].code_point)) {
      root.append_elements(out, parts[i + 1].code_point);
      root.append_elements(out, code_point);
      i += 2;
      continue;
    }
    const char32_t found = take_contraction(parts, i, tailoring);
    if (found - kTailored < tailoring.size()) {
      for (const Element& element : tailoring[found - kTailored].elements) out.push_back(element);
    } else {
      root.append_elements(out, found);
    }
  }
}

bool continues_contraction(char32_t code_point) {
  return std::ranges::contains(kPairs, code_point, &Pair::second);
}

}  // namespace kartei::collation
