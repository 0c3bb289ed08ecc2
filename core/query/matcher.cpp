#include "query/matcher.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.h"
#include "base/heap_sort.h"
#include "base/text.h"
#include "base/text_search.h"

namespace kartei {
namespace {

// Digits of a text that is written as a phone number, in the form that Columns::phone has: without
// signs and without the 0 or 00 in front, which stand for the calling code there. Empty for other
// texts.
std::string phone_digits(std::string_view text) {
  constexpr std::string_view kSigns = "+-/.() ", kTrunk = "(0)";
  const bool is_international = text.starts_with('+');
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    if (is_ascii_digit(text[i])) {
      digits.push_back(text[i]);
    } else if (is_international && text.substr(i).starts_with(kTrunk)) {
      // As in "+49 (0)30": not dialled behind the calling code.
      i += kTrunk.size() - 1;
    } else if (!kSigns.contains(text[i])) {
      return {};
    }
  }
  const size_t first = digits.find_first_not_of('0');
  // Zeros alone are looked for as they are.
  return first == std::string::npos ? digits : digits.substr(std::min(first, size_t{2}));
}

constexpr size_t kShortestNumber = 3;

// Each text lies somewhere else, and the processor waits for several of those places at a time.
constexpr size_t kTextsAtOnce = 64;

// No text of a contact has a NUL.
std::string fold_needle(std::string_view text) {
  std::string folded = fold(text);
  std::erase(folded, '\0');
  return folded;
}

}  // namespace

// --- made ready -----------------------------------------------------------------------------

Matcher::Matcher(const Filter& filter, Timestamp now) : filter_(filter) {
  for (const Filter& child : filter_.children) children_.emplace_back(child, now);
  filter_.children.clear();
  heap_sort(children_, {}, &Matcher::cost);
  if (filter_.kind == Filter::Kind::text) read_words();
  if (filter_.kind != Filter::Kind::condition) return;
  if (filter_.op == Operator::last_days || filter_.op == Operator::not_in_last_days) {
    filter_.to = now;
    filter_.from = now - filter_.number * kDayMs;
  }
  fold_values();
}

void Matcher::fold_values() {
  const Field field = filter_.field;
  const bool is_phone = field == Field::phone;
  const bool is_text = field == Field::name || field == Field::email;
  if (!is_phone && !is_text && field != Field::attributes) return;
  std::vector<std::string> spellings;
  for (std::string& value : filter_.values) {
    std::string spelled;
    if (is_text && fold_spelled(value, spelled)) spellings.push_back(std::move(spelled));
    value = is_phone ? phone_digits(value) : fold_needle(value);
  }
  // "Müller" is also who is written Mueller, as in a search.
  std::ranges::move(spellings, std::back_inserter(filter_.values));
  for (const std::string& value : filter_.values) {
    if (is_phone) value_masks_.push_back(TextSignatures::phone_mask_of(value));
    if (is_text) value_masks_.push_back(TextSignatures::mask_of(value));
  }
}

void Matcher::read_words() {
  // "0151 / 234 567" is one number, not three words.
  if (phone_digits(filter_.text).size() >= kShortestNumber) return add_word(trim(filter_.text));
  std::string_view rest = filter_.text;
  while (!rest.empty()) {
    const bool is_quoted = rest.front() == '"';
    if (is_quoted) rest.remove_prefix(1);
    const size_t end = std::min(rest.find_first_of(is_quoted ? "\"" : " \""), rest.size());
    add_word(rest.substr(0, end));
    rest.remove_prefix(end);
    if (!rest.empty() && (is_quoted || rest.front() == ' ')) rest.remove_prefix(1);
  }
}

void Matcher::add_word(std::string_view text) {
  const std::string folded = fold_needle(text);
  if (folded.empty()) return;
  Word word;
  const auto add_spelling = [&](const std::string& spelling) {
    word.spellings.push_back({spelling, TextSignatures::mask_of(spelling)});
  };
  add_spelling(folded);
  if (std::string spelled; fold_spelled(text, spelled)) add_spelling(spelled);
  word.digits.text = phone_digits(folded);
  word.digits.mask = TextSignatures::phone_mask_of(word.digits.text);
  words_.push_back(std::move(word));
}

