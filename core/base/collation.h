// Text in the order in which people look for it: the Unicode Collation Algorithm (UTS #10) over the
// root collation of CLDR, tailored for a locale.
//
//   const Collator* german = Collator::find("de");
//   std::string key;
//   german->append_sort_key("Müller", key);
//
// Keys compare as bytes (memcmp, then length) as their texts do: by letters; where these are equal,
// by accents; where those are equal, too, by case (a before A) and other variants. Punctuation and
// blanks count as letters before digits do (alternate=non-ignorable, as in CLDR). That is the order
// of Intl.Collator with its defaults.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/collation_elements.h"

namespace kartei {

// The first eight bytes of a text as a number, the first one highest; zeros behind a shorter one.
uint64_t prefix_of_bytes(std::string_view text);

class Collator {
 public:
  // By a BCP 47 language tag, in any case. German is "de", dictionary order (DIN 5007-1: ä as a),
  // or "de-u-co-phonebk", phone book order (DIN 5007-2: ä as ae); a region may follow the language
  // ("de-CH", "en-GB"). nullptr for what it is not known how to sort, and for the phone books of
  // Austria, which have an order of their own. Tables are made at the first call and kept.
  static const Collator* find(std::string_view locale);

  // What find() knows, without regions.
  static std::span<const std::string_view> locales();

  // Appends the sort key of `text`, which must be valid UTF-8; of any other, some key. Keys hold no
  // byte 0, so whoever appends another one may part them by it. Of names they are about as long as
  // the text: one byte for each Latin letter, and a few for accents and capitals.
  void append_sort_key(std::string_view text, std::string& key) const;

  // The first eight bytes of that key as a number, the first one highest, zeros behind a shorter
  // one; without making the rest where it can. `scratch` is reused.
  uint64_t sort_key_prefix(std::string_view text, std::string& scratch) const;

  Collator(const Collator&) = delete;
  Collator& operator=(const Collator&) = delete;

 private:
  // An element in four bytes; most code points have one.
  using Word = uint32_t;

  explicit Collator(std::span<const collation::Tailored> tailoring);
  void make_words(char32_t first, char32_t end);
  Word make_word(std::span<const collation::Element> elements);
  // Of the first level at least `enough` bytes, and then perhaps not the rest.
  bool append_quickly(std::string_view text, std::string& key, size_t enough) const;

  // Code points that have a word: Latin, Greek, Cyrillic, punctuation.
  static constexpr char32_t kLowEnd = 0x530;
  static constexpr char32_t kHigh = 0x1E00, kHighEnd = 0x2070;
  // The place of all others.
  static constexpr size_t kNoWord = kLowEnd + (kHighEnd - kHigh);
  static constexpr size_t word_place(char32_t code_point) {
    if (code_point < kLowEnd) return code_point;
    return code_point - kHigh < kHighEnd - kHigh ? kLowEnd + (code_point - kHigh) : kNoWord;
  }

  std::span<const collation::Tailored> tailoring_;
  std::array<Word, kNoWord + 1> words_;
  // Where a code point has several elements.
  std::vector<Word> sequences_;
};

}  // namespace kartei
