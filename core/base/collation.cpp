#include "base/collation.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "base/unicode.h"

namespace kartei {
namespace {

using collation::Element;
using collation::kCommon;
using collation::Tailored;

// --- locales -----------------------------------------------------------------------------------

constexpr std::string_view kLocales[] = {"de", "de-u-co-phonebk", "en"};

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

// Primary weight << 16 | secondary << 8 | tertiary, which is below 32; or, with one of these bits:
// a place in Collator::sequences_ << 8 | how many there are.
constexpr uint32_t kSequence = 0x80;
// Nothing: elements() knows.
constexpr uint32_t kUnknown = 0x40;

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

  size_t primary_size() const { return static_cast<size_t>(primary_.next - primary_.begin); }

  // Without levels at the end that have nothing to say.
  void append_to(std::string& key) const {
    key.append(primary_.begin, primary_size());
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
      key.append(begin, static_cast<size_t>(end - begin));
    }

    char* begin;
    char* next;
    // Behind the last weight that is not common.
    char* end;
  };

  Level primary_, secondary_, tertiary_;
};

constexpr size_t kPrefixBytes = sizeof(uint64_t);

// A text of no more bytes needs no memory from the heap.
constexpr size_t kShortText = 64;
// Of the code points that have words, as make_words() sees to.
constexpr size_t kMostElementsPerByte = 2;

}  // namespace

uint64_t prefix_of_bytes(std::string_view text) {
  uint64_t prefix = 0;
  for (size_t i = 0; i < kPrefixBytes; ++i) {
    prefix = prefix << 8 | (i < text.size() ? static_cast<uint8_t>(text[i]) : 0u);
  }
  return prefix;
}

// --- elements ----------------------------------------------------------------------------------

namespace {

std::vector<Element> elements_of(std::string_view text, std::span<const Tailored> tailoring = {}) {
  std::vector<Element> out;
  collation::append_elements(out, text, tailoring);
  return out;
}

// CLDR, common/collation/de.xml: &AE<<ä<<<Ä &OE<<ö<<<Ö &UE<<ü<<<Ü
struct PhoneBook {
  Tailored umlauts[6];

  PhoneBook() {
    Tailored* next = umlauts;
    for (const std::string_view letters : {"ae", "AE", "oe", "OE", "ue", "UE"}) {
      const std::vector<Element> elements = elements_of(letters);
      *next = {.letter = static_cast<char32_t>(letters[0]),
               .mark = U'\u0308',
               .elements = {elements[0], elements[1]}};
      next++->elements[1].secondary = collation::kBeforeMarks;
    }
  }
};

}  // namespace

Collator::Collator(std::span<const Tailored> tailoring) : tailoring_(tailoring) {
  words_.fill(kUnknown);
  make_words(0, kLowEnd);
  make_words(kHigh, kHighEnd);
}

// Of those that no neighbour with a word can make another one of.
void Collator::make_words(char32_t first, char32_t end) {
  for (char32_t code_point = first; code_point < end; ++code_point) {
    char32_t parts[unicode::kMaxParts];
    unicode::decompose(code_point, parts);
    if (unicode::properties(parts[0]).has(unicode::kJoins)) continue;
    if (collation::continues_contraction(parts[0])) continue;
    std::string text;
    append_code_point(text, code_point);
    const std::vector<Element> elements = elements_of(text, tailoring_);
    if (elements.size() > text.size() * kMostElementsPerByte) continue;
    words_[word_place(code_point)] = make_word(elements);
  }
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

// Adds nothing if it is false: a code point has no word.
bool Collator::append_quickly(std::string_view text, std::string& key, size_t enough) const {
  constexpr size_t kScratchPerByte = kMostElementsPerByte * Levels::kBytesPerElement;
  std::array<char, kShortText * kScratchPerByte> on_stack;
  std::string on_heap(text.size() > kShortText ? text.size() * kScratchPerByte : 0, '\0');
  Levels levels(on_heap.empty() ? std::span<char>(on_stack) : std::span<char>(on_heap));
  const auto add = [&levels](Word word) {
    levels.add(word & 0xFFFF0000, static_cast<uint8_t>(word >> 8), static_cast<uint8_t>(word));
  };
  for (size_t position = 0; position < text.size() && levels.primary_size() < enough;) {
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
  if (append_quickly(text, key, SIZE_MAX)) return;
  const std::vector<Element> elements = elements_of(text, tailoring_);
  std::string scratch(elements.size() * Levels::kBytesPerElement, '\0');
  Levels levels(scratch);
  for (const auto& [primary, secondary, tertiary] : elements) {
    levels.add(primary, secondary, tertiary);
  }
  levels.append_to(key);
}

uint64_t Collator::sort_key_prefix(std::string_view text, std::string& scratch) const {
  scratch.clear();
  if (!append_quickly(text, scratch, kPrefixBytes)) append_sort_key(text, scratch);
  return prefix_of_bytes(scratch);
}

// --- locales -----------------------------------------------------------------------------------

std::span<const std::string_view> Collator::locales() { return kLocales; }

const Collator* Collator::find(std::string_view locale) {
  std::string tag(locale);
  std::ranges::transform(tag, tag.begin(), to_ascii_lower);
  std::string_view rest = tag;
  const bool is_german = take(rest, "de");
  if (!is_german && !take(rest, "en")) return nullptr;
  const std::string_view region = take_region(rest);
  const bool is_phone_book = is_german && region != "at" && rest == "-u-co-phonebk";
  if (is_phone_book) {
    static const PhoneBook tailoring;
    static const Collator phone_book(tailoring.umlauts);
    return &phone_book;
  }
  if (!rest.empty() && rest != "-u-co-standard") return nullptr;
  static const Collator root({});
  return &root;
}

}  // namespace kartei