int Matcher::cost() const {
  if (filter_.members) return 0;
  if (filter_.kind == Filter::Kind::text) return 2;
  if (filter_.kind != Filter::Kind::condition) return 4;
  const bool is_text = filter_.field == Field::name || filter_.field == Field::email ||
                       filter_.field == Field::phone;
  if (filter_.field == Field::attributes) return 3;
  return is_text && filter_.op != Operator::empty ? 2 : 1;
}

// --- answered -------------------------------------------------------------------------------

KeySet Matcher::run(const Columns& columns, KeySet candidates) const {
  candidates.resize(columns.live().size());
  keep_matching(columns, candidates);
  return candidates;
}

bool Matcher::matches(const Columns& columns, ContactKey key) const {
  KeySet keys(size_t{key} + 1);
  keys.set(key, true);
  keep_matching(columns, keys);
  return keys.has(key);
}

void Matcher::keep_matching(const Columns& columns, KeySet& keys) const {
  switch (filter_.kind) {
    case Filter::Kind::segment:
      if (filter_.members) {
        keys &= *filter_.members;
      } else if (children_.empty()) {
        keys = KeySet(keys.size());
      }
      [[fallthrough]];
    case Filter::Kind::all:
      for (const Matcher& child : children_) child.keep_matching(columns, keys);
      return;
    case Filter::Kind::any:
      return keep_any(columns, keys);
    case Filter::Kind::negation:
      for (const Matcher& child : children_) {
        KeySet matching = keys;
        child.keep_matching(columns, matching);
        keys -= matching;
      }
      return;
    case Filter::Kind::text:
      return keep_words(columns, keys);
    case Filter::Kind::condition:
      return keep_condition(columns, keys);
  }
}

// Each child is asked only about what the ones before it have not found.
void Matcher::keep_any(const Columns& columns, KeySet& keys) const {
  KeySet found(keys.size());
  for (const Matcher& child : children_) {
    KeySet matching = keys;
    matching -= found;
    child.keep_matching(columns, matching);
    found |= matching;
  }
  keys = std::move(found);
}

// Where masks do not say for certain. Digits are looked for in the phone, which comes first; those
// of a spelling are found there as well.
bool Matcher::Word::is_in(std::string_view text) const {
  for (const Needle& needle : spellings) {
    if (!needle.mask.is_exact && contains_text(text, needle.text)) return true;
  }
  return !digits.mask.is_exact && contains_text(text.substr(0, find_byte(text, '\0')), digits.text);
}

void Matcher::Word::drop_others(const Columns& columns, std::span<const ContactKey> unsure,
                                KeySet& keys) const {
  std::array<std::string_view, kTextsAtOnce> texts;
  columns.read_texts(unsure, texts.data());
  for (size_t i = 0; i < unsure.size(); ++i) {
    if (!is_in(texts[i])) keys.set(unsure[i], false);
  }
}

std::vector<bool> Matcher::Word::find_domains(const TextPool& domains) const {
  std::vector<bool> found(domains.size());
  for (uint32_t number = 0; number < found.size(); ++number) {
    found[number] = std::ranges::any_of(
        spellings, [&](const Needle& needle) { return domains[number].contains(needle.text); });
  }
  return found;
}

bool Matcher::Word::is_exact() const {
  return digits.mask.is_exact &&
         std::ranges::all_of(spellings, [](const Needle& needle) { return needle.mask.is_exact; });
}

void Matcher::Word::add_covering(const TextSignatures& signatures, size_t block, bool only_exact,
                                 KeyBlock& covering) const {
  const auto look_at = [&](const Needle& needle) {
    if (only_exact && !needle.mask.is_exact) return;
    signatures.add_covering(needle.mask, block, covering);
  };
  std::ranges::for_each(spellings, look_at);
  if (!digits.text.empty()) look_at(digits);
}

