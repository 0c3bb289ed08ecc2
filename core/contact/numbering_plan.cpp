#include "contact/numbering_plan.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "base/ascii.h"
#include "base/varints.h"
#include "phone_tables.h"

namespace kartei {
namespace {

// One step is one load: unpacked once, a quarter of a megabyte.
struct Node {
  std::array<uint16_t, 10> next{};
  uint16_t label = 0;
};

using Nodes = std::vector<Node>;

// The nodes out of their columns, as cmake/tables/phone/pack.mjs describes them.
Nodes unpack_nodes(size_t count_of_all, Varints labels, std::span<const uint8_t> digits,
                   Varints targets) {
  // Nodes that nothing has led to yet, and those that more than one leads to.
  std::vector<uint16_t> untouched, shared;
  const auto read_target = [&] {
    const uint32_t back = targets.read();
    if (back < 2) {
      const uint16_t target = untouched.back();
      untouched.pop_back();
      if (back == 1) shared.push_back(target);
      return target;
    }
    const auto place = shared.end() - (back - 1);
    std::rotate(place, place + 1, shared.end());
    return shared.back();
  };

  Nodes nodes(count_of_all);
  for (size_t i = 1; i < count_of_all; ++i) {
    Node& node = nodes[i];
    node.label = static_cast<uint16_t>(labels.read());
    std::array<uint8_t, 10> places{};
    size_t count = 0;
    for (size_t digit = 0; digit < 10; ++digit) {
      const uint32_t pair = digits[(i - 1) * 5 + digit / 2];
      places[digit] = (digit % 2 == 0 ? pair : pair >> 4) & 15;
      if (places[digit] < 10) count = std::max<size_t>(count, places[digit] + 1);
    }
    // The last place stays 0: where 15 leads.
    std::array<uint16_t, 16> all{};
    while (count > 0) all[--count] = read_target();
    for (size_t digit = 0; digit < 10; ++digit) node.next[digit] = all[places[digit]];
    untouched.push_back(static_cast<uint16_t>(i));
  }
  return nodes;
}

const Nodes& nodes() {
  static const Nodes all = unpack_nodes(kPhoneNodes, Varints(kPhoneNodeLabels), kPhoneNodeDigits,
                                        Varints(kPhoneNodeTargets));
  return all;
}

const Nodes& format_nodes() {
  static const Nodes all = unpack_nodes(kFormatNodes, Varints(kFormatNodeLabels), kFormatNodeDigits,
                                        Varints(kFormatNodeTargets));
  return all;
}

size_t digit_of(char c) { return static_cast<size_t>(c - '0'); }

// The label where all the digits lead; 0 where they lead nowhere.
uint32_t label_of(const Nodes& all, uint16_t node, std::string_view digits) {
  for (const char digit : digits) {
    node = all[node].next[digit_of(digit)];
    if (node == 0) return 0;
  }
  return all[node].label;
}

PrefixMatch match_prefix(uint16_t node, std::string_view digits) {
  PrefixMatch best;
  if (node == 0) return best;
  const auto& all = nodes();
  for (size_t i = 0;; ++i) {
    const PrefixOutcome& outcome = kPrefixOutcomes[all[node].label];
    const bool ends = i == digits.size();
    const PrefixMatch& match = ends ? outcome.ends : outcome.goes_on;
    if (match.length >= 0) best = match;
    if (ends) return best;
    node = all[node].next[digit_of(digits[i])];
    if (node == 0) return best;
  }
}

struct CodePlaces {
  uint16_t first = 0, count = 0;
};

// By the number that a calling code is: where its plans stand.
constexpr auto kCodePlaces = [] {
  std::array<CodePlaces, 1000> all{};
  for (uint16_t i = 0; i < std::size(kNumberingPlans); ++i) {
    size_t number = 0;
    for (const char digit : kNumberingPlans[i].code()) number = number * 10 + (digit - '0');
    if (all[number].count++ == 0) all[number].first = i;
  }
  return all;
}();

uint32_t has_length(uint8_t place, size_t digits) {
  return digits < 32 ? kLengthMasks[place] >> digits & 1 : 0;
}

}  // namespace

std::string_view phone_type_name(PhoneType type) {
  constexpr std::array<std::string_view, 12> kNames = {
      "FIXED_LINE",      "MOBILE", "TOLL_FREE", "PREMIUM_RATE", "SHARED_COST",          "VOIP",
      "PERSONAL_NUMBER", "PAGER",  "UAN",       "VOICEMAIL",    "FIXED_LINE_OR_MOBILE", "UNKNOWN"};
  return kNames[static_cast<size_t>(type)];
}

std::string_view NumberFormat::national() const { return kFormatTemplates[templates.national]; }
std::string_view NumberFormat::international() const {
  return kFormatTemplates[templates.international];
}

uint32_t NumberingPlan::national_lengths() const { return kLengthMasks[lengths[0]]; }
uint32_t NumberingPlan::local_lengths() const { return kLengthMasks[lengths[1]]; }

bool NumberingPlan::matches(std::string_view national) const {
  return (label_of(kartei::nodes(), nodes.number, national) & 1) != 0;
}

PhoneType NumberingPlan::type_of(std::string_view national) const {
  const uint32_t label = label_of(kartei::nodes(), nodes.number, national);
  if (!(label & 1) || !has_length(lengths[0], national.size())) return PhoneType::unknown;
  const auto is_of = [&](PhoneType type) {
    const auto place = static_cast<size_t>(type);
    return (label >> (place + 1) & 1) && has_length(lengths[2 + place], national.size());
  };
  using enum PhoneType;
  for (const PhoneType type :
       {premium_rate, toll_free, shared_cost, voip, personal_number, pager, uan, voicemail}) {
    if (is_of(type)) return type;
  }
  if (is_of(fixed_line)) return is_of(mobile) ? fixed_line_or_mobile : fixed_line;
  return is_of(mobile) ? mobile : unknown;
}

bool NumberingPlan::starts_with_leading_digits(std::string_view national) const {
  const auto& all = kartei::nodes();
  uint16_t node = nodes.leading_digits;
  for (const char digit : national) {
    if (all[node].label) break;
    node = all[node].next[digit_of(digit)];
  }
  return all[node].label != 0;
}

PrefixMatch NumberingPlan::match_international_prefix(std::string_view digits) const {
  return match_prefix(nodes.international_prefix, digits);
}

PrefixMatch NumberingPlan::match_national_prefix(std::string_view digits) const {
  return match_prefix(nodes.national_prefix, digits);
}

const NumberFormat* NumberingPlan::find_format(std::string_view national,
                                               bool is_international) const {
  const uint32_t label = label_of(format_nodes(), nodes.format, national);
  const uint32_t number = is_international ? label >> 6 : label & 63;
  return number == 0 ? nullptr : &kNumberFormats[first_format + number - 1];
}

std::span<const NumberingPlan> numbering_plans() { return kNumberingPlans; }

std::span<const NumberingPlan> plans_of_code(std::string_view code) {
  if (code.empty() || code.size() > kMaxCodeDigits) return {};
  size_t number = 0;
  for (const char digit : code) {
    if (digit < '0' || digit > '9') return {};
    number = number * 10 + digit_of(digit);
  }
  // No code begins with 0, so a number has one way of being written.
  const auto [first, count] = code[0] == '0' ? CodePlaces{} : kCodePlaces[number];
  return std::span(kNumberingPlans).subspan(first, count);
}

std::string_view leading_calling_code(std::string_view digits) {
  // Codes are prefix-free, and none begins with 0.
  size_t number = 0;
  for (size_t i = 0; i < std::min(kMaxCodeDigits, digits.size()); ++i) {
    number = number * 10 + digit_of(digits[i]);
    if (number == 0) break;
    const auto [first, count] = kCodePlaces[number];
    if (count != 0) return kNumberingPlans[first].code();
  }
  return {};
}

const NumberingPlan* find_plan(std::string_view region) {
  // By the two letters; the plan's number + 1.
  static const auto places = [] {
    std::array<uint16_t, 26 * 26> all{};
    for (size_t i = 0; i < std::size(kNumberingPlans); ++i) {
      const std::string_view name = kNumberingPlans[i].region();
      if (name.size() == 2)
        all[(name[0] - 'A') * 26 + (name[1] - 'A')] = static_cast<uint16_t>(i + 1);
    }
    return all;
  }();
  if (region.size() != 2 || !is_ascii_upper(region[0]) || !is_ascii_upper(region[1]))
    return nullptr;
  const uint16_t place = places[(region[0] - 'A') * 26 + (region[1] - 'A')];
  return place == 0 ? nullptr : &kNumberingPlans[place - 1];
}

}  // namespace kartei
