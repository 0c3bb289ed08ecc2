#include "query/facets.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <ranges>

namespace kartei {
namespace {

// Counted by number of the pool.
std::vector<Facet> name_facets(const TextPool& pool, const std::vector<uint64_t>& counts) {
  std::vector<Facet> facets;
  for (uint32_t number = 0; number < counts.size(); ++number) {
    if (counts[number]) facets.push_back({std::string(pool[number]), counts[number]});
  }
  const auto end = facets.begin() + static_cast<ptrdiff_t>(std::min(facets.size(), kMaxFacets));
  std::ranges::partial_sort(facets, end, [](const Facet& a, const Facet& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  facets.erase(end, facets.end());
  return facets;
}

// Months since the year 0.
int month_of(Timestamp time) {
  const auto point =
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(time));
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(point));
  return int{date.year()} * 12 + static_cast<int>(unsigned{date.month()}) - 1;
}

std::string format_month(int month) {
  const std::string year = std::to_string(month / 12), number = std::to_string(month % 12 + 1);
  return std::string(4 - std::min<size_t>(4, year.size()), '0')
      .append(year)
      .append(number.size() == 1 ? "-0" : "-")
      .append(number);
}

void count(Validity& validity, bool is_filled, bool is_valid) {
  ++(is_valid ? validity.valid : is_filled ? validity.invalid : validity.empty);
}

}  // namespace

Facets count_facets(const Columns& columns, const KeySet& keys) {
  Facets facets;
  const size_t texts = columns.pool().size();
  std::vector<uint64_t> codes(texts), tags(texts), sources(texts);
  std::map<int, uint64_t> months;
  keys.for_each([&](ContactKey key) {
    ++codes[columns.country_code_number(key)];
    ++sources[columns.source_number(key)];
    columns.for_each_tag(key, [&](uint32_t tag) { ++tags[tag]; });
    if (const auto created = columns.time(key, Field::created_at)) ++months[month_of(*created)];
    count(facets.email, columns.has_email(key), columns.has_valid_email(key));
    count(facets.phone, columns.has_phone(key), columns.has_valid_phone(key));
  });
  facets.country_codes = name_facets(columns.pool(), codes);
  facets.tags = name_facets(columns.pool(), tags);
  facets.sources = name_facets(columns.pool(), sources);
  for (const auto& [month, number] : std::views::reverse(months)) {
    if (facets.months.size() < kMaxFacets) facets.months.push_back({format_month(month), number});
  }
  return facets;
}

}  // namespace kartei