// Texts are looked at only where no word is ruled out.
void Matcher::keep_words(const Columns& columns, KeySet& keys) const {
  const TextSignatures& signatures = columns.signatures();
  for (const Word& word : words_) {
    keys.filter_blocks([&](size_t i, KeyBlock& block) {
      KeyBlock possible{};
      word.add_covering(signatures, i, false, possible);
      block &= possible;
    });
  }
  for (const Word& word : words_) {
    if (!word.is_exact()) keep_word(columns, word, keys);
  }
}

void Matcher::keep_word(const Columns& columns, const Word& word, KeySet& keys) const {
  // Many contacts share few domains: whoever has one of those is found without its text.
  std::vector<bool> domains;
  if (keys.count() > columns.domains().size()) domains = word.find_domains(columns.domains());
  std::vector<ContactKey> unsure;
  const auto drop_others = [&] {
    word.drop_others(columns, unsure, keys);
    unsure.clear();
  };
  keys.for_each_block([&](size_t i, const KeyBlock& block) {
    KeyBlock certain{};
    word.add_covering(columns.signatures(), i, true, certain);
    for (size_t j = 0; j < KeySet::kBlockWords; ++j) {
      const size_t number = i * KeySet::kBlockWords + j;
      KeySet::for_each_in_word(number, block[j] & ~certain[j], [&](ContactKey key) {
        const uint32_t domain = columns.domain_number(key);
        if (domain < domains.size() && domains[domain]) return;
        unsure.push_back(key);
        if (unsure.size() == kTextsAtOnce) drop_others();
      });
    }
  });
  drop_others();
}

void Matcher::keep_condition(const Columns& columns, KeySet& keys) const {
  switch (filter_.field) {
    case Field::name:
    case Field::email:
    case Field::phone:
      return keep_text_condition(columns, keys);
    case Field::country_code:
      return keep_numbers(columns, &Columns::country_code_number, keys);
    case Field::source:
      return keep_numbers(columns, &Columns::source_number, keys);
    case Field::tags:
      return keep_tags(columns, keys);
    case Field::attributes:
      return keep_attribute(columns, keys);
    case Field::none:
      return keys.filter([&](ContactKey key) { return columns.import_id(key) == filter_.number; });
    default:
      return keep_time(columns, keys);
  }
}

void Matcher::keep_text_condition(const Columns& columns, KeySet& keys) const {
  const bool is_email = filter_.field == Field::email, is_phone = filter_.field == Field::phone;
  const auto is_filled = [&](ContactKey key) {
    return is_email   ? columns.has_email(key)
           : is_phone ? columns.has_phone(key)
                      : !columns.name(key).empty();
  };
  const auto is_valid = [&](ContactKey key) {
    return is_email ? columns.has_valid_email(key) : columns.has_valid_phone(key);
  };
  if (filter_.op == Operator::empty) {
    return keys.filter([&](ContactKey key) { return is_filled(key) != filter_.flag; });
  }
  if (filter_.op == Operator::valid) return keys.filter(is_valid);
  if (filter_.op == Operator::invalid) {
    return keys.filter([&](ContactKey key) { return is_filled(key) && !is_valid(key); });
  }
  keep_covering(columns, keys);
  if (is_phone) return keep_phone(columns, keys);
  keys.filter([&](ContactKey key) {
    if (is_email) return matches_value(columns.email(key));
    if (matches_value(columns.name(key))) return true;
    const std::string_view spelled = columns.spelled_name(key);
    return !spelled.empty() && matches_value(spelled);
  });
}

void Matcher::keep_covering(const Columns& columns, KeySet& keys) const {
  keys.filter_blocks([&](size_t i, KeyBlock& block) {
    KeyBlock possible{};
    for (const TextMask& mask : value_masks_) columns.signatures().add_covering(mask, i, possible);
    block &= possible;
  });
}

