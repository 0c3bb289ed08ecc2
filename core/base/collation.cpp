#include "base/collation.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"

namespace kartei {
namespace {

using collation::Element;
using collation::kCommon;

// --- locales -----------------------------------------------------------------------------------

constexpr std::string_view kLocales[] = {"de", "de-u-co-phonebk", "en"};

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte; }

// Takes `subtag` and the hyphen before it off the front, and says whether it was there.
bool take(std::string_view& rest, std::string_view subtag) {
  const bool is_there =
      rest.starts_with(subtag) && (rest.size() == subtag.size() || rest[subtag.size()] == '-');
  if (is_there) rest.remove_prefix(subtag.size());
  return is_there;
}

std::string_view take_region(std::string_view& rest) {
  const size_t size = std::min(rest.find('-', 1), rest.size());
  if (size != 3 && size != 4) return {};
  return std::exchange(rest, rest.substr(size)).substr(1, size - 1);
}

// --- words -------------------------------------------------------------------------------------

// Code points that have a word: Latin, Greek, Cyrillic, punctuation.
constexpr char32_t kLowEnd = 0x530;
constexpr char32_t kHigh = 0x1E00, kHighEnd = 0x2070;
constexpr size_t kWordCount = kLowEnd + (kHighEnd - kHigh) + 1;
// The place of all others.
constexpr size_t kNoWord = kWordCount - 1;

constexpr size_t word_place(char32_t code_point) {
  if (code_point < kLowEnd) return code_point;
  return code_point - kHigh < kHighEnd - kHigh ? kLowEnd + (code_point - kHigh) : kNoWord;
}

// Primary weight << 16 | secondary << 8 | tertiary, which is below 32; or, with one of these bits:
// a place in Collator::sequences_ << 8 | how many there are.
constexpr uint32_t kSequence = 0x80;
// Nothing: elements() knows.
constexpr uint32_t kUnknown = 0x40;

// Code points that no text has: what a tailoring adds, and a mark that is part of a contraction.
constexpr char32_t kTailored = 0xDF00, kTaken = 0xDFFF;
// Behind a letter no more marks than a text of UAX #15, 13 (stream-safe) has are looked at, so that
// time stays linear.
constexpr size_t kMostMarks = 30;

uint32_t pack(const Element& element) {
  return element.primary | uint32_t{element.secondary} << 8 | element.tertiary;
}

// --- keys --------------------------------------------------------------------------------------

// The levels of one key, side by side until all of the text has been read.
//
// Common weights at the end of a level are left out. That changes no order: they are the least
// ones, and texts whose letters are equal have as many weights of letters, which all are common on
// the second level and which marks never have (cmake/tables/collation_tables.mjs).
class Levels {
 public:
  static constexpr size_t kBytesPerElement = 6;

  // `scratch` is that much for each element to come.
  explicit Levels(std::span<char> scratch)
      : primary_(scratch.data()),
        secondary_(primary_.begin + scratch.size() / kBytesPerElement * 4),
        tertiary_(secondary_.begin + scratch.size() / kBytesPerElement) {}

  void add(uint32_t primary, uint8_t secondary, uint8_t tertiary) {
    for (; primary; primary <<= 8) *primary_.next++ = static_cast<char>(primary >> 24);
    secondary_.add(secondary);
    tertiary_.add(tertiary);
  }

  // Without levels at the end that have nothing to say.
  void append_to(std::string& key) const {
    key.append(primary_.begin, primary_.next);
    if (secondary_.is_empty() && tertiary_.is_empty()) return;
    secondary_.append_to(key);
    if (!tertiary_.is_empty()) tertiary_.append_to(key);
  }

 private:
  struct Level {
    explicit Level(char* scratch) : begin(scratch), next(scratch), end(scratch) {}

    void add(uint8_t weight) {
      *next = static_cast<char>(weight);
      next += weight != 0;
      end = weight > kCommon ? next : end;
    }
    bool is_empty() const { return end == begin; }
    void append_to(std::string& key) const {
      key.push_back(collation::kLevelEnd);
      key.append(begin, end);
    }

    char* begin;
    char* next;
    // Behind the last weight that is not common.
    char* end;
  };

  Level primary_, secondary_, tertiary_;
};

// A text of no more bytes needs no memory from the heap.
constexpr size_t kShortText = 64;
// Of the code points that have words, as make_words() sees to.
constexpr size_t kMostElementsPerByte = 2;

}  // namespace

// --- elements ----------------------------------------------------------------------------------

// CLDR, common/collation/de.xml: &AE<<ä<<<Ä &OE<<ö<<<Ö &UE<<ü<<<Ü
Collator::Collator(bool is_phone_book) {
  const auto tailor = [this](char32_t letter, bool is_capital) {
    const char32_t small = letter | 0x20;
    std::vector<Element> pair;
    collation::append_elements(pair, small);
    collation::append_elements(pair, 'e');
    std::vector<Element> capital;
    collation::append_elements(capital, 'A');
    if (is_capital) pair[0].tertiary = pair[1].tertiary = capital[0].tertiary;
    pair[1].secondary = collation::kBeforeMarks;
    tailored_.push_back({letter, U'\u0308', {pair[0], pair[1]}});
  };
  if (is_phone_book) {
    for (const char32_t letter : U"AOUaou") {
      if (letter) tailor(letter, letter < 'a');
    }
  }
  make_words();
}

