// Which contacts a person wants to see: a tree of conditions, and the test whether one matches.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"
#include "query/columns.h"

namespace kartei {

enum class Operator : uint8_t {
  contains,
  starts_with,
  equals,
  any_of,
  empty,
  before,
  after,
  between,
};

inline constexpr std::array kAllOperators = {
    Operator::contains, Operator::starts_with, Operator::equals, Operator::any_of,
    Operator::empty,    Operator::before,      Operator::after,  Operator::between};

std::string_view operator_name(Operator op);
std::optional<Operator> find_operator(std::string_view name);

// Whether a field can be asked with an operator: text with contains, starts_with, equals, empty;
// country_code with equals, any_of, empty; dates with before, after, between, empty.
bool has_operator(Field field, Operator op);

struct Filter {
  enum class Kind : uint8_t { all, any, negation, text, condition };
  Kind kind = Kind::all;
  // all, any: all of / one of these (no children: every contact / none). negation: not the only
  // one.
  std::vector<Filter> children = {};
  // text: words in any order, each in name, e-mail or phone.
  std::string text = {};
  // condition
  Field field = Field::none;
  Operator op = Operator::contains;
  std::vector<std::string> values = {};
  // before: time < from. after: time >= from. between: from <= time < to.
  Timestamp from = 0, to = 0;
  // empty: whether it should be.
  bool flag = true;

  bool operator==(const Filter&) const = default;
};

// A filter made ready for many contacts: needles are folded once.
class Matcher {
 public:
  explicit Matcher(const Filter& filter);
  bool matches(const Columns& columns, ContactKey key) const;

 private:
  struct Word {
    std::string folded;
    // What the word looks for in a phone; empty where it looks for none.
    std::string digits;
  };
  bool matches_text(const Columns& columns, ContactKey key) const;
  bool matches_condition(const Columns& columns, ContactKey key) const;
  bool matches_value(std::string_view text) const;
  bool matches_time(std::optional<Timestamp> time) const;

  Filter filter_;
  std::vector<Matcher> children_;
  std::vector<Word> words_;
};

}  // namespace kartei
