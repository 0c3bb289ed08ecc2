#include "query/query.h"

#include <algorithm>

namespace kartei {
namespace {

constexpr size_t kKeptOrders = 4, kKeptMatches = 4;
// One bit per contact each.
constexpr size_t kMaxKeptMatches = 64;

// Putting so many in their places one by one takes as long as sorting all of them anew, where no
// more matches are kept than usual.
constexpr size_t kMaxChanges = 500;

// A page so near the beginning is picked out of the matches where they have no order yet,
constexpr uint64_t kMaxPicked = 1'000;
// until so many times the contacts have been looked at for it; and where they have one, if it is
// quicker than to walk through that.
constexpr uint64_t kPickingPasses = 2, kFewMatches = 4'000;

bool selects_all(const Filter& filter) {
  return filter.kind == Filter::Kind::all && filter.children.empty();
}

bool depends_on_time(const Filter& filter) {
  const bool counts_days =
      filter.op == Operator::last_days || filter.op == Operator::not_in_last_days;
  return (filter.kind == Filter::Kind::condition && counts_days) ||
         std::ranges::any_of(filter.children, depends_on_time);
}

}  // namespace

QueryEngine::QueryEngine(Columns& columns) : columns_(columns), kept_matches_(kKeptMatches) {
  columns_.set_listener(this);
}

void QueryEngine::expect_filters(size_t count) {
  kept_matches_ = std::min(kKeptMatches + count, kMaxKeptMatches);
}

// --- in step --------------------------------------------------------------------------------

bool QueryEngine::has_given_up() {
  const size_t most = kMaxChanges * kKeptMatches / std::max(kKeptMatches, matches_.size());
  if (++changes_ <= most) return false;
  after_replacement();
  return true;
}

void QueryEngine::before_change(ContactKey key) {
  if (has_given_up()) return;
  for (Order& order : orders_) order.erase(key);
  for (Matches& matches : matches_) {
    matches.count -= size_t{matches.keys.has(key)};
    matches.keys.set(key, false);
  }
}

void QueryEngine::after_change(ContactKey key) {
  if (has_given_up()) return;
  for (Order& order : orders_) order.insert(key);
  for (Matches& matches : matches_) {
    if (matches.keys.size() <= key) matches.keys.resize(size_t{key} + 1);
    const bool is_match = matches.matcher.matches(columns_, key);
    matches.count += size_t{is_match};
    matches.keys.set(key, is_match);
  }
}

void QueryEngine::after_replacement() {
  orders_.clear();
  matches_.clear();
  picking_ = {};
}

// --- answers --------------------------------------------------------------------------------

const Order* QueryEngine::find_order(const std::vector<SortKey>& sort, const Collator& collator) {
  const auto found = std::ranges::find_if(orders_, [&](const Order& order) {
    return &order.collator() == &collator && order.sort() == sort;
  });
  if (found == orders_.end()) return nullptr;
  orders_.splice(orders_.begin(), orders_, found);
  return &orders_.front();
}

const Order& QueryEngine::order(const std::vector<SortKey>& sort, std::string_view locale) {
  const Collator& collator = collator_of(locale);
  if (const Order* known = find_order(sort, collator)) return *known;
  orders_.emplace_front(columns_, sort, collator);
  if (orders_.size() > kKeptOrders) orders_.pop_back();
  return orders_.front();
}

bool QueryEngine::is_picked(const Query& query, uint64_t end, uint64_t count) {
  if (end > kMaxPicked) return false;
  const Collator& collator = collator_of(query.locale);
  if (find_order(query.sort, collator)) return count <= kFewMatches;
  if (picking_.collator != &collator || picking_.sort != query.sort) {
    picking_ = {query.sort, &collator};
  }
  picking_.contacts += count;
  return picking_.contacts <= kPickingPasses * columns_.live_count();
}

const QueryEngine::Matches& QueryEngine::matches(const Filter& filter, Timestamp now) {
  changes_ = 0;
  const Timestamp minute = depends_on_time(filter) ? now / kMinuteMs : 0;
  const auto found = std::ranges::find_if(matches_, [&](const Matches& matches) {
    return matches.minute == minute && matches.filter == filter;
  });
  if (found != matches_.end()) {
    matches_.splice(matches_.begin(), matches_, found);
    return matches_.front();
  }
  // What was made within this minute is of the last days.
  Matcher matcher(filter, (minute + 1) * kMinuteMs - 1);
  // What has been typed so far says where to look.
  const auto wider = std::ranges::find_if(matches_, [&](const Matches& matches) {
    return matches.minute == minute && is_narrower(filter, matches.filter);
  });
  KeySet keys =
      wider == matches_.end() ? matcher.run(columns_) : matcher.run(columns_, wider->keys);
  const uint64_t count = keys.count();
  matches_.push_front({filter, minute, std::move(matcher), std::move(keys), count});
  while (matches_.size() > kept_matches_) matches_.pop_back();
  return matches_.front();
}

Hits QueryEngine::run(const Query& query, Timestamp now) {
  const Matches& found = matches(query.filter, now);
  Hits hits{.total = found.count, .version = columns_.version()};
  if (query.offset >= found.count) return hits;
  const uint64_t limit = std::min(query.limit, found.count - query.offset);
  const uint64_t end = query.offset + limit;
  const auto take = [&](ContactKey key) { hits.keys.push_back(key); };
  if (is_picked(query, end, found.count)) {
    const Comparison comparison(columns_, query.sort, collator_of(query.locale));
    hits.keys = comparison.first(found.keys, static_cast<size_t>(end));
    hits.keys.erase(hits.keys.begin(),
                    hits.keys.begin() + static_cast<std::ptrdiff_t>(query.offset));
  } else if (const Order& in_order = order(query.sort, query.locale); selects_all(query.filter)) {
    in_order.visit(query.offset, limit, take);
  } else {
    in_order.visit(found.keys, query.offset, limit, take);
  }
  return hits;
}

std::vector<ContactKey> QueryEngine::all(const Filter& filter, const std::vector<SortKey>& sort,
                                         std::string_view locale, Timestamp now) {
  const Matches& found = matches(filter, now);
  std::vector<ContactKey> keys;
  keys.reserve(static_cast<size_t>(found.count));
  order(sort, locale).visit(found.keys, 0, found.count, [&](ContactKey key) {
    keys.push_back(key);
  });
  return keys;
}

}  // namespace kartei
