#include "query/filter.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kartei {
namespace {

constexpr std::array<std::string_view, 8> kOperatorNames = {
    "contains", "starts_with", "equals", "any_of", "empty", "before", "after", "between"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits of a text that is written as a phone number, in the form that Columns::phone has: without
// signs and without the 0 or 00 in front, which stand for the calling code there. Empty for other
// texts.
std::string phone_digits(std::string_view text) {
  constexpr std::string_view kSigns = "+-/.() ";
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) {
      digits.push_back(c);
    } else if (kSigns.find(c) == std::string_view::npos) {
      return {};
    }
  }
  const size_t first = digits.find_first_not_of('0');
  // Zeros alone are looked for as they are.
  return first == std::string::npos ? digits : digits.substr(std::min(first, size_t{2}));
}

}  // namespace

std::string_view operator_name(Operator op) { return kOperatorNames[static_cast<size_t>(op)]; }

std::optional<Operator> find_operator(std::string_view name) {
  const auto found = std::ranges::find(kOperatorNames, name);
  if (found == kOperatorNames.end()) return std::nullopt;
  return static_cast<Operator>(found - kOperatorNames.begin());
}

bool has_operator(Field field, Operator op) {
  switch (field) {
    case Field::name:
    case Field::email:
    case Field::phone:
      return op == Operator::contains || op == Operator::starts_with || op == Operator::equals ||
             op == Operator::empty;
    case Field::country_code:
      return op == Operator::equals || op == Operator::any_of || op == Operator::empty;
    case Field::created_at:
    case Field::updated_at:
    case Field::last_contact_at:
      return op == Operator::before || op == Operator::after || op == Operator::between ||
             op == Operator::empty;
    default:
      return false;
  }
}

Matcher::Matcher(const Filter& filter) : filter_(filter) {
  for (const Filter& child : filter_.children) children_.emplace_back(child);
  filter_.children.clear();
  if (filter_.kind == Filter::Kind::text) {
    // "0151 / 234 567" is one number, not three words.
    const std::string number = phone_digits(filter_.text);
    const std::string folded = fold(filter_.text);
    if (number.size() >= 3) {
      words_.push_back({.folded = std::string(trim(folded)), .digits = number});
      return;
    }
    for (size_t start = 0; start < folded.size();) {
      const size_t end = std::min(folded.find(' ', start), folded.size());
      const std::string word = folded.substr(start, end - start);
      if (!word.empty()) words_.push_back({.folded = word, .digits = phone_digits(word)});
      start = end + 1;
    }
  } else if (filter_.field == Field::phone) {
    for (std::string& value : filter_.values) value = phone_digits(value);
  } else if (filter_.field == Field::name || filter_.field == Field::email) {
    for (std::string& value : filter_.values) value = fold(value);
  }
}

bool Matcher::matches(const Columns& columns, ContactKey key) const {
  const auto child_matches = [&](const Matcher& child) { return child.matches(columns, key); };
  switch (filter_.kind) {
    case Filter::Kind::all:
      return std::ranges::all_of(children_, child_matches);
    case Filter::Kind::any:
      return std::ranges::any_of(children_, child_matches);
    case Filter::Kind::negation:
      return std::ranges::none_of(children_, child_matches);
    case Filter::Kind::text:
      return matches_text(columns, key);
    case Filter::Kind::condition:
      return matches_condition(columns, key);
  }
  return false;
}

bool Matcher::matches_text(const Columns& columns, ContactKey key) const {
  return std::ranges::all_of(words_, [&](const Word& word) {
    return columns.name(key).contains(word.folded) || columns.email(key).contains(word.folded) ||
           (!word.digits.empty() && columns.phone(key).contains(word.digits));
  });
}

bool Matcher::matches_time(std::optional<Timestamp> time) const {
  if (filter_.op == Operator::empty) return !time == filter_.flag;
  if (!time) return false;
  if (filter_.op == Operator::before) return *time < filter_.from;
  if (filter_.op == Operator::after) return *time >= filter_.from;
  return *time >= filter_.from && *time < filter_.to;
}

bool Matcher::matches_value(std::string_view text) const {
  if (filter_.op == Operator::empty) return text.empty() == filter_.flag;
  return std::ranges::any_of(filter_.values, [&](const std::string& value) {
    // A phone's needle is empty where the person gave no digits: that is in no phone.
    if (value.empty() && filter_.field == Field::phone) return false;
    if (filter_.op == Operator::contains) return text.contains(value);
    if (filter_.op == Operator::starts_with) return text.starts_with(value);
    return text == value;
  });
}

bool Matcher::matches_condition(const Columns& columns, ContactKey key) const {
  switch (filter_.field) {
    case Field::name:
      return matches_value(columns.name(key));
    case Field::email:
      return matches_value(columns.email(key));
    case Field::country_code:
      return matches_value(columns.country_code(key));
    case Field::phone: {
      // People give a number's beginning with or without its calling code.
      const std::string_view phone = columns.phone(key);
      const std::string_view code = columns.country_code(key);
      if (matches_value(phone) || filter_.op == Operator::empty) return matches_value(phone);
      return !code.empty() && phone.starts_with(code.substr(1)) &&
             matches_value(phone.substr(code.size() - 1));
    }
    default:
      return matches_time(columns.time(key, filter_.field));
  }
}

}  // namespace kartei
