#include "contact/phone_text.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "base/text.h"

namespace kartei {
namespace {

using Characters = std::span<const char32_t>;
using View = std::u32string_view;

View view(Characters characters) { return {characters.data(), characters.size()}; }

bool is_within(char32_t c) { return is_phone_separator(c) || c == '*'; }

// A-Z, a-z, and what the labels of extensions have besides.
char32_t to_lower(char32_t c) {
  if (is_ascii_upper(c) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0x0410 && c <= 0x042F)) {
    return c + 0x20;
  }
  return c == 0x00D3 ? 0x00F3 : c;
}

bool ends_with_folded(Characters text, View label) {
  return text.size() >= label.size() &&
         std::ranges::equal(text.last(label.size()), label, {}, to_lower);
}

bool is_gap(char32_t c) { return c == ' ' || c == 0xA0 || c == '\t'; }

// Where the run of `is_member` that ends at `end` begins.
template <class IsMember>
size_t run_start(Characters text, size_t end, IsMember is_member) {
  while (end > 0 && is_member(text[end - 1])) --end;
  return end;
}

// --- extensions: read from the end, since their digits are the last ones -----------------------

constexpr View kExplicitLabels[] = {U"extensio\u0301n",
                                    U"extensio\u0301",
                                    U"extensi\u00F3n",
                                    U"extensi\u00F3",
                                    U"extension",
                                    U"extensio",
                                    U"extensin",
                                    U"extensi",
                                    U"extn",
                                    U"ext",
                                    U"xtensio\u0301n",
                                    U"xtensio\u0301",
                                    U"xtensi\u00F3n",
                                    U"xtensi\u00F3",
                                    U"xtension",
                                    U"xtensio",
                                    U"xtensin",
                                    U"xtensi",
                                    U"xtn",
                                    U"xt",
                                    U"\uFF45\uFF58\uFF54\uFF4E",
                                    U"\uFF45\uFF58\uFF54",
                                    U"\uFF58\uFF54\uFF4E",
                                    U"\uFF58\uFF54",
                                    U"\u0434\u043E\u0431",
                                    U"anexo"};
constexpr View kAmbiguousLabels[] = {U"x", U"\uFF58", U"#",   U"\uFF03",
                                     U"~", U"\uFF5E", U"int", U"\uFF49\uFF4E\uFF54"};

// How many digits an extension can have: after a word that says so, after what is likely one, after
// a sign that can mean something else, and without any.
constexpr size_t kAfterExplicit = 20, kAfterLikely = 15, kAfterAmbiguous = 9, kWhenNotSure = 6;

// Where an extension begins that is introduced by one of the forms; `label` is where what
// introduces it does, which what only separates can stand before.
struct Introduction {
  size_t start;
  size_t label;
};

class ExtensionReader {
 public:
  explicit ExtensionReader(Characters text) : text_(text) {
    size_t end = text.size();
    has_hash_ = end > 0 && text[end - 1] == '#';
    if (has_hash_) --end;
    begin_ = run_start(text, end, [](char32_t c) { return digit_value(c) >= 0; });
    digits_ = text.subspan(begin_, end - begin_);
  }

  Characters digits() const { return digits_; }

  // Calls visit with every way in which the digits can be introduced.
  template <class Visit>
  void for_each(Visit visit) const {
    if (digits_.empty() || digits_.size() > kAfterExplicit) return;
    const Characters before = text_.first(begin_);
    if (!has_hash_ && ends_with(before, U";ext=")) visit(at(begin_ - 5));
    american(before, visit);
    const size_t after =
        run_start(text_, begin_, [](char32_t c) { return is_gap(c) || c == ',' || c == '-'; });
    size_t label_end = after;
    if (label_end > 0 && is_stop(text_[label_end - 1])) --label_end;
    labels(text_.first(after), visit);
    if (label_end != after) labels(text_.first(label_end), visit);
    dialling(after, label_end, visit);
  }

 private:
  static bool is_stop(char32_t c) { return c == ':' || c == '.' || c == 0xFF0E; }
  static Introduction at(size_t start) { return {start, start}; }
  static bool ends_with(Characters text, View words) {
    return text.size() >= words.size() && std::ranges::equal(text.last(words.size()), words);
  }

