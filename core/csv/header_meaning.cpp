#include "csv/header_meaning.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <limits>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"
#include "csv/header_vocabulary.h"

namespace kartei::csv {
namespace {

using Open = HeaderMeaning::Open;

constexpr double kOwnName = 1, kUsual = 0.9, kSpecial = 0.8, kMinor = 0.6, kOtherFax = 0.3;
constexpr size_t kMaxHeaderBytes = 120;

constexpr std::array<std::string_view, 25> kKindNames = {
    "",           "name",         "first_name", "middle_name", "last_name",
    "title",      "suffix",       "nickname",   "email",       "phone",
    "fax",        "pager",        "company",    "department",  "job_title",
    "notes",      "country_code", "country",    "created_at",  "last_contact_at",
    "updated_at", "source",       "tags",       "date",        "area_code"};

// Signs, punctuation and pictures, by the blocks of Unicode that headers draw them from.
bool is_sign(char32_t c) {
  if (c < 0x80) return !(is_ascii_lower(c) || is_ascii_digit(c) || c == '&');
  return c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2C00) ||
         (c >= 0x3000 && c < 0x3040) || (c >= 0xFE00 && c < 0xFE70) || c == 0xFEFF || c >= 0x1F000;
}

// "emailAddress" is two words.
std::string part_words(std::string_view header) {
  std::string parted;
  for (size_t i = 0; i < header.size(); ++i) {
    if (i > 0 && is_ascii_lower(header[i - 1]) && is_ascii_upper(header[i])) parted += ' ';
    parted += header[i];
  }
  return parted;
}

// Words of letters and digits, folded, one blank between them.
std::string read_words(std::string_view header) {
  const std::string folded = fold(part_words(replace_invalid_utf8(header)));
  std::string words;
  bool is_apart = false;
  for (size_t position = 0; position < folded.size();) {
    const char32_t c = next_code_point(folded, position);
    if (is_sign(c)) {
      is_apart = true;
      continue;
    }
    if (is_apart && !words.empty()) words += ' ';
    is_apart = false;
    append_code_point(words, c);
  }
  return words;
}

// --- words -----------------------------------------------------------------------------------

struct KnownWord {
  std::string text;
  Word word;
};

// By their first byte.
using Vocabulary = std::array<std::vector<KnownWord>, 256>;

const Vocabulary& vocabulary() {
  static const auto all = [] {
    Vocabulary words;
    for (const auto& [word, list] : kWords) {
      for (std::string_view rest = list; !rest.empty();) {
        std::string text = fold(take_until(' ', rest));
        std::erase(text, '_');
        words[static_cast<uint8_t>(text[0])].push_back({std::move(text), word});
      }
    }
    return words;
  }();
  return all;
}

// The end of `word` at text[at], over the blanks within it; npos where it does not stand there.
size_t match_word(std::string_view text, size_t at, const KnownWord& word) {
  const size_t begin = at;
  for (const char c : word.text) {
    if (at < text.size() && text[at] == ' ' && at > begin) ++at;
    if (at == text.size() || text[at] != c) return text.npos;
    ++at;
  }
  // "de" in "Feedback" is no word of its own.
  const bool is_apart =
      (begin == 0 || text[begin - 1] == ' ') && (at == text.size() || text[at] == ' ');
  const bool is_whole = text.substr(begin, at - begin).find(' ') == text.npos;
  const bool has_to_be = word.word == Word::filler || word.text.size() == 1;
  if (has_to_be && !(is_apart && is_whole)) return text.npos;
  return at;
}

constexpr size_t kWordCount = static_cast<size_t>(Word::filler) + 1;

// What the words of a header say together.
struct Words {
  std::bitset<kWordCount> present;
  uint32_t ordinal = 0;

