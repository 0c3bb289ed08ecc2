#include "contact/person_name.h"

#include <algorithm>
#include <span>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"
#include "contact/idna.h"

namespace kartei {
namespace {

// Folded, without points and hyphens; a blank on both sides of each. From general knowledge of the
// languages that the interface's users write.
constexpr std::string_view kTitles =
    " dr prof professor professorin doktor dipl mag mmag ddr ing dipling diplkfm diplinf herr "
    "herrn "
    "frau fraulein mr mrs ms miss mx sir dame lady lord rev mme mlle monsieur madame sr sra srta "
    "sig sigra signor signora dott dottssa pan pani mgr inz dhr mevr pastor pfarrer freiherr graf "
    "grafin baron ";
// Only behind one of those: "Dr. med. dent."
constexpr std::string_view kTitleParts = " med phil jur rer nat pol oec hc h c habil vet dent ing ";
constexpr std::string_view kParticles =
    " von vom van der den de del della delle dei degli des du d di da das do dos zu zum zur la le "
    "les las los lo el al ibn bin ben bint abu ter ten te tot op t af av und ";
constexpr std::string_view kSuffixes =
    " jr sr junior senior ii iii iv phd md mba msc bsc llm cpa esq cfa dds mph ";
constexpr std::string_view kOrganizations =
    " gmbh ag kg ohg gbr ug ev eg kgaa mbh ek inc ltd llc llp plc corp co company sa sarl sas spa "
    "srl bv nv oy ab as aps zoo sro ooo verein stiftung verlag praxis hotel restaurant ";

// A word as these lists have it.
std::string key_of(std::string_view word) {
  std::string key = fold(word);
  std::erase_if(key, [](char c) { return c == '.' || c == ',' || c == '-' || c == '\''; });
  return key;
}

bool is_in(std::string_view list, std::string_view word) {
  const std::string key = key_of(word);
  return !key.empty() && list.contains(" " + key + " ");
}

bool is_blank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x202F || c == 0x3000 || c == 0xFEFF;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    if (!is_blank(next_code_point(text, at))) continue;
    if (start > begin) words.push_back(text.substr(begin, start - begin));
    begin = at;
  }
  if (begin < text.size()) words.push_back(text.substr(begin));
  return words;
}

using Words = std::span<const std::string_view>;

std::string join(Words words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

bool is_organization(Words words) {
  return std::ranges::any_of(
      words, [](std::string_view word) { return word == "&" || is_in(kOrganizations, word); });
}

// --- letters -----------------------------------------------------------------------------------

// The capital of a small letter, by the order of the Latin, Greek and Cyrillic blocks of Unicode; 0
// where there is none there.
char32_t capital_of(char32_t c) {
  const bool is_first_block = is_ascii_lower(c) || (c >= 0xE0 && c <= 0xFE && c != 0xF7) ||
                              (c >= 0x3B1 && c <= 0x3C9 && c != 0x3C2) ||
                              (c >= 0x430 && c <= 0x44F);
  if (is_first_block) return c - 0x20;
  if (c >= 0x450 && c <= 0x45F) return c - 0x50;
  // Pairs, of which the capital is the even one; from ĺ to ň and from ź to ž the odd one.
  const bool is_odd_pair = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  const bool is_pair = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || is_odd_pair;
  const bool is_small = is_pair && (c % 2 == 1) != is_odd_pair;
  return is_small && c != 0x131 ? c - 1 : 0;
}

struct Letters {
  size_t small = 0, capital = 0, other = 0;
};

Letters count_letters(std::string_view text) {
  Letters letters;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (capital_of(c) != 0 || c == 0xDF || c == 0x3C2) {
      ++letters.small;
    } else if (capital_of(idna::to_lower(c)) == c && idna::to_lower(c) != c) {
      ++letters.capital;
    } else {
      letters.other += c >= 0x80;
    }
  }
  return letters;
}

bool is_shouted(std::string_view word) {
  const Letters letters = count_letters(word);
  return letters.small == 0 && letters.capital >= 2;
}

std::string lower_case(std::string_view word) {
  std::string text;
  idna::append_lower(text, word);
  return text;
}

// "o'brien-MILLER" -> "O'Brien-Miller"
std::string capitalize(std::string_view word) {
  std::string text;
  bool is_start = true;
  for (size_t at = 0; at < word.size();) {
    const char32_t c = idna::to_lower(next_code_point(word, at));
    const char32_t capital = capital_of(c);
    append_code_point(text, is_start && capital != 0 ? capital : c);
    is_start = c == '-' || c == '\'' || c == 0x2019 || c == '.';
  }
  const bool is_scottish = text.starts_with("Mc") && text.size() > 4;
  if (is_scottish && text[2] >= 'a' && text[2] <= 'z') text[2] = static_cast<char>(text[2] - 0x20);
  return text;
}

// "Müller ,Anna" -> "Müller, Anna"; "Müller," -> "Müller". Of several commas nobody knows what they
// mean.
std::string with_tidy_comma(std::string name) {
  const size_t comma = name.find(',');
  if (comma == name.npos || name.find(',', comma + 1) != name.npos) return name;
  const std::string before(trim(std::string_view(name).substr(0, comma)));
  const std::string_view behind = trim(std::string_view(name).substr(comma + 1));
  if (before.empty()) return name;
  return behind.empty() ? before : before + ", " + std::string(behind);
}

// --- parts -------------------------------------------------------------------------------------

