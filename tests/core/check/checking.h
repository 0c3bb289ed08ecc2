// A checker that has read a text, for the suites of this module.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string_view>

#include "check/table_checker.h"
#include "fixtures.h"

namespace kartei {

// Matches what begins with a capital letter.
struct CapitalPattern final : PatternMatcher {
  bool matches(size_t, std::string_view text) override { return text[0] >= 'A' && text[0] <= 'Z'; }
};

// Each chunk is of so many bytes; 0 for one.
inline std::unique_ptr<TableChecker> check_table(std::string_view file, CheckOptions options = {},
                                                 size_t chunk = 0) {
  static CapitalPattern patterns;
  auto checker = std::make_unique<TableChecker>(std::move(options), patterns, 1);
  const auto bytes = bytes_of(file);
  for (size_t at = 0; at < bytes.size(); at += chunk ? chunk : bytes.size()) {
    const auto rest = std::span(bytes).subspan(at);
    REQUIRE(checker->feed(rest.first(std::min(chunk ? chunk : rest.size(), rest.size()))));
  }
  REQUIRE(checker->finish());
  return checker;
}

}  // namespace kartei
