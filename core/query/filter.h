// Which contacts a person wants to see: a tree of conditions. query/matcher.h answers it.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"

namespace kartei {

enum class Operator : uint8_t {
  contains,
  starts_with,
  ends_with,
  equals,
  any_of,
  empty,
  // Something stands there, and it is (or is not) what the field is for.
  valid,
  invalid,
  before,
  after,
  between,
  last_days,
  not_in_last_days,
  has_tag,
  in_import,
};

inline constexpr std::array kAllOperators = {
    Operator::contains, Operator::starts_with, Operator::ends_with,
    Operator::equals,   Operator::any_of,      Operator::empty,
    Operator::valid,    Operator::invalid,     Operator::before,
    Operator::after,    Operator::between,     Operator::last_days,
    Operator::has_tag,  Operator::in_import,   Operator::not_in_last_days,
};

std::string_view operator_name(Operator op);
std::optional<Operator> find_operator(std::string_view name);

// Whether a field can be asked with an operator. name, email, phone: contains, starts_with,
// ends_with, equals, any_of, empty; email and phone also valid, invalid. country_code and source:
// equals, any_of, empty. Dates: before, after, between, last_days, not_in_last_days, empty. tags:
// has_tag, any_of, empty. attributes (one of them, by its name): contains, starts_with, ends_with,
// equals, any_of, empty. none (of the contact as a whole): in_import.
bool has_operator(Field field, Operator op);

class KeySet;

struct Filter {
  enum class Kind : uint8_t { all, any, negation, text, segment, condition };
  Kind kind = Kind::all;
  // all, any: all of / one of these (no children: every contact / none). negation: not the only
  // one.
  std::vector<Filter> children = {};
  // text: words in any order, each in name, e-mail or phone; "in quotes" as it stands. segment: its
  // id; somebody has to put its filter there as the only child, or its members.
  std::string text = {};
  // segment: of one that is a list. Other members are another object.
  std::shared_ptr<const KeySet> members = {};
  // condition
  Field field = Field::none;
  Operator op = Operator::contains;
  // The attribute's name, where field is attributes.
  std::string attribute = {};
  std::vector<std::string> values = {};
  // before: time < from. after: time >= from. between: from <= time < to.
  Timestamp from = 0, to = 0;
  // last_days: the last so many times 24 hours, what is yet to come not counted. not_in_last_days:
  // all others, those without a date too. in_import: the journal entry.
  int64_t number = 0;
  // empty: whether it should be.
  bool flag = true;

  bool operator==(const Filter&) const = default;
};

// Whether `filter` can match only what `wider` matches, because it is the same but for letters that
// were typed behind the last word of its text. False where that is not certain.
bool is_narrower(const Filter& filter, const Filter& wider);

}  // namespace kartei