bool is_kana(char32_t c) { return c >= 0x3040 && c < 0x3100; }

// Nothing says where a name in Kana is to be parted.
bool has_kana(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (is_kana(next_code_point(text, at))) return true;
  }
  return false;
}

// Surnames of two characters, three bytes each; any other is of one.
constexpr std::string_view kLongEasternSurnames =
    "歐陽欧阳司馬司马諸葛诸葛上官司徒東方东方獨孤南宮南宫夏侯皇甫慕容令狐남궁황보선우";

PersonName split_eastern(std::string_view name) {
  size_t end = 0;
  (void)next_code_point(name, end);
  for (size_t at = 0; at < kLongEasternSurnames.size(); at += 6) {
    if (name.size() > 6 && name.starts_with(kLongEasternSurnames.substr(at, 6))) end = 6;
  }
  return {.given = std::string(name.substr(end)), .family = std::string(name.substr(0, end))};
}

// The first word of the family name.
size_t find_family(Words words) {
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (is_in(kParticles, words[i])) return i;
    // "José Ortega y Gasset"
    const bool joins = words[i] == "y" || words[i] == "e" || words[i] == "i";
    if (joins && i > 1) return i - 1;
  }
  return words.size() - 1;
}

// Takes the words at one end that are in `list`, but for the last one that is left.
std::string take_titles(Words& words) {
  size_t count = 0;
  while (count + 1 < words.size() &&
         (is_in(kTitles, words[count]) || (count > 0 && is_in(kTitleParts, words[count])))) {
    ++count;
  }
  const std::string title = join(words.first(count));
  words = words.subspan(count);
  return title;
}
std::string take_suffixes(Words& words) {
  size_t count = 0;
  while (count + 1 < words.size() && is_in(kSuffixes, words[words.size() - 1 - count])) ++count;
  const std::string suffix = join(words.last(count));
  words = words.first(words.size() - count);
  return suffix;
}

std::string without_comma(std::string text) {
  while (text.ends_with(',')) text.pop_back();
  return text;
}

}  // namespace

bool is_eastern_text(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool is_eastern = is_kana(c) || (c >= 0x3100 && c < 0xA000) ||
                            (c >= 0xAC00 && c < 0xD7B0) || (c >= 0x20000 && c < 0x33480);
    if (!is_eastern) return false;
  }
  return true;
}

PersonName guess_person_name(std::string_view name) {
  name = trim(name);
  if (name.empty() || !is_valid_utf8(name)) return {};
  if (is_eastern_text(name) && !has_kana(name)) return split_eastern(name);
  const size_t comma = name.find(',');
  const auto all_behind = split_words(comma == name.npos ? "" : name.substr(comma + 1));
  const auto all = split_words(name.substr(0, comma));
  if (is_organization(all) || is_organization(all_behind) || all.empty()) return {};
  PersonName person;
  Words words = all, behind = all_behind;
  person.title = take_titles(words);
  const bool is_suffix = !behind.empty() && std::ranges::all_of(behind, [](std::string_view word) {
    return is_in(kSuffixes, word);
  });
  if (!behind.empty() && !is_suffix) {
    // "Müller, Prof. Dr. Anna": titles stand on either side.
    const std::string title = take_titles(behind);
    person.title += (person.title.empty() || title.empty() ? "" : " ") + title;
    person.family = join(words);
    person.given = without_comma(join(behind));
    return person;
  }
  person.suffix = is_suffix ? join(behind) : take_suffixes(words);
  if (words.size() == 1) {
    (person.title.empty() ? person.given : person.family) = words[0];
    return person;
  }
  // "MÜLLER Anna": capitals mark the family name.
  const auto shouted = static_cast<size_t>(std::ranges::count_if(words, is_shouted));
  if (shouted > 0 && shouted < words.size() && is_shouted(words[0]) && !is_shouted(words.back())) {
    person.family = join(words.first(shouted));
    person.given = join(words.subspan(shouted));
    return person;
  }
  const size_t family = find_family(words);
  person.given = join(words.first(family));
  person.family = join(words.subspan(family));
  return person;
}

std::optional<std::string> tidy_person_name(std::string_view name) {
  if (!is_valid_utf8(name)) return std::nullopt;
  const std::string text = with_tidy_comma(std::string(name));
  const auto words = split_words(text);
  const Letters letters = count_letters(join(words));
  const bool is_shouted_name = letters.small == 0 && letters.capital > 1 && words.size() > 1;
  const bool is_whispered = letters.capital == 0 && letters.small > 1;
  const bool has_wrong_case = (is_shouted_name || is_whispered) && letters.other == 0;
  std::string tidy;
  for (size_t i = 0; i < words.size(); ++i) {
    std::string word(words[i]);
    if (has_wrong_case && !is_organization(words)) {
      const bool is_particle = i > 0 && i + 1 < words.size() && is_in(kParticles, word);
      const bool is_suffix = i > 0 && i + 1 == words.size() && is_in(kSuffixes, word);
      // "e.on", "booking.com"
      const size_t point = word.find('.');
      const bool is_domain = point != word.npos && point + 1 < word.size();
      if (!is_suffix && !is_domain) word = is_particle ? lower_case(word) : capitalize(word);
    }
    tidy.append(tidy.empty() ? "" : " ").append(word);
  }
  return tidy.empty() || tidy == name ? std::nullopt : std::optional(std::move(tidy));
}

}  // namespace kartei