// Those that no neighbour with a word can make another one of.
void Collator::make_words() {
  words_.assign(kWordCount, kUnknown);
  std::string text;
  const auto make = [&](char32_t code_point) {
    char32_t parts[unicode::kMaxParts];
    unicode::decompose(code_point, parts);
    if (unicode::properties(parts[0]).has(unicode::kJoins)) return;
    if (collation::continues_contraction(parts[0])) return;
    text.clear();
    append_code_point(text, code_point);
    const std::vector<Element> list = elements(text);
    if (list.size() > text.size() * kMostElementsPerByte) return;
    words_[word_place(code_point)] = make_word(list);
  };
  for (char32_t code_point = 0; code_point < kLowEnd; ++code_point) make(code_point);
  for (char32_t code_point = kHigh; code_point < kHighEnd; ++code_point) make(code_point);
}

Collator::Word Collator::make_word(std::span<const Element> elements) {
  // An implicit weight is longer than two bytes.
  const auto is_long = [](const Element& element) { return (element.primary & 0xFFFF) != 0; };
  if (std::ranges::any_of(elements, is_long)) return kUnknown;
  if (elements.size() == 1) return pack(elements[0]);
  const size_t place = sequences_.size();
  for (const Element& element : elements) sequences_.push_back(pack(element));
  return static_cast<Word>(place << 8 | kSequence | elements.size());
}

char32_t Collator::find_contraction(char32_t first, char32_t second) const {
  for (size_t i = 0; i < tailored_.size(); ++i) {
    if (tailored_[i].first == first && tailored_[i].second == second) {
      return kTailored + static_cast<char32_t>(i);
    }
  }
  return collation::find_contraction(first, second);
}

void Collator::append_elements(std::vector<Element>& out, char32_t code_point) const {
  if (code_point - kTailored >= tailored_.size()) {
    return collation::append_elements(out, code_point);
  }
  const auto& elements = tailored_[code_point - kTailored].elements;
  out.insert(out.end(), elements.begin(), elements.end());
}

// UTS #10, S2.1.
std::vector<Element> Collator::elements(std::string_view text) const {
  std::vector<NfdCodePoint> parts;
  normalize_nfd(parts, text);
  std::vector<Element> out;
  out.reserve(parts.size());
  for (size_t i = 0; i < parts.size();) {
    const char32_t code_point = parts[i].code_point;
    if (code_point == kTaken) {
      ++i;
    } else if (i + 1 < parts.size() && collation::is_swapped(code_point, parts[i + 1].code_point)) {
      append_elements(out, parts[i + 1].code_point);
      append_elements(out, code_point);
      i += 2;
    } else {
      append_elements(out, take_contraction(parts, i));
    }
  }
  return out;
}

// S2.1.1 to S2.1.3: the longest contraction from parts[place] on, or what stands there. Marks
// behind it that belong to it, though others stand before them, are taken out.
char32_t Collator::take_contraction(std::span<NfdCodePoint> parts, size_t& place) const {
  char32_t found = parts[place++].code_point;
  const auto extend = [&](char32_t next) {
    const char32_t longer = find_contraction(found, next);
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

// --- keys --------------------------------------------------------------------------------------

// Adds nothing if it is false: a code point has no word.
bool Collator::append_quickly(std::string_view text, std::string& key) const {
  constexpr size_t kScratchPerByte = kMostElementsPerByte * Levels::kBytesPerElement;
  std::array<char, kShortText * kScratchPerByte> on_stack;
  std::vector<char> on_heap(text.size() > kShortText ? text.size() * kScratchPerByte : 0);
  Levels levels(on_heap.empty() ? std::span<char>(on_stack) : std::span<char>(on_heap));
  const auto add = [&levels](Word word) {
    levels.add(word & 0xFFFF0000, static_cast<uint8_t>(word >> 8), static_cast<uint8_t>(word));
  };
  for (size_t position = 0; position < text.size();) {
    const auto byte = static_cast<uint8_t>(text[position]);
    const size_t place =
        byte < 0x80 ? (++position, byte) : word_place(next_code_point(text, position));
    const Word word = words_[place];
    if (!(word & (kSequence | kUnknown))) {
      add(word);
    } else if (word & kUnknown) {
      return false;
    } else {
      const auto sequence = std::span(sequences_).subspan(word >> 8, word % kUnknown);
      std::ranges::for_each(sequence, add);
    }
  }
  levels.append_to(key);
  return true;
}

void Collator::append_sort_key(std::string_view text, std::string& key) const {
  if (append_quickly(text, key)) return;
  const std::vector<Element> list = elements(text);
  std::vector<char> scratch(list.size() * Levels::kBytesPerElement);
  Levels levels(scratch);
  for (const auto& [primary, secondary, tertiary] : list) {
    levels.add(primary, secondary, tertiary);
  }
  levels.append_to(key);
}

// --- locales -----------------------------------------------------------------------------------

std::span<const std::string_view> Collator::locales() { return kLocales; }

const Collator* Collator::find(std::string_view locale) {
  std::string tag(locale);
  std::ranges::transform(tag, tag.begin(), lower);
  std::string_view rest = tag;
  const bool is_german = take(rest, "de");
  if (!is_german && !take(rest, "en")) return nullptr;
  const std::string_view region = take_region(rest);
  const bool is_phone_book = is_german && region != "at" && rest == "-u-co-phonebk";
  if (is_phone_book) {
    static const Collator phone_book(true);
    return &phone_book;
  }
  if (!rest.empty() && rest != "-u-co-standard") return nullptr;
  static const Collator root(false);
  return &root;
}

}  // namespace kartei
