// Numbering plans: what a number of a country can be, and how it is written. Source:
// libphonenumber's metadata, its patterns made into automata at build time
// (cmake/tables/phone_tables.mjs).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace kartei {

// Of a calling code (ITU-T E.164, 6.2.1).
inline constexpr size_t kMaxCodeDigits = 3;

// As libphonenumber tells them apart.
enum class PhoneType : uint8_t {
  fixed_line,
  mobile,
  toll_free,
  premium_rate,
  shared_cost,
  voip,
  personal_number,
  pager,
  uan,
  voicemail,
  // Where fixed lines and mobiles have the same numbers.
  fixed_line_or_mobile,
  unknown,
};
inline constexpr size_t kPlannedPhoneTypes = static_cast<size_t>(PhoneType::voicemail) + 1;

// "FIXED_LINE"
std::string_view phone_type_name(PhoneType type);

// A match at the start of some digits.
struct PrefixMatch {
  // -1 where there is none.
  int8_t length = -1;
  // How many groups the pattern has, and where they begin and end; -1 for one without a part.
  int8_t groups = 0;
  std::array<std::array<int8_t, 2>, 3> group = {};
};

// What matches if the digits go on, and if they end here.
struct PrefixOutcome {
  PrefixMatch goes_on, ends;
};

// How a number is divided: groups of at least and at most so many digits, the first ones as long as
// the others allow.
struct NumberFormat {
  uint8_t groups;
  std::array<std::array<uint8_t, 2>, 6> lengths;
  // Places of how it is written within its country, and after a calling code.
  struct Templates {
    uint8_t national, international;
  } templates;

  // "0$1 $2", where $1 is the first group.
  std::string_view national() const;
  std::string_view international() const;
};

// A text that stands in the table itself, which is compressed better than pointers to texts are.
template <size_t kCapacity>
class TableText {
 public:
  consteval TableText(const char* text) {
    for (; text[size_] != 0; ++size_) characters_[size_] = text[size_];
  }
  constexpr operator std::string_view() const { return {characters_.data(), size_}; }

 private:
  uint8_t size_ = 0;
  std::array<char, kCapacity> characters_{};
};

struct NumberingPlan {
  struct Texts {
    TableText<3> region, code;
    TableText<2> national_prefix;
    TableText<6> transform;
    TableText<7> extension_prefix;
  } texts;
  // Where its automata begin; that of the formats is among nodes of its own.
  struct Nodes {
    uint16_t number, leading_digits, format, international_prefix, national_prefix;
  } nodes;
  uint16_t first_format;
  // Places of masks in which bit n stands for n digits: of any number, of those that are dialled
  // only where they are, and of each type.
  std::array<uint8_t, 2 + kPlannedPhoneTypes> lengths;

  // ISO 3166-1 alpha-2, or "001" for a calling code that is no country's.
  constexpr std::string_view region() const { return texts.region; }
  // Digits of the calling code: "49".
  constexpr std::string_view code() const { return texts.code; }
  // What is dialled before a national number ("0"), or empty.
  constexpr std::string_view national_prefix() const { return texts.national_prefix; }
  // What a national prefix becomes: "9$1"; empty for nothing.
  constexpr std::string_view transform() const { return texts.transform; }
  // What stands before an extension: " ext. ".
  constexpr std::string_view extension_prefix() const { return texts.extension_prefix; }

  bool is_geographic() const { return region() != "001"; }
  // National digits that a number can have: bit n is set for n digits.
  uint32_t national_lengths() const;
  // The same for numbers that are dialled only within their area.
  uint32_t local_lengths() const;

  // Whether the digits are those of any number, by their pattern.
  bool matches(std::string_view national) const;
  // unknown: the number is not valid here.
  PhoneType type_of(std::string_view national) const;
  // Whether its numbers are told from those of others with the same calling code by how they begin.
  bool has_leading_digits() const { return nodes.leading_digits != 0; }
  bool starts_with_leading_digits(std::string_view national) const;
  PrefixMatch match_international_prefix(std::string_view digits) const;
  PrefixMatch match_national_prefix(std::string_view digits) const;
  // Null where there is none: then the digits are not divided. Only of the main plan of a code.
  const NumberFormat* find_format(std::string_view national, bool is_international) const;
};

// All of them, sorted by calling code; of one code the main country first, the others in the order
// in which they are asked whose a number is.
std::span<const NumberingPlan> numbering_plans();

// The plans of the calling code with exactly these digits; empty where it does not exist.
std::span<const NumberingPlan> plans_of_code(std::string_view code);

// The calling code that the digits of an international number begin with; empty where it is none.
std::string_view leading_calling_code(std::string_view digits);

// The plan of "DE" (not of "001"); null where there is none.
const NumberingPlan* find_plan(std::string_view region);

}  // namespace kartei
