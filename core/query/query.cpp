#include "query/query.h"

#include <algorithm>
#include <span>

namespace kartei {
namespace {
constexpr size_t kKeptOrders = 4;
}

const std::vector<ContactKey>& QueryEngine::order(const std::vector<SortKey>& sort) {
  const auto found = std::ranges::find(orders_, sort, &Order::sort);
  if (found != orders_.end()) {
    orders_.splice(orders_.begin(), orders_, found);
  } else {
    orders_.push_front({.sort = sort, .keys = sort_contacts(columns_, sort)});
    if (orders_.size() > kKeptOrders) orders_.pop_back();
  }
  return orders_.front().keys;
}

const std::vector<ContactKey>& QueryEngine::all(const Filter& filter,
                                                const std::vector<SortKey>& sort) {
  if (version_ != columns_.version()) {
    version_ = columns_.version();
    orders_.clear();
    has_matches_ = false;
  }
  if (!has_matches_ || filter_ != filter || sort_ != sort) {
    const Matcher matcher(filter);
    matches_.clear();
    std::ranges::copy_if(order(sort), std::back_inserter(matches_),
                         [&](ContactKey key) { return matcher.matches(columns_, key); });
    filter_ = filter;
    sort_ = sort;
    has_matches_ = true;
  }
  return matches_;
}

Hits QueryEngine::run(const Query& query) {
  const auto& matches = all(query.filter, query.sort);
  const auto page = std::span(matches).subspan(
      static_cast<size_t>(std::min<uint64_t>(query.offset, matches.size())));
  const auto count = static_cast<size_t>(std::min<uint64_t>(query.limit, page.size()));
  return {.keys = {page.begin(), page.begin() + static_cast<std::ptrdiff_t>(count)},
          .total = matches.size(),
          .version = version_};
}

uint64_t QueryEngine::count(const Filter& filter) {
  const Matcher matcher(filter);
  uint64_t count = 0;
  for (ContactKey key = 1; key <= columns_.last_key(); ++key) {
    count += columns_.is_live(key) && matcher.matches(columns_, key);
  }
  return count;
}

}  // namespace kartei