// People give a number's beginning with or without its calling code. Its first zero was taken from
// what they gave, but in Italy it belongs to the number, and where no code is known it is kept.
void Matcher::keep_phone(const Columns& columns, KeySet& keys) const {
  const auto matches = [&](std::string_view number) {
    return matches_value(number) || (number.starts_with('0') && matches_value(number.substr(1)));
  };
  keys.filter([&](ContactKey key) {
    const std::string_view phone = columns.phone(key), code = columns.country_code(key);
    if (matches(phone)) return true;
    return !code.empty() && phone.starts_with(code.substr(1)) &&
           matches(phone.substr(code.size() - 1));
  });
}

bool Matcher::matches_value(std::string_view text) const {
  return std::ranges::any_of(filter_.values, [&](const std::string& value) {
    // A phone's needle is empty where the person gave no digits: that is in no phone.
    if (value.empty() && filter_.field == Field::phone) return false;
    switch (filter_.op) {
      case Operator::contains:
        return contains_text(text, value);
      case Operator::starts_with:
        return text.starts_with(value);
      case Operator::ends_with:
        return text.ends_with(value);
      default:
        return text == value;
    }
  });
}

// Those that no contact has are left out.
std::vector<uint32_t> Matcher::find_values(const TextPool& pool) const {
  std::vector<uint32_t> numbers;
  for (const std::string& value : filter_.values) {
    if (const auto known = pool.find(value)) numbers.push_back(*known);
  }
  return numbers;
}

// Countries and sources are numbers, and a condition names few of them.
void Matcher::keep_numbers(const Columns& columns, uint32_t (Columns::*number)(ContactKey) const,
                           KeySet& keys) const {
  if (filter_.op == Operator::empty) {
    return keys.filter(
        [&](ContactKey key) { return ((columns.*number)(key) == 0) == filter_.flag; });
  }
  const std::vector<uint32_t> wanted = find_values(columns.pool());
  keys.filter([&](ContactKey key) {
    return std::ranges::find(wanted, (columns.*number)(key)) != wanted.end();
  });
}

void Matcher::keep_tags(const Columns& columns, KeySet& keys) const {
  if (filter_.op == Operator::empty) {
    return keys.filter([&](ContactKey key) {
      bool is_empty = true;
      columns.for_each_tag(key, [&](uint32_t) { is_empty = false; });
      return is_empty == filter_.flag;
    });
  }
  const std::vector<uint32_t> wanted = find_values(columns.pool());
  keys.filter([&](ContactKey key) {
    return std::ranges::any_of(wanted, [&](uint32_t tag) { return columns.has_tag(key, tag); });
  });
}

void Matcher::keep_attribute(const Columns& columns, KeySet& keys) const {
  const auto value_of = [&](ContactKey key) { return columns.attribute(key, filter_.attribute); };
  if (filter_.op == Operator::empty) {
    return keys.filter([&](ContactKey key) { return value_of(key).empty() == filter_.flag; });
  }
  std::string folded;
  keys.filter([&](ContactKey key) {
    const std::string_view value = value_of(key);
    if (value.empty()) return false;
    fold(folded, value);
    folded.append(kSearchPadding, '\0');
    return matches_value(std::string_view(folded).substr(0, folded.size() - kSearchPadding));
  });
}

void Matcher::keep_time(const Columns& columns, KeySet& keys) const {
  keys.filter([&](ContactKey key) { return is_in_time(columns.time(key, filter_.field)); });
}

bool Matcher::is_in_time(std::optional<Timestamp> time) const {
  const bool is_between = time && *time >= filter_.from && *time < filter_.to;
  switch (filter_.op) {
    case Operator::empty:
      return !time == filter_.flag;
    case Operator::before:
      return time && *time < filter_.from;
    case Operator::after:
      return time && *time >= filter_.from;
    case Operator::last_days:
      return is_between || (time && *time == filter_.to);
    case Operator::not_in_last_days:
      return !(is_between || (time && *time == filter_.to));
    default:
      return is_between;
  }
}

}  // namespace kartei
