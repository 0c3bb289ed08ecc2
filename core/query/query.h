// Filter, order and page over the contacts in memory.
//
//   QueryEngine engine(columns);
//   Hits hits = engine.run({.filter = ..., .sort = {{Field::name}}, .limit = 50}, now);
#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "query/columns.h"
#include "query/filter.h"
#include "query/matcher.h"
#include "query/order.h"

namespace kartei {

struct Query {
  Filter filter;
  std::vector<SortKey> sort;
  // A BCP 47 language tag: see collator_of().
  std::string locale = {};
  uint64_t offset = 0;
  uint64_t limit = 100;
};

struct Hits {
  // The page, in order.
  std::vector<ContactKey> keys;
  // All matches.
  uint64_t total = 0;
  // Columns::version() of this answer.
  uint64_t version = 0;
};

// Keeps the last orders and the last filter's matches, and keeps them in step while single contacts
// change; what changes many at once makes them anew. The first pages of a sort are picked out of
// the contacts without an order, which is made when they have been looked through more than twice.
// `now` is what the last days of a filter are counted from, by the minute.
class QueryEngine final : private ColumnsListener {
 public:
  // `columns` must outlive the engine, and has no other listener.
  explicit QueryEngine(Columns& columns);
  ~QueryEngine() override { columns_.set_listener(nullptr); }
  QueryEngine(const QueryEngine&) = delete;
  QueryEngine& operator=(const QueryEngine&) = delete;

  Hits run(const Query& query, Timestamp now);
  uint64_t count(const Filter& filter, Timestamp now) { return matches(filter, now).count; }

  // All matches in order.
  std::vector<ContactKey> all(const Filter& filter, const std::vector<SortKey>& sort,
                              std::string_view locale, Timestamp now);

  // How many filters more are asked for again and again: their matches are kept, too.
  void expect_filters(size_t count);

  // All matches, valid until the next call or change.
  const KeySet& keys(const Filter& filter, Timestamp now) { return matches(filter, now).keys; }

 private:
  struct Matches {
    Filter filter;
    // 0 where it does not matter.
    Timestamp minute;
    Matcher matcher;
    KeySet keys;
    uint64_t count;
  };

  void before_change(ContactKey key) override;
  void after_change(ContactKey key) override;
  void after_replacement() override;
  // Whether so many have changed since somebody asked that what was kept is dropped.
  bool has_given_up();

  // The one that is kept, if it is.
  const Order* find_order(const std::vector<SortKey>& sort, const Collator& collator);
  const Order& order(const std::vector<SortKey>& sort, std::string_view locale);
  // Whether the page, which ends before row `end`, is picked out of `count` matches, without their
  // order.
  bool is_picked(const Query& query, uint64_t end, uint64_t count);
  const Matches& matches(const Filter& filter, Timestamp now);

  Columns& columns_;
  // Newest first.
  std::list<Order> orders_;
  std::list<Matches> matches_;
  size_t changes_ = 0, kept_matches_;

  // For pages of one sort without an order.
  struct Picking {
    std::vector<SortKey> sort;
    const Collator* collator = nullptr;
    uint64_t contacts = 0;
  };
  Picking picking_;
};

}  // namespace kartei
