#include "query/filter.h"

#include <algorithm>

#include "base/ascii.h"

namespace kartei {
namespace {

// In the order of Operator.
constexpr std::array<std::string_view, kAllOperators.size()> kOperatorNames = {
    "contains", "starts_with", "ends_with",        "equals",  "any_of",
    "empty",    "valid",       "invalid",          "before",  "after",
    "between",  "last_days",   "not_in_last_days", "has_tag", "in_import"};

// Letters alone: a digit more can change what a word looks for in phones, and a quote what is one.
bool is_typed_on(std::string_view text, std::string_view before) {
  if (before.empty() || !text.starts_with(before) || text.contains('"')) return false;
  return is_ascii_letter(before.back()) &&
         std::ranges::all_of(text.substr(before.size()), is_ascii_letter);
}

}  // namespace

std::string_view operator_name(Operator op) { return kOperatorNames[static_cast<size_t>(op)]; }

std::optional<Operator> find_operator(std::string_view name) {
  const auto found = std::ranges::find(kOperatorNames, name);
  if (found == kOperatorNames.end()) return std::nullopt;
  return static_cast<Operator>(found - kOperatorNames.begin());
}

bool has_operator(Field field, Operator op) {
  using enum Operator;
  const bool is_choice = op == equals || op == any_of || op == empty;
  const bool is_text = is_choice || op == contains || op == starts_with || op == ends_with;
  switch (field) {
    case Field::name:
    case Field::attributes:
      return is_text;
    case Field::email:
    case Field::phone:
      return is_text || op == valid || op == invalid;
    case Field::country_code:
    case Field::source:
      return is_choice;
    case Field::created_at:
    case Field::updated_at:
    case Field::last_contact_at:
      return op == before || op == after || op == between || op == last_days ||
             op == not_in_last_days || op == empty;
    case Field::tags:
      return op == has_tag || op == any_of || op == empty;
    case Field::none:
      return op == in_import;
    default:
      return false;
  }
}

bool is_narrower(const Filter& filter, const Filter& wider) {
  if (filter.kind == Filter::Kind::text && wider.kind == Filter::Kind::text) {
    return is_typed_on(filter.text, wider.text);
  }
  const bool are_all = filter.kind == Filter::Kind::all && wider.kind == Filter::Kind::all;
  if (!are_all || filter.children.size() != wider.children.size()) return filter == wider;
  return std::ranges::equal(filter.children, wider.children, is_narrower);
}

}  // namespace kartei