  // "- 12#"
  template <class Visit>
  void american(Characters before, Visit visit) const {
    const auto is_separator = [](char32_t c) { return c == '-' || c == ' '; };
    const size_t start = run_start(text_, before.size(), is_separator);
    if (has_hash_ && start < before.size() && digits_.size() <= kWhenNotSure)
      visit({start, before.size() - 1});
  }

  template <class Visit>
  void labels(Characters before, Visit visit) const {
    const auto try_all = [&](std::span<const View> all, size_t limit) {
      if (digits_.size() > limit) return;
      for (const View label : all) {
        if (!ends_with_folded(before, label)) continue;
        const size_t start = before.size() - label.size();
        visit({run_start(text_, start, [](char32_t c) { return is_gap(c) || c == ','; }), start});
      }
    };
    try_all(kExplicitLabels, kAfterExplicit);
    try_all(kAmbiguousLabels, kAfterAmbiguous);
  }

  // ",," and ";" dial on by themselves; commas alone may.
  template <class Visit>
  void dialling(size_t after, size_t label_end, Visit visit) const {
    if (digits_.size() > kAfterLikely) return;
    const bool is_short = digits_.size() <= kAfterAmbiguous;
    const auto introduce = [&](size_t label) { visit({run_start(text_, label, is_gap), label}); };
    for (const size_t end : {after, label_end}) {
      if (end > 0 && text_[end - 1] == ';') introduce(end - 1);
      const size_t commas = run_start(text_, end, [](char32_t c) { return c == ','; });
      if (end - commas >= (is_short ? 1u : 2u)) introduce(commas);
      if (label_end == after) break;
    }
    for (size_t i = after; i < begin_; ++i) {
      const bool is_double = i + 1 < begin_ && text_[i + 1] == ',';
      if (text_[i] != ',' || !(is_short || is_double)) continue;
      introduce(i);
      return;
    }
  }

  Characters text_;
  Characters digits_;
  size_t begin_ = 0;
  bool has_hash_ = false;
};

// --- RFC 3966 ----------------------------------------------------------------------------------

bool is_global_number(Characters context) {
  if (context.empty() || context[0] != '+') return false;
  bool has_digit = false;
  for (const char32_t c : context.subspan(1)) {
    const bool is_digit = digit_value(c) >= 0;
    if (!is_digit && c != '-' && c != '.' && c != '(' && c != ')') return false;
    has_digit = has_digit || is_digit;
  }
  return has_digit;
}

bool is_domain_name(Characters name) {
  if (!name.empty() && name.back() == '.') name = name.first(name.size() - 1);
  while (true) {
    const size_t end = std::min(view(name).find(U'.'), name.size());
    const Characters label = name.first(end);
    const auto is_inner = [](char32_t c) {
      return is_ascii_letter(c) || digit_value(c) >= 0 || c == '-';
    };
    if (label.empty() || label.front() == '-' || label.back() == '-') return false;
    if (!std::ranges::all_of(label, is_inner)) return false;
    if (end == name.size()) return is_ascii_letter(label.front());
    name = name.subspan(end + 1);
  }
}

void append_possible_number(Characters text, PhoneText& number) {
  const auto first =
      std::ranges::find_if(text, [](char32_t c) { return is_plus(c) || digit_value(c) >= 0; });
  Characters found(first, text.end());
  const auto is_unwanted = [](char32_t c) {
    return digit_value(c) < 0 && !is_ascii_letter(c) && c != '#';
  };
  found = found.first(run_start(found, found.size(), is_unwanted));
  // "1234 / x5678" is two numbers.
  for (size_t i = 0; i < found.size(); ++i) {
    if (found[i] != '/' && found[i] != '\\') continue;
    size_t next = i + 1;
    while (next < found.size() && found[next] == ' ') ++next;
    if (next < found.size() && found[next] == 'x') {
      found = found.first(i);
      break;
    }
  }
  number.append(found);
}

char keypad_digit(char32_t letter) {
  constexpr std::string_view kDigits = "22233344455566677778889999";
  return kDigits[to_lower(letter) - 'a'];
}

}  // namespace

bool is_phone_separator(char32_t c) {
  if (c < 0x80)
    return c == '-' || c == 'x' || c == ' ' || c == '(' || c == ')' || c == '[' || c == ']' ||
           c == '.' || c == '/' || c == '~';
  return (c >= 0x2010 && c <= 0x2015) || (c >= 0xFF0D && c <= 0xFF0F) ||
         View(
             U"\u2212\u30FC\u00A0\u00AD\u200B\u2060\u3000\uFF08\uFF09\uFF3B\uFF3D\u2053\u223C"
             U"\uFF5E")
                 .find(c) != View::npos;
}

