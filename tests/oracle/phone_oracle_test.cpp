// The phone engine against google-libphonenumber: 200,000 texts of every kind, and what that
// library's own unit tests ask. Not one answer may differ (tests/CMakeLists.txt: the tables are
// made of its own metadata here).
#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "contact/phone_number.h"

namespace kartei {
namespace {

enum Column : size_t { kDefault, kInput, kFirstAnswer };
constexpr std::array<const char*, 9> kAnswers = {
    "parse", "possible", "valid", "type", "region", "e164", "national", "international", "ext"};

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  for (size_t begin = 0; begin <= line.size();) {
    const size_t end = std::min(line.find('\t', begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

std::string fault_name(PhoneParseFault fault) {
  constexpr std::array<const char*, 5> kNames = {
      "INVALID_COUNTRY_CODE", "NOT_A_NUMBER", "TOO_SHORT_AFTER_IDD", "TOO_SHORT_NSN", "TOO_LONG"};
  return kNames[static_cast<size_t>(fault)];
}

// As the corpus was made: within a calling code that is no country's, what has no plus sign is
// meant to have one.
std::expected<PhoneNumber, PhoneParseFault> parse(const std::string& where,
                                                  const std::string& input) {
  if (!where.starts_with('+')) return parse_phone_number(input, find_plan(where));
  const auto plans = plans_of_code(where.substr(1));
  if (plans.empty()) return parse_phone_number(input, nullptr);
  if (plans[0].is_geographic()) return parse_phone_number(input, &plans[0]);
  const bool has_plus = input.contains('+') || input.contains("\uFF0B");
  return parse_phone_number(has_plus ? input : where + input, nullptr);
}

std::array<std::string, 9> answers(const std::string& where, const std::string& input) {
  const auto number = parse(where, input);
  if (!number) return {fault_name(number.error()), "", "0"};
  const NumberingPlan* plan = plan_of_number(*number);
  const PhoneType type = plan ? plan->type_of(number->national) : PhoneType::unknown;
  return {"OK",
          std::string(phone_possibility_name(phone_possibility(*number))),
          plan ? "1" : "0",
          std::string(phone_type_name(type)),
          std::string(plan ? plan->region() : ""),
          format_phone_number(*number, PhoneFormat::e164),
          format_phone_number(*number, PhoneFormat::national),
          format_phone_number(*number, PhoneFormat::international),
          number->extension};
}

void compare(const char* name, size_t least_rows) {
  std::ifstream file(std::string(KARTEI_PHONE_ORACLE) + "/" + name);
  if (!file) {
    std::printf("skipped: no shared corpora (%s)\n", name);
    return;
  }
  std::map<std::string, size_t> differences;
  size_t rows = 0;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = split(line);
    REQUIRE(cells.size() >= kFirstAnswer + kAnswers.size());
    ++rows;
    const auto found = answers(cells[kDefault], cells[kInput]);
    for (size_t i = 0; i < kAnswers.size(); ++i) {
      const std::string& expected = cells[kFirstAnswer + i];
      if (found[i] == expected || ++differences[kAnswers[i]] > 5) continue;
      MESSAGE(kAnswers[i], " of ", cells[kDefault], " ", cells[kInput], ": ", found[i], ", not ",
              expected);
    }
  }
  CHECK(rows >= least_rows);
  for (const char* answer : kAnswers) {
    CAPTURE(answer);
    CHECK(differences[answer] == 0);
  }
}

}  // namespace

TEST_CASE("The engine answers as libphonenumber does") { compare("oracle.tsv", 200'000); }
TEST_CASE("The engine answers what libphonenumber's unit tests ask") { compare("cases.tsv", 300); }

}  // namespace kartei
