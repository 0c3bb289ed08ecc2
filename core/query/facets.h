// How a list divides: the numbers beside what one could filter by next.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/columns.h"
#include "query/key_set.h"

namespace kartei {

struct Facet {
  // The calling code, tag or source; "" for none. A month: "2026-11", of created_at in UTC.
  std::string value;
  uint64_t count = 0;

  bool operator==(const Facet&) const = default;
};

struct Validity {
  uint64_t valid = 0, invalid = 0, empty = 0;

  bool operator==(const Validity&) const = default;
};

struct Facets {
  // The most frequent first, ties by value; at most kMaxFacets of each. A contact counts under each
  // of its tags.
  std::vector<Facet> country_codes, tags, sources;
  // The newest first.
  std::vector<Facet> months;
  Validity email, phone;
};

inline constexpr size_t kMaxFacets = 500;

Facets count_facets(const Columns& columns, const KeySet& keys);

}  // namespace kartei