  bool has(Word word) const { return present.test(static_cast<size_t>(word)); }
  template <class... Several>
  bool any(Several... words) const {
    return (has(words) || ...);
  }
  // Whether nothing else is there but what tells columns of one kind apart.
  template <class... Several>
  bool only(Several... words) const {
    auto rest = present;
    (rest.reset(static_cast<size_t>(words)), ...);
    rest.reset(static_cast<size_t>(Word::filler));
    return rest.none();
  }
};

// Divides the header into as few known words as possible; nothing where that cannot be done.
bool divide(std::string_view text, Words& words) {
  constexpr uint32_t kNever = std::numeric_limits<uint32_t>::max();
  struct Step {
    uint32_t cost = kNever;
    size_t next = 0;
    const KnownWord* word = nullptr;
  };
  std::vector<Step> steps(text.size() + 1);
  steps[text.size()].cost = 0;
  for (size_t at = text.size(); at-- > 0;) {
    Step& step = steps[at];
    const auto take = [&](size_t next, uint32_t cost, const KnownWord* word) {
      if (steps[next].cost == kNever || steps[next].cost + cost >= step.cost) return;
      step = {steps[next].cost + cost, next, word};
    };
    if (text[at] == ' ' || is_ascii_digit(text[at])) take(at + 1, 0, nullptr);
    for (const KnownWord& word : vocabulary()[static_cast<uint8_t>(text[at])]) {
      const size_t end = match_word(text, at, word);
      if (end == text.npos) continue;
      const bool has_endings = word.text.size() > 3 && word.word != Word::filler;
      for (const std::string_view ending : kEndings) {
        if (text.substr(end).starts_with(ending)) take(end + ending.size(), 1, &word);
        if (!has_endings) break;
      }
    }
  }
  if (steps[0].cost == kNever || steps[0].cost == 0) return false;
  for (size_t at = 0; at < text.size(); at = steps[at].next) {
    if (steps[at].word) {
      words.present.set(static_cast<size_t>(steps[at].word->word));
    } else if (is_ascii_digit(text[at]) && words.ordinal < 100) {
      words.ordinal = words.ordinal * 10 + static_cast<uint32_t>(text[at] - '0');
    }
  }
  return true;
}

// --- meaning ---------------------------------------------------------------------------------

uint32_t rank_of(const Words& words) {
  uint32_t rank = 0;
  if (words.has(Word::other)) {
    rank = 8;
  } else if (words.has(Word::primary)) {
    rank = 1;
  } else if (words.has(Word::home)) {
    rank = 5;
  } else if (words.has(Word::work)) {
    rank = 4;
  } else if (words.has(Word::mobile)) {
    rank = 3;
  } else if (words.any(Word::person, Word::company)) {
    rank = 6;
  } else if (words.has(Word::user)) {
    // In a list of bookings or tickets, who has written it.
    rank = 7;
  } else if (words.ordinal == 1) {
    rank = 2;
  }
  return rank + (words.ordinal > 1 ? 10 * words.ordinal : 0);
}

// An e-mail address or a phone number, one of several perhaps.
HeaderMeaning one_of(ColumnKind kind, const Words& words) {
  const bool is_minor =
      words.has(Word::minor) ||
      (kind == ColumnKind::phone && words.has(Word::company) && words.has(Word::primary));
  const uint32_t rank = rank_of(words);
  const double confidence = is_minor ? kMinor : rank > 0 ? kSpecial : kUsual;
  return {.kind = kind,
          .confidence = confidence,
          .rank = rank,
          .is_minor = is_minor,
          .is_alternate = words.has(Word::other)};
}

HeaderMeaning usual(ColumnKind kind, Open open = Open::no) {
  return {.kind = kind, .confidence = kUsual, .open = open};
}

HeaderMeaning read_name(const Words& words) {
  using enum Word;
  // The name of something else, or one name of many but the first.
  const bool is_known = words.only(name, given, given_part, given_or_name, middle, family,
                                   family_part, family_or_name, display, full, person, primary);
  if (!is_known || words.ordinal > 1) return {};
  const bool has_whole = words.any(name, given_or_name, family_or_name);
  const bool has_given = words.has(given) || (words.has(given_part) && has_whole);
  const bool has_family = words.has(family) || (words.has(family_part) && has_whole);
  if (words.any(display, full) || (has_given && has_family) ||
      (words.has(given_part) && words.has(family)) ||
      (words.has(given_or_name) && words.any(family, family_or_name)) ||
      (words.has(name) && words.any(given, family))) {
    HeaderMeaning meaning = usual(ColumnKind::name);
    if (words.has(display)) meaning = {.kind = ColumnKind::name, .confidence = kSpecial, .rank = 2};
    return meaning;
  }
  if (words.has(middle)) return usual(ColumnKind::middle_name);
  if (has_given) return usual(ColumnKind::first_name);
  if (has_family) return usual(ColumnKind::last_name);
  if (words.has(given_part)) return usual(ColumnKind::first_name, Open::first_alone);
  if (words.has(family_part)) return usual(ColumnKind::last_name, Open::last_alone);
  const Open part = words.has(person) ? Open::no : Open::part_or_name;
  if (words.has(given_or_name)) return usual(ColumnKind::first_name, part);
  if (words.has(family_or_name)) return usual(ColumnKind::last_name, part);
  return has_whole ? usual(ColumnKind::name, words.has(person) ? Open::no : Open::bare_name)
                   : HeaderMeaning();
}

HeaderMeaning read_meaning(const Words& words) {
  using enum Word;
  if (words.has(fax)) {
    if (words.has(phone) && words.only(fax, phone, number)) {
      return {.kind = ColumnKind::phone, .confidence = kMinor, .rank = 9};
    }
    if (!words.only(fax, number, primary, work, home, other, minor, person, company, mobile)) {
      return {};
    }
    // "Other fax" is a number of no kind that address books know.
    if (words.only(fax, other)) {
      return {.kind = ColumnKind::phone, .confidence = kOtherFax, .rank = 9, .is_minor = true};
    }
    return usual(ColumnKind::fax);
  }
  if (words.has(pager)) {
    return words.only(pager, number, work, home, other) ? usual(ColumnKind::pager)
                                                        : HeaderMeaning();
  }
  if (words.has(email)) {
    return words.only(email, address, number, primary, work, home, other, minor, person, user,
                      company, mobile)
               ? one_of(ColumnKind::email, words)
               : HeaderMeaning();
  }
  if (words.any(phone, mobile)) {
    // "Automobil"
    if (words.has(minor) && !words.has(phone)) return {};
    return words.only(phone, mobile, number, primary, work, home, other, minor, person, user,
                      company, address)
               ? one_of(ColumnKind::phone, words)
               : HeaderMeaning();
  }
  if (words.has(user)) {
    const bool is_sign_in = words.any(name, given_or_name, family_or_name);
    return {.open = is_sign_in ? Open::sign_in : Open::no};
  }
  if (words.has(job)) {
    return words.only(job, title, work, company, primary) ? usual(ColumnKind::job_title)
                                                          : HeaderMeaning();
  }
  if (words.has(department)) {
    return words.only(department, work, company, name, given_or_name, family_or_name)
               ? usual(ColumnKind::department)
               : HeaderMeaning();
  }
  if (words.has(title)) {
    if (words.only(title, name, person)) return usual(ColumnKind::title);
    return words.only(title, work, company) ? usual(ColumnKind::job_title) : HeaderMeaning();
  }
  if (words.has(company)) {
    return words.only(company, name, given_or_name, family_or_name, work, person, primary)
               ? usual(ColumnKind::company)
               : HeaderMeaning();
  }
  if (words.has(suffix))
    return words.only(suffix, name) ? usual(ColumnKind::suffix) : HeaderMeaning();
  if (words.has(nickname)) {
    return words.only(nickname, name) ? usual(ColumnKind::nickname) : HeaderMeaning();
  }
  if (words.has(notes))
    return words.only(notes, person) ? usual(ColumnKind::notes) : HeaderMeaning();
  if (words.has(country)) {
    return words.only(country, work, home, other, name, person, primary, address)
               ? usual(ColumnKind::country)
               : HeaderMeaning();
  }
  return read_name(words);
}

// --- phrases ---------------------------------------------------------------------------------

struct KindPhrases {
  ColumnKind kind;
  const Phrases& phrases;
};

constexpr KindPhrases kPhrases[] = {
    {ColumnKind::name, kNamePhrases},
    {ColumnKind::phone, kPhonePhrases},
    {ColumnKind::country_code, kCountryCodePhrases},
    {ColumnKind::area_code, kAreaCodePhrases},
    {ColumnKind::created_at, kCreatedAtPhrases},
    {ColumnKind::last_contact_at, kLastContactAtPhrases},
    {ColumnKind::source, kSourcePhrases},
    {ColumnKind::tags, kTagsPhrases},
};

HeaderMeaning find_phrase(const std::string& key) {
  const auto own = std::ranges::find_if(kKindNames, [&](std::string_view name) {
    std::string own_key(name);
    std::erase(own_key, '_');
    return own_key == key;
  });
  const auto kind = static_cast<ColumnKind>(own - kKindNames.begin());
  if (kind == ColumnKind::name)
    return {.kind = kind, .confidence = kOwnName, .open = Open::bare_name};
  // "date" and "title" are words like others; the book alone says when it was changed.
  const bool is_field = own != kKindNames.end() && kind != ColumnKind::date &&
                        kind != ColumnKind::updated_at && kind != ColumnKind::title &&
                        kind != ColumnKind::country;
  if (is_field) return {.kind = kind, .confidence = kOwnName};
  const std::string word = " " + key + " ";
  for (const auto& [phrase_kind, phrases] : kPhrases) {
    if (phrases.usual.contains(word)) return usual(phrase_kind);
    const size_t place = phrases.special.find(word);
    if (place == phrases.special.npos) continue;
    const auto earlier = std::ranges::count(phrases.special.substr(0, place), ' ');
    const auto rank = static_cast<uint32_t>(3 + earlier);
    return {.kind = phrase_kind, .confidence = kSpecial, .rank = rank};
  }
  return {};
}

}  // namespace

std::string_view column_kind_name(ColumnKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

HeaderMeaning read_header(std::string_view header) {
  if (header.size() > kMaxHeaderBytes) return {};
  const std::string text = read_words(header);
  std::string key = text;
  std::erase(key, ' ');
  if (key.empty()) return {};
  if (trim(header) == column_kind_name(ColumnKind::updated_at)) {
    return {.kind = ColumnKind::updated_at, .confidence = kOwnName};
  }
  if (HeaderMeaning meaning = find_phrase(key); meaning.kind != ColumnKind::none) return meaning;
  // "Created at (Europe/Berlin)"
  if (const size_t zone = header.find('('); zone != header.npos && header.ends_with(')')) {
    const HeaderMeaning meaning = read_header(header.substr(0, zone));
    if (meaning.kind == ColumnKind::created_at || meaning.kind == ColumnKind::last_contact_at)
      return meaning;
  }
  Words words;
  return divide(text, words) ? read_meaning(words) : HeaderMeaning();
}

}  // namespace kartei::csv