bool is_plus(char32_t c) { return c == '+' || c == 0xFF0B; }

int digit_value(char32_t c) {
  if (c < 0x80) return is_ascii_digit(c) ? static_cast<int>(c - '0') : -1;
  for (const char32_t zero : {U'\uFF10', U'\u0660', U'\u06F0'}) {
    if (c >= zero && c <= zero + 9) return static_cast<int>(c - zero);
  }
  return -1;
}

bool PhoneText::assign(std::string_view utf8) {
  size_ = 0;
  size_t units = 0;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    units += c > 0xFFFF ? 2 : 1;
    if (units > kMaxPhoneText) return false;
    characters_[size_++] = c;
  }
  return true;
}

void PhoneText::append(Characters characters) {
  std::ranges::copy(characters, characters_.begin() + static_cast<std::ptrdiff_t>(size_));
  size_ += characters.size();
}

bool find_number(Characters text, PhoneText& number) {
  constexpr View kContext = U";phone-context=", kScheme = U"tel:", kSubaddress = U";isub=";
  number.cut(0);
  const View words = view(text);
  const size_t context_at = words.find(kContext);
  if (context_at == View::npos) {
    append_possible_number(text, number);
  } else {
    const size_t begin = context_at + kContext.size();
    const Characters context =
        text.subspan(begin, std::min(words.find(U';', begin), text.size()) - begin);
    if (!is_global_number(context) && !is_domain_name(context)) return false;
    if (context[0] == '+') number.append(context);
    const size_t scheme = words.find(kScheme);
    const size_t start = scheme == View::npos ? 0 : scheme + kScheme.size();
    number.append(
        text.subspan(std::min(start, context_at), context_at - std::min(start, context_at)));
  }
  const size_t subaddress = view(number.characters()).find(kSubaddress);
  if (subaddress != View::npos && subaddress > 0) number.cut(subaddress);
  return true;
}

bool is_viable(Characters number) {
  if (number.size() < 2) return false;
  const auto is_digit = [](char32_t c) { return digit_value(c) >= 0; };
  if (number.size() == 2 && is_digit(number[0]) && is_digit(number[1])) return true;
  size_t at = 0;
  while (at < number.size() && is_plus(number[at])) ++at;
  int digits = 0;
  for (; at < number.size() && digits < 3; ++at) {
    if (is_digit(number[at])) {
      ++digits;
    } else if (!is_within(number[at])) {
      return false;
    }
  }
  if (digits < 3) return false;
  const size_t third = at;
  while (at < number.size() &&
         (is_digit(number[at]) || is_ascii_letter(number[at]) || is_within(number[at])))
    ++at;
  if (at == number.size()) return true;
  // What no number has must belong to an extension.
  bool is_introduced = false;
  ExtensionReader(number).for_each([&](const Introduction& found) {
    is_introduced = is_introduced || (found.start <= at && found.label >= third);
  });
  return is_introduced;
}

PhoneExtension find_extension(Characters number) {
  const ExtensionReader reader(number);
  size_t start = number.size();
  reader.for_each([&](const Introduction& found) { start = std::min(start, found.start); });
  if (start == number.size() || !is_viable(number.first(start))) return {number.size(), {}};
  return {start, reader.digits()};
}

void append_digits(Characters characters, PhoneDigits& digits) {
  const bool has_words = std::ranges::count_if(characters, is_ascii_letter) >= 3;
  for (const char32_t c : characters) {
    if (const int digit = digit_value(c); digit >= 0) {
      digits.append(static_cast<char>('0' + digit));
    } else if (has_words && is_ascii_letter(c)) {
      digits.append(keypad_digit(c));
    }
  }
}

bool read_plain_phone(std::string_view text, PlainPhone& plain) {
  if (text.size() > kMaxPhoneText) return false;
  plain.has_plus = false;
  plain.digits.clear();
  for (const char c : text) {
    if (is_ascii_digit(c)) {
      plain.digits.append(c);
    } else if (c == '+' && !plain.has_plus && plain.digits.view().empty()) {
      plain.has_plus = true;
    } else if (c != ' ' && c != '-' && c != '.' && c != '/' && c != '(' && c != ')') {
      return false;
    }
  }
  return plain.digits.view().size() >= 3;
}

}  // namespace kartei
